"""Files that arrive in pieces, by the tus protocol: what is acknowledged is kept, and only its owner knows of it."""

import base64
import errno
import hashlib
import io
import os

import pytest
from django.test import Client
from django.urls import reverse

from portfolios import arriving
from portfolios.models import Upload
from portfolios.operations import uploads
from portfolios.operations.uploads import begin_upload, drop_old_uploads, finish_upload, receive
from tests.portfolios.made_files import GOOD

WORDS = b"What was said, and by whom.\n" * 400
TUS = {"Tus-Resumable": "1.0.0"}
PIECES = "application/offset+octet-stream"


def named(name):
    return {"Upload-Metadata": f"filename {base64.b64encode(name.encode()).decode()},filetype dGV4dA=="}


def announce(browser, size, name="notes.txt", **headers):
    told = TUS | named(name) | {"Upload-Length": str(size)} | headers
    return browser.post(reverse("upload-list"), headers=told, content_type="text/plain", data=b"")


def begin(browser, content, name="notes.txt"):
    answer = announce(browser, len(content), name)
    assert answer.status_code == 201
    return answer["Location"]


def send(browser, url, piece, offset, **headers):
    told = TUS | {"Upload-Offset": str(offset)} | headers
    return browser.patch(url, piece, content_type=PIECES, headers=told)


def stands(browser, url):
    answer = browser.head(url, headers=TUS)
    return answer.status_code, answer.headers.get("Upload-Offset")


# --- the way it goes ------------------------------------------------------------------------


def test_a_file_in_three_pieces_is_kept_whole(pat, store):
    url = begin(pat, WORDS)
    for offset in (0, 4000, 8000):
        answer = send(pat, url, WORDS[offset : offset + 4000], offset)
        assert (answer.status_code, answer["Upload-Offset"]) == (204, str(min(offset + 4000, len(WORDS))))

    upload = Upload.objects.get()
    assert (upload.state, upload.name, upload.content_type) == (Upload.State.KEPT, "notes.txt", "text/plain")
    assert upload.sha256 == hashlib.sha256(WORDS).hexdigest()
    assert (store.evidence / upload.place).read_bytes() == WORDS
    assert (store.kept, store.left_over) == ([upload.place], [])
    assert pat.get(url).json() == {
        "code": upload.code,
        "url": url,
        "name": "notes.txt",
        "size": len(WORDS),
        "in_words": "10 KB",
        "received": len(WORDS),
        "state": "kept",
        "trouble": "",
        "is_sound": False,
    }


def test_it_says_where_it_stands_in_the_words_of_the_protocol(pat, store):
    url = begin(pat, WORDS)
    send(pat, url, WORDS[:4000], 0)

    answer = pat.head(url, headers=TUS)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["Upload-Offset"] == "4000"
    assert answer["Upload-Length"] == str(len(WORDS))
    assert answer["Tus-Resumable"] == "1.0.0"
    assert "no-store" in answer["Cache-Control"]
    assert answer["Upload-Expires"].endswith(" GMT")
    asked = pat.options(reverse("upload-list"))
    assert (asked.status_code, asked["Tus-Version"]) == (204, "1.0.0")
    assert asked["Tus-Extension"] == "creation,termination,expiration"
    assert int(asked["Tus-Max-Size"]) == 2048 * 1024**2


def test_it_can_be_dropped_on_its_way_and_when_it_waits(pat, store):
    on_its_way, whole = begin(pat, WORDS), begin(pat, WORDS)
    send(pat, on_its_way, WORDS[:10], 0)
    send(pat, whole, WORDS, 0)

    for url in (on_its_way, whole):
        assert pat.delete(url, headers=TUS).status_code == 204
        assert pat.delete(url, headers=TUS).status_code == 404
    assert (store.kept, store.left_over, Upload.objects.count()) == ([], [], 0)


