"""A round says itself whose place it is and when it was decided: lists ask for nothing else."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from assessments.models import Assessment, Outcome
from assessments.operations.review import refer_back
from tests.factories import OrganisationFactory
from tests.factories.assessments import judge_all, share, sign, unit_with_evidence
from tests.tampering import let_change

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared(practitioner, organisation, assessor):
    return share(
        unit_with_evidence(practitioner, organisation, performance=1, knowledge=0, values=0),
        assessor=assessor,
    )


@pytest.fixture
def replied(shared):
    return refer_back(judge_all(shared, Outcome.NOT_YET, words="Who was there?"), by=shared.assessor)


def test_a_round_is_of_the_place_it_was_shared_in_and_stays_there(shared):
    assert shared.organisation == shared.submission.organisation

    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.filter(pk=shared.pk).update(organisation=OrganisationFactory())


def test_a_round_of_one_place_can_not_be_put_into_another(shared):
    Assessment.objects.filter(pk=shared.pk).delete()
    moved = Assessment(
        submission=shared.submission,
        owner=shared.owner,
        assessor=shared.assessor,
        state=shared.state,
        organisation=OrganisationFactory(),
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        moved.save()


def test_a_reply_and_a_sign_off_say_when(shared, replied):
    assert shared.decided_at is None
    assert replied.decided_at == replied.transitions.get().at


def test_a_sign_off_says_when(shared):
    signed = sign(shared)

    assert signed.decided_at == signed.sign_off.signed_at == signed.transitions.get().at


def test_what_was_decided_before_is_found_by_its_day_too(replied):
    came = replied.decided_at
    let_change("assessments_assessment")  # a day that is there stays; this row is from before there were days
    Assessment.objects.filter(pk=replied.pk).update(decided_at=None)

    migration = import_module("assessments.migrations.0015_places_and_days_of_rounds")
    migration.fill(apps, SimpleNamespace(connection=connection))

    replied.refresh_from_db()
    assert (replied.decided_at, replied.organisation_id) == (came, replied.submission.organisation_id)
