"""What second looks want of an assessor and of those who assure quality, in the list of what needs someone."""

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from assessments.models import Action, Sample
from assessments.operations.looking import answer_action, ask_for, note_first, record_look, settle_action
from assessments.operations.plans import hand_on
from assessments.operations.reopening import reopen
from assessments.waiting_looks import second_looks_waiting
from people.roles import Role
from tests.factories import MembershipFactory
from tests.factories.second_looks import looked, planned

pytestmark = pytest.mark.django_db

ANSWERED = "What a second look asked was answered, or its day is past. See whether it is done."
TO_SETTLE = "/quality/actions/?which=settle"


def test_what_second_looks_want_is_in_the_list_of_what_needs_someone(
    django_assert_num_queries, iqa, assessor, sample, found, pieces
):
    note_first(sample, found=found, by=iqa)
    assert [one.sentence for one in second_looks_waiting(iqa)] == ["Look at 1 round a second time."]
    asks = [(Action.Kind.DEVELOPMENTAL, "Sit in with Cleo.", timezone.localdate() + timedelta(60))]
    record = record_look(
        sample, agrees=dict.fromkeys(found, True), pieces=pieces, doubts=[], by=iqa, asks=asks
    )
    with django_assert_num_queries(3):
        assert [one.sentence for one in second_looks_waiting(assessor)] == ["A second look asks for 1 thing."]

    answer_action(record.actions.get(), words="I did.", by=assessor)

    assert second_looks_waiting(assessor) == []
    assert [(one.sentence, one.url) for one in second_looks_waiting(iqa)] == [(ANSWERED, TO_SETTLE)]
    settle_action(record.actions.get(), by=iqa)
    assert second_looks_waiting(iqa) == []


def test_what_is_with_nobody_yet_waits_for_each_iqa_who_may_look_at_it(
    client_for, django_assert_num_queries, organisation, iqa, outsider, practitioner, sample
):
    MembershipFactory(role=Role.IQA, organisation=organisation, person=practitioner)
    other = MembershipFactory(role=Role.IQA, organisation=organisation).person

    for person in (iqa, other):
        [one] = second_looks_waiting(person)
        said = "1 round waits for a second look, and nobody has it yet."
        assert (one.sentence, one.count, one.since) == (said, 1, sample.added_at)
        assert list(client_for(person).get(one.url).context["page"]) == [sample]
    assert second_looks_waiting(practitioner) == second_looks_waiting(outsider) == []
    with django_assert_num_queries(7):  # two for what they may do here, as a request has it already
        second_looks_waiting(iqa)


def test_what_was_answered_or_is_past_its_day_waits_for_an_iqa_to_see_whether_it_is_done(
    client_for, organisation, iqa, assessor, sample, found, pieces
):
    MembershipFactory(role=Role.IQA, organisation=organisation, person=assessor)
    today = timezone.localdate()
    asks = [(Action.Kind.DEVELOPMENTAL, words, today + timedelta(7)) for words in ("One.", "Three.")]
    record = looked(sample, found, pieces, by=iqa, asks=asks)
    assert second_looks_waiting(iqa) == []

    answer_action(record.actions.get(words="One."), words="I did.", by=assessor)
    about = {"organisation": organisation, "record": record, "assessor": assessor}
    Action.objects.create(
        **about, kind=Action.Kind.DEVELOPMENTAL, words="Two.", due_date=today - timedelta(1)
    )  # asked before its day

    [one] = second_looks_waiting(iqa)
    assert (one.count, one.url, one.since) == (2, TO_SETTLE, record.looked_at)
    assert {action.words for action in client_for(iqa).get(one.url).context["page"]} == {"One.", "Two."}
    assert TO_SETTLE not in [one.url for one in second_looks_waiting(assessor)]


def test_what_found_otherwise_waits_until_something_is_asked(
    client_for, iqa, assessor, sample, found, pieces
):
    record = looked(sample, found, pieces, by=iqa, same=False)

    [one] = second_looks_waiting(iqa)

    assert one.sentence.startswith("A second look found otherwise, and nothing came of it yet.")
    assert (one.count, one.since) == (1, record.looked_at)
    browser = client_for(iqa)
    assert list(browser.get(one.url).context["page"]) == [sample]
    assert (
        reverse("review", args=[sample.assessment.code])
        in browser.get(reverse("second-look", args=[record.code])).text
    )
    asked = {"kind": Action.Kind.CORRECTIVE, "words": "Ask for a second meeting.", "by": iqa}
    ask_for(record, due_date=timezone.localdate() + timedelta(7), **asked)
    assert second_looks_waiting(iqa) == []


def test_what_found_otherwise_waits_until_the_decision_is_opened_again(iqa, sample, found, pieces):
    looked(sample, found, pieces, by=iqa, same=False)
    assert len(second_looks_waiting(iqa)) == 1

    reopen(sample.assessment.sign_off, by=iqa, words="One meeting shows too little.")

    assert second_looks_waiting(iqa) == []


def test_what_a_plan_that_is_over_left_waits_for_every_iqa(
    client_for, django_assert_num_queries, organisation, iqa, sample
):
    other = MembershipFactory(role=Role.IQA, organisation=organisation).person
    hand_on(sample, iqa=iqa, by=iqa)
    assert second_looks_waiting(other) == []

    with time_machine.travel(timezone.now() + timedelta(31), tick=False):
        assert [one.sentence for one in second_looks_waiting(iqa)] == ["Look at 1 round a second time."]
        [one] = second_looks_waiting(other)
        browser = client_for(other)
        assert list(browser.get(one.url).context["page"]) == [sample]
        said = browser.get(reverse("plan", args=[sample.plan.code])).text
        with django_assert_num_queries(7):
            second_looks_waiting(other)

    assert one.sentence.startswith("A plan is over, and 1 round of it was not looked at.")
    assert (one.count, one.since) == (1, sample.added_at)
    assert "One round of it was not looked at. Until someone does, it covers nothing." in said
    assert "This plan is over" not in browser.get(reverse("plan", args=[sample.plan.code])).text


def test_what_is_with_nobody_is_counted_as_it_is_listed_and_what_is_over_is_listed_apart(
    client_for, iqa, sample
):
    past = planned(sample.assessment, iqa=iqa)
    Sample.objects.filter(pk=past.pk).update(iqa=None)

    free, left = second_looks_waiting(iqa)

    for one, said, row in ((free, "nobody has it yet", sample), (left, "A plan is over", past)):
        assert said in one.sentence
        assert one.count == 1
        assert list(client_for(iqa).get(one.url).context["page"]) == [row]


@pytest.mark.parametrize(("zone", "is_over"), [("Pacific/Kiritimati", True), ("Pacific/Honolulu", False)])
def test_a_plan_is_over_by_the_day_of_its_place(organisation, sample, zone, is_over):
    organisation.time_zone = zone
    sample.plan.organisation = organisation
    last = sample.plan.until_date + timedelta(days=0 if is_over else 1)

    with time_machine.travel(datetime.combine(last, time(11 if is_over else 4), tzinfo=UTC), tick=False):
        assert sample.plan.is_over == is_over
