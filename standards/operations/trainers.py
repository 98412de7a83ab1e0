"""Who may edit standards: everyone who holds the role of trainer in some organisation, through one Wagtail group.

And who reads a draft before it is published, where its writer asks for that: any other of them.
"""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.models import GroupPagePermission, Page, Workflow, WorkflowPage, WorkflowTask

from people.roles import Role
from standards.models import SecondReader, SuitePage

GROUP = "Trainers"
MAY = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")


def trainers():
    """The group, made when it is not there yet, with the right to enter the admin and nothing else."""
    group, is_new = Group.objects.get_or_create(name=GROUP)
    if is_new:
        admin, _made = ContentType.objects.get_or_create(app_label="wagtailadmin", model="admin")
        entry, _made = Permission.objects.get_or_create(
            content_type=admin, codename="access_admin", defaults={"name": "Can access Wagtail admin"}
        )
        group.permissions.add(entry)
    return group


def keep_trainers(person):
    """Have someone in the group if, and only if, they hold the role today."""
    if person.places_as(Role.TRAINER):
        person.groups.add(trainers())
    else:
        person.groups.remove(trainers())


def let_trainers_edit(suite_page):
    """Trainers edit the pages of this suite, and no page beside it; each may ask another to read first."""
    page = Page.objects.get(pk=suite_page.pk)
    give_rights(page)
    offer(second_reader()[0], page)


def give_rights(page):
    pages = ContentType.objects.get_for_model(Page)
    for codename in MAY:
        permission = Permission.objects.get(content_type=pages, codename=codename)
        GroupPagePermission.objects.get_or_create(group=trainers(), page=page, permission=permission)


def keep_rights():
    """Suites that trainers edited before there was a further right, or a second reader, get them too."""
    edited = GroupPagePermission.objects.filter(group=trainers()).values("page")
    workflow, is_new = second_reader()
    for suite_page in SuitePage.objects.filter(pk__in=edited):
        give_rights(suite_page)
        if is_new:
            offer(workflow, suite_page)


def second_reader():
    """(the workflow “Another trainer reads it”, whether it was made just now). An administrator may end it."""
    task, is_new = SecondReader.objects.order_by("pk").first(), False
    if task is None:
        task, is_new = SecondReader.objects.create(name=_("Another trainer reads it")), True
        task.groups.add(trainers())
        workflow = Workflow.objects.create(name=task.name)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return Workflow.objects.filter(workflow_tasks__task=task).order_by("pk").first(), is_new


def offer(workflow, page):
    """Nobody has to ask for a reader, and a page with a workflow of its own keeps that one."""
    if workflow:
        WorkflowPage.objects.get_or_create(page_id=page.pk, defaults={"workflow": workflow})
