"""A round comes into a plan again: taken out by mistake, or begun by someone who can’t finish."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from assessments.models import Certificate, Covered, NotedFirst, Sample, SeenInPlace
from assessments.operations.looking import WithSomeoneElse, record_look
from assessments.operations.looking_again import CanBeFinished, begin_again
from assessments.operations.looking_aside import NotYourOwn
from assessments.operations.plans import InAPlanAlready, NotAnIqa, add_round, set_aside
from assessments.operations.review import refer_back
from assessments.operations.ties import say_tie
from assessments.sampling import rounds_to_add
from assessments.waiting_looks import second_looks_waiting
from people.models import AuditEvent
from people.operations.organisations import end_role
from people.roles import Role
from people.states import MoveNotAllowed
from tests.factories import MembershipFactory
from tests.factories.assessments import judge_all, share
from tests.factories.sampling import plan_of, proposed, strategy_of
from tests.factories.second_looks import asked_and_noted, looked, planned
from tests.reading import shown

pytestmark = pytest.mark.django_db
WHY = "Taken out by mistake."


# --- put in again ---------------------------------------------------------------------------


@pytest.fixture
def taken_out(sample, iqa):
    return set_aside(sample, words="Seen with the team.", by=iqa)


def test_what_was_taken_out_is_put_in_again_by_hand_and_never_drawn(client_for, iqa, taken_out):
    plan, browser = taken_out.plan, client_for(iqa)
    assert proposed(plan) == []
    address = reverse("plan-add-round", args=[plan.code])
    assert "taken out of a plan before" in shown(browser.get(address))

    answer = browser.send(address, {"round": taken_out.assessment.code, "words": WHY})

    assert answer.status_code == 302
    old, new = plan.samples.order_by("pk")
    assert (old, old.state, old.set_aside_words) == (taken_out, "set aside", "Seen with the team.")
    assert (new.state, new.why, new.added_by) == ("planned", WHY, iqa)
    assert Covered.objects.filter(sample=new).count() == Covered.objects.filter(sample=old).count() == 1
    assert list(rounds_to_add(plan, iqa)) == []
    with pytest.raises(InAPlanAlready):
        add_round(plan, taken_out.assessment, words=WHY, by=iqa)


def test_what_was_looked_at_is_not_put_in_again(iqa, sample, found, pieces):
    looked(sample, found, pieces, by=iqa)

    with pytest.raises(InAPlanAlready):
        add_round(sample.plan, sample.assessment, words=WHY, by=iqa)


def test_the_database_too_holds_it_in_a_plan_once_beside_what_was_taken_out(iqa, taken_out):
    new = add_round(taken_out.plan, taken_out.assessment, words=WHY, by=iqa)

    with pytest.raises(IntegrityError), transaction.atomic():
        Sample.objects.create(
            plan=new.plan, assessment=new.assessment, stage=new.stage, experience="new", risk="low"
        )


@pytest.mark.parametrize("is_same_plan", [True, False])
def test_two_who_put_it_in_again_at_once_put_in_one(at_once, iqa, organisation, taken_out, is_same_plan):
    plans = [taken_out.plan] * 2
    if not is_same_plan:
        last = taken_out.plan.until_date
        plans[1] = plan_of(
            strategy_of(organisation, by=iqa), by=iqa, from_date=last.replace(year=last.year + 1),
            until_date=last.replace(year=last.year + 1),
        )  # fmt: skip

    outcomes = at_once(
        *[lambda plan=plan: add_round(plan, taken_out.assessment, words=WHY, by=iqa) for plan in plans]
    )

    assert sorted(type(one).__name__ for one in outcomes) == ["InAPlanAlready", "Sample"]
    assert Sample.objects.standing().count() == 1


# --- begun again ----------------------------------------------------------------------------


def lost_the_role(iqa, sample):
    end_role(iqa.memberships.get(role=Role.IQA), by=sample.plan.made_by)


def left(iqa, sample):
    type(iqa).objects.filter(pk=iqa.pk).update(is_active=False)


def was_tied(iqa, sample):
    owner = sample.assessment.owner
    say_tie(iqa, practitioner=owner, organisation=sample.plan.organisation, kind="mentor", by=owner)


def went_to_see_it(iqa, sample):
    evidence = sample.assessment.submission.items.first().evidence_version.evidence
    SeenInPlace.objects.create(evidence=evidence, seen_by=iqa, seen_on="2026-03-01", words="Seen.")


@pytest.fixture(params=[lost_the_role, left, was_tied, went_to_see_it])
def left_behind(request, iqa, ivo, sample, found):
    """Noted by someone who may not finish any more."""
    asked_and_noted(sample, found=found, by=iqa)
    request.param(iqa, sample)
    sample.refresh_from_db()
    return sample


def test_it_is_begun_again_in_one_step_and_the_certificate_goes_on_waiting(
    client_for, ivo, left_behind, found, pieces
):
    browser = client_for(ivo)
    page = shown(browser.get(reverse("sample", args=[left_behind.code])))
    assert ("Begin it again" in page, "Ines Specimen noted what they find" in page) == (True, True)
    assert "What you both found" not in page

    answer = browser.send(reverse("sample-begin-again", args=[left_behind.code]))

    old, new = left_behind.plan.samples.order_by("pk")
    assert answer["Location"] == reverse("sample", args=[new.code])
    assert (old.state, old.set_aside_by, "may no longer finish" in old.set_aside_words) == (
        "set aside", ivo, True,
    )  # fmt: skip
    assert NotedFirst.objects.filter(sample=old).count() == 2
    assert (new.state, new.iqa, new.noted_at, new.assessment) == ("planned", ivo, None, old.assessment)
    assert (new.why, new.risk, new.stage) == (old.why, old.risk, old.stage)
    assert [one.kind for one in new.covers.all()] == [one.kind for one in old.covers.all()]
    assert not Certificate.objects.exists()
    said = AuditEvent.objects.filter(action__in=["sampling.set_aside", "sampling.begun_again"])
    assert [one.subject_code for one in said.order_by("sequence")] == [old.code, new.code]
    assert "Does something tie you to" in shown(browser.get(answer["Location"]))

    looked(new, found, pieces, by=ivo)
    assert Certificate.objects.count() == 1


def test_it_is_in_the_list_of_what_needs_the_others(client_for, ivo, left_behind, django_assert_num_queries):
    with django_assert_num_queries(7):
        second_looks_waiting(ivo)
    [one] = second_looks_waiting(ivo)

    assert one.sentence == "Someone began a second look and can’t finish it. Begin it again."
    assert (one.count, one.since) == (1, left_behind.noted_at)
    assert list(client_for(ivo).get(one.url).context["page"]) == [left_behind]


def test_whoever_judged_the_next_round_since_left_it_behind_and_is_asked_for_nothing(
    client_for, organisation, practitioner, assessor, iqa, ivo, unit
):
    MembershipFactory(role=Role.ASSESSOR, organisation=organisation, person=iqa)
    replied = refer_back(judge_all(share(unit, assessor=assessor), "not yet"), by=assessor)
    sample = planned(replied, iqa=iqa, stage="interim")
    asked_and_noted(sample, found={replied.version.requirements.first(): "meets"}, by=iqa)
    assert [one.sentence for one in second_looks_waiting(iqa)] == ["Look at 1 round a second time."]

    judge_all(share(unit, assessor=iqa), "meets")

    assert second_looks_waiting(iqa) == []
    [one] = second_looks_waiting(ivo)
    assert one.sentence == "Someone began a second look and can’t finish it. Begin it again."
    for person, rows in ((ivo, [sample]), (iqa, [])):
        assert list(client_for(person).get(one.url).context["page"]) == rows
    with pytest.raises(IntegrityError), transaction.atomic():
        Sample.objects.filter(pk=sample.pk).update(state="looked at")
    Sample.objects.filter(pk=sample.pk).update(why="")  # as erasure does
    assert begin_again(sample, by=ivo).iqa == ivo


@pytest.mark.parametrize(("way", "refusal"), [(lost_the_role, NotAnIqa), (was_tied, NotYourOwn)])
def test_whoever_left_it_behind_does_not_begin_it_again(iqa, sample, found, way, refusal):
    asked_and_noted(sample, found=found, by=iqa)
    way(iqa, sample)

    with pytest.raises(refusal):
        begin_again(sample, by=iqa)


def test_where_whoever_began_can_finish_it_is_theirs(client_for, ivo, iqa, sample, found):
    browser, address = client_for(ivo), reverse("sample", args=[sample.code])
    for _step in range(2):
        assert "Begin it again" not in shown(browser.get(address))
        with pytest.raises(CanBeFinished):
            begin_again(sample, by=ivo)
        sample.noted_at or asked_and_noted(sample, found=found, by=iqa)
        sample.refresh_from_db()

    refused = browser.send(reverse("sample-begin-again", args=[sample.code]))
    assert (refused.status_code, str(CanBeFinished.sentence) in shown(refused)) == (409, True)
    assert sample.plan.samples.count() == 1


def test_once_it_is_begun_again_neither_it_nor_the_old_one_is_begun_again(ivo, left_behind):
    new = begin_again(left_behind, by=ivo)

    with pytest.raises(MoveNotAllowed):
        begin_again(left_behind, by=ivo)
    with pytest.raises(CanBeFinished):
        begin_again(new, by=ivo)
    assert second_looks_waiting(ivo)[0].sentence == "Look at 1 round a second time."


def test_two_who_begin_it_again_at_once_make_one(at_once, organisation, iqa, ivo, sample, found):
    other = MembershipFactory(role=Role.IQA, organisation=organisation).person
    asked_and_noted(sample, found=found, by=iqa)
    lost_the_role(iqa, sample)

    outcomes = at_once(lambda: begin_again(sample, by=ivo), lambda: begin_again(sample, by=other))

    assert sorted(type(one).__name__ for one in outcomes) == ["MoveNotAllowed", "Sample"]
    assert Sample.objects.standing().count() == 1


def test_what_is_with_someone_who_left_before_they_began_is_with_nobody(client_for, iqa, ivo, sample):
    Sample.objects.filter(pk=sample.pk).update(iqa=iqa)
    lost_the_role(iqa, sample)

    [one] = second_looks_waiting(ivo)

    assert one.sentence == "1 round waits for a second look, and nobody has it yet."
    assert list(client_for(ivo).get(one.url).context["page"]) == [sample]


def test_what_was_left_behind_is_not_recorded_by_another(ivo, left_behind, found, pieces):
    with pytest.raises(WithSomeoneElse):
        record_look(left_behind, agrees=dict.fromkeys(found, True), pieces=pieces, doubts=[], by=ivo)

    assert left_behind.plan.samples.get().is_planned
