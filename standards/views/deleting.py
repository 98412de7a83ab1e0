"""Wagtail's door to deleting a page, with our own words where something that was published hangs on it."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.pages.delete import DeleteView
from wagtail.models import Page

from standards.models.page_manners import holds_published_standards
from standards.registry import NEVER_DELETED

STANDARD_KEPT = _(
    "People may be working with a standard that was published here, so it can’t be deleted. "
    "Nothing was removed. Set its status to withdrawn, or unpublish it, to take it out of sight."
)
NEVER_DELETED.append((holds_published_standards, STANDARD_KEPT))

wagtails = require_admin_access(DeleteView.as_view())


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request, page_id):
    """Wagtail asks for the right to delete first, and would only say that there is none."""
    page = Page.objects.filter(pk=page_id).first()
    sentence = why_kept(page) if page and request.user.has_perm("wagtailadmin.access_admin") else None
    return say_kept(request, sentence) if sentence else wagtails(request, page_id)


def why_kept(*pages):
    """Why one of these pages can't be deleted, or None."""
    return next((sentence for holds, sentence in NEVER_DELETED if any(map(holds, pages))), None)


def say_kept(request, sentence):
    messages.error(request, sentence)
    return redirect("wagtailadmin_home")
