"""A witness’s recording comes in pieces by their link: theirs alone, bounded, kept once it is whole."""

import base64

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from portfolios.models import EvidenceFile, Upload, WitnessRecording
from portfolios.operations.uploads import drop_old_uploads
from portfolios.operations.witnesses import path_of, take_request_back
from tests.factories.files import photo, sound
from tests.factories.witnesses import asked, to_say
from tests.portfolios.test_uploads import TUS, send, stands

pytestmark = pytest.mark.django_db
VOICE = sound().read() + b"LIST" + (3000).to_bytes(4, "little") + bytes(3000)


def told(name, about):
    pairs = {"filename": name, "about": str(about)}
    said = ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in pairs.items())
    return {"Upload-Metadata": said}


def uploads_of(request):
    return reverse("witness-uploads", args=[request.token])


def begin(browser, request, size=0, name="voice.wav", about=""):
    size = size or len(VOICE)
    headers = TUS | told(name, about) | {"Upload-Length": str(size)}
    return browser.post(uploads_of(request), headers=headers, content_type="text/plain", data=b"")


def test_a_voice_in_pieces_goes_on_after_a_cut_and_answers_its_question(wil, unit, store):
    request = asked(unit)
    question = request.questions.last()
    url = begin(wil, request, about=question.pk)["Location"]
    assert url.startswith(uploads_of(request))
    assert send(wil, url, VOICE[:2000], 0).status_code == 204

    [coming] = Client().get(uploads_of(request)).json()["uploads"]  # another day, another browser
    assert (coming["url"], coming["received"], coming["about"]) == (url, 2000, question.pk)
    assert stands(wil, url) == (200, "2000")
    assert send(wil, url, VOICE[2000:], 2000).status_code == 204

    said = WitnessRecording.objects.get()
    assert (said.question, said.size, said.name, len(store.kept), store.left_over) == (
        question,
        len(VOICE),
        "voice.wav",
        1,
        [],
    )
    assert (wil.get(url).json()["state"], wil.get(uploads_of(request)).json()["uploads"]) == ("kept", [])
    assert "What you said aloud" in wil.get(path_of(request)).content.decode()
    drop_old_uploads(at=Upload.objects.get().changed_at.replace(year=2099))
    assert (WitnessRecording.objects.count(), len(store.kept), Upload.objects.count()) == (1, 1, 0)


def test_no_other_link_reads_goes_on_with_or_drops_it_nor_does_a_session(wil, pat, robin, unit, store):
    request, other = asked(unit), asked(unit)
    url = begin(wil, request)["Location"]
    code = Upload.objects.get().code
    doors = [reverse("witness-upload", args=[other.token, code]), reverse("upload-detail", args=[code])]

    for door, browser in zip(doors, (wil, robin), strict=True):
        answers = [
            browser.get(door),
            browser.head(door, headers=TUS),
            send(browser, door, VOICE, 0),
            browser.delete(door, headers=TUS),
        ]
        assert [answer.status_code for answer in answers] == [404] * 4
    assert begin(pat, request).status_code == 403  # the practitioner, at their own witness’s link
    assert send(pat, url, VOICE, 0).status_code == 403
    assert wil.get(uploads_of(other)).json()["uploads"] == []
    assert (Upload.objects.get().received, stands(wil, url)) == (0, (200, "0"))


def test_opening_does_nothing(wil, unit, store):
    request = asked(unit)
    for _time in range(3):
        wil.get(uploads_of(request))
        wil.head(uploads_of(request))
        wil.options(uploads_of(request))
    assert (Upload.objects.count(), store.left_over, hasattr(request, "statement")) == (0, [], False)


def test_another_site_can_not_send(unit, store):
    request, strict = asked(unit), Client(enforce_csrf_checks=True)

    assert begin(strict, request).status_code == 403
    token = strict.get(uploads_of(request)).json()["token"]
    headers = (
        TUS
        | told("voice.wav", "")
        | {"Upload-Length": "9", "X-CSRFToken": token, "Origin": "https://elsewhere.example"}
    )
    assert (
        strict.post(uploads_of(request), headers=headers, content_type="text/plain", data=b"").status_code
        == 403
    )
    assert not Upload.objects.exists()


