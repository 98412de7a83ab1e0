"""What a trainer meets in the Wagtail admin: standards, and little else."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from standards.impact import impact_of
from standards.models import StandardPage, SuitePage
from standards.models.page_manners import holds_published_standards

NOT_NEEDED = {"reports", "help", "images", "documents", "snippets"}


@hooks.register("construct_main_menu")
def show_what_is_needed(request, items):
    items[:] = [item for item in items if item.name not in NOT_NEEDED]


class ForTrainers(MenuItem):
    """Shown to those who may edit standards."""

    def is_shown(self, request):
        return request.user.has_perm("standards.edit")


@hooks.register("register_admin_menu_item")
def bring_in():
    return ForTrainers(
        _("Bring in a standard"), reverse("bring-in"), name="bring-in", icon_name="download", order=200
    )


@hooks.register("register_admin_menu_item")
def awards():
    return ForTrainers(
        _("Awards"), reverse("award-index"), name="awards", icon_name="clipboard-list", order=300
    )


@hooks.register("register_admin_menu_item")
def glossary():
    return ForTrainers(
        _("Glossary"), reverse("glossary-terms"), name="glossary", icon_name="openquote", order=310
    )


@hooks.register("before_publish_page")
def show_whom_it_affects(request, page):
    """Other words, and people who work with them: the draft is saved, and publishing it is a second step."""
    if isinstance(page, (StandardPage, SuitePage)) and page.latest_revision_id:
        page_now = type(page).objects.get(pk=page.pk)
        if impact_of(page_now, page, person=request.user).concerns_people:
            return redirect("standard-impact", page.pk, page.latest_revision_id)
    return None


@hooks.register("register_admin_menu_item")
def crosswalks():
    words, url = _("Crosswalks"), reverse("crosswalk-list")
    return ForTrainers(words, url, name="crosswalks", icon_name="redirect", order=320)


@hooks.register("before_delete_page")
def keep_published_standards(request, page):
    """The pages of a suite refuse by themselves; this is for the pages above it."""
    if holds_published_standards(page):
        return say_kept(request)
    return None


@hooks.register("before_bulk_action")
def keep_published_standards_in_bulk(request, action_type, objects, action):
    if action_type == "delete":
        _may, others = action.get_actionable_objects()
        if any(map(holds_published_standards, [*objects, *others["items_with_no_access"]])):
            return say_kept(request)
    return None


def say_kept(request):
    messages.error(
        request,
        _(
            "People may be working with a standard that was published here, so it can’t be deleted. "
            "Nothing was removed. Set its status to withdrawn, or unpublish it, to take it out of sight."
        ),
    )
    return redirect("wagtailadmin_home")
