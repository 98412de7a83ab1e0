"""Publishing and deleting, on each path Wagtail offers: frozen whole, or refused with a sentence and nothing changed."""

import pytest
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowTask

from people.audit import broken_links
from people.models import AuditEvent
from standards.models import (
    CannotBePublished,
    PerformanceCriterion,
    Standard,
    StandardPage,
    StandardVersion,
)
from tests.standards.editor import CRITERIA, Editor, sentences_in

CHANGED = "The words changed. Open the page, say whether they mean the same or something else, and publish it from there."
WORDING = {"change": "wording", "why": "It reads better."}


@pytest.fixture
def superuser(django_user_model):
    return django_user_model.objects.create_superuser(name="Sam Specimen", password="a long sample password")


@pytest.fixture
def changed(admin, seed):
    """A draft with other words, and no answer to what changed."""
    Editor(admin, seed).type_in(CRITERIA, 0, text="other words").save()
    return StandardPage.objects.get(pk=seed.pk)


def unchanged(seed):
    page = StandardPage.objects.get(pk=seed.pk)
    first = page.performance_criteria.first()
    return (
        StandardVersion.objects.count() == 1
        and page.version.digest == seed.version.digest
        and first.text.startswith("facilitate communities to identify")
    )


def bulk(action, *pages):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    return url + "?next=/admin/&" + "&".join(f"id={page.pk}" for page in pages)


def test_a_new_page_created_and_published_at_once_is_version_one(admin, seed):
    area = seed.get_parent()
    url = reverse("wagtailadmin_pages:add", args=["standards", "standardpage", area.pk])
    editor = Editor(admin, url=url).type(title="Listening", slug="listening", status="current")
    editor.add(CRITERIA, number="1", text="listen first")
    editor.publish()

    page = StandardPage.objects.get(slug="listening")
    assert page.live
    assert (page.version.number, page.version.change) == (1, "first")
    assert [r.label for r in page.version.requirements.all()] == ["P1", "V1", "V2", "V3", "V4", "V5"]
    assert page.own_standard.suite.slug == "community-development-2015"


def test_an_outline_is_published_without_a_version(admin, seed):
    url = reverse("wagtailadmin_pages:add", args=["standards", "standardpage", seed.get_parent().pk])
    Editor(admin, url=url).type(title="Listening", slug="listening").publish()
    page = StandardPage.objects.get(slug="listening")
    assert (page.live, page.version) == (True, None)
    assert Standard.objects.count() == 1


def test_a_published_revision_freezes_with_the_person_who_saved_it(changed, trainer):
    draft = changed.get_latest_revision_as_object()
    draft.change, draft.why, draft.change_for = "wording", "It reads better.", changed.version.digest
    draft.save_revision(user=trainer).publish()
    version = StandardPage.objects.get(pk=changed.pk).version
    assert (version.number, version.published_by) == (2, trainer)


def test_a_revision_without_an_answer_is_refused_and_nothing_changed(changed):
    with pytest.raises(CannotBePublished) as refused:
        changed.get_latest_revision().publish()
    assert refused.value.messages == [CHANGED]
    assert unchanged(changed)


def test_an_answer_counts_once(changed, seed):
    draft = changed.get_latest_revision_as_object()
    draft.change, draft.why, draft.change_for = "wording", "It reads better.", seed.version.digest
    draft.save_revision().publish()
    draft = StandardPage.objects.get(pk=seed.pk).get_latest_revision_as_object()
    draft.overview = "Shorter."
    with pytest.raises(CannotBePublished):
        draft.save_revision().publish()
    assert StandardVersion.objects.count() == 2


def test_bulk_publishing_without_an_answer_is_refused_whole(admin, changed, suite):
    area = suite.get_children().first().specific
    area.title = "Understand"
    area.save_revision()

    answer = admin.post(bulk("publish", area, changed), follow=True)

    assert sentences_in(answer) == [CHANGED]
    assert unchanged(changed)
    assert Page.objects.get(pk=area.pk).title == "Understand and practise community development"


def test_bulk_publishing_with_an_answer_freezes(admin, seed):
    Editor(admin, seed).type_in(CRITERIA, 0, text="other words").type(**WORDING).save()
    admin.post(bulk("publish", seed))
    assert StandardPage.objects.get(pk=seed.pk).version.number == 2


