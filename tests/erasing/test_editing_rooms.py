"""What others read in the editing rooms about someone who was erased: a lock of theirs is gone, and no name is left."""

import pytest
from wagtail.models import Comment, GroupApprovalTask, Page, PageLogEntry, Workflow, WorkflowTask

from people.operations.organisations import give_role
from people.roles import Role
from people.trail import NO_LONGER
from standards.models import StandardPage
from tests.factories import UserFactory
from tests.standards.conftest import seed, suite, trainer
from tests.standards.editor import sentences_in

__all__ = ["seed", "suite", "trainer"]


@pytest.fixture
def colleague(organisation, trainer):
    """Another trainer, who goes on with what the first one began."""
    person = UserFactory(name="Robin Specimen")
    give_role(person, role=Role.TRAINER, organisation=organisation, by=None)
    return person


def test_a_page_they_locked_is_locked_no_more(seed, trainer, colleague, client_for, erase):
    client_for(trainer).post(f"/admin/pages/{seed.pk}/lock/")
    assert Page.objects.get(pk=seed.pk).locked_by == trainer

    erase(trainer)

    page = StandardPage.objects.get(pk=seed.pk)
    assert (page.get_lock(), page.locked_by, page.locked_at) == (None, None, None)
    said = PageLogEntry.objects.filter(action="wagtail.unlock").get()
    assert (said.page_id, said.user) == (page.pk, None)
    assert sentences_in(client_for(colleague).get(f"/admin/pages/{page.pk}/edit/")) == []


def test_a_page_that_someone_else_locked_stays_locked(seed, trainer, colleague, client_for, erase):
    client_for(colleague).post(f"/admin/pages/{seed.pk}/lock/")

    erase(trainer)

    assert Page.objects.get(pk=seed.pk).locked_by == colleague


def test_where_they_wrote_planned_asked_and_remarked_no_name_is_read(
    seed, trainer, colleague, client_for, erase
):
    Page.objects.filter(pk=seed.pk).update(owner=trainer)
    page = StandardPage.objects.get(pk=seed.pk)
    Comment.objects.create(page=page, user=trainer, text="Is that so?", contentpath="title", position="")
    page.save_revision(user=trainer, log_action=True)
    workflow = Workflow.objects.create(name="Second reading")
    task = GroupApprovalTask.objects.create(name="Read it")
    task.groups.set(colleague.groups.all())
    WorkflowTask.objects.create(workflow=workflow, task=task)
    workflow.start(page, trainer)
    name = str(trainer)
    browser = client_for(colleague)
    here = f"/admin/pages/{page.pk}"
    addresses = [f"{here}/edit/", f"{here}/history/", f"{here}/workflow_history/"]
    addresses += [f"/admin/pages/{page.get_parent().pk}/", "/admin/"]
    before = {address: read(browser, address) for address in addresses}
    assert [address for address in addresses if name not in before[address]] == []

    erase(trainer)

    for address in addresses:
        said = read(browser, address)
        assert (name in said, str(NO_LONGER) in said) == (False, True), address


def read(browser, address):
    return browser.get(address).content.decode()
