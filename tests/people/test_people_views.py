import pytest
from django.urls import reverse

from people.models import Invitation, Membership, User
from people.operations.invitations import invite_person
from people.roles import Role
from tests.factories import InvitationFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
PEOPLE = "/people/"


def test_a_coordinator_sees_who_is_here_and_nobody_from_elsewhere(
    client_for, coordinator, practitioner, outsider
):
    page = client_for(coordinator).get(PEOPLE).content.decode()

    assert practitioner.name in page
    assert outsider.name not in page


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_the_same_for_one_and_thirty(
    client_for, coordinator, organisation, count, django_assert_num_queries
):
    for _one in range(count):
        MembershipFactory(organisation=organisation, person=UserFactory())
        InvitationFactory(organisation=organisation)
    browser = client_for(coordinator)

    with django_assert_num_queries(8):
        browser.get(PEOPLE)


def test_inviting_someone_shows_a_link_to_copy(client_for, coordinator, organisation):
    browser = client_for(coordinator)

    answer = browser.send(
        reverse("person-invite"), {"name": "Nia Sample", "role": "practitioner"}, follow=True
    )

    invitation = Invitation.objects.get()
    assert (invitation.name, invitation.organisation, invitation.invited_by) == (
        "Nia Sample",
        organisation,
        coordinator,
    )
    assert invitation.link in answer.content.decode()
    assert "Mail is off" in answer.content.decode()


def test_the_same_form_twice_invites_once(client_for, coordinator):
    browser = client_for(coordinator)
    form = {"name": "Nia Sample", "role": "practitioner", "once": "a" * 32}

    first = browser.post(reverse("person-invite"), form)
    second = browser.post(reverse("person-invite"), form)

    assert (first.status_code, second.status_code) == (302, 302)
    assert first.headers["Location"] == second.headers["Location"]
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize(
    "typed",
    [
        {"name": "", "role": "practitioner"},
        {"name": "x" * 300, "role": "practitioner"},
        {"name": "a\x00b", "role": "practitioner"},
        {"name": "Nia", "role": "queen"},
        {"name": "Nia", "role": "practitioner", "email": "not an address"},
    ],
)
def test_an_invitation_that_makes_no_sense_is_said_and_kept(client_for, coordinator, typed):
    answer = client_for(coordinator).send(reverse("person-invite"), typed)

    assert answer.status_code == 422
    assert 'class="error' in answer.content.decode() or "aria-invalid" in answer.content.decode()
    assert not Invitation.objects.exists()


def test_taking_an_invitation_back_closes_its_link(client_for, coordinator, organisation):
    invitation = InvitationFactory(organisation=organisation)

    client_for(coordinator).send(reverse("invitation-withdraw", args=[invitation.code]))

    assert client_for(None).get(invitation.path).status_code == 404


def test_giving_and_ending_a_role(client_for, coordinator, practitioner, organisation):
    browser = client_for(coordinator)

    browser.send(reverse("role-give", args=[practitioner.code]), {"role": "assessor"})
    given = Membership.objects.get(person=practitioner, role=Role.ASSESSOR)
    browser.send(reverse("role-end", args=[given.code]))

    assert set(practitioner.memberships.current().values_list("role", flat=True)) == {Role.PRACTITIONER}


def test_the_last_coordinator_stays(client_for, coordinator):
    own = Membership.objects.get(person=coordinator)

    answer = client_for(coordinator).send(reverse("role-end", args=[own.code]))

    assert answer.status_code == 409
    assert "Give that role to someone else first" in answer.content.decode()
    assert Membership.objects.current().filter(pk=own.pk).exists()


