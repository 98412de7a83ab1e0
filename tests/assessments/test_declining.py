"""Declines and refusals, searched for in every table, every page and every log line: there is nothing but a digest."""

import logging
import re

import pytest
from django.apps import apps
from django.db import transaction
from django.urls import reverse

from assessments.models import Assessment, Assignment, QuietNo, State
from assessments.offers import offers_for
from assessments.operations.assignment import accept_offer, assign_assessor
from assessments.operations.declining import decline
from assessments.operations.refusing import NotTheirPortfolio, choose_readers
from assessments.operations.review import refer_back
from people.models import OutboxMail
from people.states import MoveNotAllowed
from people.telling import tell
from portfolios.models import Draft
from portfolios.operations.drafts import keep_draft
from portfolios.operations.recall import recall_round
from tests.factories.assessments import judge_all, share, unit_with_evidence
from tests.reading import shown
from tests.test_permissions import DOORS

pytestmark = pytest.mark.django_db


@pytest.fixture
def offer(unit):
    return share(unit)


def refuse(unit, *people):
    choose_readers(unit.portfolio, among=list(people), rather_not=list(people), by=unit.owner)


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


# --- nothing is to be found -----------------------------------------------------------------


def rows():
    """Every row of every table: {(table, primary key): its values}."""
    return {
        (model._meta.db_table, row["pk"]): row
        for model in apps.get_models()
        if model._meta.managed
        for row in model._base_manager.order_by().values(
            "pk", *[f.attname for f in model._meta.concrete_fields]
        )
    }


def test_declining_and_refusing_add_digests_to_the_database_and_nothing_else(
    client_for, assessor, colleague, practitioner, offer
):
    robin, cleo, pat = (client_for(person) for person in (assessor, colleague, practitioner))
    before = rows()

    robin.send(reverse("offer-decline", args=[offer.code]))
    pat.send(reverse("who-reads"), {"rather_not": [colleague.code]})
    cleo.send(reverse("your-room"), {"rest": "yes"})

    added = {key: row for key, row in rows().items() if before.get(key) != row}
    assert sorted(table for table, _pk in added) == [
        "assessments_assessorroom", "assessments_quietno", "assessments_quietno",
    ]  # fmt: skip
    assert [row for (table, _pk), row in added.items() if table.endswith("quietno") and len(row) != 2] == []
    assert before.keys() - rows().keys() == set()


def test_handing_back_and_refusing_a_reader_take_rows_away_and_add_only_digests(
    robin, pat, assessor, colleague, assessment
):
    before = rows()
    robin.send(reverse("offer-decline", args=[assessment.code]))
    handed_back = rows()
    gone = {table for table, _pk in before.keys() - handed_back.keys()}
    added = {table for table, _pk in handed_back.keys() - before.keys()}

    theirs = {
        "assessments_assignment",
        "people_outboxmail",
        "people_job",
    }  # and the mail that said it is with them
    assert (gone, added) == (theirs, {"assessments_quietno"})
    changed = {key: row for key, row in handed_back.items() if key in before and before[key] != row}
    assert list(changed) == [("assessments_assessment", assessment.pk)]
    as_if_never_read = before["assessments_assessment", assessment.pk]
    as_if_never_read |= {"state": "on offer", "assessor_id": None, "begun_at": None}
    assert changed["assessments_assessment", assessment.pk] == as_if_never_read


def taken_on(browser, offer):
    """They take it on, say that nothing ties them, and read it."""
    assert browser.send(reverse("offer-accept", args=[offer.code])).status_code == 302
    asked = reverse("before-reading", args=[offer.code])
    work = reverse("review-work", args=[offer.code])
    assert browser.get(work)["Location"] == asked
    assert browser.send(asked, {"tie": "none"})["Location"] == work
    assert browser.get(work).status_code == 200


PLAIN, HTMX = (302, {}), (200, {"HX-Request": "true", "HX-Target": "saved"})


