"""The tests' own ground: what one test commits, the next does not find."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Page

from people.models import Organisation
from standards.models import Requirement
from tests.factories import OrganisationFactory, StandardVersionFactory


@pytest.mark.django_db(transaction=True)
def test_first_something_is_committed():
    StandardVersionFactory()
    OrganisationFactory()
    Group.objects.create(name="Sample group")


@pytest.mark.parametrize("again", [1, 2])
def test_then_it_is_gone_and_what_migrations_wrote_is_there(db, again):
    assert (Organisation.objects.count(), Requirement.objects.count()) == (0, 0)
    assert not Group.objects.filter(name="Sample group").exists()
    assert Page.objects.filter(depth=1).count() == 1

    Group.objects.create(name="Another sample group")  # its number is taken by nobody
