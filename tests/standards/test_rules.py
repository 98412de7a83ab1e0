"""Who may start a standard, and who may enter the editor."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from people.models import Membership
from people.operations.organisations import end_role, give_role
from people.roles import Role
from standards.models import Status
from standards.operations.trainers import trainers
from tests.factories import OrganisationFactory, StandardFactory, UserFactory

TODAY = date(2029, 5, 1)


@pytest.mark.parametrize(
    ("status", "last", "may"),
    [
        (Status.CURRENT, None, True),
        (Status.CURRENT, date(2029, 4, 30), False),
        (Status.LEGACY, None, True),
        (Status.LEGACY, TODAY, True),
        (Status.LEGACY, date(2029, 4, 30), False),
        (Status.WITHDRAWN, None, False),
        (Status.WITHDRAWN, date(2031, 1, 1), False),
    ],
)
def test_starting(db, time_machine, status, last, may):
    time_machine.move_to(datetime(2029, 5, 1, 12, tzinfo=UTC))
    assert StandardFactory(status=status, last_start_date=last).is_open_to_start() is may


def test_a_role_opens_the_editor_and_its_end_shuts_it(organisation, client_for, suite, seed):
    person = UserFactory(name="Toni Placeholder")
    browser, edit = client_for(person), reverse("wagtailadmin_pages:edit", args=[seed.pk])
    assert browser.get(edit).status_code == 302
    membership = give_role(person, role=Role.TRAINER, organisation=organisation, by=None)
    assert list(person.groups.all()) == [Group.objects.get(name="Trainers")]
    assert browser.get(edit).status_code == 200

    end_role(membership, by=None)

    assert browser.get(edit).status_code == 302
    assert not person.groups.exists()


def test_a_trainer_elsewhere_stays_a_trainer(organisation):
    person = UserFactory()
    here = give_role(person, role=Role.TRAINER, organisation=organisation, by=None)
    give_role(person, role=Role.TRAINER, organisation=OrganisationFactory(), by=None)
    end_role(here, by=None)
    assert person.groups.get().name == "Trainers"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.TRAINER])
def test_other_roles_never_enter(organisation, client_for, role):
    person = UserFactory()
    give_role(person, role=role, organisation=organisation, by=None)
    assert not person.groups.exists()
    assert client_for(person).get("/admin/").status_code == 302


def test_a_role_that_ended_by_its_date_is_noticed_at_the_next_log_in(organisation, client_for):
    person = UserFactory()
    give_role(person, role=Role.TRAINER, organisation=organisation, by=None)
    Membership.objects.filter(person=person).update(until_date=date(2020, 1, 1))
    assert client_for(person).get("/admin/").status_code == 302


SHUT = ["reports/site-history/", "reports/aging-pages/", "reports/page-types-usage/", "reports/workflow/"]
SHUT += ["images/", "images/chooser/", "documents/chooser/", "snippets/", "failwhale/", "test404/"]
OF_PEOPLE = ["users/", "users/new/", "groups/", "groups/new/", "bulk/people/user/assign_role/"]
SHUT += OF_PEOPLE
NOT_THEIRS = ["collections/", "workflows/list/"]


@pytest.mark.parametrize(("address", "status"), [(a, 404) for a in SHUT] + [(a, 302) for a in NOT_THEIRS])
def test_other_doors_are_shut(admin, address, status):
    assert admin.get(f"/admin/{address}").status_code == status


def test_no_role_is_given_past_the_record_by_an_administrator_either(client_for, django_user_model):
    superuser = django_user_model.objects.create_superuser(name="Sam Specimen")
    browser, person, group = client_for(superuser), UserFactory(), trainers()
    own = [f"users/edit/{person.pk}/", f"users/delete/{person.pk}/", f"groups/edit/{group.pk}/"]

    told = {place: browser.get(f"/admin/{place}").status_code for place in [*OF_PEOPLE, *own]}
    browser.post(f"/admin/bulk/people/user/assign_role/?id={person.pk}", {"role": group.pk})

    assert set(told.values()) == {404}
    assert not person.groups.exists()
    assert "/admin/users/" not in browser.get("/admin/").content.decode()


def test_trainers_change_neither_their_address_nor_password_in_the_admin(admin):
    assert admin.get("/admin/account/").status_code == 200
    page = admin.get("/admin/account/").content.decode()
    assert 'name="email-email"' not in page
    assert "password" not in page.lower()


def test_the_menu_shows_what_is_needed(admin, suite):
    page = admin.get("/admin/").content.decode()
    assert "/admin/reports/" not in page
    assert "/admin/images/" not in page


def test_trainers_edit_the_suite_and_nothing_beside_it(admin, suite, seed):
    home = suite.get_parent()
    assert admin.get(reverse("wagtailadmin_pages:edit", args=[home.pk])).status_code == 302
    assert admin.get(reverse("wagtailadmin_pages:edit", args=[suite.pk])).status_code == 200
    assert admin.get(reverse("wagtailadmin_pages:add_subpage", args=[home.pk])).status_code == 302
