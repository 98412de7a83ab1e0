"""Who may edit standards: everyone who holds the role of trainer in some organisation, through one Wagtail group."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import GroupPagePermission, Page

from people.roles import Role

GROUP = "Trainers"
MAY = ("add_page", "change_page", "publish_page")


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
    """Trainers edit the pages of this suite, and no page beside it."""
    page = Page.objects.get(pk=suite_page.pk)
    pages = ContentType.objects.get_for_model(Page)
    for codename in MAY:
        permission = Permission.objects.get(content_type=pages, codename=codename)
        GroupPagePermission.objects.get_or_create(group=trainers(), page=page, permission=permission)
