"""Before a trainer publishes: what changes, whom it touches, and the question what kind of change it is."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page, Revision

from people.access import may
from people.once import once
from standards.forms.pages import WhatChangedForm
from standards.models import CannotBePublished, KeyAreaPage
from standards.models.page_manners import SuiteTreePage
from standards.models.page_wording import digest_in_force
from standards.operations.going_live import publish_draft
from standards.queries.impact import impact_of


@require_http_methods(["GET", "HEAD", "POST"])
@may("standards.edit")
@once
def impact(request, page_id, revision_id):
    page = editable_page(request.user, page_id)
    revision = Revision.page_revisions.filter(object_id=str(page.pk), pk=revision_id).first()
    if revision is None:
        raise Http404
    draft = revision.as_object()
    shown = impact_of(page, draft, person=request.user)
    form = form_for(request, page, draft) if shown.changes and shown.standards else None
    sentences = []
    if request.method == "POST":
        sentences = publish(request, page, revision, form)
        if sentences is None:
            return redirect("wagtailadmin_pages:edit", page.pk)
    context = {
        "page": page,
        "revision": revision,
        "draft": draft,
        "impact": shown,
        "form": form,
        "sentences": sentences,
        "is_newest": page.latest_revision_id == revision.pk,
        "may_publish": page.permissions_for_user(request.user).can_publish(),
        "when": draft.go_live_at if draft.go_live_at and draft.go_live_at > timezone.now() else None,
    }
    refused = request.method == "POST"
    return render(request, "standards/admin/impact.html", context, status=422 if refused else 200)


@require_safe
@may("standards.edit")
def affected(request, page_id):
    """The newest draft of a page, whenever someone wonders."""
    page = editable_page(request.user, page_id)
    if page.latest_revision_id is None:
        raise Http404
    return redirect("standard-impact", page.pk, page.latest_revision_id)


def editable_page(person, page_id):
    page = Page.objects.filter(pk=page_id).specific().first()
    if not isinstance(page, SuiteTreePage) or isinstance(page, KeyAreaPage):
        raise Http404
    if not page.permissions_for_user(person).can_edit():
        raise PermissionDenied
    return page


def form_for(request, page, draft):
    change, why = draft.answer_for(digest_in_force(page))
    return WhatChangedForm(request.POST or None, initial={"change": change, "why": why})


def publish(request, page, revision, form):
    """None once it is published, otherwise the sentences that say why not."""
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    if form and not form.is_valid():
        return []
    answer = form.cleaned_data if form else {}
    try:
        page = publish_draft(page, revision=revision, by=request.user, **answer)
    except CannotBePublished as refusal:
        return refusal.messages
    messages.success(request, said(page))
    return None


def said(page):
    if page.scheduled_revision:
        return _("It will be published on its day. Until then people work with the words they have.")
    return _(
        "Published. People who are at work keep the version they began with, until they choose to move on."
    )
