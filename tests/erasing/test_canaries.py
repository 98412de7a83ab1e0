"""Someone with something of everything is erased: not a word of theirs is left anywhere, and what was decided stands."""

from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse

from assessments.models import Assessment, Award, Judgement, SignOff
from people.models import User
from people.trail import NO_LONGER
from portfolios.models import EvidenceVersion, EvidenceVersionFile, Submission, SubmissionItem
from tests.erasing.canaries import CANARY, found, plant
from tests.erasing.everything import Everything
from tests.erasing.table import TABLE
from tests.people.test_verify_audit import verify
from tests.test_permissions import found as found_in

FROZEN = (EvidenceVersion, EvidenceVersionFile, SubmissionItem, Judgement, SignOff, Award)
ABOUT_PEOPLE = (
    "assessments", "cms", "community", "licences", "people", "portfolios", "reading", "sampling", "trail", "workbench",
)  # fmt: skip
READERS = ("assessor", "iqa", "coordinator", "colleague", "trainer")


@pytest.fixture
def world(organisation, practitioner, assessor, iqa, trainer, coordinator, outsider):
    called = {"name": f"{CANARY} Sample", "email": f"{CANARY}@sample.example"}
    User.objects.filter(pk=practitioner.pk).update(**called)
    practitioner.refresh_from_db()
    cast = {"practitioner": practitioner, "assessor": assessor, "iqa": iqa, "trainer": trainer}
    return Everything(organisation, coordinator=coordinator, outsider=outsider, **cast).begin()


def as_they_stand(person):
    """What was decided on someone’s work, as rows: drafts go."""
    rows = {
        EvidenceVersion: {"evidence__owner": person},
        EvidenceVersionFile: {"version__evidence__owner": person},
        SubmissionItem: {"submission__unit__portfolio__owner": person},
        Judgement: {"assessment__owner": person, "released_at__isnull": False},
        SignOff: {"assessment__owner": person},
        Award: {"holder": person},
    }
    return {
        model: list(model.objects.filter(**about).order_by("pk").values()) for model, about in rows.items()
    }


def doors_of(world):
    """{who: [(name, address)]}: the pages about others and their work that they may open, as they were before."""
    every = [row for about in ABOUT_PEOPLE for row in import_module(f"tests.doors.{about}").DOORS]
    others = [
        row for row in every if row.post is None and (row.address or row.answers["practitioner"] != "200")
    ]
    return {
        who: [(row.name, address_in(world, row)) for row in others if row.answers[who] == "200"]
        for who in READERS
    }


def address_in(world, row):
    return reverse(row.name, kwargs={name: found_in(world, what) for name, what in row.address.items()})


def test_nothing_is_left_of_a_practitioner_but_what_was_decided(world, erase, client_for, client):
    person, doors = world.practitioner, doors_of(world)
    bare = plant(person, TABLE)
    assert bare == {"assessments.Licence.qualification", "assessments.Licence.competence"}
    assert len(found()) > 100
    before, number = as_they_stand(person), world.certificate.number
    assert all(before.values())

    gone = erase(person)

    assert found() == []
    assert [label for label, answer in TABLE.items() if answer.goes and rows_of(label, answer, person)] == []
    assert as_they_stand(person) == before
    assert verify()[0] == 0
    assert gone["files"] >= 15

    assert not Assessment.objects.filter(
        owner=person, state__in=["on offer", "in review", "to agree"]
    ).exists()
    assert not Submission.objects.filter(unit__portfolio__owner=person, is_open=True).exists()
    page = client.get(reverse("verify"), {"n": number})
    assert (page.status_code, "Genuine and in force" in page.text, "details are withheld" in page.text) == (
        200,
        True,
        True,
    )
    for name in ("review", "certificate-detail", "sample"):
        told = [client_for(world.cast["iqa"]).get(url) for door, url in doors["iqa"] if door == name]
        assert {str(NO_LONGER) in page.text for page in told if page.status_code == 200} == {True}, name
    for who in READERS:
        nobody_stumbles(client_for(world.cast[who]), doors[who])


def rows_of(label, answer, person):
    return apps.get_model(label)._base_manager.filter(**{answer.path: person.pk}).exists()


def nobody_stumbles(browser, doors):
    for name, url in doors:
        page = browser.get(url)
        assert page.status_code in (200, 302, 403, 404), (name, url, page.status_code)
        if page.status_code == 200 and not page.streaming:
            assert CANARY.encode() not in page.content, (name, url)
            assert b">None<" not in page.content, (name, url)
