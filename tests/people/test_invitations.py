from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from people.models import AuditEvent, Invitation, Job, Membership, OutboxMail, User
from people.operations.invitations import (
    InvitationIsClosed,
    NotYourInvitation,
    accept_invitation,
    invite_person,
    withdraw_invitation,
)
from people.roles import Role
from tests.factories import InvitationFactory, UserFactory

PASSWORD = "a long sample password"


def actions():
    return list(AuditEvent.objects.order_by("sequence").values_list("action", flat=True))


def join(invitation, **fields):
    return accept_invitation(invitation, **{"name": "New Sample", "password": PASSWORD} | fields)


def test_inviting_queues_a_mail_and_is_recorded_without_words(coordinator, organisation):
    invitation = invite_person(
        organisation, name="New Sample", email="new@sample.example", role=Role.ASSESSOR, by=coordinator
    )

    event = AuditEvent.objects.get()
    assert (event.action, event.subject_code) == ("person.invited", invitation.code)
    assert event.payload == {"role": "assessor", "organisation": organisation.code}
    mail = OutboxMail.objects.get()
    assert (mail.kind, mail.address, mail.link) == ("invitation", "new@sample.example", invitation.path)
    assert Job.objects.get().subject_code == mail.code


def test_inviting_without_an_email_leaves_a_link_to_copy(coordinator, organisation):
    invitation = invite_person(organisation, name="New Sample", role=Role.PRACTITIONER, by=coordinator)

    assert not OutboxMail.objects.exists()
    assert invitation.link == f"http://127.0.0.1:8000{invitation.path}"


def test_a_link_leads_to_its_invitation_and_no_other(organisation):
    one, two = InvitationFactory.create_batch(2, organisation=organisation)
    token = one.path.strip("/").rpartition("/")[2]

    assert Invitation.objects.with_token(token) == one
    _code, _dot, mark = token.partition(".")
    tampered = [
        f"{two.code}.{mark}", one.code, f"{one.code}.", token[:-1], token + "0", token.upper(), "", ".", "é.é", "a" * 999,
    ]  # fmt: skip
    assert [wrong for wrong in tampered if Invitation.objects.with_token(wrong)] == []


def test_accepting_makes_a_person_with_the_role(organisation):
    invitation = InvitationFactory(organisation=organisation, role=Role.ASSESSOR, email="new@sample.example")

    person = join(invitation, name="Newly Sample")

    assert (person.name, person.email) == ("Newly Sample", "new@sample.example")
    assert person.check_password(PASSWORD)
    assert person.holds(Role.ASSESSOR, organisation)
    invitation.refresh_from_db()
    assert invitation.accepted_by == person
    assert not invitation.is_open
    assert actions() == ["role.given", "invitation.accepted"]


def test_accepting_while_signed_in_adds_the_role(assessor, organisation):
    accept_invitation(InvitationFactory(organisation=organisation, role=Role.IQA), by=assessor)

    assert assessor.holds(Role.IQA, organisation)
    assert User.objects.count() == 1


def test_saying_yes_to_what_one_has_is_no_trouble(assessor, organisation):
    invitation = InvitationFactory(organisation=organisation, role=Role.ASSESSOR)

    accept_invitation(invitation, by=assessor)

    invitation.refresh_from_db()
    assert invitation.accepted_by == assessor
    assert Membership.objects.filter(person=assessor).count() == 1
    assert actions() == ["invitation.accepted"]


def test_someone_who_is_here_already_signs_in_to_accept(organisation):
    UserFactory(email="here@sample.example")
    invitation = InvitationFactory(organisation=organisation, email="Here@Sample.example")

    with pytest.raises(NotYourInvitation):
        join(invitation)

    invitation.refresh_from_db()
    assert invitation.is_open
    assert (User.objects.count(), actions()) == (1, [])


def test_a_person_without_a_password_cannot_sign_in_with_an_empty_one(organisation):
    person = join(InvitationFactory(organisation=organisation), password="")

    assert not person.has_usable_password()
    assert not person.check_password("")


@pytest.mark.parametrize("why", ["used", "withdrawn", "expired"])
def test_a_closed_invitation_lets_nobody_in(coordinator, organisation, why):
    invitation = InvitationFactory(organisation=organisation)
    if why == "used":
        join(invitation)
    elif why == "withdrawn":
        withdraw_invitation(invitation, by=coordinator)
    else:
        Invitation.objects.update(expires_at=timezone.now())
    before = (User.objects.count(), actions())

    with pytest.raises(InvitationIsClosed):
        join(invitation)

    assert (User.objects.count(), actions()) == before


def test_an_invitation_lasts_fourteen_days(organisation):
    invitation = InvitationFactory(organisation=organisation)

    with time_machine.travel(timezone.now() + timedelta(days=13, hours=23)):
        assert invitation.is_open
        assert list(Invitation.objects.open()) == [invitation]
    with time_machine.travel(timezone.now() + timedelta(days=14, minutes=1)):
        assert not invitation.is_open
        assert list(Invitation.objects.open()) == []


def test_an_invitation_that_was_used_is_not_withdrawn(coordinator, organisation):
    invitation = InvitationFactory(organisation=organisation)
    join(invitation)

    with pytest.raises(InvitationIsClosed):
        withdraw_invitation(invitation, by=coordinator)

    invitation.refresh_from_db()
    assert invitation.withdrawn_at is None


def test_withdrawing_is_recorded(coordinator, organisation):
    invitation = withdraw_invitation(InvitationFactory(organisation=organisation), by=coordinator)

    assert not invitation.is_open
    assert actions() == ["invitation.withdrawn"]


@pytest.mark.parametrize("email", ["", "new@sample.example"])
def test_of_two_who_open_the_same_link_at_once_one_joins(at_once, email):
    invitation = InvitationFactory(email=email)

    outcomes = at_once(*[lambda: join(Invitation.objects.get(pk=invitation.pk))] * 4)

    joined = [outcome for outcome in outcomes if isinstance(outcome, User)]
    assert len(joined) == 1
    assert {type(outcome) for outcome in outcomes if outcome not in joined} <= {
        InvitationIsClosed,
        NotYourInvitation,
    }
    assert list(User.objects.all()) == joined
    assert Membership.objects.count() == 1
    assert Invitation.objects.get().accepted_by == joined[0]


def test_of_two_invitations_to_one_address_opened_at_once_one_makes_someone_new(at_once):
    two = [InvitationFactory(email=email) for email in ("new@sample.example", "NEW@sample.example")]

    outcomes = at_once(*[lambda one=one: join(Invitation.objects.get(pk=one.pk)) for one in two])

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NotYourInvitation", "User"]
    assert User.objects.count() == Membership.objects.count() == 1
    assert Invitation.objects.open().count() == 1


def test_only_coordinators_of_the_organisation_see_its_invitations(
    practitioner, coordinator, outsider, organisation
):
    invitation = InvitationFactory(organisation=organisation)

    assert list(Invitation.objects.visible_to(coordinator)) == [invitation]
    assert list(Invitation.objects.visible_to(practitioner)) == []
    assert list(Invitation.objects.visible_to(outsider)) == []
