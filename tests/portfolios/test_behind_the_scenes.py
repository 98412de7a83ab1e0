"""What the worker makes of files, and who gets what of it: posters, copies, and a sentence where nothing can be made."""

import re
import time

import pytest
from django.urls import reverse

from people.models import Job
from portfolios.kinds import kind_named
from portfolios.models import EvidenceFile, Rendition
from portfolios.operations import previews
from portfolios.operations.claims import set_claims
from portfolios.operations.previews import look_after_older_files, make_clean_copy, make_previews
from tests.factories import EvidenceFileFactory, PortfolioFactory, StandardVersionFactory, UnitFactory, files
from tests.factories.assessments import share
from tests.portfolios.hostile_files import HOSTILE_PICTURES, HTML, cut
from tests.portfolios.made_files import GOOD, film, locked_pdf, pdf_of_size, raw_pdf
from tests.portfolios.telling_files import (
    NEEDS_FFMPEG,
    SECRETS,
    recording,
    telling_docx,
    telling_mp3,
    telling_pdf,
    telling_wav,
    unpacked,
)

pytestmark = pytest.mark.django_db
needs_ffmpeg = pytest.mark.skipif(NEEDS_FFMPEG, reason="ffmpeg is not installed")


@pytest.fixture
def portfolio(practitioner, organisation):
    return PortfolioFactory(owner=practitioner, organisation=organisation)


@pytest.fixture
def kept(portfolio):
    def make(name, content, *, made=True):
        kind = kind_named(name).content_type
        given = files.ContentFile(content, name)
        file = EvidenceFileFactory(evidence__portfolio=portfolio, content=given, content_type=kind)
        if made:
            make_previews(file.code)
            make_clean_copy(file.code)
        return EvidenceFile.objects.get(pk=file.pk)

    return make


@pytest.fixture
def read(portfolio, practitioner, assessor, robin):
    """read(file, {"at": "17"}) → the page on which its assessor finds it, at a spot."""

    def give(file, asked=None):
        unit = UnitFactory(portfolio=portfolio, version=StandardVersionFactory())
        set_claims(file.evidence, {unit: dict.fromkeys(unit.version.requirements.all(), "")}, by=practitioner)
        review = share(unit, assessor=assessor)
        version = review.submission.items.first().evidence_version
        return robin.get(reverse("review-evidence", args=[review.code, version.code]), asked).content.decode()

    return give


def at(name, file):
    return reverse(name, args=[file.code])


def whole(response):
    return b"".join(response.streaming_content)


# --- who gets what --------------------------------------------------------------------------

TELLING = {
    "voice.wav": telling_wav,
    "voice.mp3": telling_mp3,
    "minutes.pdf": telling_pdf,
    "thanks.docx": telling_docx,
    "film.mp4": lambda: recording("film.mp4"),
    "film.mov": lambda: recording("film.mov"),
    "voice.m4a": lambda: recording("voice.m4a"),
    "voice.ogg": lambda: recording("voice.ogg"),
}


@pytest.mark.parametrize("name", TELLING)
def test_only_the_owner_gets_what_hides_in_a_file(pat, robin, kept, read, name):
    if NEEDS_FFMPEG and name.startswith(("film", "voice.m", "voice.o")) and name != "voice.mp3":
        pytest.skip("ffmpeg is not installed")
    original = TELLING[name]()
    file = kept(name, original)
    read(file)
    ways = ["file-download"] + (["file-view"] if file.form in ("audio", "video") else [])

    for way in ways:
        assert whole(pat.get(at(way, file))) == original
        answer = robin.get(at(way, file))
        got = whole(answer)
        plain = unpacked(got) if name.endswith("docx") else got
        assert (answer.status_code, [secret for secret in SECRETS if secret in plain]) == (200, [])
        assert len(got) == int(answer["Content-Length"])


@needs_ffmpeg
def test_a_film_has_a_picture_before_it_plays(pat, kept, read):
    file = kept("film.mp4", recording("film.mp4"))

    assert sorted(file.renditions.values_list("kind", flat=True)) == ["clean", "poster", "thumbnail"]
    assert file.evidence.face == file
    assert [file.preview_trouble, file.copy_trouble] == ["", ""]
    for page in (pat.get(at("file-read", file)).content.decode(), read(file)):
        assert f'poster="{at("file-poster", file)}"' in page
    assert whole(pat.get(at("file-poster", file)))[:2] == b"\xff\xd8"


@needs_ffmpeg
def test_a_film_that_browsers_can_not_play_says_so_beside_its_player(pat, kept, read):
    file = kept("film.mp4", recording("hevc.mp4"))

    for page in (pat.get(at("file-read", file)).content.decode(), read(file)):
        assert "This film is written in a way (HEVC) that many browsers can’t play." in page
        assert "<video" in page
    assert file.poster is not None


@needs_ffmpeg
def test_a_film_begins_at_the_second_it_is_opened_at(kept, read):
    file = kept("film.mp4", recording("film.mp4"))

    page = read(file, {"file": file.code, "at": "17"})

    [player] = re.findall("<video[^>]+>", page)
    assert f'src="{at("file-view", file)}#t=17" data-here="17"' in player
    assert f'poster="{at("file-poster", file)}"' in player


