"""Declines and refusals, searched for in every table, every page and every log line: there is nothing but a digest."""

import pytest
from django.db import transaction
from django.urls import reverse

from assessments.models import Assessment, Assignment, QuietNo, State
from assessments.offers import offers_for
from assessments.operations.assignment import accept_offer, assign_assessor
from assessments.operations.declining import decline
from assessments.operations.refusing import NotTheirPortfolio, choose_readers
from assessments.operations.review import refer_back
from people.states import MoveNotAllowed
from portfolios.operations.recall import recall_round
from tests.factories.assessments import judge_all, refuse, share, unit_with_evidence
from tests.reading import plain, shown

pytestmark = pytest.mark.django_db


def offered_to(person):
    return list(offers_for(person))


# --- declining ------------------------------------------------------------------------------


def test_what_was_declined_is_not_offered_again_whenever_they_sign_in(client_for, assessor, colleague, offer):
    client_for(assessor).send(reverse("offer-decline", args=[offer.code]))

    page = shown(client_for(assessor).get(reverse("review-queue")))

    assert offer.code not in page
    assert offered_to(colleague) == [offer]


def test_declining_twice_is_declining_once(robin, offer):
    answers = [robin.send(reverse("offer-decline", args=[offer.code])).status_code for _press in range(2)]

    assert (answers, QuietNo.objects.count()) == ([302, 302], 1)


def test_what_someone_reads_is_no_offer_to_decline(assessment, colleague):
    with pytest.raises(MoveNotAllowed):
        decline(assessment, by=colleague)

    assert not QuietNo.objects.exists()


def test_thinking_better_of_it_forgets_the_no(assessor, offer):
    decline(offer, by=assessor)

    accept_offer(offer, by=assessor)

    assert not QuietNo.objects.exists()


def test_a_coordinator_can_give_them_what_they_declined_for_nobody_knows(assessor, coordinator, offer):
    decline(offer, by=assessor)

    assign_assessor(offer.unit, assessor=assessor, by=coordinator)

    assert Assessment.objects.get().assessor == assessor


def test_the_no_goes_when_the_round_is_answered(assessor, colleague, offer):
    decline(offer, by=colleague)
    refer_back(judge_all(accept_offer(offer, by=assessor), outcome="not yet"), by=assessor)

    assert not QuietNo.objects.exists()


def test_the_no_goes_when_the_round_is_taken_back_also_of_who_left(colleague, offer, practitioner):
    decline(offer, by=colleague)
    colleague.memberships.update(until_date="2020-01-01")

    recall_round(offer.unit, by=practitioner)

    assert not QuietNo.objects.exists()


def test_a_refusal_outlives_the_round(colleague, offer, practitioner):
    refuse(offer.unit, colleague)

    recall_round(offer.unit, by=practitioner)

    assert QuietNo.objects.count() == 1


# --- refusing -------------------------------------------------------------------------------


def test_who_is_refused_is_offered_nothing_of_theirs_and_others_are(offer, assessor, colleague):
    refuse(offer.unit, assessor)

    assert (offered_to(assessor), offered_to(colleague)) == ([], [offer])


def test_who_is_refused_hands_back_what_they_read_without_knowing(assessment, assessor, practitioner):
    other = share(unit_with_evidence(practitioner, assessment.submission.organisation), assessor=assessor)

    refuse(assessment.unit, assessor)

    now = Assessment.objects.filter(pk__in=[assessment.pk, other.pk]).values_list("state", "assessor")
    assert list(now) == [(State.ON_OFFER, None)] * 2
    assert not Assignment.objects.exists()


def test_it_can_be_taken_back(offer, assessor):
    refuse(offer.unit, assessor)

    choose_readers(offer.unit.portfolio, among=[assessor], rather_not=[], by=offer.owner)

    assert offered_to(assessor) == [offer]


def test_who_is_refused_and_presses_accept_is_told_what_anyone_late_is_told(
    client_for, robin, assessor, colleague, offer
):
    refuse(offer.unit, assessor)
    refused = robin.send(reverse("offer-accept", args=[offer.code]))
    choose_readers(offer.unit.portfolio, among=[assessor], rather_not=[], by=offer.owner)
    accept_offer(offer, by=colleague)
    late = robin.send(reverse("offer-accept", args=[offer.code]))

    assert (refused.status_code, late.status_code) == (409, 409)
    assert plain(refused) == plain(late)


