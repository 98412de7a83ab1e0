"""A PDF shows in the copy what it shows when it is opened, and holds nothing else."""

import io

import pikepdf
import pypdfium2
import pytest

from portfolios.copies import CopyNotPossible
from portfolios.copies.pdf import copy_pdf

HELVETICA = {"Type": "/Font", "Subtype": "/Type1", "BaseFont": "/Helvetica"}
BOX = "0 0 1 rg 10 10 50 50 re f"
WORDS = "BT /F 20 Tf 1 0 0 1 20 {} Tm ({}) Tj ET"


def names(**given):
    return pikepdf.Dictionary({f"/{key}": pikepdf.Name(value) for key, value in given.items()})


def layered(content, *, base="/ON", off=("B",), policy=None, expression=None, more=None):
    """Layers A and B, and M of both where `policy` or `expression` says how."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(300, 200))
    layers = {}
    for name in "AB":
        layers[name] = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=f"SECRETlayer{name}"))
    both = pikepdf.Array(list(layers.values()))
    properties = pikepdf.Dictionary({f"/{name}": layer for name, layer in layers.items()})
    if policy or expression:
        told = pikepdf.Dictionary(Type=pikepdf.Name.OCMD, OCGs=both)
        if policy:
            told.P = pikepdf.Name(policy)
        if expression:
            told.VE = pikepdf.Array([pikepdf.Name(expression), layers["B"]])
        properties.M = pdf.make_indirect(told)
    shown = pikepdf.Dictionary(BaseState=pikepdf.Name(base), Name="SECRETshown")
    shown["/OFF" if base == "/ON" else "/ON"] = pikepdf.Array([layers[name] for name in off])
    pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=both, D=shown)
    page.Resources = pikepdf.Dictionary(
        Font=pikepdf.Dictionary(
            F=pikepdf.Dictionary({f"/{k}": pikepdf.Name(v) for k, v in HELVETICA.items()})
        ),
        Properties=properties,
    )
    page.Contents = pdf.make_stream(content.encode())
    if more:
        more(pdf, page, layers)
    out = io.BytesIO()
    pdf.save(out, compress_streams=False)
    return out.getvalue()


def copied(folder, content):
    source, target = folder / "a.pdf", folder / "b.pdf"
    source.write_bytes(content)
    copy_pdf(source, target)
    return target.read_bytes()


def everything_in(copy):
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        return b"".join(
            thing.read_bytes() + thing.stream_dict.unparse()
            if isinstance(thing, pikepdf.Stream)
            else thing.unparse()
            for thing in pdf.objects
        )


def read_from(copy):
    with pypdfium2.PdfDocument(copy) as pdf:
        return " ".join(pdf[0].get_textpage().get_text_bounded().split())


def on(layer, words, at=50):
    return f"/OC /{layer} BDC {WORDS.format(at, words)} EMC "


@pytest.mark.parametrize(
    ("content", "how", "left"),
    [
        (on("A", "Seen") + on("B", "SECRET"), {}, "Seen"),
        (on("A", "SECRET") + on("B", "Seen"), {"base": "/OFF"}, "Seen"),
        (f"/OC /B BDC /Span <</ActualText (SECRET)>> BDC {BOX} EMC EMC " + on("A", "Seen"), {}, "Seen"),
        (on("M", "SECRET") + on("A", "Seen"), {"policy": "/AllOn"}, "Seen"),
        (on("M", "Seen"), {"policy": "/AnyOn"}, "Seen"),
        (on("M", "SECRET") + on("A", "Seen"), {"policy": "/AllOff"}, "Seen"),
        (on("M", "Seen"), {"expression": "/Not"}, "Seen"),
        (on("M", "SECRET") + on("A", "Seen"), {"expression": "/And"}, "Seen"),
        ("/OC /B BDC q 1 0 0 1 0 90 cm (SECRET) Tj EMC " + WORDS.format(50, "Seen") + " Q", {}, "Seen"),
    ],
)
def test_what_hidden_layers_hold_is_gone_and_what_is_shown_stays_where_it_was(tmp_path, content, how, left):
    copy = copied(tmp_path, layered(content, **how))

    assert (read_from(copy), b"SECRET" in everything_in(copy)) == (left, False)
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        assert "/OCProperties" not in pdf.Root


def test_paths_and_pictures_of_a_hidden_layer_leave_no_mark_and_clipping_stays(tmp_path):
    hidden = f"/OC /B BDC {BOX} q 100 100 50 50 re W n EMC 1 0 0 rg 90 90 200 100 re f Q"

    with pypdfium2.PdfDocument(copied(tmp_path, layered(hidden))) as pdf:
        picture = pdf[0].render().to_pil()

    dots = [picture.getpixel((x, 200 - y)) for x, y in ((30, 30), (120, 120), (95, 95), (200, 120))]
    white, red = (255, 255, 255), (255, 0, 0)
    assert dots == [white, red, white, white]


def test_drawings_remarks_and_fields_of_hidden_layers_and_hidden_ones_are_gone(tmp_path):
    def more(pdf, page, layers):
        font = page.Resources.Font
        inner = pikepdf.Stream(pdf, (on("B", "SECRETinner") + WORDS.format(90, "Seen")).encode())
        inner.Subtype, inner.BBox = pikepdf.Name.Form, pikepdf.Array([0, 0, 300, 200])
        inner.Resources = pikepdf.Dictionary(Font=font, Properties=page.Resources.Properties)
        outer = pikepdf.Stream(pdf, WORDS.format(120, "SECRETouter").encode())
        outer.Subtype, outer.BBox, outer.OC = pikepdf.Name.Form, pikepdf.Array([0, 0, 300, 200]), layers["B"]
        outer.Resources = pikepdf.Dictionary(Font=font)
        page.Resources.XObject = pikepdf.Dictionary(I=pdf.make_indirect(inner), O=pdf.make_indirect(outer))
        note = {"Type": pikepdf.Name.Annot, "Subtype": pikepdf.Name.FreeText, "Rect": [0, 0, 9, 9]}
        field = {"Subtype": pikepdf.Name.Widget, "FT": pikepdf.Name.Tx, "T": "field", "Rect": [0, 0, 9, 9]}
        unseen = [
            pikepdf.Dictionary(**note, Contents="SECRETlayered", OC=layers["B"]),
            pikepdf.Dictionary(**note, Contents="SECRETnote", F=2),
            pdf.make_indirect(pikepdf.Dictionary(**field, V="SECRETvalue", F=2)),
        ]
        page.Annots = pikepdf.Array([*unseen, pikepdf.Dictionary(**note, Contents="Kept")])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([unseen[-1]]))

    copy = copied(tmp_path, layered("/I Do /O Do", more=more))

    assert (read_from(copy), b"SECRET" in everything_in(copy), b"Kept" in everything_in(copy)) == (
        "Seen",
        False,
        True,
    )


@pytest.mark.parametrize("content", ["/OC /B BDC (SECRET) Tj", "/OC /B BDC ((( Tj EMC"])
def test_a_layer_that_never_ends_leaves_no_copy_and_a_sentence(tmp_path, content):
    with pytest.raises(CopyNotPossible, match="hidden layers"):
        copied(tmp_path, layered(content))
