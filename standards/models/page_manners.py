"""What the three pages of a suite have in common: how they are copied, moved and deleted."""

import uuid

from django.db import models
from wagtail.models import Page, PagePermissionTester

from standards.models.locks import explained
from standards.models.standard import Standard, Suite
from standards.registry import AT_WORK

AROUND_A_PAGE = []  # functions(page, request, context) → what its template shows besides; filled when the app starts


def holds_published_standards(page):
    """Whether this page, or one below it, was published as a standard that people may be working with."""
    return Standard.objects.filter(page__path__startswith=page.path).exists()


def paths_down_to(page):
    """The tree paths of a page and of all above it."""
    return [page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)]


def suite_of(page):
    """The suite whose page this is or stands below; None when nothing of it was published yet."""
    return Suite.objects.filter(page__path__in=paths_down_to(page)).first()


class KeepsPublishedStandards(PagePermissionTester):
    """Nobody, whoever they are, may delete a page that published standards hang on."""

    def can_delete(self, ignore_bulk=False):
        # Moving asks with ignore_bulk: a published standard may move.
        if not ignore_bulk and holds_published_standards(self.page):
            return False
        return super().can_delete(ignore_bulk)


class TrainersPage(Page):
    """A page that trainers edit, known by its lineage whatever becomes of its drafts. Its panels and forms come from
    panels/editor.py of its app, which stands above the models."""

    lineage = models.UUIDField(default=uuid.uuid4, editable=False)
    exclude_fields_in_copy = ["lineage"]
    private_page_options = []

    class Meta:
        abstract = True

    @property
    def code(self):
        """What the audit and a mail call it. What it publishes has a code of its own, and begins only then."""
        return str(self.lineage)

    def get_lock(self):
        return explained(super().get_lock(), self)

    def with_content_json(self, content):
        page = super().with_content_json(content)
        page.lineage = self.lineage  # what a page is does not change with its drafts
        return page


class SuiteTreePage(TrainersPage):
    """A page of a suite."""

    admin_default_ordering = "ord"  # One to Six, as on the site, and not the one edited last

    class Meta:
        abstract = True

    def with_what_is_around(self, context, request):
        """A model may not import what is shown, so that puts itself into the list above."""
        for around in AROUND_A_PAGE:
            context |= around(self, request, context)
        return context

    @property
    def people_at_work(self):
        """How many people are at work on the standards of this page, or below it, and not done."""
        standards = Standard.objects.filter(page__path__startswith=self.path)
        return sum(count(standards) for count in AT_WORK)

    def permissions_for_user(self, user):
        return KeepsPublishedStandards(user, self)

    def can_move_to(self, parent):
        """A published standard stays in its suite: its values are the suite's."""
        at_home = not holds_published_standards(self) or suite_of(parent) == suite_of(self)
        return at_home and super().can_move_to(parent)
