"""Asking someone who was there, and what became of it, as the practitioner sees it."""

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from people.operations.jobs import perform_everything
from portfolios.models import WitnessQuestion, WitnessRequest
from portfolios.operations.witnesses import path_of
from tests.factories import StandardVersionFactory, UnitFactory
from tests.factories.witnesses import asked, confirmed, prepared
from tests.reading import shown, text_of

pytestmark = pytest.mark.django_db
State = WitnessRequest.State


@pytest.fixture
def unit(practitioner, organisation):
    version = StandardVersionFactory(performance=2, knowledge=1, values=0)
    return UnitFactory(portfolio__owner=practitioner, portfolio__organisation=organisation, version=version)


def to_ask(unit, **said):
    words = {"name": "Wil", "kind": "ordinary", "event": "The open day", "happened_year": "2026"}
    return words | {"asked": [one.code for one in unit.version.requirements.all()]} | said


def test_asked_from_a_standard_step_by_step(pat, unit, mail_on):
    answer = pat.send(reverse("witness-ask", args=[unit.code]), to_ask(unit, email="wil@x.example"))
    request = WitnessRequest.objects.get()
    page = pat.get(answer["Location"])
    first = request.questions.first()
    assert f"</span> {first.requirement.text}</q>" in shown(page)
    assert mail.outbox == []

    words = {f"words_{one.pk}": one.words for one in request.questions.all()} | {
        f"words_{first.pk}": "Was it good?"
    }
    answer = pat.send(reverse("witness-send", args=[request.code]), words | {"email": "wil@x.example"})
    perform_everything()

    assert WitnessQuestion.objects.get(pk=first.pk).words == "Was it good?"
    assert mail.outbox[0].to == ["wil@x.example"]
    assert "/witness/" not in shown(pat.get(answer["Location"]))  # whoever asks never holds a mailed link


def test_a_piece_of_evidence_says_what_to_ask_about(pat, unit):
    evidence = confirmed(unit)
    page = pat.get(reverse("witness-where") + f"?evidence={evidence.code}", follow=True)

    form = BeautifulSoup(page.content, "html.parser")
    ticked = {box["value"] for box in form.select("input[name=asked][checked]")}
    assert ticked == {claim.requirement.code for claim in evidence.claims.all()}
    assert form.select_one("[name=event]")["value"] == evidence.name
    assert form.select_one("[name=happened_year]")["value"] == "2026"


def test_without_mail_the_link_is_shown_for_a_while_to_whoever_made_it(
    pat, unit, monkeypatch, client_for, practitioner
):
    request = prepared(unit)
    words = {f"words_{one.pk}": one.words for one in request.questions.all()}
    page = pat.send(reverse("witness-send", args=[request.code]), words, follow=True)
    request.refresh_from_db()

    link = "http://127.0.0.1:8000" + path_of(request)
    detail = reverse("witness-detail", args=[request.code])
    assert link in shown(page)
    assert "data:image/svg+xml" in shown(page)
    assert link in shown(pat.get(detail))
    assert link not in shown(client_for(practitioner).get(detail))
    monkeypatch.setattr("time.time", lambda: timezone.now().timestamp() + 16 * 60)
    assert link not in shown(pat.get(detail))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"name": ""}, "Say who they are."),
        ({"name": "PAT sample"}, "You can’t be your own witness."),
        ({"asked": []}, "Tick at least one thing"),
        ({"asked": ["nonsense"]}, "not one of the choices"),
        ({"event": "x" * 201}, "Make it shorter"),
        ({"happened_year": ""}, "The year is enough."),
        ({"email": "not an address\r\nBcc: all@x.example"}, "not written like an e-mail address"),
    ],
)
def test_what_can_t_be_asked_is_said_and_nothing_typed_is_lost(pat, unit, said, sentence):
    answer = pat.send(reverse("witness-ask", args=[unit.code]), to_ask(unit, note="A canary sang", **said))

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert "A canary sang" in shown(answer)
    assert not WitnessRequest.objects.exists()


def test_pressed_twice_one_is_asked(pat, unit):
    form = to_ask(unit, once="0123456789abcdef")
    answers = [pat.post(reverse("witness-ask", args=[unit.code]), form) for _ in range(2)]

    assert answers[0]["Location"] == answers[1]["Location"]
    assert WitnessRequest.objects.count() == 1


def test_ask_again_and_take_back(pat, unit):
    request = asked(unit)
    old = path_of(request)
    pat.send(reverse("witness-again", args=[request.code]), {"email": ""})
    request.refresh_from_db()
    assert (request.links, pat.get(old).status_code) == (2, 404)

    pat.send(reverse("witness-end", args=[request.code]))
    request.refresh_from_db()
    assert request.state == State.ENDED
    late = pat.send(reverse("witness-end", args=[request.code]), follow=True)
    assert "Something changed here in the meantime" in text_of(late)


def test_the_list_says_how_each_stands_and_asks_as_little_for_thirty(pat, unit, django_assert_num_queries):
    confirmed(unit)
    WitnessRequest.objects.filter(pk=asked(unit, name="Old", event="E").pk).update(expires_at=timezone.now())
    with django_assert_num_queries(5):
        page = pat.get(reverse("witness-list"))
    assert [words in text_of(page) for words in ("Answered", "Not answered", "Old: E")] == [True, True, True]

    for number in range(30):
        prepared(unit, event=f"Day {number}")
    with django_assert_num_queries(5):
        page = pat.get(reverse("witness-list"))
    assert page.content.count(b"Not asked yet") == 20


def test_what_a_witness_said_is_not_the_practitioner_s_to_change(pat, unit):
    evidence = confirmed(unit)

    assert pat.get(reverse("evidence-change", args=[evidence.code])).status_code == 403
    page = pat.get(reverse("evidence-detail", args=[evidence.code]))
    assert "Pat listened first." in text_of(page)
    assert "01632 960000" not in shown(page)
    assert "Change it" not in text_of(page)
    assert "In your own words" not in text_of(page)
    assert pat.get(reverse("evidence-shows", args=[evidence.code])).status_code == 200
