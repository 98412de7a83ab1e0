"""Asking someone who was there: nobody for themselves, nobody flooded, nobody’s name kept for nothing."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from people.models import OutboxMail
from people.operations.jobs import perform_everything
from portfolios.models import WitnessRequest, WitnessStatement
from portfolios.operations.testimony import decline
from portfolios.operations.witnesses import (
    AskedAlready,
    AskedTooOften,
    NotNow,
    NotOfThisStandard,
    OwnWitness,
    WrittenToTooOften,
    ask_again,
    ask_witness,
    forget_unanswered,
    path_of,
    take_request_back,
)
from portfolios.testimony import plain_question
from standards.models import Kind
from tests.factories import InvitationFactory, UnitFactory, UserFactory
from tests.factories.witnesses import asked, confirmed, prepared, saved

pytestmark = pytest.mark.django_db
State = WitnessRequest.State
MAIL = "wil@specimen.example"


@pytest.fixture
def unit(practitioner, organisation):
    return UnitFactory(portfolio__owner=practitioner, portfolio__organisation=organisation)


def opened(request):
    return WitnessRequest.objects.with_token(request.token)


def test_a_question_is_made_of_the_words_of_each_requirement(unit):
    said = {
        Kind.PERFORMANCE: "Agree what to do first.",
        Kind.KNOWLEDGE: "How groups decide",
        Kind.VALUE: "Equality",
    }
    asks = []
    for kind, words in said.items():
        requirement = unit.version.requirements.first()
        requirement.kind, requirement.text = kind, words
        asks.append(plain_question(requirement, "Pat"))

    assert asks == [
        "Did you see or hear Pat agree what to do first? What happened?",
        "Does Pat know about this: how groups decide? What did you see or hear that shows it?",
        "How did you see or hear Pat live this: equality?",
    ]


@pytest.mark.parametrize("words", ["NVQ units are used", "1. Be there", "a\nb", "Very " * 100])
def test_words_that_make_no_plain_question_are_quoted(unit, words):
    requirement = unit.version.requirements.first()
    requirement.text = words

    question = plain_question(requirement, "Pat")

    assert "do this: “" in question
    assert len(question) <= 500


def test_only_what_is_of_this_standard_can_be_asked(unit):
    with pytest.raises(NotOfThisStandard):
        prepared(unit, requirements=list(UnitFactory().version.requirements.all()))
    assert not WitnessRequest.objects.exists()


def test_nothing_goes_out_before_it_is_asked(unit, mail_on):
    request = prepared(unit, email=MAIL)
    perform_everything()

    assert (request.state, opened(request), mail.outbox) == (State.DRAFT, None, [])


def test_the_mail_holds_a_link_and_nothing_else_and_no_row_holds_the_link(unit, mail_on):
    request = asked(unit, email=MAIL)
    waiting = OutboxMail.objects.get()
    perform_everything()

    [sent] = mail.outbox
    assert (sent.to, waiting.link) == ([MAIL], "")
    assert path_of(request) in sent.body
    assert [said for said in ["Pat", "Wil", "open day"] if said in sent.subject + sent.body] == []
    assert request.token_hash != request.token
    assert request.is_mailed
    assert opened(request) == request


@pytest.mark.parametrize(
    "address",
    [
        "pat@sample.example",
        "PAT@Sample.example ",
        "pat+me@sample.example",
        "old@sample.example",
        "p2@x.example",
        "p.a.t@sample.example",
        "pat@xn--bcher-kva.example",
        "ｐａｔ@sample.example",
    ],
)
def test_nobody_is_their_own_witness_by_any_address_of_theirs(unit, practitioner, organisation, address):
    practitioner.email = "pat@sample.example"
    practitioner.save()
    InvitationFactory(organisation=organisation, email="old@sample.example", accepted_by=practitioner)
    InvitationFactory(organisation=organisation, email="pat@bücher.example", accepted_by=practitioner)
    UserFactory(name="pat  SAMPLE", email="p2@x.example")

    request = prepared(unit)
    words = {one.pk: one.words for one in request.questions.all()}
    with pytest.raises(OwnWitness):
        ask_witness(request, by=practitioner, email=address.strip(), note="", questions=words)
    with pytest.raises(OwnWitness):
        prepared(unit, email=address.strip())
    request.refresh_from_db()
    assert (request.state, request.links) == (State.DRAFT, 0)


@pytest.mark.parametrize(
    "name",
    [" pat sample", "Sample, Pat", "Pát Sample", "Ｐａｔ Ｓａｍｐｌｅ", "Pat\u200b\xa0Sample", "PAT-SAMPLE."],
)
def test_nobody_is_their_own_witness_by_name(unit, name):
    with pytest.raises(OwnWitness):
        prepared(unit, name=name)


def test_the_database_says_so_too(unit, practitioner):
    request = asked(unit)

    with pytest.raises(IntegrityError), transaction.atomic():
        WitnessRequest.objects.filter(pk=request.pk).update(answered_by=practitioner)


def test_so_many_a_day_and_no_more(unit, settings):
    settings.WITNESS_ASKS_PER_DAY = 2
    first = asked(unit)
    ask_again(first, by=unit.owner, email="")

    with pytest.raises(AskedTooOften):
        asked(unit, event="Another day")
    WitnessRequest.objects.update(asked_at=timezone.now() - timedelta(days=1, minutes=1))
    assert asked(unit, event="Another day").state == State.ASKED


def test_one_address_gets_so_many_mails_a_day_whoever_asks(unit, mail_on):
    for number in range(5):
        other = UnitFactory(portfolio__owner=UserFactory())
        asked(other, email=MAIL, event=f"Day {number}")

    for spelled in (MAIL.upper(), MAIL.replace("@", "+6@")):
        with pytest.raises(WrittenToTooOften):
            asked(unit, email=spelled)
    assert asked(unit).state == State.ASKED  # handed over, it reaches them all the same


def test_one_open_request_for_an_address_and_an_event(unit):
    asked(unit, email=MAIL)

    with pytest.raises(AskedAlready):
        asked(unit, email=MAIL.upper())
    assert asked(unit, email=MAIL, event="Something else").state == State.ASKED


def test_asked_again_the_old_link_is_dead_and_what_was_written_is_there(unit):
    request = asked(unit)
    saved(request)
    before = request.token
    request = ask_again(request, by=unit.owner, email="")

    assert WitnessRequest.objects.with_token(before) is None
    assert opened(request).statement.name == "Wil Specimen"


def test_a_link_grows_too_old(unit):
    request = asked(unit)
    WitnessRequest.objects.update(expires_at=timezone.now())

    assert opened(request) is None
    request.refresh_from_db()
    assert (request.is_expired, request.can_be_asked_again) == (True, True)


def test_taken_back_the_link_leads_nowhere_and_nothing_typed_is_kept(unit):
    request = asked(unit)
    saved(request)
    request = take_request_back(request, by=unit.owner)

    assert (request.state, opened(request), WitnessStatement.objects.count()) == (State.ENDED, None, 0)
    assert {one.answer for one in request.questions.all()} == {""}


def test_what_was_not_asked_yet_is_deleted(unit):
    assert take_request_back(prepared(unit), by=unit.owner) is None
    assert not WitnessRequest.objects.exists()


def test_who_would_rather_not_is_not_asked_again(unit):
    request = asked(unit)
    decline(request, by=None)

    with pytest.raises(NotNow):
        ask_again(request, by=unit.owner, email="")


def test_what_was_answered_is_not_taken_back_or_asked_again(unit):
    request = confirmed(unit).testimony

    for act in (take_request_back, lambda one, by: ask_again(one, by=by, email="")):
        with pytest.raises(NotNow):
            act(request, by=unit.owner)
    request.refresh_from_db()
    assert request.state == State.CONFIRMED


def test_the_names_of_those_who_did_not_answer_are_let_go_of(unit, settings):
    old, young, said, no = asked(unit), asked(unit), confirmed(unit).testimony, asked(unit)
    saved(old)
    decline(no, by=None)
    long_ago = timezone.now() - timedelta(days=settings.WITNESS_FORGET_DAYS, minutes=1)
    WitnessRequest.objects.filter(pk=old.pk).update(expires_at=long_ago, email=MAIL)
    WitnessRequest.objects.filter(pk=no.pk).update(answered_at=long_ago)
    forget_unanswered()

    names = {
        pk: (name, email) for pk, name, email in WitnessRequest.objects.values_list("pk", "name", "email")
    }
    assert names == {old.pk: ("", ""), young.pk: ("Wil", ""), said.pk: ("Wil", ""), no.pk: ("", "")}
    assert [row.request_id for row in WitnessStatement.objects.all()] == [said.pk]
