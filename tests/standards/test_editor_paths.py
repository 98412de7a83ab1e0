"""What else Wagtail offers at a page of a suite: comparing, reverting, copying, taking out of sight, deleting."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Page

from standards.models import Standard, StandardPage, StandardVersion, SuitePage
from tests.standards.editor import CRITERIA, Editor, sentences_in
from tests.standards.test_impact import someone_working

WORDING = {"change": "wording", "why": "It reads better."}
KEPT = (
    "People may be working with a standard that was published here, so it can’t be deleted. Nothing was removed. "
    "Set its status to withdrawn, or unpublish it, to take it out of sight."
)


def bulk(action, *pages):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    return url + "?next=/admin/&" + "&".join(f"id={page.pk}" for page in pages)


# --- compare --------------------------------------------------------------------------------


def compared(admin, page):
    shown = admin.get(f"/admin/pages/{page.pk}/revisions/compare/live...latest/").content.decode()
    found = BeautifulSoup(shown, "html.parser").select(".comparison__child-object")
    return shown, [
        (
            "gone" if "deletion" in row["class"] else "new" if "addition" in row["class"] else "changed",
            " ".join(row.text.split()),
        )
        for row in found
    ]


def test_one_that_went_and_one_that_came_are_two(admin, seed):
    editor = Editor(admin, seed).remove(CRITERIA, 8)
    editor.add(CRITERIA, number="9", text="say thank you").save()
    lineages = [str(row.lineage) for row in seed.performance_criteria.all()]

    shown, rows = compared(admin, seed)

    assert [what for what, _words in rows] == ["new", "gone"]
    assert "say thank you" in rows[0][1]
    assert [lineage for lineage in lineages if lineage in shown] == []


def test_values_of_a_suite_are_compared_the_same_way(admin, suite):
    Editor(admin, suite).type_in("values", 0, title="Justice for all").save()
    _shown, rows = compared(admin, suite)
    assert [what for what, _words in rows] == ["changed"]


# --- revert, copy, bulk ---------------------------------------------------------------------


def test_going_back_to_an_older_draft_asks_too_and_brings_back_the_same_entry(admin, seed):
    Editor(admin, seed).save()
    older = StandardPage.objects.get(pk=seed.pk).latest_revision_id
    gone = seed.performance_criteria.last()
    Editor(admin, seed).remove(CRITERIA, 8).type(**WORDING).publish()
    assert StandardVersion.objects.count() == 2

    editor = Editor(admin, url=reverse("wagtailadmin_pages:revisions_revert", args=[seed.pk, older]))
    editor.url = reverse("wagtailadmin_pages:edit", args=[seed.pk])
    refused = editor.type(revision=str(older)).publish()
    assert set(refused.context["form"].errors) == {"change", "why"}
    editor.type(revision=str(older), **WORDING).publish()

    third = StandardPage.objects.get(pk=seed.pk).version
    assert third.number == 3
    assert third.requirements.get(number="9", kind="performance").lineage == gone.lineage


@pytest.mark.parametrize("which", ["standard", "suite"])
def test_a_copy_is_a_draft_of_its_own(admin, client_for, django_user_model, seed, suite, which):
    page = {"standard": seed, "suite": suite}[which]
    superuser = django_user_model.objects.create_superuser(
        name="Sam Specimen", password="a long sample password"
    )
    form = {
        "new_title": "A copy",
        "new_slug": "a-copy",
        "new_parent_page": page.get_parent().pk,
        "copy_subpages": "on",
        "publish_copies": "on",
    }
    client_for(superuser).post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form)
    copy = type(page).objects.get(slug="a-copy")
    assert not copy.live
    assert not copy.get_descendants().live().exists()
    assert (Standard.objects.count(), StandardVersion.objects.count()) == (1, 1)


def test_bulk_publishing_sends_a_trainer_to_see_whom_it_affects(admin, seed, organisation):
    someone_working(seed.version, organisation)
    Editor(admin, seed).type_in(CRITERIA, 0, text="listen first").type(**WORDING).save()

    answer = admin.post(bulk("publish", seed), follow=True)

    assert sentences_in(answer) == [
        "People work with “Support collaborative and partnership work”, so look first at whom it affects, and publish "
        "it from there."
    ]
    assert answer.context["impact"].people == 1
    assert StandardVersion.objects.count() == 1


def test_bulk_publishing_a_suite_without_an_answer_is_refused_with_a_sentence(admin, suite, seed):
    Editor(admin, suite).type_in("values", 0, title="Justice").save()
    answer = admin.post(bulk("publish", suite), follow=True)
    assert answer.status_code == 200
    assert len(sentences_in(answer)) == 1
    assert SuitePage.objects.get(pk=suite.pk).values.first().title == "Social justice and equality"
    assert StandardVersion.objects.count() == 1


# --- out of sight, and gone -----------------------------------------------------------------


@pytest.mark.parametrize("which", ["standard", "suite"])
def test_unpublishing_says_who_is_at_work(admin, seed, suite, organisation, which):
    page = {"standard": seed, "suite": suite}[which]
    url = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
    assert "at work on a standard here" not in admin.get(url).content.decode()
    someone_working(seed.version, organisation)
    assert "1 person is at work on a standard here." in admin.get(url).content.decode()


def test_out_of_sight_and_back_makes_no_other_version(admin, seed):
    admin.post(reverse("wagtailadmin_pages:unpublish", args=[seed.pk]))
    Editor(admin, seed).publish()
    page = StandardPage.objects.get(pk=seed.pk)
    assert (page.live, page.version.number) == (True, 1)


@pytest.mark.parametrize("which", ["standard", "key area", "suite", "home"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_deleting_is_refused_in_our_words(admin, seed, suite, which, method):
    page = {"standard": seed, "key area": seed.get_parent(), "suite": suite, "home": suite.get_parent()}[
        which
    ]
    before = Page.objects.count()
    answer = getattr(admin, method)(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True)
    assert sentences_in(answer) == [KEPT]
    assert Page.objects.count() == before


def test_whoever_may_not_enter_learns_nothing_by_deleting(client_for, practitioner, seed):
    answer = client_for(practitioner).post(reverse("wagtailadmin_pages:delete", args=[seed.pk]))
    assert answer.status_code in (302, 403)
    assert Page.objects.filter(pk=seed.pk).exists()
