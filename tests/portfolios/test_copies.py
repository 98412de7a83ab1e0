"""The copy others have says nothing of where, on what or by whom; and it still opens."""

import io
import os
import time
import wave
import zipfile

import docx
import openpyxl
import pikepdf
import pypdfium2
import pytest
from PIL import Image

from portfolios.copies import ALONE, CopyNotPossible, bounded, make_copy
from portfolios.copies.inside import without_notes
from portfolios.copies.recordings import READER_OF
from portfolios.kinds import KINDS, PDF, Family, kind_named
from tests.portfolios.hostile_files import cut
from tests.portfolios.made_files import film, moving_gif, odf, openxml, picture_with_place
from tests.portfolios.telling_files import (
    NEEDS_FFMPEG,
    RECORDINGS,
    SECRETS,
    heard_and_seen,
    recording,
    said_by_ffprobe,
    telling_aac,
    telling_docx,
    telling_mp3,
    telling_odt,
    telling_pdf,
    telling_pptx,
    telling_wav,
    telling_xlsx,
    unpacked,
)

needs_ffmpeg = pytest.mark.skipif(NEEDS_FFMPEG, reason="ffmpeg is not installed")
OFFICE = {
    "thanks.docx": telling_docx,
    "budget.xlsx": telling_xlsx,
    "talk.pptx": telling_pptx,
    "thanks.odt": telling_odt,
    "budget.ods": lambda: telling_odt("spreadsheet"),
    "talk.odp": lambda: telling_odt("presentation"),
}


@pytest.fixture
def copied(tmp_path):
    """copied(name, content) → (bytes of the copy, its content type)"""

    def make(name, content):
        source, target = tmp_path / "source", tmp_path / "target"
        source.write_bytes(content)
        content_type = make_copy(kind_named(name).content_type, source, target)
        return target.read_bytes(), content_type

    return make


def secrets_in(content):
    return [secret for secret in SECRETS if secret in content]


# --- film and sound -------------------------------------------------------------------------


@needs_ffmpeg
@pytest.mark.parametrize("name", RECORDINGS)
def test_a_recording_loses_place_device_names_and_chapters_and_plays_the_same(copied, tmp_path, name):
    original = recording(name)
    assert b"SECRET" in original

    copy, content_type = copied(name, original)

    assert secrets_in(copy) == []
    said = said_by_ffprobe(tmp_path / "target")
    assert said["chapters"] == []
    tags = [set(part.get("tags", {})) for part in (said["format"], *said["streams"])]
    harmless = {"major_brand", "minor_version", "compatible_brands", "language", "handler_name", "vendor_id"}
    assert [found - harmless - {"encoder", "ENCODER", "DURATION"} for found in tags] == [set()] * len(tags)
    assert heard_and_seen(tmp_path / "target") == heard_and_seen(tmp_path / "source")
    assert content_type == kind_named(name).content_type


@needs_ffmpeg
def test_a_film_from_a_telephone_becomes_one_that_browsers_play(copied, tmp_path):
    as_mp4 = recording("film.mp4").replace(b"ftypisom", b"ftypqt  ", 1)

    assert copied("film.mov", as_mp4)[1] == "video/mp4"


@needs_ffmpeg
def test_what_a_camera_hides_between_the_pictures_is_gone(copied, tmp_path):
    """Some cameras write the place into the picture stream itself; x264 writes its settings there."""
    original = recording("film.mp4")
    assert b"x264 - core" in original

    assert b"x264" not in copied("film.mp4", original)[0]


