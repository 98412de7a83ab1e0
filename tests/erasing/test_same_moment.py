"""Someone is erased at the moment in which a thing becomes theirs to do: it goes to another first, or never to them.

Nobody waits for whoever waits for them.
"""

import time
from threading import Event

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from assessments.models import Assessment, Assignment, Outcome, Sample, State
from assessments.operations import looking
from assessments.operations.assignment import CannotAssess, assign_assessor
from assessments.operations.cover import CannotCover, cover_queue
from assessments.operations.erasing import IsAskedStill, LooksStill, ReadsStill, end_second_looks
from assessments.operations.looking import note_first, settle_action
from assessments.operations.looking_ties import say_untied_before_looking
from assessments.operations.plans import hand_on
from assessments.operations.review import refer_back
from people.operations.erasing import erase_person
from people.operations.organisations import NoLongerHere, give_role
from people.roles import Role
from tests.conftest import A_BREATH
from tests.factories import MembershipFactory
from tests.factories.assessments import judge_all, share, sign
from tests.factories.second_looks import asked_to_put_right, doubted, planned
from tests.racing import once

pytestmark = pytest.mark.django_db(transaction=True)


def assigned(assessment, colleague, coordinator):
    return assign_assessor(assessment.unit, assessor=colleague, by=coordinator)


def passed_on(assessment, colleague, coordinator):
    told = {"organisation": assessment.organisation, "units": [assessment.unit], "by": coordinator}
    return cover_queue(assessment.assessor, colleague=colleague, **told)


@pytest.mark.parametrize(("gives", "told"), [(assigned, "unit.assigned"), (passed_on, "queue.covered")])
def test_given_a_round_at_the_moment_they_go_they_stay_until_it_is_passed_on(
    at_once, ends_slowly, assessment, colleague, coordinator, gives, told
):
    is_done = ends_slowly(told)

    given, erased = at_once(
        lambda: gives(assessment, colleague, coordinator),
        once(is_done, lambda: erase_person(colleague, by=None)),
    )

    assert (isinstance(given, Exception), type(erased)) == (False, ReadsStill)
    assert Assessment.objects.get().assessor == colleague


def test_given_a_role_at_the_moment_they_are_erased_nobody_is_left_with_one(
    at_once, ends_slowly, colleague, coordinator, organisation
):
    is_done = ends_slowly("person.erased")

    _erased, given = at_once(
        lambda: erase_person(colleague, by=None),
        once(is_done, lambda: give_role(colleague, role=Role.IQA, organisation=organisation, by=coordinator)),
    )

    assert type(given) is NoLongerHere
    assert not colleague.memberships.current().exists()


def test_erased_at_the_moment_a_role_is_given_they_lose_that_too(
    at_once, ends_slowly, colleague, coordinator, organisation
):
    is_done = ends_slowly("role.given")

    given, _erased = at_once(
        lambda: give_role(colleague, role=Role.IQA, organisation=organisation, by=coordinator),
        once(is_done, lambda: erase_person(colleague, by=None)),
    )

    assert given.role == Role.IQA
    assert not colleague.memberships.current().exists()


@pytest.mark.parametrize(("gives", "refused"), [(assigned, CannotAssess), (passed_on, CannotCover)])
def test_gone_at_the_moment_a_round_is_given_to_them_it_stays_where_it_was(
    at_once, ends_slowly, assessment, assessor, colleague, coordinator, gives, refused
):
    is_done = ends_slowly("person.erased")

    _erased, given = at_once(
        lambda: erase_person(colleague, by=None),
        once(is_done, lambda: gives(assessment, colleague, coordinator)),
    )

    assert type(given) is refused
    assert (Assessment.objects.get().assessor, Assignment.objects.get(ended_at=None).assessor) == (
        assessor,
    ) * 2


def test_shared_at_the_moment_its_reader_goes_it_is_on_offer(
    at_once, ends_slowly, unit, colleague, coordinator
):
    assign_assessor(unit, assessor=colleague, by=coordinator)
    is_done = ends_slowly("person.erased")

    _erased, assessment = at_once(
        lambda: erase_person(colleague, by=None), once(is_done, lambda: share(unit))
    )

    assert (assessment.state, assessment.assessor) == (State.ON_OFFER, None)


def test_asked_to_agree_at_the_moment_they_go_they_answer_first(
    at_once, ends_slowly, with_trainee, trainee, assessor
):
    judge_all(with_trainee)
    is_done = ends_slowly()

    _proposed, erased = at_once(
        lambda: refer_back(with_trainee, by=trainee),
        once(is_done, lambda: erase_person(assessor, by=None)),
    )

    assert type(erased) is IsAskedStill


def test_noted_at_the_moment_they_go_it_is_recorded_first(at_once, ends_slowly, assessment, iqa):
    refer_back(judge_all(assessment), by=assessment.assessor)
    sample = planned(assessment, iqa=iqa)
    Sample.objects.update(iqa=None)
    say_untied_before_looking(sample, by=iqa)
    found = dict.fromkeys(assessment.submission.unit.version.requirements.all(), Outcome.MEETS)
    is_done = ends_slowly("sampling.noted")

    _noted, erased = at_once(
        lambda: note_first(sample, found=found, by=iqa), once(is_done, lambda: erase_person(iqa, by=None))
    )

    assert type(erased) is LooksStill


def test_asked_to_look_at_the_moment_they_go_it_waits_for_another(
    at_once, ends_slowly, assessment, iqa, organisation
):
    other = MembershipFactory(organisation=organisation, role=Role.IQA).person
    refer_back(judge_all(assessment), by=assessment.assessor)
    sample = planned(assessment, iqa=iqa)
    is_done = ends_slowly("sampling.handed_on")

    at_once(lambda: hand_on(sample, iqa=other, by=iqa), once(is_done, lambda: erase_person(other, by=None)))

    sample.refresh_from_db()
    assert sample.iqa is None


def test_settled_at_the_moment_whose_work_it_was_goes_neither_waits_for_the_other(
    at_once, monkeypatch, assessment, iqa
):
    signed = sign(assessment)
    action = asked_to_put_right(doubted(signed, by=iqa), assessor=signed.assessor)
    is_settled, let_go = Event(), looking.let_certificates_go

    def slowly(*args, **told):
        is_settled.set()
        time.sleep(A_BREATH)
        let_go(*args, **told)

    monkeypatch.setattr(looking, "let_certificates_go", slowly)
    outcomes = at_once(
        lambda: settle_action(action, by=iqa),
        once(is_settled, lambda: erase_person(signed.owner, by=None)),
    )

    assert [repr(one) for one in outcomes if isinstance(one, Exception)] == []


def test_what_they_were_to_look_at_is_let_go_before_plans_are_held(assessment, iqa):
    planned(sign(assessment), iqa=iqa)

    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        end_second_looks(assessment.owner)

    said = [query["sql"].split(" WHERE ")[0] for query in asked]
    samples = [at for at, sql in enumerate(said) if sql.startswith('UPDATE "assessments_sample" ')]
    plans = [at for at, sql in enumerate(said) if 'FROM "assessments_samplingplan"' in sql]
    assert max(samples) < min(plans)