def test_approving_freezes_in_the_name_of_whoever_approves(admin, seed, trainer, superuser, client_for):
    workflow = Workflow.objects.create(name="Second pair of eyes")
    look = GroupApprovalTask.objects.create(name="Look")
    look.groups.add(trainer.groups.get())
    WorkflowTask.objects.create(workflow=workflow, task=look, sort_order=0)
    workflow.workflow_pages.create(page=Page.objects.get(pk=seed.pk))
    editor = Editor(admin, seed).type_in(CRITERIA, 0, text="other words")
    refused = editor.send({"action-submit": "action-submit"})
    assert set(refused.context["form"].errors) == {"change", "why"}
    editor.type(**WORDING).send({"action-submit": "action-submit"})
    assert unchanged(seed)

    state = StandardPage.objects.get(pk=seed.pk).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[seed.pk, "approve", state.pk])
    client_for(superuser).post(url, {"comment": ""})

    version = StandardPage.objects.get(pk=seed.pk).version
    assert (version.number, version.change, version.published_by) == (2, "wording", superuser)


def test_saving_by_code_freezes_too(seed):
    row = seed.performance_criteria.first()
    row.text = "other words"
    row.save()
    with pytest.raises(CannotBePublished):
        StandardPage.objects.get(pk=seed.pk).save()
    seed.overview, seed.change, seed.change_for = "Other.", "meaning", seed.version.digest
    seed.save()
    assert StandardPage.objects.get(pk=seed.pk).version.change == "meaning"


def test_no_words_no_version(seed):
    PerformanceCriterion.objects.filter(page_id=seed.pk, number="1").update(text=" ")
    with pytest.raises(CannotBePublished) as refused:
        seed.save()
    assert refused.value.messages == [
        "A criterion, knowledge item or value has no words or no number yet. Write them, and publish again."
    ]


def test_versions_count_up_and_the_chain_of_events_holds(admin, seed):
    for text in ("one", "two", "three"):
        Editor(admin, seed).type_in(CRITERIA, 0, text=text).type(**WORDING).publish()
    assert list(StandardVersion.objects.values_list("number", flat=True)) == [1, 2, 3, 4]
    assert AuditEvent.objects.filter(action="standard.published").count() == 4
    assert list(broken_links()) == []


# --- deleting -------------------------------------------------------------------------------


@pytest.fixture(params=["trainer", "superuser"])
def acting(request, client_for):
    return client_for(request.getfixturevalue(request.param))


def everything():
    return Page.objects.count(), StandardVersion.objects.count()


@pytest.mark.parametrize("which", ["standard", "key area", "suite", "home"])
def test_what_holds_a_published_standard_is_not_deleted(acting, seed, suite, which):
    page = {
        "standard": seed,
        "key area": seed.get_parent(),
        "suite": suite,
        "home": suite.get_parent(),
    }[which]
    before = everything()

    one = acting.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True)
    several = acting.post(bulk("delete", page), follow=True)

    assert len(sentences_in(one)) == len(sentences_in(several)) == 1
    assert everything() == before


def test_deleting_by_code_is_refused_by_the_database(seed, suite):
    before = everything()
    for page in (seed, suite, suite.get_parent()):
        with pytest.raises(ProtectedError), transaction.atomic():
            page.delete()
    assert everything() == before


def test_the_api_deletes_and_publishes_nothing(superuser, client_for, changed):
    before = everything()
    for action in ("delete", "publish", "copy", "create_alias", "unpublish"):
        url = f"/admin/api/main/pages/{changed.pk}/action/{action}/"
        assert client_for(superuser).post(url, {}).status_code == 404
    assert everything() == before
    assert unchanged(changed)


def test_an_outline_and_a_draft_can_be_deleted(superuser, client_for, seed):
    draft = seed.copy(update_attrs={"slug": "copied"}, keep_live=False)
    client_for(superuser).post(reverse("wagtailadmin_pages:delete", args=[draft.pk]))
    assert not Page.objects.filter(pk=draft.pk).exists()


def test_unpublishing_keeps_the_versions(admin, seed, client_for):
    admin.post(reverse("wagtailadmin_pages:unpublish", args=[seed.pk]))
    page = StandardPage.objects.get(pk=seed.pk)
    assert (page.live, page.version) == (False, seed.version)
    assert client_for(None).get(seed.url).status_code == 404
