"""Sharing from a journal: a copy with a date becomes evidence, and the entry stays private."""

from functools import wraps

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from people.access import fetch_for
from people.once import once
from portfolios.files import FileRefused
from portfolios.forms.journal import ShareEntryForm
from portfolios.operations.evidence import StaleSave
from portfolios.operations.journal import copy_recordings, share_entry
from portfolios.views.journal import ENTRIES
from portfolios.views.keeping import let_go


def copies_first(view):
    """Copy the recordings that go along before any transaction: `request.came`. What is not used leaves again."""

    @wraps(view)
    def copied_first(request, code):
        request.came, request.refused = [], ""
        if request.method == "POST":
            entry = fetch_for(request.user, "portfolios.share_entry", ENTRIES, code=code)
            try:
                request.came = copy_recordings(entry, request.POST.getlist("recordings")[:100])
            except FileRefused as refusal:
                request.refused = str(refusal)
        try:
            return view(request, code)
        finally:
            let_go(request.came)

    return copied_first


@require_http_methods(["GET", "HEAD", "POST"])
@copies_first
@once
def journal_share(request, code):
    entries = ENTRIES.prefetch_related("recordings")
    entry = fetch_for(request.user, "portfolios.share_entry", entries, code=code)
    form = ShareEntryForm(request.POST if request.method == "POST" else None, entry=entry)
    if not form.is_bound or not form.is_valid():
        return share_page(request, entry, form)
    if request.refused:
        form.add_error("recordings", request.refused)
        return share_page(request, entry, form)
    try:
        evidence = share_entry(entry, by=request.user, kept=codes(request.came), **words(form))
    except StaleSave:
        form.add_error(
            None, _("This entry changed since you opened this page. Look at it again, then share.")
        )
        form.look_again(entry)
        return share_page(request, entry, form, status=409)
    messages.success(request, _("A copy of today is in your evidence. Your journal stays yours alone."))
    return redirect("evidence-detail", evidence.code)


def words(form):
    return {"name": form.cleaned_data["name"], "revision": form.cleaned_data["revision"]}


def codes(uploads):
    return [upload.code for upload in uploads]


def share_page(request, entry, form, *, status=422):
    shown = {"entry": entry, "form": form}
    return render(request, "portfolios/journal_share.html", shown, status=status if form.is_bound else 200)