def test_people_of_another_organisation_cannot_be_touched(client_for, outsider, practitioner, organisation):
    browser = client_for(outsider)
    own, invitation = (
        Membership.objects.get(person=practitioner),
        InvitationFactory(organisation=organisation),
    )

    answers = [
        browser.send(reverse("role-give", args=[practitioner.code]), {"role": "assessor"}),
        browser.send(reverse("role-end", args=[own.code])),
        browser.send(reverse("invitation-withdraw", args=[invitation.code])),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert Membership.objects.filter(person=practitioner).count() == 1
    assert Invitation.objects.open().count() == 1


def test_opening_an_invitation_does_nothing_however_often(client_for, coordinator, organisation):
    invitation = invite_person(organisation, name="Nia Sample", role=Role.PRACTITIONER, by=coordinator)

    answers = [client_for(None).get(invitation.path) for _time in range(3)]
    client_for(None).head(invitation.path)

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert answers[0].headers["Referrer-Policy"] == "same-origin"
    assert Invitation.objects.open().count() == 1
    assert not User.objects.filter(name="Nia Sample").exists()


def test_someone_new_joins_and_is_signed_in(client_for, coordinator, organisation):
    invitation = invite_person(organisation, name="Nia Sample", role=Role.PRACTITIONER, by=coordinator)
    browser = client_for(None)

    answer = browser.post(invitation.path, {"name": "Nia Sample", "password": "three words and more"})

    person = User.objects.get(name="Nia Sample")
    assert answer.headers["Location"] == reverse("dashboard")
    assert browser.session["_auth_user_id"] == str(person.pk)
    assert person.holds(Role.PRACTITIONER, organisation)
    assert person.email == ""


@pytest.mark.parametrize("password", ["", "short", "password1234", "nia sample nia"])
def test_a_weak_password_is_said_and_nobody_joins(client_for, coordinator, organisation, password):
    invitation = invite_person(organisation, name="Nia Sample", role=Role.PRACTITIONER, by=coordinator)

    answer = client_for(None).post(invitation.path, {"name": "Nia Sample", "password": password})

    assert answer.status_code == 422
    assert not User.objects.filter(name="Nia Sample").exists()


def test_someone_known_signs_in_first(client_for, coordinator, organisation, practitioner):
    invitation = invite_person(
        organisation, name="Pat", email=practitioner.email.upper(), role=Role.ASSESSOR, by=coordinator
    )

    stranger = client_for(None).post(invitation.path, {"name": "Pat", "password": "three words and more"})
    themselves = client_for(practitioner).post(invitation.path)

    assert stranger.status_code == 422
    assert themselves.status_code == 302
    assert practitioner.memberships.filter(role=Role.ASSESSOR).count() == 1


def test_a_link_that_is_not_ours_is_said(client_for):
    for path in ("/join/nonsense/", "/join/abc.def/", "/join/" + "x" * 300 + "/"):
        answer = client_for(None).get(path)
        assert answer.status_code == 404
        assert "no longer works" in answer.content.decode()


def test_someone_in_two_organisations_chooses_where_they_are(client_for, practitioner, organisation):
    elsewhere = MembershipFactory(person=practitioner, role=Role.COORDINATOR).organisation
    browser = client_for(practitioner)

    browser.send(reverse("organisation-choose", args=[organisation.code]))
    assert browser.get(PEOPLE).status_code == 403

    browser.send(reverse("organisation-choose", args=[elsewhere.code]))
    assert browser.get(PEOPLE).status_code == 200


def test_nobody_enters_an_organisation_they_are_not_in(client_for, practitioner, outsider):
    elsewhere = outsider.memberships.first().organisation

    answer = client_for(practitioner).send(reverse("organisation-choose", args=[elsewhere.code]))

    assert answer.status_code == 404


def test_taking_back_what_was_used_meanwhile_is_said(client_for, coordinator, organisation):
    invitation = InvitationFactory(organisation=organisation)
    Invitation.objects.update(withdrawn_at=invitation.created_at)

    answer = client_for(coordinator).send(reverse("invitation-withdraw", args=[invitation.code]))

    assert answer.status_code == 409
    assert "This invitation was used already, taken back, or is too old." in answer.content.decode()


def test_ending_a_role_that_ended_meanwhile_is_said(client_for, coordinator, practitioner):
    membership = practitioner.memberships.get()
    Membership.objects.filter(pk=membership.pk).update(until_date=membership.from_date)

    answer = client_for(coordinator).send(reverse("role-end", args=[membership.code]))

    assert answer.status_code == 409
    assert "That role ended already." in answer.content.decode()
