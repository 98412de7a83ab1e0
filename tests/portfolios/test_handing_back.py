import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from portfolios.files import keep_file, open_file
from portfolios.handing_back import download_response, text_excerpt, view_response
from tests.portfolios.hostile_files import HOSTILE_NAMES
from tests.portfolios.made_files import GOOD

pytestmark = pytest.mark.django_db  # an answer that ends looks after the connections
SOUND = bytes(range(256)) * 1000
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex",
}


def view(content=SOUND, content_type="audio/mpeg", method="get", **headers):
    request = getattr(RequestFactory(), method)("/", headers=headers)
    file = io.BytesIO(content)
    response = view_response(request, file, content_type=content_type, size=len(content))
    response.file = file
    return response


def download(name="walk.jpg", content=SOUND, content_type="image/jpeg"):
    request = RequestFactory().get("/")
    return download_response(
        request, io.BytesIO(content), name=name, content_type=content_type, size=len(content)
    )


def body(response):
    return b"".join(response)


def guards(response):
    return {name: response.headers.get(name) for name in ALWAYS}


# --- viewing --------------------------------------------------------------------------------


def test_without_a_range_the_whole_is_shown_in_the_page():
    response = view()

    assert (response.status_code, response["Content-Type"]) == (200, "audio/mpeg")
    assert (response["Content-Disposition"], response["Accept-Ranges"]) == ("inline", "bytes")
    assert response["Content-Length"] == str(len(SOUND))
    assert "Content-Range" not in response
    assert guards(response) == ALWAYS
    assert body(response) == SOUND


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=0-", 0, 256_000),
        ("bytes=100-199", 100, 200),
        ("bytes=255999-", 255_999, 256_000),
        ("bytes=255000-999999999", 255_000, 256_000),
        ("bytes=-500", 255_500, 256_000),
        ("bytes=-999999999", 0, 256_000),
        ("bytes=60000-200000", 60_000, 200_001),
    ],
)
def test_one_range_is_answered_with_just_that_part(asked, start, stop):
    response = view(range=asked)

    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {start}-{stop - 1}/256000"
    assert response["Content-Length"] == str(stop - start)
    assert guards(response) == ALWAYS
    assert body(response) == SOUND[start:stop]


@pytest.mark.parametrize("asked", ["bytes=256000-", "bytes=999999999999-", "bytes=256000-256010", "bytes=-0"])
def test_a_range_outside_the_file_is_416_and_says_how_long_it_is(asked):
    response = view(range=asked)

    assert (response.status_code, response["Content-Range"], response.content) == (416, "bytes */256000", b"")
    assert guards(response) == ALWAYS
    assert response.file.closed


@pytest.mark.parametrize(
    "asked",
    [
        "bytes=0-1,5-9",
        "bytes=" + ",".join(f"{n}-{n}" for n in range(10_000)),
        "bytes=9-5",
        "bytes=-",
        "bytes=",
        "bytes=a-b",
        "bytes=1.5-2",
        "bytes=--5",
        "bytes=" + "9" * 5000 + "-",
        "bytes=٣-٤",
        "items=0-5",
        "",
    ],
)
def test_anything_but_one_plain_range_gets_the_whole(asked):
    response = view(range=asked)

    assert (response.status_code, body(response)) == (200, SOUND)
    assert "Content-Range" not in response


def test_a_range_on_condition_gets_the_whole_because_we_give_nothing_to_compare():
    assert view(range="bytes=0-5", if_range='"abc"').status_code == 200


def test_head_says_the_same_without_the_bytes():
    whole, part = view(method="head"), view(method="head", range="bytes=0-9")

    assert (whole.status_code, whole["Content-Length"], body(whole)) == (200, "256000", b"")
    assert (part.status_code, part["Content-Length"], body(part)) == (206, "10", b"")


@pytest.mark.parametrize("start", [True, False])
def test_the_file_is_closed_whether_or_not_it_was_read(start):
    response = view()
    if start:
        next(iter(response))

    response.close()

    assert response.file.closed


def test_bytes_leave_in_small_pieces():
    assert max(len(piece) for piece in view()) == 64 * 1024


@pytest.mark.parametrize(
    "name", ["voice.mp3", "voice.m4a", "voice.aac", "voice.ogg", "voice.wav", "film.mp4", "film.webm"]
)
def test_sound_and_film_are_shown_as_what_they_are(name):
    content, content_type = GOOD[name]

    assert view(content, content_type)["Content-Type"] == content_type


