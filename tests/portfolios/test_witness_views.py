"""Answering by a link, as someone without an account sees it."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from portfolios.models import Evidence, WitnessRecording, WitnessRequest, WitnessStatement
from portfolios.operations.witnesses import path_of
from tests.browsing import Browser
from tests.factories import StandardVersionFactory, UnitFactory
from tests.factories.assessments import share, sign
from tests.factories.files import photo, sound
from tests.factories.witnesses import asked, confirmed, to_say
from tests.reading import shown, text_of

pytestmark = pytest.mark.django_db
State = WitnessRequest.State


@pytest.fixture
def unit(practitioner, organisation):
    version = StandardVersionFactory(performance=2, knowledge=1, values=0)
    return UnitFactory(portfolio__owner=practitioner, portfolio__organisation=organisation, version=version)


def test_saved_on_one_device_and_confirmed_on_another(wil, unit):
    request = asked(unit)
    link = path_of(request)
    wil.send(link, {"press": "save", "revision": "1", "saw": "It rained."})
    other = Browser()
    assert "It rained." in shown(other.get(link))
    stale = wil.send(link, to_say(request, saw="It shone."))
    assert stale.status_code == 409
    assert [words in shown(stale) for words in ("It rained.", "It shone.")] == [True, True]

    other.send(link, to_say(request, revision="2", saw="It rained."))
    done = wil.send(link, to_say(request, revision="2"), follow=True)
    assert "You confirmed this on" in text_of(done)
    assert Evidence.objects.count() == 1


def test_what_is_missing_is_said_and_nothing_typed_is_lost(wil, unit):
    request = asked(unit, is_expert=True)
    answer = wil.send(
        path_of(request), to_say(request, name="", contact="", is_true="", saw="A canary sang.")
    )

    assert answer.status_code == 422
    problems = [
        "Say who you are.",
        "Say how to reach you",
        "what makes you an expert",
        "Tick this if it is so.",
    ]
    assert [said in text_of(answer) for said in problems] == [True] * 4
    assert "A canary sang." in shown(answer)
    assert "Problem:" in text_of(answer)


def test_the_practitioner_s_own_name_is_no_witness(wil, unit):
    request = asked(unit)
    answer = wil.send(path_of(request), to_say(request, name="Pat Sample"))

    assert answer.status_code == 422
    assert "Someone can’t be a witness to their own work" in text_of(answer)
    assert not Evidence.objects.exists()


def test_typed_words_wait_and_come_back(wil, unit):
    request = asked(unit)
    keep = reverse("witness-keep", args=[request.token])
    assert (
        wil.post(keep, {"saw": "half a senten", "revision": "1"})
        .json()["said"]
        .startswith("Your words are kept")
    )
    page = wil.get(path_of(request))
    assert "half a senten" in shown(page)
    assert page.status_code == 200

    wil.send(path_of(request), {"press": "save", "revision": "1", "saw": "A whole sentence."})
    wil.post(keep, {"saw": "A whole sentence.", "revision": "1"})  # the script was late
    assert "Saved somewhere else" not in text_of(wil.get(path_of(request)))
    assert list(wil.get(keep).json()) == ["token"]
    assert wil.post(keep, {"saw": "x" * 500_000}).status_code == 422


@pytest.mark.parametrize(
    "words",
    ["<script>alert(1)</script>", "{{ settings.SECRET_KEY }} %s {event.__init__}", 'a\u202eb’"&', "🙂" * 100],
)
def test_whatever_is_typed_is_words(wil, pat, robin, unit, words):
    request = asked(unit)
    wil.send(path_of(request), to_say(request, name=words[:100], saw=words))
    evidence = Evidence.objects.get()
    pages = [wil.get(path_of(request)), pat.get(reverse("evidence-detail", args=[evidence.code]))]

    for page in pages:
        soup = BeautifulSoup(page.content, "html.parser")
        assert words.strip() in soup.get_text()
        assert "alert(1)" not in "".join(script.text for script in soup("script"))


@pytest.mark.parametrize(
    "said",
    [
        {"saw": "a\0b"},
        {"saw": "x" * 5001},
        {"revision": "nonsense"},
        {"revision": "9" * 30},
        {"press": "drop:a\0b"},
        {"press": "drop:x", "saw": "x" * 500_000},
    ],
)
def test_hostile_fields_are_no_error(wil, unit, said):
    request = asked(unit)

    assert wil.send(path_of(request), to_say(request, **{"press": "save"} | said)).status_code in (
        302,
        409,
        422,
    )


def test_spoken_answers_are_kept_heard_and_taken_away(wil, unit, store):
    request = asked(unit)
    link, first = path_of(request), request.questions.first()
    said = {"press": "save", "revision": "1", "saw": "And written."}
    wil.send(link, said | {f"sound_{first.pk}": sound(), "sound": photo()})
    recording = WitnessRecording.objects.get()
    assert (recording.question, len(store.kept), store.left_over) == (first, 1, [])

    address = reverse("witness-recording", args=[request.token, recording.code])
    heard = wil.get(address)
    assert (heard.status_code, heard["Content-Type"], heard["Referrer-Policy"]) == (
        200,
        recording.content_type,
        "no-referrer",
    )
    assert b"".join(heard)[:4] == b"RIFF"
    assert "is not a sound recording" in text_of(wil.get(link))
    other = asked(unit)
    assert wil.get(reverse("witness-recording", args=[other.token, recording.code])).status_code == 404
    wil.send(link, {"press": f"drop:{recording.code}", "saw": "Typed since."})
    assert not WitnessRecording.objects.exists()
    assert "Typed since." in shown(wil.get(link))
    assert wil.get(address).status_code == 404


def test_sound_comes_only_by_a_link_that_is_open_and_no_more_than_there_is_room(wil, unit, store, settings):
    request, gone = asked(unit), asked(unit)
    WitnessRequest.objects.filter(pk=gone.pk).update(expires_at=timezone.now())
    settings.WITNESS_MAX_BYTES = 1000
    wil.send(path_of(gone), {"press": "save", "sound": sound(seconds=0.01)})
    answer = wil.send(
        path_of(request),
        {"press": "save", "revision": "1", "saw": "Kept.", "sound": sound(seconds=1)},
        follow=True,
    )

    assert (store.kept, store.left_over) == ([], [])
    assert "the most we can take" in text_of(answer)
    assert WitnessStatement.objects.get().saw == "Kept."


def test_rather_not_in_one_press(wil, unit):
    request = asked(unit)
    link = path_of(request)
    page = wil.send(link, {"press": "decline"}, follow=True)
    assert "No reason is needed" in text_of(page)
    assert wil.send(link, {"press": "decline"}).status_code == 302
    wil.send(link, {"press": "reopen"})
    request.refresh_from_db()
    assert request.state == State.ASKED


def test_removed_by_the_same_link_once_they_are_sure(wil, pat, robin, assessor, unit):
    evidence = confirmed(unit, saw="A canary sang.")
    assessment = share(unit, assessor=assessor)
    link, version = path_of(evidence.testimony), evidence.versions.get()
    review = reverse("review-evidence", args=[assessment.code, version.code])
    page = robin.get(review)
    assert [words in text_of(page) for words in ("A canary sang.", "01632 960000", "handed over")] == [
        True
    ] * 3

    assert wil.send(link, {"press": "remove"}).status_code == 422
    page = wil.send(link, {"press": "remove", "sure": "yes"}, follow=True)

    assert "Your words are removed" in text_of(page)
    everywhere = [robin.get(review), pat.get(reverse("evidence-detail", args=[evidence.code])), wil.get(link)]
    assert ["canary" in shown(page) for page in everywhere] == [False] * 3
    assert "They asked on" in text_of(pat.get(reverse("witness-detail", args=[evidence.testimony.code])))


def test_who_hides_behind_another_name_is_read_by_the_iqa_alone(pat, robin, client_for, iqa, assessor, unit):
    evidence = confirmed(unit, shown_as="A neighbour", competence="I train youth workers.")
    signed = sign(share(unit, assessor=assessor))
    review = reverse("review-evidence", args=[signed.code, evidence.versions.get().code])
    own = reverse("evidence-detail", args=[evidence.code])
    pages = [text_of(robin.get(review)), text_of(client_for(iqa).get(review)), text_of(pat.get(own))]

    for said, read_by in {
        "A neighbour": [True, True, True],
        "I train youth workers.": [True, True, True],
        "Wil Specimen": [False, True, False],
        "01632 960000": [False, True, False],
    }.items():
        assert [said in page for page in pages] == read_by, said
