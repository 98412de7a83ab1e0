"""A lock says who, since when, why, and what to do about it."""

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.locks import BasicLock
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowTask

from people.operations.organisations import give_role
from people.roles import Role
from standards.models import KeyAreaPage, StandardPage
from standards.models.locks import Explained
from tests.factories import UserFactory
from tests.standards.editor import CRITERIA, Editor, sentences_in


@pytest.fixture
def colleague(organisation):
    person = UserFactory(name="Robin Specimen")
    give_role(person, role=Role.TRAINER, organisation=organisation, by=None)
    return person


def on(moment):
    moment = timezone.localtime(moment)
    return f"{moment.day} {moment:%B %Y, %H:%M}"


@pytest.fixture(params=["standard", "key area", "suite"])
def page(request, seed, suite):
    return {"standard": seed, "key area": KeyAreaPage.objects.get(pk=seed.get_parent().pk), "suite": suite}[
        request.param
    ]


@pytest.fixture
def locked(admin, page, colleague):
    admin.post(f"/admin/pages/{page.pk}/lock/")
    return type(page).objects.get(pk=page.pk)


def test_others_read_who_locked_it_and_how_to_get_on(locked, client_for, colleague):
    answer = client_for(colleague).get(f"/admin/pages/{locked.pk}/edit/")
    assert sentences_in(answer)[0].startswith(
        f"Toni Placeholder locked this on {on(locked.locked_at)}, so that nobody else changes it meanwhile. Your words "
        "are safe. Ask them to unlock it, or unlock it yourself under Status if it can’t wait."
    )
    assert "Locked by Toni Placeholder" in answer.content.decode()


def test_whoever_locked_it_reads_so_too_and_goes_on(locked, admin):
    answer = admin.get(f"/admin/pages/{locked.pk}/edit/")
    assert sentences_in(answer)[0].startswith(
        f"You locked this on {on(locked.locked_at)}, so that nobody else changes it meanwhile. Unlock it when you are "
        "done: it is under Status."
    )


def test_a_lock_keeps_others_from_saving_and_publishing(locked, client_for, colleague, seed):
    editor = Editor(client_for(colleague), locked).type(title="Another title")
    editor.publish()
    assert type(locked).objects.get(pk=locked.pk).title != "Another title"
    assert locked.latest_revision_id == type(locked).objects.get(pk=locked.pk).latest_revision_id


def test_a_colleague_unlocks_it_when_it_cannot_wait(locked, client_for, colleague):
    client_for(colleague).post(f"/admin/pages/{locked.pk}/unlock/")
    assert type(locked).objects.get(pk=locked.pk).get_lock() is None


def test_from_the_impact_page_a_locked_draft_is_not_published_either(seed, admin, client_for, colleague):
    Editor(admin, seed).type_in(CRITERIA, 0, text="listen first").save()
    admin.post(f"/admin/pages/{seed.pk}/lock/")
    page = StandardPage.objects.get(pk=seed.pk)
    answer = client_for(colleague).send(
        f"/admin/standards/{page.pk}/impact/{page.latest_revision_id}/",
        {"change": "wording", "why": "Plainer."},
    )
    assert answer.status_code in (403, 422)
    assert StandardPage.objects.get(pk=seed.pk).version.number == 1


def test_while_another_group_reads_it_the_lock_says_for_whom_it_waits(seed, admin, trainer):
    workflow = Workflow.objects.create(name="Legal look")
    task = GroupApprovalTask.objects.create(name="The lawyers look")
    task.groups.add(Group.objects.create(name="Lawyers"))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    workflow.workflow_pages.create(page=Page.objects.get(pk=seed.pk))
    editor = (
        Editor(admin, seed).type_in(CRITERIA, 0, text="other words").type(change="wording", why="Plainer.")
    )
    editor.send({"action-submit": "action-submit"})
    page = StandardPage.objects.get(pk=seed.pk)

    said = sentences_in(admin.get(f"/admin/pages/{seed.pk}/edit/"))

    assert said[-1].strip() == (
        f"Toni Placeholder asked on {on(page.current_workflow_state.created_at)} for someone to read this before it is "
        "published (The lawyers look). Until they have answered, only those who read it can change it. To go on "
        "writing, cancel that first."
    )


def test_a_lock_of_ours_that_does_not_explain_itself_cannot_be_made(page):
    class Silent(Explained, BasicLock):
        pass

    with pytest.raises(TypeError, match="sentence"):
        Silent(page)
