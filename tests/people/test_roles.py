from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from people.models import AuditEvent, Membership
from people.operations.organisations import (
    AlreadyHoldsRole,
    LastCoordinator,
    RoleHasEnded,
    end_role,
    found_organisation,
    give_role,
)
from people.roles import Role
from tests.factories import MembershipFactory, OrganisationFactory, UserFactory


def of(person, organisation):
    return Membership.objects.get(person=person, organisation=organisation)


def test_every_role_says_in_one_sentence_what_it_is():
    assert [str(role.description).count(".") >= 1 for role in Role] == [True] * 6
    assert Role.values == ["practitioner", "assessor", "iqa", "trainer", "coordinator", "steward"]


def test_founding_an_organisation_is_recorded(db):
    organisation = found_organisation("Valley Practice Sample")

    event = AuditEvent.objects.get()
    assert (event.action, event.subject_code, event.actor_code) == (
        "organisation.founded",
        organisation.code,
        "",
    )


def test_giving_a_role_is_recorded_and_counts_at_once(coordinator, organisation):
    person = UserFactory()

    give_role(person, role=Role.ASSESSOR, organisation=organisation, by=coordinator)

    assert person.holds(Role.ASSESSOR, organisation)
    event = AuditEvent.objects.get()
    assert (event.action, event.actor_code, event.subject_code) == (
        "role.given",
        coordinator.code,
        person.code,
    )
    assert event.payload == {"role": "assessor", "organisation": organisation.code}


def test_a_role_is_held_once_at_a_time(assessor, coordinator, organisation):
    with pytest.raises(AlreadyHoldsRole):
        give_role(assessor, role=Role.ASSESSOR, organisation=organisation, by=coordinator)

    assert assessor.memberships.count() == 1
    assert not AuditEvent.objects.exists()


def test_one_person_holds_several_roles(assessor, coordinator, organisation):
    give_role(assessor, role=Role.PRACTITIONER, organisation=organisation, by=coordinator)

    assert assessor.holds(Role.ASSESSOR, organisation)
    assert assessor.holds(Role.PRACTITIONER, organisation)


def test_a_role_counts_only_where_and_while_it_is_held(organisation):
    person, today = UserFactory(), timezone.localdate()
    MembershipFactory(
        person=person, organisation=organisation, role=Role.IQA, from_date=today + timedelta(days=1)
    )
    MembershipFactory(
        person=person,
        organisation=organisation,
        role=Role.ASSESSOR,
        from_date=today - timedelta(days=9),
        until_date=today,
    )
    MembershipFactory(person=person, organisation=organisation, role=Role.PRACTITIONER, from_date=today)

    assert [role for role in Role if person.holds(role, organisation)] == [Role.PRACTITIONER]
    assert [role for role in Role if person.holds(role, OrganisationFactory())] == []
    assert person.places_as(*Role) == {organisation.pk}


def test_ending_a_role_takes_it_away_today_and_keeps_what_was(assessor, coordinator, organisation):
    membership = end_role(of(assessor, organisation), by=coordinator)

    assert not assessor.holds(Role.ASSESSOR, organisation)
    assert Membership.objects.get(pk=membership.pk).until_date == timezone.localdate()
    event = AuditEvent.objects.get()
    assert (event.action, event.subject_code, event.payload["role"]) == (
        "role.ended",
        assessor.code,
        "assessor",
    )


def test_a_role_that_ended_does_not_end_again(assessor, coordinator, organisation):
    membership = of(assessor, organisation)
    end_role(membership, by=coordinator, until_date=date(2026, 1, 31))

    with pytest.raises(RoleHasEnded):
        end_role(membership, by=coordinator)

    membership.refresh_from_db()
    assert membership.until_date == date(2026, 1, 31)
    assert AuditEvent.objects.count() == 1


def test_someone_always_looks_after_the_people(coordinator, organisation):
    with pytest.raises(LastCoordinator):
        end_role(of(coordinator, organisation), by=coordinator)

    assert coordinator.holds(Role.COORDINATOR, organisation)
    assert not AuditEvent.objects.exists()


def test_of_two_coordinators_ending_each_other_one_stays(at_once):
    organisation = OrganisationFactory()
    one, two = MembershipFactory.create_batch(2, organisation=organisation, role=Role.COORDINATOR)

    outcomes = at_once(lambda: end_role(one, by=two.person), lambda: end_role(two, by=one.person))

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["LastCoordinator", "Membership"]
    assert Membership.objects.current().filter(organisation=organisation).count() == 1


def test_the_database_knows_every_role(organisation):
    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory(organisation=organisation, role="wizard")