def test_who_is_refused_while_reading_is_answered_as_when_a_coordinator_passed_it_on(
    robin, assessment, assessor, colleague, coordinator
):
    item = assessment.submission.items.first()
    judged = reverse("judge", args=[assessment.code, item.evidence_version.code, item.requirement.code])
    pages = [reverse(name, args=[assessment.code]) for name in ("review", "review-work", "review-sign-off")]
    forms = [judged, *(reverse(name, args=[assessment.code]) for name in ("review-reply", "before-reading"))]

    def answers(moved):
        with transaction.atomic():
            moved()
            found = [robin.get(page) for page in pages] + [robin.send(form) for form in forms]
            transaction.set_rollback(True)
        return [(answer.status_code, plain(answer)) for answer in found]

    passed_on = answers(lambda: assign_assessor(assessment.unit, assessor=colleague, by=coordinator))

    assert answers(lambda: refuse(assessment.unit, assessor)) == passed_on
    assert {status for status, _page in passed_on} == {404}


def test_the_coordinator_is_told_no_more_than_that_someone_else_is_being_found(
    client_for, coordinator, assessor, offer
):
    refuse(offer.unit, assessor)

    answer = client_for(coordinator).send(
        reverse("unit-assign", args=[offer.unit.code]), {"assessor": assessor.code}
    )

    assert answer.status_code == 409
    assert "They can’t read this one, so someone else is being found." in shown(answer)
    assert not Assignment.objects.exists()


def test_only_the_owner_chooses(unit, assessor, coordinator):
    for other in (assessor, coordinator):
        with pytest.raises(NotTheirPortfolio):
            choose_readers(unit.portfolio, among=[assessor], rather_not=[assessor], by=other)


def test_a_practitioner_chooses_on_a_page_of_their_own(pat, assessor, colleague, assessment):
    page = reverse("who-reads")

    answer = pat.send(page, {"rather_not": [assessor.code]})

    assert (answer.status_code, answer["Location"]) == (302, page)
    again = pat.get(page)
    assert f'value="{assessor.code}" checked' in shown(again)
    assert f'value="{colleague.code}" checked' not in shown(again)
    assert Assessment.objects.get().assessor is None


def test_someone_who_is_no_assessor_here_is_no_choice_and_nothing_changes(pat, assessment, assessor, iqa):
    answer = pat.send(reverse("who-reads"), {"rather_not": [assessor.code, iqa.code]})

    assert answer.status_code == 422
    assert not QuietNo.objects.exists()


def test_a_second_tab_that_was_opened_before_takes_no_refusal_back(pat, offer, assessor, colleague):
    page = reverse("who-reads")
    assert 'name="was"' not in shown(pat.get(page))  # nobody is ticked in this tab
    pat.send(page, {"rather_not": [assessor.code]})  # in another

    pat.send(page, {"rather_not": [colleague.code]})

    assert (offered_to(assessor), offered_to(colleague)) == ([], [])
    assert f'name="was" value="{assessor.code}"' in shown(pat.get(page))
    pat.send(page, {"was": [assessor.code, colleague.code], "rather_not": [colleague.code]})
    assert (offered_to(assessor), offered_to(colleague)) == ([offer], [])
    assert QuietNo.objects.count() == 1


def test_a_refusal_stands_though_the_list_moved_over_the_pages(pat, offer, assessor, crowd):
    page = f"{reverse('who-reads')}?page=5"  # on which they stood a moment ago, and do not now

    assert pat.send(page, {"rather_not": [assessor.code]}).status_code == 302
    assert pat.send(page, {"rather_not": [crowd[0].code]}).status_code == 302

    assert offered_to(assessor) == offered_to(crowd[0]) == []


@pytest.mark.parametrize("code", ["nobody", "\0", "not one"])
def test_what_is_nobodys_code_changes_nothing(pat, offer, assessor, code):
    answer = pat.send(reverse("who-reads"), {"was": [code], "rather_not": [assessor.code]})

    assert (answer.status_code, QuietNo.objects.count()) == (422, 0)