def test_a_way_round_proxies_that_let_only_posts_through(pat, store):
    url = begin(pat, WORDS)

    told = TUS | {"Upload-Offset": "0", "X-HTTP-Method-Override": "PATCH"}
    assert pat.post(url, WORDS, content_type=PIECES, headers=told).status_code == 204
    assert Upload.objects.get().state == Upload.State.KEPT


# --- what is refused ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"Tus-Resumable": "0.2.2"}, 412),
        ({"Upload-Length": ""}, 400),
        ({"Upload-Length": "-5"}, 400),
        ({"Upload-Length": "9" * 30}, 400),
        ({"Upload-Length": "0"}, 422),
        ({"Upload-Length": str(10**15)}, 422),
        ({"Upload-Metadata": "filename ???"}, 400),
        ({"Upload-Metadata": ""}, 422),
        (named("a.exe"), 422),
    ],
)
def test_what_could_not_be_kept_is_refused_before_a_byte_travels(pat, store, change, status):
    answer = announce(pat, len(WORDS), **change)

    assert answer.status_code == status
    assert (Upload.objects.count(), store.left_over) == (0, [])
    if status == 422:
        assert "What you have written is safe." in answer.content.decode()


@pytest.mark.parametrize(
    ("headers", "kind", "status"),
    [
        ({"Upload-Offset": "1"}, PIECES, 409),
        ({"Upload-Offset": "x"}, PIECES, 400),
        ({"Tus-Resumable": ""}, PIECES, 412),
        ({}, "text/plain", 415),
        ({"Content-Length": ""}, PIECES, 411),
    ],
)
def test_a_piece_that_does_not_fit_changes_nothing(pat, store, headers, kind, status):
    url = begin(pat, WORDS)

    told = TUS | {"Upload-Offset": "0"} | headers
    assert pat.patch(url, WORDS, content_type=kind, headers=told).status_code == status
    assert stands(pat, url) == (200, "0")


def test_never_more_than_was_announced(pat, store):
    url = begin(pat, WORDS)
    send(pat, url, WORDS[:100], 0)

    assert send(pat, url, WORDS, 100).status_code == 413
    assert stands(pat, url) == (200, "100")
    upload = Upload.objects.get()
    receive(upload, [WORDS[100:] + b"more"], offset=100)
    assert (store.evidence / upload.place).read_bytes() == WORDS


def test_what_is_inside_is_looked_at_when_all_is_there(pat, store):
    url = begin(pat, WORDS, name="holiday.jpg")

    answer = send(pat, url, WORDS, 0)

    assert answer.status_code == 422
    assert answer.content.decode().startswith("“holiday.jpg” is named like JPEG, but what is inside")
    assert (store.kept, store.left_over) == ([], [])
    assert pat.get(url).json()["trouble"] == answer.content.decode()
    assert stands(pat, url) == (410, None)


def test_a_person_keeps_so_much_and_so_many(pat, store, settings):
    settings.EVIDENCE_QUOTA_BYTES = 3 * len(WORDS)
    for _time in range(3):
        begin(pat, WORDS)
    answer = announce(pat, 1)
    assert (answer.status_code, Upload.objects.count()) == (422, 3)
    assert "you can keep 32 KB in all, and have 32 KB" in answer.content.decode()

    settings.EVIDENCE_QUOTA_BYTES, settings.EVIDENCE_QUOTA_FILES = 10**9, 3
    assert "you can keep 3 files in all" in announce(pat, 1).content.decode()


def test_how_much_someone_keeps_is_told(pat, store):
    begin(pat, WORDS)

    told = pat.get(reverse("upload-list")).json()
    assert told["room"] == {"used": "10 KB", "most": "20 GB"}
    assert [upload["received"] for upload in told["uploads"]] == [0]


