"""That a licence ends soon is told in good time: to its holder and to whoever coordinates, once, by their own pace."""

from datetime import timedelta

import pytest
from django.core import mail

from assessments.models import Licence
from assessments.operations.licence_endings import tell_of_endings
from assessments.operations.licences import record_licence
from people.models import OutboxMail, Pace, TellingChoice
from people.models.organisation import today
from people.operations.jobs import perform_everything
from people.registry import TIDYING
from people.roles import Role
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ending(assessor):
    """A licence of an assessor that ends in 30 days."""
    licence = assessor.licences.get()
    Licence.objects.filter(pk=licence.pk).update(until_date=today() + timedelta(days=30))
    licence.refresh_from_db()
    return licence


def told():
    return sorted(OutboxMail.objects.filter(kind="licence_ends").values_list("person__name", flat=True))


def test_holder_and_coordinators_are_told_once_however_often_the_worker_looks(
    ending, assessor, coordinator, iqa, mail_on
):
    for _look in range(2):
        tell_of_endings()
        perform_everything()

    assert tell_of_endings in TIDYING
    assert sorted(one.to for one in mail.outbox) == sorted([[assessor.email], [coordinator.email]])
    for one in mail.outbox:
        words = f"{one.subject} {one.body}"
        assert "ends within a month" in words
        assert "/licences/" in words
        for private in (str(assessor), "licence to", "Valley", str(ending.until_date)):
            assert private not in words.replace("/licences/", "")


def test_whoever_coordinates_gets_one_mail_for_all_of_a_place(ending, colleague, coordinator):
    Licence.objects.filter(person=colleague).update(until_date=today() + timedelta(days=3))

    tell_of_endings()

    assert told() == ["Casey Sample", "Cleo Example", "Robin Example"]


def test_not_before_nor_where_another_follows_nor_once_it_ended(ending, assessor, organisation, coordinator):
    follows = {"from_date": ending.until_date + timedelta(days=1), "organisation": organisation}
    renewed = record_licence(assessor, by=coordinator, **follows)
    tell_of_endings()
    Licence.objects.filter(pk=renewed.pk).delete()
    Licence.objects.filter(pk=ending.pk).update(until_date=today() + timedelta(days=31))
    tell_of_endings()
    Licence.objects.filter(pk=ending.pk).update(
        from_date=today() - timedelta(days=2), until_date=today() - timedelta(days=1)
    )
    tell_of_endings()

    assert told() == []


def test_by_their_own_pace(ending, assessor, coordinator):
    TellingChoice.objects.create(person=assessor, pace=Pace.NEVER)
    TellingChoice.objects.create(person=coordinator, pace=Pace.DAILY)

    tell_of_endings()

    mails = {one.person: one for one in OutboxMail.objects.filter(kind="licence_ends")}
    assert mails[assessor].state == OutboxMail.State.SET_ASIDE
    assert mails[coordinator].not_before is not None


def test_who_coordinates_and_holds_it_gets_one_mail(ending, assessor, organisation):
    MembershipFactory(person=assessor, organisation=organisation, role=Role.COORDINATOR)

    tell_of_endings()

    assert told() == ["Robin Example"]


def test_of_two_workers_at_once_one_tells(ending, coordinator, at_once):
    assert at_once(tell_of_endings, tell_of_endings) == [None, None]

    assert told() == ["Casey Sample", "Robin Example"]
