"""A page written in bulk is a page like any other: opened, saved, published, reverted and compared in the editor."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry, Revision

from standards.models import KeyAreaPage, StandardPage, SuitePage
from standards.models.page_wording import draft_wording, saved_wording
from standards.operations.suite_imports import apply_suite, plan_suite
from tests.factories.suites import applied
from tests.standards.editor import CRITERIA, KNOWLEDGE, Editor
from tests.standards.made_suites import made_suite
from tests.standards.suite_world import changed_standard, counts, reworded


@pytest.fixture
def document():
    return made_suite(3, 9)


@pytest.fixture
def suite(db, document, trainer):
    return applied(document, by=trainer)


@pytest.fixture
def made(suite, document):
    return StandardPage.objects.get(lineage=document.standards[0].lineage)


def test_every_page_opens_in_the_editor_and_on_the_site(suite, admin):
    pages = [suite, *KeyAreaPage.objects.child_of(suite), *StandardPage.objects.descendant_of(suite)]

    for page in pages:
        assert admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
        assert admin.get(reverse("wagtailadmin_explore", args=[page.pk])).status_code == 200
        assert Client().get(page.url).status_code == 200
    assert len(pages) == 1 + 6 + 3


def test_the_editor_holds_every_word(made, admin, document):
    editor, row = Editor(admin, made), document.standards[0]
    criteria = [each for each in row.requirements if each.kind == "performance"]

    assert editor.fields["title"] == row.title
    assert editor.fields["overview"].replace("\r\n", "\n") == row.overview
    assert [editor.fields[f"{CRITERIA}-{n}-text"] for n in range(editor.rows(CRITERIA))] == [
        c.text for c in criteria
    ]
    assert [editor.fields[f"{CRITERIA}-{n}-lineage"] for n in range(editor.rows(CRITERIA))] == [
        c.lineage for c in criteria
    ]
    assert [editor.fields[f"{KNOWLEDGE}-{n}-group"] for n in range(editor.rows(KNOWLEDGE))] == ["Part 1"] * 3


def test_publishing_it_untouched_makes_no_version(made, admin):
    Editor(admin, made).publish()

    made.refresh_from_db()
    assert made.standard.versions.count() == 1
    assert (made.live, made.has_unpublished_changes) == (True, False)


def lineages_of(page):
    """Of each version’s requirements, in their order."""
    versions = page.standard.versions.order_by("number")
    return [list(v.requirements.order_by("position").values_list("lineage", flat=True)) for v in versions]


def test_a_typo_is_fixed_in_the_editor(made, admin):
    Editor(admin, made).type_in(CRITERIA, 0, text="Listen first").type(
        change="wording", why="A typo"
    ).publish()

    version = StandardPage.objects.get(pk=made.pk).version
    assert (version.number, version.why) == (2, "A typo")
    lineages = lineages_of(made)
    assert lineages[0] == lineages[1]


def test_a_draft_saved_in_the_editor_is_no_change_to_the_suite(made, admin, suite, document):
    Editor(admin, made).type(overview="Half a thought").save()

    assert plan_suite(document).is_empty


def test_autosave_keeps_new_rows(made, admin):
    editor = Editor(admin, made).add(CRITERIA, number="9", text="One more")
    editor.autosave()
    editor.autosave()

    draft = StandardPage.objects.get(pk=made.pk).get_latest_revision_as_object()
    assert [row.text for row in draft.performance_criteria.all()][-1] == "One more"
    assert draft.performance_criteria.count() == 7


def after_a_change(document, suite, trainer):
    text = f"{document.standards[0].requirements[0].text} every day"
    row = reworded(document.standards[0], 0, text)
    changed = changed_standard(document, 0, requirements=row.requirements[:1] + row.requirements[2:])
    apply_suite(changed, by=trainer, change="meaning", why="A sample change.")
    return changed


def test_rows_keep_their_numbers_when_words_change(made, admin, suite, document, trainer):
    before = dict(made.performance_criteria.values_list("lineage", "pk"))
    changed = after_a_change(document, suite, trainer)

    after = dict(StandardPage.objects.get(pk=made.pk).performance_criteria.values_list("lineage", "pk"))
    gone = document.standards[0].requirements[1].lineage
    assert after == {lineage: pk for lineage, pk in before.items() if str(lineage) != gone}
    assert len(changed.standards[0].requirements) == len(after) + 3


def test_an_older_revision_is_reverted_to_in_the_editor(made, admin, suite, document, trainer):
    first = Revision.objects.for_instance(made).earliest("pk")
    after_a_change(document, suite, trainer)

    url = reverse("wagtailadmin_pages:revisions_revert", args=[made.pk, first.pk])
    editor = Editor(admin, url=url)
    editor.url = reverse("wagtailadmin_pages:edit", args=[made.pk])
    editor.type(revision=str(first.pk), change="meaning", why="Back again").publish()

    made = StandardPage.objects.get(pk=made.pk)
    lineages = lineages_of(made)
    assert made.version.number == 3
    assert lineages[2] == lineages[0]


def test_two_revisions_are_compared(made, admin, suite, document, trainer):
    after_a_change(document, suite, trainer)
    old, new = Revision.objects.for_instance(made).order_by("pk").values_list("pk", flat=True)

    answer = admin.get(reverse("wagtailadmin_pages:revisions_compare", args=[made.pk, old, new]))

    assert answer.status_code == 200
    assert "every day" in answer.content.decode()


def test_the_revision_holds_the_words_that_are_public(suite):
    for page in StandardPage.objects.descendant_of(suite):
        revision = page.live_revision.as_object()
        assert draft_wording(revision).digest == saved_wording(page).digest == page.version.digest
        assert revision.page_ptr_id == page.pk


def test_an_unpublished_page_comes_back(made, admin):
    made.unpublish()
    made.get_latest_revision().publish()

    made = StandardPage.objects.get(pk=made.pk)
    assert (made.live, made.standard.versions.count()) == (True, 1)


def test_the_history_says_who_brought_it_in(made, trainer):
    entries = PageLogEntry.objects.filter(page=made.pk).order_by("pk")

    assert [(entry.action, entry.user) for entry in entries] == [
        ("wagtail.create", trainer),
        ("wagtail.publish", trainer),
    ]
    assert made.owner == trainer


def test_the_editors_search_finds_it(made, admin):
    word = made.title.split()[-2]
    answer = admin.get(reverse("wagtailadmin_pages:search"), {"q": word})

    assert answer.status_code == 200
    assert made.title in answer.content.decode()


def test_a_standard_may_be_moved_copied_and_kept_from_deleting(made, admin, suite):
    other = KeyAreaPage.objects.child_of(suite).last()
    assert made.can_move_to(other)
    made.move(other, pos="last-child")
    assert StandardPage.objects.get(pk=made.pk).key_area == other
    assert not made.permissions_for_user(made.owner).can_delete()
    before = counts()["StandardVersion"]
    copy = StandardPage.objects.get(pk=made.pk).copy(
        update_attrs={"slug": "a-copy", "title": "A copy"}, keep_live=False
    )
    assert (copy.live, counts()["StandardVersion"]) == (False, before)


def test_the_suites_values_are_edited_afterwards(suite, admin):
    suite = SuitePage.objects.get(pk=suite.pk)
    editor = (
        Editor(admin, suite)
        .type_in("values", 0, title="Fairness first")
        .type(change="meaning", why="Said better")
    )
    editor.publish()

    assert {page.version.number for page in StandardPage.objects.descendant_of(suite)} == {2}