@pytest.mark.parametrize(("answered", "headers"), [PLAIN, HTMX])
def test_taking_it_on_reading_and_handing_it_back_is_as_if_it_had_never_been_taken(
    robin, offer, answered, headers
):
    """What stays says that files were opened, as it does of everyone."""
    before = rows()
    taken_on(robin, offer)
    item = offer.submission.items.first()
    judged = reverse("judge", args=[offer.code, item.evidence_version.code, item.requirement.code])
    typed = {"outcome": "not yet", "words": "Who?", "revision": 0}
    assert robin.send(judged, typed, headers=headers).status_code == answered

    robin.send(reverse("offer-decline", args=[offer.code]))

    after = rows()
    assert {place: row for place, row in after.items() if before.get(place) != row}.keys() == {
        ("assessments_quietno", QuietNo.objects.get().pk)
    }
    assert before.keys() - after.keys() == set()


def test_what_was_typed_and_what_was_mailed_about_it_goes_too(robin, assessor, offer):
    before = rows()
    taken_on(robin, offer)
    for about in ("judge {} k1", "sound {}", "ask {} k1", "several {}", "sign {}", "seen {} v1"):
        keep_draft(assessor, about=about.format(offer.code), fields={"words": ["Who?"]})
    keep_draft(assessor, about=f"recording {offer.unit.code}", fields={"words": ["I saw it."]})
    tell(assessor, "shared", about=offer)
    assert OutboxMail.objects.filter(person=assessor, about_code=offer.code).exists()

    robin.send(reverse("offer-decline", args=[offer.code]))

    assert {place for place, _pk in rows().keys() - before.keys()} == {"assessments_quietno"}


def test_what_they_type_about_other_work_and_what_others_type_stays(robin, pat, assessor, offer):
    taken_on(robin, offer)
    keep_draft(assessor, about="judge other k1", fields={})
    keep_draft(offer.owner, about=f"share {offer.unit.code}", fields={})

    robin.send(reverse("offer-decline", args=[offer.code]))

    assert Draft.objects.count() == 2


NOT_THEIRS = re.compile(r'value="[0-9A-Za-z-]{16,64}"|nonce="[^"]*"|\b[0-9a-f]{12}\b|\d\d:\d\d')


def plain(answer):
    """What was answered without what is new each time it is made; of a PDF that there is one."""
    if answer["Content-Type"] == "application/pdf":
        return "%PDF"
    sent = answer.getvalue().decode()
    return " ".join(NOT_THEIRS.sub("", sent).split())


OWN = {"who-reads"}  # where whoever said it finds it again, to take it back
NO_PAGES = {"upload-list", "bag-upload-list", "draft-keep"}  # of programs, and new each time
# Pages without an address of their own, for those whom they let in. What strangers may read says nothing of anybody.
OPEN = [
    row
    for row in DOORS
    if row.post is None and not row.address and row.answers["stranger"] == "who" and row.name not in NO_PAGES
]
EDITING = {
    place for row in OPEN if (place := reverse(row.name)).startswith("/admin/")
}  # of standards and charters


def pages(client_for, people, codes):
    """{(who, page): what it shows} of every page people here may open, and of those of this work."""
    opened = {}
    for who, person in people.items():
        browser = client_for(person)
        places = {reverse(row.name) for row in OPEN if row.answers[who] == "200"} - EDITING
        for address in places | {reverse(name, args=[code]) for name, code in codes}:
            answer = browser.get(address)
            if answer.status_code == 200:
                opened[who, address] = plain(answer)
    return opened


def test_nobody_else_sees_a_trace_on_any_page(  # all pages, for all roles, twice: it takes its seconds
    client_for, offer, practitioner, assessor, colleague, iqa, trainer, coordinator, outsider, caplog
):
    people = {"practitioner": practitioner, "iqa": iqa, "trainer": trainer, "coordinator": coordinator}
    people |= {"outsider": outsider, "assessor": assessor}
    codes = [("unit-detail", offer.unit.code), ("unit-share", offer.unit.code), ("cover", assessor.code)]
    before = pages(client_for, people, codes)
    caplog.clear()

    with caplog.at_level(logging.INFO):
        client_for(colleague).send(reverse("offer-decline", args=[offer.code]))
        refuse(offer.unit, colleague)

    assert caplog.records == []
    after = pages(client_for, people, codes)
    assert len(before) > 40
    changed = {place for place in before if before[place] != after.get(place)}
    assert changed == {("practitioner", reverse(name)) for name in OWN}
    digests = list(QuietNo.objects.values_list("digest", flat=True))
    assert len(digests) == 2
    assert [place for place, page in after.items() for digest in digests if digest in str(page)] == []