def test_sound_we_know_is_copied_without_any_program(copied, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    for name, content in [("a.wav", telling_wav()), ("a.mp3", telling_mp3()), ("a.aac", telling_aac())]:
        assert secrets_in(content)
        copy, content_type = copied(name, content)
        assert (secrets_in(copy), content_type) == ([], kind_named(name).content_type)
        if name == "a.wav":
            with wave.open(io.BytesIO(copy)) as sound, wave.open(io.BytesIO(content)) as before:
                assert sound.getparams() == before.getparams()
                assert sound.readframes(9000) == before.readframes(9000)
        else:
            assert copy in content


def test_without_ffmpeg_there_is_no_copy_and_a_sentence(copied, monkeypatch):
    monkeypatch.setenv("PATH", "")

    with pytest.raises(CopyNotPossible) as why:
        copied("film.mp4", film())

    assert why.value.reason == "no_program"
    assert "ffmpeg, is not installed" in str(why.value)


# --- documents ------------------------------------------------------------------------------


def test_a_pdf_loses_all_that_is_said_about_it_and_keeps_its_page(copied):
    original = telling_pdf()
    assert len(secrets_in(original)) > 2

    copy, _type = copied("a.pdf", original)

    with pikepdf.open(io.BytesIO(copy)) as pdf:
        everything = b"".join(
            thing.read_raw_bytes() + thing.stream_dict.unparse()
            if isinstance(thing, pikepdf.Stream)
            else thing.unparse()
            for thing in pdf.objects
        )
        assert (secrets_in(everything), secrets_in(copy)) == ([], [])
        assert (len(pdf.attachments), "/OpenAction" in pdf.Root, dict(pdf.docinfo)) == (0, False, {})
        assert copy.count(b"%%EOF") == 1
        assert [str(remark.get("/Contents", "")) for remark in pdf.pages[0].Annots] == ["Well done", ""]
    with pypdfium2.PdfDocument(copy) as shown:
        page = shown[0]
        assert page.get_textpage().get_text_bounded() == "What we did"
        assert page.render().to_pil().getpixel((20, 20))[0] > 200


@pytest.mark.parametrize("name", OFFICE)
def test_an_office_document_loses_its_authors_and_keeps_its_words(copied, name):
    original = OFFICE[name]()
    assert len(secrets_in(unpacked(original))) > 1

    copy, _type = copied(name, original)

    assert secrets_in(unpacked(copy)) == []
    with zipfile.ZipFile(io.BytesIO(copy)) as packed:
        assert packed.testzip() is None
        assert {member.date_time for member in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        photos = [n for n in packed.namelist() if n.startswith(("word/media", "ppt/media", "Pictures"))]
        for photo in photos:
            Image.open(io.BytesIO(packed.read(photo))).load()
        assert len(photos) == {"docx": 2, "xlsx": 0}.get(name[-4:], 1)
        if name[-4:] in (".odt", ".ods", ".odp"):
            assert (packed.infolist()[0].filename, packed.infolist()[0].compress_type) == ("mimetype", 0)


def test_a_word_file_still_opens_without_its_remarks(copied):
    copy, _type = copied("a.docx", telling_docx())
    document = docx.Document(io.BytesIO(copy))

    assert [paragraph.text for paragraph in document.paragraphs] == [
        "What we did",
        "",
        "",
        "with a remark",
        "More",
    ]
    assert (list(document.comments), b"Well done" in unpacked(copy)) == ([], False)


def test_a_workbook_still_opens_without_its_remarks(copied):
    copy, _type = copied("a.xlsx", telling_xlsx())
    book = openpyxl.load_workbook(io.BytesIO(copy))

    assert (book.active["A1"].value, book.active["A1"].comment) == ("What it cost", None)
    assert b"Well done" not in unpacked(copy)


def test_a_document_in_a_document_is_treated_the_same(copied):
    whole = openxml(
        more={"word/embeddings/budget.xlsx": telling_xlsx(), "word/embeddings/old.bin": b"SECRET"}
    )

    copy, _type = copied("a.docx", whole)

    with zipfile.ZipFile(io.BytesIO(copy)) as packed:
        assert packed.read("word/embeddings/old.bin") == b""
        inside = packed.read("word/embeddings/budget.xlsx")
    assert secrets_in(unpacked(inside)) == []
    assert openpyxl.load_workbook(io.BytesIO(inside)).active["A1"].value == "What it cost"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_inside_keeps_every_dot_and_no_note(form):
    told = picture_with_place(form)

    plain = without_notes(told)

    assert secrets_in(told)
    assert secrets_in(plain) == []
    assert Image.open(io.BytesIO(plain)).tobytes() == Image.open(io.BytesIO(told)).tobytes()
    assert not dict(Image.open(io.BytesIO(plain)).getexif())


def test_a_moving_picture_inside_still_moves():
    told = moving_gif().replace(b"!\xf9", b"!\xfe\x06SECRET\0!\xf9", 1)

    plain = without_notes(told)

    assert (b"SECRET" in told, b"SECRET" in plain) == (True, False)
    assert Image.open(io.BytesIO(plain)).n_frames == Image.open(io.BytesIO(told)).n_frames


def test_drawings_of_a_workbook_that_leave_things_open_are_read(copied):
    drawing = b'<xml xmlns:v="urn:v"><v:shape author="SECRETreader"><div>Well<br>done</div></v:shape></xml>'

    copy, _type = copied(
        "a.xlsx", openxml("spreadsheetml.sheet.main+xml", more={"xl/drawings/d.vml": drawing})
    )

    with zipfile.ZipFile(io.BytesIO(copy)) as packed:
        told = packed.read("xl/drawings/d.vml")
    assert (b"SECRET" in told, b"Well" in told, b"done" in told) == (False, True, True)


@pytest.mark.parametrize("name", ["a.wav", "a.mp3", "a.pdf", "a.docx", "film.mp4"])
def test_what_was_hung_onto_a_file_or_put_before_it_is_gone(copied, name):
    if name == "film.mp4" and NEEDS_FFMPEG:
        pytest.skip("ffmpeg is not installed")
    made = {"a.wav": telling_wav, "a.mp3": telling_mp3, "a.pdf": telling_pdf, "a.docx": telling_docx}
    whole = made[name]() if name in made else recording(name)
    script = b"<script>alert('SECRETprogram')</script>"

    copy, _type = copied(name, script + whole if name == "a.docx" else whole + script)

    assert b"script" not in copy


# --- what is damaged or hostile -------------------------------------------------------------

XXE = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
LAUGHS = b'<!DOCTYPE a [<!ENTITY b "' + b"ha" * 999 + b'"><!ENTITY c "' + b"&b;" * 999 + b'">]><a>&c;</a>'
HARD = {
    "half a pdf": ("a.pdf", telling_pdf()[:600]),
    "half a document": ("a.docx", cut("thanks.docx", 0.5)),
    "no film": ("a.mp4", film()),
    "half a film": ("a.mp4", cut("film.mp4", 0.5)),
    "no sound": ("a.mp3", b"\xff" * 400_000),
    "nothing": ("a.pdf", b""),
    "entities": ("a.docx", openxml(more={"word/x.xml": XXE})),
    "laughs": ("a.odt", odf(more={"x.xml": LAUGHS})),
    "words unpacked without end": (
        "a.docx",
        openxml(more={"word/x.xml": b"<a>" + b" " * 70_000_000 + b"</a>"}),
    ),
    "a film in a talk": ("a.pptx", openxml(more={"ppt/media/film.mp4": film()})),
    "a page in itself": ("a.pdf", telling_pdf().replace(b"/Kids", b"/Kidz")),
}


@pytest.mark.parametrize("label", HARD)
def test_what_can_not_be_copied_is_a_sentence_soon(copied, label):
    name, content = HARD[label]
    started = time.monotonic()

    with pytest.raises(CopyNotPossible) as why:
        copied(name, content)

    assert str(why.value).endswith(".")
    assert time.monotonic() - started < 5


def test_a_name_that_leads_out_of_a_document_is_left_out(copied):
    copy, _type = copied("a.docx", openxml(more={"../../evil.xml": "<a/>", "/etc/x.xml": "<a/>"}))

    with zipfile.ZipFile(io.BytesIO(copy)) as packed:
        assert [name for name in packed.namelist() if "evil" in name or "etc" in name] == []


def test_a_program_that_takes_too_long_ends_with_all_it_started(tmp_path):
    started = time.monotonic()
    family = f"(sleep 60 & echo $! > {tmp_path}/child; wait)"

    with pytest.raises(bounded.Stopped):
        bounded.run(["sh", "-c", family], seconds=1)

    assert time.monotonic() - started < 4
    child = int((tmp_path / "child").read_text())
    for _moment in range(50):
        if not is_running(child):
            break
        time.sleep(0.02)
    assert not is_running(child)


def is_running(process):
    try:
        with open(f"/proc/{process}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize(
    "greedy",
    ["while True: pass", "x = bytearray(4_000_000_000)", "open('{out}', 'wb').write(bytes(200_000_000))"],
)
def test_a_program_that_wants_too_much_is_stopped(tmp_path, greedy):
    out = tmp_path / "out"

    with pytest.raises(bounded.Stopped):
        bounded.run(["python3", "-c", greedy.format(out=out)], seconds=1, largest=1_000_000)

    assert not out.exists() or os.path.getsize(out) <= 1_000_000


def test_every_kind_has_its_way():
    """A kind that is taken but that nobody knows how to copy would reach nobody."""
    with_a_way = ALONE.keys() | READER_OF.keys() | {PDF.content_type}
    drawn_or_plain = (Family.PICTURE, Family.TEXT, Family.DOCUMENT)

    assert [k for k in KINDS if k.content_type not in with_a_way and k.family not in drawn_or_plain] == []


def test_what_holds_nothing_has_no_copy(copied):
    for name in ("a.wav", "a.mp3", "a.mp4"):
        with pytest.raises(CopyNotPossible):
            copied(name, b"")
