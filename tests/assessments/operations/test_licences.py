from datetime import date, timedelta

import pytest

from assessments.licences import ending_soon, in_words, licence_of, without_licence
from assessments.models import Licence
from assessments.operations.licences import (
    CannotCountersign,
    CannotLicense,
    LicenceHasEnded,
    choose_countersigner,
    end_licence,
    record_licence,
)
from people.models import AuditEvent
from people.models.organisation import today
from people.roles import Role
from tests.factories import LicenceFactory, MembershipFactory

pytestmark = pytest.mark.django_db
ON = date(2026, 6, 1)


@pytest.fixture
def newcomer(organisation):
    """An assessor for whom no licence is recorded."""
    return MembershipFactory(role=Role.ASSESSOR, organisation=organisation, licence=False).person


def test_recording_a_licence(newcomer, organisation, coordinator):
    licence = record_licence(
        newcomer, organisation=organisation, by=coordinator, qualification="Sample award", from_date=today()
    )

    assert licence_of(newcomer, organisation, on=today()) == licence
    assert licence.recorded_by == coordinator
    event = AuditEvent.objects.get(action="licence.recorded")
    assert (event.actor_code, event.subject_code) == (coordinator.code, licence.code)
    assert "Sample award" not in str(event.payload)


@pytest.mark.parametrize("who", ["practitioner", "outsider"])
def test_a_licence_is_for_assessors_here(request, who, organisation, coordinator):
    person, licences = request.getfixturevalue(who), Licence.objects.count()

    with pytest.raises(CannotLicense):
        record_licence(person, organisation=organisation, by=coordinator)

    assert Licence.objects.count() == licences


def test_a_trainee_is_countersigned_by_someone_licensed_here_who_is_not_learning(
    newcomer, trainee, organisation, coordinator, outsider, practitioner
):
    for wrong in (None, newcomer, trainee, outsider, practitioner):
        with pytest.raises(CannotCountersign):
            record_licence(
                newcomer, organisation=organisation, by=coordinator, is_trainee=True, countersigner=wrong
            )

    assert not newcomer.licences.exists()


def test_a_new_licence_counts_in_place_of_the_one_before(assessor, organisation, coordinator):
    before = assessor.licences.get()
    Licence.objects.update(from_date=today() - timedelta(days=100))

    after = record_licence(
        assessor, organisation=organisation, by=coordinator, from_date=today() + timedelta(days=10)
    )

    before.refresh_from_db()
    assert before.until_date == today() + timedelta(days=9)
    assert licence_of(assessor, organisation, on=today() + timedelta(days=9)) == before
    assert licence_of(assessor, organisation, on=today() + timedelta(days=10)) == after


def test_putting_right_what_was_recorded_today_ends_it(assessor, organisation, coordinator):
    wrong = assessor.licences.get()

    right = record_licence(assessor, organisation=organisation, by=coordinator)

    wrong.refresh_from_db()
    assert wrong.ended_at is not None
    assert licence_of(assessor, organisation, on=today()) == right


def test_one_that_ended_long_ago_leaves_the_one_of_today(assessor, organisation, coordinator):
    today_s = assessor.licences.get()
    days = {"from_date": today() - timedelta(days=900), "until_date": today() - timedelta(days=500)}

    record_licence(assessor, organisation=organisation, by=coordinator, **days)

    today_s.refresh_from_db()
    assert today_s.ended_at is None
    assert licence_of(assessor, organisation, on=today()) == today_s


def test_a_licence_ends_once(assessor, organisation, coordinator):
    licence = assessor.licences.get()

    end_licence(licence, by=coordinator)

    assert licence_of(assessor, organisation, on=today()) is None
    assert list(without_licence(organisation, on=today())) == [assessor]
    with pytest.raises(LicenceHasEnded):
        end_licence(licence, by=coordinator)
    assert AuditEvent.objects.filter(action="licence.ended").count() == 1


def test_who_agrees_is_chosen_for_trainees_only(assessor, colleague, coordinator):
    with pytest.raises(CannotCountersign):
        choose_countersigner(assessor.licences.get(), countersigner=colleague, by=coordinator)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({"from_date": date(2026, 7, 1)}, "Counts from 1 July 2026."),
        ({"from_date": date(2026, 1, 1)}, "Since 1 January 2026, with no last day."),
        ({"until_date": date(2026, 5, 31)}, "Its last day was 31 May 2026."),
        ({"until_date": ON}, "Today is its last day."),
        ({"until_date": date(2026, 6, 2)}, "Ends in 1 day: its last day is 2 June 2026."),
        ({"until_date": date(2026, 6, 13)}, "Ends in 12 days: its last day is 13 June 2026."),
        ({"until_date": date(2027, 6, 1)}, "Counts until 1 June 2027."),
    ],
)
def test_how_long_it_counts_in_words(assessor, organisation, days, said):
    days = {"from_date": date(2026, 1, 1)} | days

    assert in_words(LicenceFactory(person=assessor, organisation=organisation, **days), on=ON) == said


def test_what_ends_soon_is_listed_unless_another_follows(assessor, colleague, organisation):
    Licence.objects.update(from_date=date(2026, 1, 1), until_date=date(2026, 6, 30))
    LicenceFactory(person=colleague, organisation=organisation, from_date=date(2026, 7, 1))

    assert [licence.person for licence in ending_soon(organisation, on=ON)] == [assessor]
    assert not ending_soon(organisation, on=date(2026, 4, 1)).exists()