def test_others_know_nothing_of_it(pat, store, client_for, assessor, outsider):
    url = begin(pat, WORDS)

    for person in (assessor, outsider):
        browser = client_for(person)
        assert stands(browser, url)[0] == send(browser, url, WORDS, 0).status_code == 404
        assert browser.delete(url, headers=TUS).status_code == browser.get(url).status_code == 404
        assert browser.get(reverse("upload-list")).json()["uploads"] == []
    assert stands(pat, url) == (200, "0")


def test_another_site_can_not_send_in_someones_name(practitioner, store):
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(practitioner)
    assert announce(careful, 5).status_code == 403

    token = careful.get(reverse("upload-list")).json()["token"]
    url = announce(careful, 5, **{"X-CSRFToken": token})["Location"]
    assert send(careful, url, b"words", 0).status_code == 403
    assert send(careful, url, b"words", 0, **{"X-CSRFToken": token}).status_code == 204


# --- lines that go dead, servers that stop --------------------------------------------------


class Line(io.BytesIO):
    """A body that ends early: the sender was lost."""

    def __iter__(self):
        yield from iter(lambda: self.read(1000), b"")
        raise OSError("lost")


def test_what_came_before_the_line_went_dead_is_kept(practitioner, store):
    upload = begin_upload(practitioner, name="notes.txt", size=len(WORDS))

    with pytest.raises(OSError, match="lost"):
        receive(upload, Line(WORDS[:3000]), offset=0)

    upload.refresh_from_db()
    assert upload.received == 3000
    receive(upload, [WORDS[3000:]], offset=3000)
    assert upload.sha256 == hashlib.sha256(WORDS).hexdigest()


def test_a_dropped_last_byte_is_noticed(pat, store):
    url = begin(pat, WORDS)

    send(pat, url, WORDS[:-1], 0)

    assert stands(pat, url) == (200, str(len(WORDS) - 1))
    assert Upload.objects.get().state == Upload.State.RECEIVING
    send(pat, url, WORDS[-1:], len(WORDS) - 1)
    assert Upload.objects.get().sha256 == hashlib.sha256(WORDS).hexdigest()


def test_what_was_never_acknowledged_is_written_over(practitioner, store):
    upload = begin_upload(practitioner, name="notes.txt", size=len(WORDS))
    receive(upload, [WORDS[:1000]], offset=0)
    with arriving.place_of(upload.code).open("ab") as file:
        file.write(b"half a piece, and then the power went")
    arriving._hashing.clear()

    receive(upload, [WORDS[1000:]], offset=1000)

    assert (store.evidence / upload.place).read_bytes() == WORDS
    assert upload.sha256 == hashlib.sha256(WORDS).hexdigest()


def test_a_second_request_waits_while_the_first_receives_and_takes_over_when_it_is_quiet(
    practitioner, store, monkeypatch
):
    upload = begin_upload(practitioner, name="notes.txt", size=len(WORDS))
    with arriving.turn(upload.code, offset=0, is_there=lambda: True) as first:
        first.write(WORDS[:5000])
        with pytest.raises(arriving.SomeoneElsesTurn):
            receive(upload, [WORDS], offset=0)

        monkeypatch.setattr(arriving, "QUIET", -1)
        receive(upload, [WORDS[:2000]], offset=0)
        for late in (lambda: first.write(b"late"), lambda: first.save(pytest.fail)):
            with pytest.raises(arriving.SomeoneElsesTurn):
                late()

    assert arriving.place_of(upload.code).read_bytes() == WORDS[:2000]
    receive(upload, [WORDS[2000:]], offset=2000)
    assert upload.sha256 == hashlib.sha256(WORDS).hexdigest()


def test_two_pieces_at_once_are_never_both_taken(practitioner, store, client_for, at_once):
    url = begin(client_for(practitioner), WORDS)
    browsers = [client_for(practitioner) for _time in range(4)]

    answers = at_once(*(lambda b=b: send(b, url, WORDS, 0).status_code for b in browsers))

    assert answers.count(204) == 1
    assert set(answers) <= {204, 409, 410, 423}
    assert Upload.objects.get().sha256 == hashlib.sha256(WORDS).hexdigest()