@pytest.mark.parametrize("content_type", ["image/jpeg", "image/png"])
def test_pictures_we_drew_are_shown(content_type):
    response = view(content_type=content_type)

    assert (response["Content-Type"], response["Content-Disposition"]) == (content_type, "inline")


@pytest.mark.parametrize(
    ("content_type", "sent"),
    [
        ("text/html", "application/octet-stream"),
        ("image/svg+xml", "application/octet-stream"),
        ("text/xml", "application/octet-stream"),
        ("application/xhtml+xml", "application/octet-stream"),
        ("application/javascript", "application/octet-stream"),
        ("audio/x-anything; charset=utf-8", "application/octet-stream"),
        ("", "application/octet-stream"),
        ("application/pdf", "application/pdf"),
        ("image/heic", "image/heic"),
        ("text/plain", "text/plain"),
    ],
)
def test_nothing_else_is_ever_opened_in_the_browser(content_type, sent):
    response = view(content_type=content_type, range="bytes=0-5")

    assert (response.status_code, response["Content-Type"]) == (200, sent)
    assert response["Content-Disposition"] == 'attachment; filename="file"'
    assert guards(response) == ALWAYS


# --- downloading ----------------------------------------------------------------------------


def test_a_download_is_saved_and_nothing_is_run():
    response = download()

    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    assert response["Content-Disposition"] == 'attachment; filename="walk.jpg"'
    assert response["Content-Length"] == str(len(SOUND))
    assert guards(response) == ALWAYS
    assert body(response) == SOUND


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("Größe.pdf", "attachment; filename*=utf-8''Gr%C3%B6%C3%9Fe.pdf"),
        ('say "hi".txt', 'attachment; filename="say -hi-.txt"'),
        ("a;b='c'.txt", "attachment; filename=\"a;b='c'.txt\""),
        ("a\r\nX: y.txt", 'attachment; filename="a X- y.txt"'),
        ("../../x.txt", 'attachment; filename="x.txt"'),
        ("", 'attachment; filename="file"'),
    ],
)
def test_names_survive_the_header_and_can_not_add_to_it(name, header):
    assert download(name=name)["Content-Disposition"] == header


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_hostile_names_make_one_header_of_plain_letters(name):
    header = download(name=name)["Content-Disposition"]

    assert header.startswith("attachment; filename")
    assert header.isascii()
    assert header.isprintable()
    assert len(header) < 2_000


def test_a_kept_file_comes_back_byte_for_byte(store):
    kept = keep_file(SimpleUploadedFile("minutes.pdf", GOOD["minutes.pdf"][0]))

    response = download_response(
        RequestFactory().get("/"),
        open_file(kept.path),
        name=kept.name,
        content_type=kept.content_type,
        size=kept.size,
    )

    assert body(response) == GOOD["minutes.pdf"][0]
    response.close()


# --- text -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"plain", "plain"),
        ("caf\u00e9 ملاحظات".encode(), "caf\u00e9 ملاحظات"),
        ("\ufeffmarked".encode(), "marked"),
        ("\ufeffwide".encode("utf-16-le"), "wide"),
        ("\ufeffwide".encode("utf-16-be"), "wide"),
        (b"caf\xe9 \x93quoted\x94", "caf\u00e9 “quoted”"),
        (b"a\0b\x07c\x1bd\x7f", "abcd"),
        ("turn \u202eme\u2066 round".encode(), "turn me round"),
        (b"one\r\ntwo\rthree\n\tfour", "one\ntwo\nthree\n\tfour"),
        (b"\x81\x8d bytes of nothing", "\ufffd\ufffd bytes of nothing"),
        (b"<script>alert(1)</script>", "<script>alert(1)</script>"),
        (b"", ""),
    ],
)
def test_text_is_read_safely_whoever_wrote_it(content, text):
    assert text_excerpt(io.BytesIO(content)) == (text, False)


@pytest.mark.parametrize(("length", "is_cut"), [(99, False), (100, False), (101, True), (100_000, True)])
def test_a_long_text_is_cut_and_says_so(length, is_cut):
    excerpt = text_excerpt(io.BytesIO(b"a" * length), 100)

    assert (excerpt.text, excerpt.is_cut) == ("a" * min(length, 100), is_cut)


def test_a_letter_is_never_cut_in_half():
    assert text_excerpt(io.BytesIO("é".encode() * 100_000), 99) == ("é" * 99, True)
    assert "\ufffd" not in text_excerpt(io.BytesIO(b"a" + "€".encode() * 100_000), 5).text
