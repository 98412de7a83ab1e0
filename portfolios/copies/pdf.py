"""A PDF written again from its pages: no authors, notes about it, earlier states, files inside or programs.

Signatures go too: they sign the original, and name who signed. What can be read on the pages stays; what layers hide
that are off when it is opened, and remarks and fields that are hidden, go.
Source: ISO 32000-2.
"""

import base64
import zlib

import pikepdf

from portfolios.copies.inside import plain_jp2, plain_jpeg
from portfolios.copies.pdf_layers import flatten_layers
from portfolios.copies.sentences import CopyNotPossible

MOST_OBJECTS = 500_000
SAID = (
    *(
        "/Metadata",
        "/PieceInfo",
        "/LastModified",
        "/Thumb",
        "/AA",
        "/OpenAction",
        "/EmbeddedFiles",
        "/AF",
        "/JavaScript",
    ),
    *(
        "/XFA",
        "/Collection",
        "/Perms",
        "/DSS",
        "/Legal",
        "/SpiderInfo",
        "/Requirements",
        "/JS",
        "/URLS",
        "/IDS",
        "/CreatorInfo",
        "/Threads",
        "/AlternatePresentations",
        "/Renditions",
        "/Alternates",
        "/OPI",
    ),
)
PROGRAMS = {
    *(
        "/JavaScript",
        "/Launch",
        "/SubmitForm",
        "/ImportData",
        "/GoToE",
        "/GoToR",
        "/RichMediaExecute",
        "/Rendition",
    ),
    *("/Sound", "/Movie", "/GoTo3DView"),
}
NOT_PAPER = {"/FileAttachment", "/Sound", "/Movie", "/RichMedia", "/Screen", "/3D", "/Popup", "/Watermark"}
REMARK_SAID = ("/T", "/M", "/CreationDate", "/NM", "/Subj", "/RC", "/OverlayText", "/IRT")
FILLED_IN = ("/V", "/DV", "/AP", "/Contents", "/RC", "/RV", "/Opt", "/TU", "/MK")
UNSEEN = 0b10_0010  # hidden, or not to be seen on a screen
STRIPPED = {"/DCTDecode": plain_jpeg, "/JPXDecode": plain_jp2}


def copy_pdf(source, target):
    try:
        with pikepdf.open(source) as pdf:
            clear(pdf)
            pdf.save(
                target,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                compress_streams=True,
                encryption=False,
                linearize=False,
            )
    except pikepdf.PdfError as problem:
        raise CopyNotPossible("trouble") from problem


def clear(pdf):
    if len(pdf.objects) > MOST_OBJECTS:
        raise CopyNotPossible("stopped")
    for name in ("/Info", "/ID"):
        if name in pdf.trailer:
            del pdf.trailer[name]
    flatten_layers(pdf)
    for page in pdf.pages:
        clear_remarks(page.obj)
    for thing in pdf.objects:
        clear_deep(thing)


def clear_remarks(page):
    """What was stuck on a page: files, sounds and films come off, remarks and highlights lose who made them."""
    remarks = page.get("/Annots")
    if not isinstance(remarks, pikepdf.Array):
        return
    kept = [remark for remark in remarks if isinstance(remark, pikepdf.Dictionary) and is_on_paper(remark)]
    for remark in remarks:
        if isinstance(remark, pikepdf.Dictionary) and not is_on_paper(remark):
            drop(remark, *FILLED_IN)  # a hidden field still hangs on the form it is part of
    for remark in kept:
        if remark.get("/Subtype") != "/Widget":  # there T is the name of a field
            drop(remark, *REMARK_SAID, "/Popup")
    page.Annots = pikepdf.Array(kept)


def is_on_paper(remark):
    """Files, sounds and films are not; nor is what no screen and no paper shows."""
    return str(remark.get("/Subtype")) not in NOT_PAPER and not int(remark.get("/F", 0)) & UNSEEN


def drop(thing, *names):
    for name in names:
        if name in thing:
            del thing[name]


def clear_deep(thing):
    """One object and what stands in it; what it only points at comes in its own turn."""
    waiting, seen = [thing], 0
    while waiting:
        here, seen = waiting.pop(), seen + 1
        if seen > MOST_OBJECTS:
            raise CopyNotPossible("stopped")
        if isinstance(here, pikepdf.Array):
            waiting += [part for part in here if is_direct(part)]
        elif isinstance(here, pikepdf.Dictionary | pikepdf.Stream):
            clear_one(here)
            held = here.stream_dict if isinstance(here, pikepdf.Stream) else here
            waiting += [held[name] for name in held.keys() if is_direct(held[name])]  # noqa: SIM118


def is_direct(part):
    return isinstance(part, pikepdf.Array | pikepdf.Dictionary) and not part.is_indirect


def clear_one(thing):
    drop(thing, *SAID)
    if thing.get("/Type") == "/OCG":
        thing.Name = pikepdf.String("Layer")
    if isinstance(thing, pikepdf.Stream):
        return clear_picture(thing)
    if thing.get("/FT") == "/Sig" or thing.get("/Type") == "/Sig":
        drop(
            thing,
            "/V",
            "/Contents",
            "/Name",
            "/Location",
            "/Reason",
            "/ContactInfo",
            "/M",
            "/Cert",
            "/Prop_Build",
        )
    if thing.get("/S") == "/URI" and str(thing.get("/URI", "")).lower().startswith("file:"):
        thing.URI = pikepdf.String("about:blank")
    if str(thing.get("/S")) in PROGRAMS and not is_part_of_text(thing):
        for name in list(thing.keys()):
            del thing[name]
    return None


def is_part_of_text(thing):
    """Parts of a tagged text are named by S as well; they have a parent, and mostly something in them."""
    return thing.get("/Type") == "/StructElem" or ("/P" in thing and "/K" in thing)


def clear_picture(stream):
    """A photo stands in a PDF as the camera wrote it, place and all."""
    if stream.get("/Type") in ("/XRef", "/ObjStm"):
        return
    filters = stream.get("/Filter")
    names = [str(name) for name in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
    if names[-1] in STRIPPED and len(names) == 1:
        stripped = STRIPPED[names[-1]](stream.read_raw_bytes())
        stream.write(stripped, filter=pikepdf.Name(names[-1]), decode_parms=stream.get("/DecodeParms"))
    elif names[-1] in STRIPPED:
        unwrap(stream, names)
        clear_picture(stream)


def unwrap(stream, names):
    """A photo that was wrapped once more, in letters or packed: taken out of that, as the camera wrote it."""
    if not set(names[:-1]) <= WRAPPED.keys() or stream.get("/DecodeParms") is not None:
        raise CopyNotPossible("trouble")
    content = stream.read_raw_bytes()
    try:
        for name in names[:-1]:
            content = WRAPPED[name](content)
    except (ValueError, zlib.error) as problem:
        raise CopyNotPossible("trouble") from problem
    stream.write(content, filter=pikepdf.Name(names[-1]))


def in_letters(content):
    """ASCII85 as a PDF writes it: its end is marked, its beginning mostly not."""
    return base64.a85decode(content.strip().removeprefix(b"<~").removesuffix(b"~>"))


WRAPPED = {"/FlateDecode": zlib.decompress, "/ASCII85Decode": in_letters}
