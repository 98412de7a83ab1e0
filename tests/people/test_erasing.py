"""Erasing a person: what the ground lets go of, who can’t be erased yet, and that twice is once."""

from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from people.models import (
    AuditEvent,
    Invitation,
    Job,
    Membership,
    OnceKey,
    OutboxMail,
    TellingChoice,
    User,
)
from people.operations.erasing import LastToLookAfter, erase_person, what_would_go
from people.operations.invitations import invite_person
from people.operations.organisations import LastCoordinator, end_role, give_role
from people.registry import ERASING
from people.roles import Role
from people.telling import tell
from people.trail import NO_LONGER
from tests.factories import MembershipFactory, OrganisationFactory
from tests.racing import once


def command(*said):
    out = StringIO()
    call_command("erase_person", *said, stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture
def account(practitioner, organisation, client_for, coordinator, mail_on):
    """Everything the ground keeps about someone: signed in, written to, invited twice."""
    client_for(practitioner)
    EmailAddress.objects.create(user=practitioner, email=practitioner.email, primary=True)
    TellingChoice.objects.create(person=practitioner)
    OnceKey.objects.create(person=practitioner, key="1", result_url="/my/")
    tell(practitioner, "shared", about=organisation)
    User.objects.filter(pk=practitioner.pk).update(time_zone="Asia/Tokyo", language="cy")
    asked = {"name": practitioner.name, "role": Role.STEWARD, "by": coordinator}
    invite_person(organisation, email=practitioner.email.upper(), **asked)
    return practitioner


def test_a_code_is_left_and_nothing_else(account, organisation, coordinator):
    was = User.objects.get(pk=account.pk)
    gone = erase_person(account, by=None)

    person = User.objects.get(pk=account.pk)
    assert (person.code, person.name, person.email, person.time_zone, person.language) == (
        was.code,
        "",
        "",
        "",
        "en-gb",
    )
    assert (person.is_active, person.has_usable_password(), str(person)) == (False, False, str(NO_LONGER))
    assert person.get_short_name() == str(NO_LONGER)
    assert not person.memberships.current().exists()
    for model in (EmailAddress, TellingChoice, OnceKey, OutboxMail, Session, Job):
        assert not model.objects.exists(), model
    invitation = Invitation.objects.get()
    assert (invitation.name, invitation.email, invitation.is_open) == (str(NO_LONGER), "", False)
    assert (gone["sessions"], gone["mails"], gone["invitations"]) == (1, 2, 1)


def test_one_event_says_so_with_a_code_and_numbers(account, organisation):
    gone = erase_person(account, by=None)
    event = AuditEvent.objects.get(action="person.erased")
    assert (event.subject_code, event.actor_code, event.place_code) == (account.code, "", organisation.code)
    assert event.payload == {"organisation": organisation.code, "rows": gone.total(), "files": 0}


def test_twice_is_once(account):
    erase_person(account, by=None)
    before = User.objects.values().get(pk=account.pk)
    assert not erase_person(account, by=None)
    assert (
        User.objects.values().get(pk=account.pk),
        AuditEvent.objects.filter(action="person.erased").count(),
    ) == (before, 1)


def test_whoever_was_erased_gets_no_name_again(account):
    erase_person(account, by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=account.pk).update(name="Pat")


def test_someone_has_to_look_after_the_people(coordinator, practitioner, organisation):
    with pytest.raises(LastToLookAfter):
        erase_person(coordinator, by=None)
    assert not AuditEvent.objects.filter(action="person.erased").exists()

    give_role(practitioner, role=Role.COORDINATOR, organisation=organisation, by=coordinator)
    erase_person(coordinator, by=None)
    coordinator.refresh_from_db()
    assert coordinator.erased_at


@pytest.mark.parametrize(
    "leaves", [lambda held: erase_person(held.person, by=None), lambda held: end_role(held, by=None)]
)
def test_of_two_coordinators_who_go_at_the_same_moment_one_stays(at_once, ends_slowly, leaves):
    place = OrganisationFactory()
    one, two = MembershipFactory.create_batch(2, organisation=place, role=Role.COORDINATOR)
    MembershipFactory(organisation=place)
    is_done = ends_slowly("person.erased")

    came_of_it = at_once(lambda: erase_person(one.person, by=None), once(is_done, lambda: leaves(two)))

    assert [type(one) for one in came_of_it if isinstance(one, Exception)] in (
        [LastToLookAfter],
        [LastCoordinator],
    )
    assert Membership.objects.current().get(organisation=place, role=Role.COORDINATOR) == two


def test_first_it_says_what_would_go_and_nothing_happens(account):
    before = User.objects.values().get(pk=account.pk)
    said = command(account.code)
    assert f"{account.code}: would go:" in said
    assert "1 sessions" in said
    assert (User.objects.values().get(pk=account.pk), OutboxMail.objects.count()) == (before, 2)
    assert what_would_go(account) == erase_person(account, by=None)


def test_by_command_one_after_the_other_and_again_after_a_restore(account, assessor):
    assert command(account.code, assessor.code, "--yes").count(": gone: ") == 2
    assert command("--list").split() == [account.code, assessor.code]
    assert command(account.code, "--yes").startswith(f"{account.code} was erased on ")


def test_who_can_not_be_erased_is_named_with_the_reason_and_the_others_are(coordinator, practitioner):
    with pytest.raises(CommandError, match=f"Not erased: {coordinator.code}."):
        command(coordinator.code, practitioner.code, "--yes")
    practitioner.refresh_from_db()
    assert practitioner.erased_at
    with pytest.raises(CommandError, match="nobody with the code"):
        command("nobody", "--yes")


def test_after_a_restore_whoever_is_not_in_it_yet_stands_in_nobodys_way(account):
    with pytest.raises(CommandError, match="nobody with the code joined-later"):
        command("joined-later", account.code, "--yes")
    account.refresh_from_db()
    assert account.erased_at


def test_a_refusal_on_the_way_leaves_everything(account, monkeypatch):
    def stop(person, *, by):
        raise RuntimeError

    monkeypatch.setattr("people.operations.erasing.ERASING", [*ERASING, stop])
    before = (User.objects.values().get(pk=account.pk), OutboxMail.objects.count(), Session.objects.count())
    with pytest.raises(RuntimeError):
        erase_person(account, by=None)
    assert before == (
        User.objects.values().get(pk=account.pk),
        OutboxMail.objects.count(),
        Session.objects.count(),
    )
