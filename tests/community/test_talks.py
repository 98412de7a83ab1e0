"""Talking first: only whom it is meant for hears of it, and it waits until there is someone."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from community.models import Agreement, Talk
from community.operations.answers import answer_charter, take_back
from people.models import AuditEvent, Membership, OutboxMail
from people.operations.jobs import perform_everything
from people.operations.organisations import end_role, give_role
from people.roles import Role
from tests.factories import MembershipFactory, UserFactory
from tests.factories.community import next_version
from tests.reading import text_of

pytestmark = pytest.mark.django_db
TALKS = "/my/talks/"
WORDS = "About saying no to weekends."


def a_steward(organisation, name):
    return MembershipFactory(organisation=organisation, role=Role.STEWARD, person__name=name).person


@pytest.fixture
def steward(organisation):
    return a_steward(organisation, "Sol Specimen")


@pytest.fixture
def other_steward(organisation):
    return a_steward(organisation, "Noor Specimen")


def form_of(charter):
    return reverse("charter-talk", args=[charter.code])


def ask(browser, charter, **form):
    return browser.send(form_of(charter), {"version": charter.current_version.code, "words": WORDS} | form)


def told():
    return sorted(OutboxMail.objects.filter(kind="talk_wished").values_list("person__name", flat=True))


def test_any_steward_hears_of_it_and_nothing_of_what(
    pat, charter, practitioner, steward, other_steward, mail_on
):
    ask(pat, charter, steward="any", reach_me="After six, 0123 456")
    perform_everything()

    assert sorted(sent.to[0] for sent in mail.outbox) == sorted([steward.email, other_steward.email])
    for sent in mail.outbox:
        assert sent.subject == "Someone would like to talk"
        for secret in (practitioner.name, WORDS, "0123", charter.title, charter.code):
            assert secret not in sent.subject + sent.body
    assert not AuditEvent.objects.filter(subject_type__in=["community.talk", "community.agreement"]).exists()
    assert WORDS not in str(list(AuditEvent.objects.values()))


def test_the_steward_chosen_reads_it_and_no_other(
    client_for, pat, charter, practitioner, steward, other_steward
):
    ask(pat, charter, steward=steward.code, reach_me="After six, 0123 456")

    assert told() == [steward.name]
    for words in (practitioner.name, WORDS, "After six, 0123 456", "They chose you"):
        assert words in text_of(client_for(steward).get(TALKS))
    assert "Nobody is waiting to talk" in text_of(client_for(other_steward).get(TALKS))


def test_nobody_else_has_such_a_page(
    client_for, pat, charter, assessor, iqa, trainer, coordinator, outsider, practitioner, steward
):
    ask(pat, charter, steward="any")
    close = reverse("talk-close", args=[Talk.objects.get().code])

    for person in (assessor, iqa, trainer, coordinator):
        assert client_for(person).get(TALKS).status_code == 404
        assert client_for(person).send(close).status_code == 404
    assert practitioner.name not in text_of(client_for(outsider).get(TALKS))  # a steward, elsewhere
    assert client_for(outsider).send(close).status_code == 404
    assert pat.send(close).status_code == 403  # theirs to take back, not to close
    assert Talk.objects.get().talked_at is None


def test_we_talked_closes_it_and_both_see_so(client_for, pat, charter, steward):
    ask(pat, charter, steward="any")
    waits = text_of(pat.get("/my/charters/"))
    listening = client_for(steward)

    listening.send(reverse("talk-close", args=[Talk.objects.get().code]))

    assert "It waits for the stewards" in waits
    assert WORDS not in text_of(listening.get(TALKS))
    assert re.search(r"You talked, on \d+ \w+ \d{4}", text_of(pat.get("/my/charters/")))
    assert Agreement.objects.get().ended_at is None


def test_taken_back_it_is_gone_with_its_words(client_for, pat, charter, steward):
    ask(pat, charter, steward=steward.code)

    pat.send(reverse("charter-take-back", args=[Agreement.objects.get().code]))

    assert (Talk.objects.get().words, Talk.objects.get().reach_me) == ("", "")
    assert "Nobody is waiting to talk" in text_of(client_for(steward).get(TALKS))


def test_a_steward_never_gets_their_own(client_for, charter, steward, other_steward):
    browser = client_for(steward)
    page = browser.get(form_of(charter))
    assert [str(name) for _code, name in page.context["form"].fields["steward"].choices][:-1] == [
        other_steward.name
    ]
    assert ask(browser, charter, steward=steward.code).status_code == 422

    ask(browser, charter, steward="any")

    assert told() == [other_steward.name]
    assert "Nobody is waiting to talk" in text_of(browser.get(TALKS))
    assert browser.send(reverse("talk-close", args=[Talk.objects.get().code])).status_code == 404


def test_without_a_steward_they_are_told_before_and_it_waits(
    client_for, pat, charter, organisation, coordinator, assessor
):
    assert "This place has no steward at the moment" in text_of(pat.get(form_of(charter)))
    ask(pat, charter)
    assert told() == []
    assert "It waits until there is one" in text_of(pat.get("/my/charters/"))

    give_role(assessor, role=Role.STEWARD, organisation=organisation, by=coordinator)

    assert told() == [assessor.name]
    assert WORDS in text_of(client_for(assessor).get(TALKS))


def test_the_only_steward_is_told_that_nobody_listens_to_themselves(client_for, charter, steward):
    assert "nobody listens to themselves" in text_of(client_for(steward).get(form_of(charter)))


def test_a_steward_who_left_reads_nothing_and_they_may_choose_again(
    client_for, pat, charter, steward, other_steward, coordinator
):
    ask(pat, charter, steward=steward.code)
    end_role(Membership.objects.get(person=steward), by=coordinator)

    assert client_for(steward).get(TALKS).status_code == 404
    assert WORDS not in text_of(client_for(other_steward).get(TALKS))
    assert "Sol Specimen is not a steward any more" in text_of(pat.get("/my/charters/"))

    ask(pat, charter, steward=other_steward.code)

    assert WORDS in text_of(client_for(other_steward).get(TALKS))


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({}, "Choose a steward, or say that any of them is fine."),
        ({"steward": "queen"}, "They are not a steward here any more."),
        ({"steward": "any", "words": "x" * 4001}, "This is 4001 letters long"),
        ({"steward": "any", "reach_me": "a\x00b"}, "a character we can’t read"),
        ({"steward": "any", "version": "nonsense"}, "Reload the page"),
    ],
)
def test_what_makes_no_sense_is_said_and_kept(pat, charter, steward, form, said):
    answer = ask(pat, charter, **form)

    assert answer.status_code == 422
    assert said in text_of(answer)
    assert form.get("words", WORDS) in text_of(answer)
    assert not Talk.objects.exists()


def test_words_changed_while_someone_wrote_are_shown_first(pat, charter, steward):
    form = {"version": charter.current_version.code, "steward": "any"}
    next_version(charter)

    answer = pat.send(form_of(charter), form)

    assert answer["Location"] == f"/ch/{charter.code}/#your-answer"
    assert not Talk.objects.exists()


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_the_same_for_one_and_thirty(
    client_for, charter, organisation, steward, count, django_assert_num_queries
):
    for _each in range(count):
        person = MembershipFactory(organisation=organisation, person=UserFactory()).person
        answer_charter(charter.current_version, answer="talk", by=person, words=WORDS)
    browser = client_for(steward)

    with django_assert_num_queries(6):
        page = browser.get(TALKS)
    assert len(page.context["page"]) == min(count, 20)


def test_a_desk_says_how_many_wait(client_for, charter, practitioner, steward):
    assert "Nobody is waiting to talk." in text_of(client_for(steward).get("/my/"))

    wish = answer_charter(charter.current_version, answer="talk", by=practitioner)
    assert "1 person would like to talk." in text_of(client_for(steward).get("/my/"))

    take_back(wish, by=practitioner)
    assert "Nobody is waiting to talk." in text_of(client_for(steward).get("/my/"))