def test_so_many_and_so_much_counting_what_is_on_its_way(wil, unit, store, settings, monkeypatch):
    request = asked(unit)
    settings.WITNESS_MAX_BYTES = 2 * len(VOICE)
    assert [begin(wil, request).status_code for _time in range(3)] == [201, 201, 422]
    assert begin(wil, request, size=2 * len(VOICE) + 1).status_code == 422
    monkeypatch.setattr("portfolios.operations.spoken.MOST_RECORDINGS", 2)
    assert begin(wil, request, size=1).status_code == 422
    wil.delete(reverse("witness-upload", args=[request.token, Upload.objects.first().code]), headers=TUS)
    assert begin(wil, request, size=1).status_code == 201


@pytest.mark.parametrize(
    ("name", "content", "at"),
    [
        ("a.jpg", photo, "begin"),
        ("a.mp4", photo, "send"),
        ("a.wav", lambda: sound_cut(), "send"),
        ("a.exe", photo, "begin"),
    ],
)
def test_what_is_no_sound_is_a_sentence(wil, unit, store, name, content, at):
    request, content = asked(unit), content().read()
    answer = begin(wil, request, len(content), name)
    if at == "send":
        answer = send(wil, answer["Location"], content, 0)

    assert (answer.status_code, answer.content.decode().startswith("“a.")) == (422, True)
    assert (WitnessRecording.objects.count(), store.kept, store.left_over) == (0, [], [])


def sound_cut():
    return ContentFile(sound().read()[:-1])


def test_the_same_twice_is_one_and_removed_it_is_gone(wil, unit, store, django_capture_on_commit_callbacks):
    request = asked(unit)
    with django_capture_on_commit_callbacks(execute=True):
        for _time in range(2):
            assert send(wil, begin(wil, request)["Location"], VOICE, 0).status_code == 204
    first, second = Upload.objects.order_by("pk")
    assert (WitnessRecording.objects.count(), len(store.kept), second.recording) == (1, 1, None)

    with django_capture_on_commit_callbacks(execute=True):
        wil.delete(reverse("witness-upload", args=[request.token, first.code]), headers=TUS)
    assert (WitnessRecording.objects.count(), store.kept) == (0, [])


@pytest.mark.parametrize("end", ["decline", "confirm", "take back"])
def test_what_is_on_its_way_goes_when_nothing_more_is_taken(
    wil, unit, store, practitioner, end, django_capture_on_commit_callbacks
):
    request = asked(unit)
    send(wil, begin(wil, request)["Location"], VOICE, 0)
    url = begin(wil, request, about=request.questions.first().pk)["Location"]
    with django_capture_on_commit_callbacks(execute=True):
        if end == "take back":
            take_request_back(request, by=practitioner)
        else:
            wil.send(path_of(request), {"press": "decline"} if end == "decline" else to_say(request))

    assert (Upload.objects.count(), store.left_over) == (0, [])
    assert EvidenceFile.objects.count() == len(store.kept) == int(end == "confirm")
    assert send(wil, url, VOICE, 0).status_code == 404
    assert begin(wil, request).status_code == (404 if end == "take back" else 422)


def test_a_server_stopped_after_the_last_byte_loses_nothing(wil, unit, store, monkeypatch):
    request = asked(unit)
    url = begin(wil, request)["Location"]
    with monkeypatch.context() as stopped:
        stopped.setattr("portfolios.views.witness_uploads.take_spoken", lambda upload, by: upload)
        send(wil, url, VOICE, 0)
    assert (WitnessRecording.objects.count(), Upload.objects.get().place == store.kept[0]) == (0, True)

    wil.send(path_of(request), {"press": "save", "revision": "1"})

    assert WitnessRecording.objects.get().file.name == store.kept[0]


def test_announcing_says_the_limit_and_asks_for_the_version(wil, unit, settings):
    request = asked(unit)
    assert wil.options(uploads_of(request))["Tus-Max-Size"] == str(settings.WITNESS_MAX_BYTES)
    assert wil.post(uploads_of(request)).status_code == 412
