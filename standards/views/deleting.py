"""Wagtail's door to deleting a page, with our own words where a published standard hangs on it."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.pages.delete import DeleteView
from wagtail.models import Page

from standards.models.page_manners import holds_published_standards

wagtails = require_admin_access(DeleteView.as_view())


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request, page_id):
    """Wagtail asks for the right to delete first, and would only say that there is none."""
    page = Page.objects.filter(pk=page_id).first()
    if page and request.user.has_perm("wagtailadmin.access_admin") and holds_published_standards(page):
        return say_kept(request)
    return wagtails(request, page_id)


def say_kept(request):
    messages.error(
        request,
        _(
            "People may be working with a standard that was published here, so it can’t be deleted. "
            "Nothing was removed. Set its status to withdrawn, or unpublish it, to take it out of sight."
        ),
    )
    return redirect("wagtailadmin_home")
