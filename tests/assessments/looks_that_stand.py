"""The situations in which a second look, or what it asks for, may stand, and the people around it."""

from datetime import date

import pytest

from assessments.models import Assessment, Tie
from assessments.operations.countersigning import agree
from assessments.operations.looking import answer_action, settle_action
from assessments.operations.looking_ties import say_untied_before_looking
from assessments.operations.plans import hand_on, set_aside
from assessments.operations.reopening import reopen
from assessments.operations.ties import say_tie
from people.roles import Role
from portfolios.models import Evidence
from tests.assessments.stating import looked, sign_it, someone
from tests.assessments.stating_looks import SAMPLE, WORDS, ask_it, note_it, record_it, what
from tests.factories import MembershipFactory
from tests.factories.assessments import judge_all, share, unit_with_evidence, untied
from tests.factories.sampling import plan_of, strategy_of
from tests.remembering import remembered


@pytest.fixture
def look(
    request, practitioner, organisation, assessor, colleague, trainee, iqa, coordinator, trainer, outsider
):
    """(the round, {role: person}) in one of the situations. It was judged by one who learns, and agreed to."""
    cast = {
        "owner": practitioner,
        "reader": trainee,
        "colleague": colleague,
        "countersigner": assessor,  # who assures quality here as well
        "iqa": iqa,
        "other-iqa": someone("Uma Example", Role.IQA, organisation),
        "part-iqa": someone("Pia Sample", Role.IQA, organisation),  # wrote some of the evidence down
        "tied-iqa": someone("Tia Specimen", Role.IQA, organisation),
        "coordinator": coordinator,
        "trainer": trainer,
        "steward": someone("Sal Example", Role.STEWARD, organisation),
        "left": someone("Lou Sample", Role.IQA, organisation, until_date=date(2024, 6, 1)),
        "outsider": outsider,
    }
    MembershipFactory(person=assessor, organisation=organisation, role=Role.IQA)
    assessment = signed_by_two(practitioner, organisation, cast, is_drawn=request.param != "in no plan")
    stand_close(practitioner, organisation, cast)
    spare = someone("Una Placeholder", Role.IQA, organisation)
    made(request.param, assessment, iqa, trainee, spare)
    for person in cast.values():
        person.another, person.round = spare, assessment
    return assessment, cast


@remembered
def signed_by_two(practitioner, organisation, cast, *, is_drawn):
    """In a plan from its sign-off on, or in none; then there is one to put it into."""
    unit = unit_with_evidence(practitioner, organisation, performance=1, knowledge=0, values=0)
    strategy = strategy_of(organisation, by=cast["iqa"], percent=100 if is_drawn else 0)
    if is_drawn:
        plan_of(strategy, by=cast["iqa"])
    assessment = judge_all(share(unit, assessor=cast["reader"]))
    proposal = untied(sign_it(assessment, cast["reader"]))
    looked(assessment, cast["countersigner"])
    agree(proposal, by=cast["countersigner"])
    if not is_drawn:
        plan_of(strategy, by=cast["iqa"])
    return Assessment.objects.get(pk=assessment.pk)


@remembered
def made(state, assessment, iqa, reader, spare):
    return MADE[state](assessment, iqa, reader, spare)


@remembered
def stand_close(practitioner, organisation, cast):
    Evidence.objects.filter(portfolio__owner=practitioner).update(recorded_by=cast["part-iqa"])
    tied = cast["tied-iqa"]
    say_tie(tied, practitioner=practitioner, organisation=organisation, kind=Tie.Kind.RELATIVE, by=tied)


def asked_what_ties(assessment, iqa, reader, spare):
    return say_untied_before_looking(what(assessment, SAMPLE), by=iqa)


def noted(assessment, iqa, reader, spare):
    return note_it(asked_what_ties(assessment, iqa, reader, spare), iqa)


def left_behind(assessment, iqa, reader, spare):
    """Whoever noted assures no quality here any more."""
    sample = noted(assessment, spare, reader, spare)
    spare.memberships.update(until_date=date(2024, 6, 1))
    return sample


def looked_at(assessment, iqa, reader, spare):
    return record_it(noted(assessment, iqa, reader, spare), iqa)


def asked(assessment, iqa, reader, spare):
    return ask_it(looked_at(assessment, iqa, reader, spare), iqa)


def was_answered(assessment, iqa, reader, spare):
    return answer_action(asked(assessment, iqa, reader, spare), words="I asked Pat.", by=reader)


MADE = {
    "in no plan": lambda assessment, *people: None,
    "planned": lambda assessment, *people: None,
    "asked what ties": asked_what_ties,
    "handed on": lambda assessment, iqa, reader, spare: hand_on(what(assessment, SAMPLE), iqa=iqa, by=spare),
    "noted": noted,
    "left behind": left_behind,
    "set aside": lambda assessment, iqa, *others: set_aside(what(assessment, SAMPLE), words=WORDS, by=iqa),
    "looked at": looked_at,
    "asked": asked,
    "answered": was_answered,
    "settled": lambda assessment, iqa, *others: settle_action(was_answered(assessment, iqa, *others), by=iqa),
    "reopened": lambda assessment, iqa, *others: [
        looked_at(assessment, iqa, *others),
        reopen(assessment.sign_off, by=iqa, words=WORDS),
    ],
}
