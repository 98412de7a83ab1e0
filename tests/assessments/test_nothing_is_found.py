"""Declining, refusing and handing back: what the database and every page hold afterwards, which is nothing."""

import logging

import pytest
from django.apps import apps
from django.urls import reverse

from assessments.models import QuietNo
from people.models import OutboxMail
from people.telling import tell
from portfolios.models import Draft
from portfolios.operations.drafts import keep_draft
from tests.factories.assessments import refuse
from tests.reading import plain
from tests.test_permissions import DOORS

pytestmark = pytest.mark.django_db


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