@pytest.mark.parametrize("moment", ["before it was looked at", "before it was moved", "after it was moved"])
def test_a_server_stopped_at_the_end_loses_nothing(pat, practitioner, store, monkeypatch, moment):
    upload = begin_upload(practitioner, name="notes.txt", size=len(WORDS))
    stopped = {"before it was looked at": "keep_whole", "before it was moved": "keep_staged"}
    really = uploads.note
    with monkeypatch.context() as patch:
        if moment == "after it was moved":
            patch.setattr(uploads, "note", lambda u, **f: stop() if "state" in f else really(u, **f))
        else:
            patch.setattr(uploads, stopped[moment], stop)
        with pytest.raises(KeyboardInterrupt):
            receive(upload, [WORDS], offset=0)

    told = pat.get(reverse("upload-detail", args=[upload.code])).json()

    assert (told["state"], told["received"]) == ("kept", len(WORDS))
    upload.refresh_from_db()
    assert (store.evidence / upload.place).read_bytes() == WORDS
    assert (store.kept, store.left_over) == ([upload.place], [])


def stop(*_args, **_more):
    raise KeyboardInterrupt


def test_looked_at_by_several_it_is_kept_once(practitioner, store, at_once):
    upload = begin_upload(practitioner, name="notes.txt", size=len(WORDS))
    arriving.place_of(upload.code).write_bytes(WORDS)
    Upload.objects.update(received=len(WORDS))

    found = at_once(*[lambda: finish_upload(Upload.objects.get()).state] * 4)

    assert set(found) == {Upload.State.KEPT}
    assert len(store.kept) == 1


def test_a_full_disk_is_said_and_what_came_stays(pat, store, monkeypatch):
    url = begin(pat, WORDS)
    send(pat, url, WORDS[:1000], 0)
    with monkeypatch.context() as patch:
        patch.setattr(arriving.os, "pwrite", full)
        answer = send(pat, url, WORDS[1000:], 1000)
    assert (answer.status_code, "our store is full" in answer.content.decode()) == (507, True)

    assert stands(pat, url) == (200, "1000")
    assert send(pat, url, WORDS[1000:], 1000).status_code == 204


def full(descriptor, piece, offset, really=os.pwrite):
    if len(piece) == arriving.MARK:
        return really(descriptor, piece, offset)
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_file_for_which_there_is_no_room_is_not_begun(pat, store, monkeypatch):
    monkeypatch.setattr(uploads, "SPARE", 10**18)

    assert announce(pat, 5).status_code == 507
    assert Upload.objects.count() == 0


def test_what_stood_still_for_a_week_goes_and_what_lost_its_row(practitioner, store):
    old, waits = (begin_upload(practitioner, name="a.txt", size=5) for _time in range(2))
    receive(waits, [b"words"], offset=0)
    arriving.make_room("lost")
    for path in store.incoming.iterdir():
        os.utime(path, (0, 0))
    assert drop_old_uploads() == 1
    assert len(store.left_over) == 2

    Upload.objects.update(changed_at="2026-01-01T00:00Z")
    fresh = begin_upload(practitioner, name="b.txt", size=5)
    assert drop_old_uploads() == 2
    assert [upload.code for upload in Upload.objects.all()] == [fresh.code]
    assert (store.kept, len(store.left_over), old.pk is None) == ([], 2, False)


def test_every_kind_comes_through_in_pieces(practitioner, store):
    for name, (content, kind) in GOOD.items():
        upload = begin_upload(practitioner, name=name, size=len(content))
        half = len(content) // 2
        receive(upload, [content[:half]], offset=0)
        receive(upload, [content[half:]], offset=half)
        assert (upload.state, upload.content_type) == (Upload.State.KEPT, kind), upload.trouble