def test_without_ffmpeg_only_the_owner_opens_a_film_and_everyone_is_told_why(
    pat, robin, kept, read, monkeypatch
):
    content = recording("film.mp4") if not NEEDS_FFMPEG else film()
    monkeypatch.setenv("PATH", "")
    file = kept("film.mp4", content)
    page = read(file)

    assert "ffmpeg, is not installed. So only the person it belongs to can open it." in page
    assert "<video" not in page
    assert at("file-download", file) not in page
    assert "ffmpeg, is not installed" in robin.get(at("file-read", file)).content.decode()
    assert [robin.get(at(way, file)).status_code for way in ("file-view", "file-download")] == [404, 404]
    assert whole(pat.get(at("file-view", file))) == content
    assert (
        "ffmpeg, is not installed"
        in pat.get(reverse("evidence-detail", args=[file.evidence.code])).content.decode()
    )


@needs_ffmpeg
def test_when_ffmpeg_comes_films_that_waited_get_their_copy(kept, monkeypatch):
    with monkeypatch.context() as bare:
        bare.setenv("PATH", "")
        file = kept("film.mp4", recording("film.mp4"))

    look_after_older_files()

    asked = Job.objects.filter(subject_code=file.code).values_list("kind", flat=True)
    assert sorted(asked) == ["make_clean_copy", "make_previews"]
    make_clean_copy(file.code)
    assert EvidenceFile.objects.get(pk=file.pk).clean_copy is not None


def test_files_from_before_get_their_copy_and_pictures_and_texts_need_none(kept):
    file = kept("minutes.pdf", telling_pdf(), made=False)
    kept("walk.jpg", GOOD["walk.jpg"][0], made=False)
    kept("notes.txt", b"words", made=False)

    look_after_older_files()
    look_after_older_files()

    asked = Job.objects.values_list("kind", "subject_code").order_by("kind")
    assert list(asked) == [("make_clean_copy", file.code), ("make_previews", file.code)]


def test_a_copy_that_is_still_being_made_says_so(robin, kept, read):
    file = kept("voice.wav", telling_wav(), made=False)

    assert "We are still making a copy without the details hidden in it" in read(file)
    assert robin.get(at("file-download", file)).status_code == 503


# --- damaged and hostile --------------------------------------------------------------------

SOME_PICTURES = ("nothing", "svg", "half a heic", "png flood", "webp flood")
DEEP = raw_pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 9>>"])
BAD = {
    **{f"{label} as a picture": ("a.jpg", HOSTILE_PICTURES[label]) for label in SOME_PICTURES},
    **{
        f"{share:.0%} of {name}": (name, cut(name, share))
        for name in ("walk.gif", "minutes.pdf", "film.mp4", "film.mov", "film.webm", "voice.m4a", "voice.ogg")
        for share in (0.4,)
    },
    "words as a pdf": ("a.pdf", b"words"),
    "nothing as a pdf": ("a.pdf", b""),
    "a locked pdf": ("a.pdf", locked_pdf()),
    "a pdf inside itself": ("a.pdf", DEEP),
    "a page of no size": ("a.pdf", pdf_of_size(0, 0)),
    "nothing as a film": ("a.mp4", b""),
    "a web page as a film": ("a.mp4", HTML),
    "a list of films": ("a.mp4", b"ffconcat version 1.0\nfile /etc/passwd\n"),
    "a playlist": ("a.webm", b"#EXTM3U\n/etc/passwd\n"),
    "an empty film": ("a.mp4", film()),
    "half a document": ("a.docx", cut("thanks.docx", 0.5)),
    "nothing as a document": ("a.odt", b""),
    "half a sound": ("a.aac", b"\xff\xf1"),
}


def test_whatever_a_file_holds_it_is_a_sentence_and_never_an_error(pat, kept):
    started = time.monotonic()
    for label, (name, content) in BAD.items():
        file = kept(name, content)

        page = pat.get(at("file-read", file)).content.decode()

        said = (file.preview_trouble or file.copy_trouble).endswith(".")
        drawn = file.renditions.exists()
        assert said or drawn, label
        assert "/etc/passwd" not in page, label
        assert not said or drawn or "can’t" in page, label
    assert time.monotonic() - started < 60
    assert Rendition.objects.filter(size=0).count() == 0


def stream(words, more=b""):
    return b"<</Length %d%b>>stream\n%b\nendstream " % (len(words), more, words)


def endless_pdf(levels=8):
    """Two pages; on the second stands a drawing made of ten drawings, each made of ten, and so on."""
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Resources<</XObject<</X 7 0 R>>>>/Contents %d 0 R>>"
    )
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 200 200]/Resources<</XObject<</X %d 0 R>>>>"
    drawings = [stream(b"/X Do " * 10, form % (8 + level)) for level in range(levels)]
    return raw_pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>",
            *(page % 5, page % 6, stream(b"0 0 m 9 9 l S"), stream(b"/X Do ")),
            *drawings,
            stream(b"0 0 m 99 99 l S", b"/Type/XObject/Subtype/Form/BBox[0 0 200 200]"),
        ]
    )


def test_pages_drawn_before_one_asks_for_too_much_are_shown(kept, monkeypatch):
    monkeypatch.setattr(previews, "PATIENCE", 2)
    file = kept("a.pdf", endless_pdf(), made=False)
    started = time.monotonic()

    make_previews(file.code)

    assert (
        time.monotonic() - started < 5
    )  # stopped by the clock, or sooner by what it may use; it would never end
    file = EvidenceFile.objects.get(pk=file.pk)
    assert ([page.page for page in file.pages], file.preview_trouble) == ([1], "")
