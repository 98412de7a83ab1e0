"""What a trainer meets in the Wagtail admin: standards, and little else."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

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
def awards():
    return ForTrainers(
        _("Awards"), reverse("award-index"), name="awards", icon_name="clipboard-list", order=300
    )


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
