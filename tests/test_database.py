"""The tests' own ground: what one test commits, the next does not find."""

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Page, Site

from people.audit import broken_links
from people.models import Organisation
from standards.exchange.suites.published import suite_document
from standards.models import Requirement, SuitePage
from tests.factories import OrganisationFactory, StandardVersionFactory
from tests.factories.suites import small_suite


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


def test_what_is_made_once_is_the_same_each_time_whole_and_beside_what_was_there(db):
    told = [suite_and_undo() for _time in range(2)]
    Site.objects.get().root_page.add_child(instance=Page(title="Here before", slug="before"))
    told.append(suite_and_undo())

    assert told[0] == told[1]
    assert told[0].standards == told[2].standards
    assert [page.title for page in Page.objects.filter(depth=3)] == ["Here before"]


def suite_and_undo():
    """The whole suite as it would leave, after looking whether everything in the database holds together."""
    with transaction.atomic():
        suite = small_suite()
        told = suite_document(suite)
        assert not any(Page.find_problems())
        assert list(broken_links()) == []
        assert list(SuitePage.objects.search("occupational")) == [suite]
        transaction.set_rollback(True)
    return told
