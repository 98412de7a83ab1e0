"""A private place to think. Every address here answers its owner, and to anyone else there is nothing."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.access import fetch_for, may
from people.once import once
from portfolios.drafts import as_typed, draft_of, stand_beside
from portfolios.forms.journal import JournalForm
from portfolios.handing_back import view_response
from portfolios.models import JournalEntry, JournalRecording, Upload
from portfolios.operations.evidence import StaleSave
from portfolios.operations.evidence_files import UploadGone
from portfolios.operations.journal import change_entry, delete_entry, delete_recording, write_entry
from portfolios.prompts import prompts_for, values_of
from portfolios.views.files import bytes_of
from portfolios.views.held import held_page, is_unsearched
from portfolios.views.keeping import drafted, files_first, may_record

A_PAGE = 20
ENTRIES = JournalEntry.objects.select_related("value", "portfolio__organisation", "portfolio__owner")


@require_safe
def journal(request):
    entries = ENTRIES.visible_to(request.user).prefetch_related("recordings", "shared_as")
    page = Paginator(entries, A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "prompts": prompts_for(request.user),
        "may_write": request.user.has_perm("portfolios.keep_journal"),
    }
    return render(request, "portfolios/journal.html", shown)


@require_safe
def journal_entry(request, code):
    entries = ENTRIES.prefetch_related("recordings", "shared_as__versions")
    entry = fetch_for(request.user, "portfolios.read_entry", entries, code=code)
    shown = {
        "entry": entry,
        "may_share": request.user.has_perm("portfolios.share_entry", entry),
        "is_unsearched": is_unsearched(entry.recordings.all()),
    }
    return render(request, "portfolios/journal_entry.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@may("portfolios.keep_journal")
@may_record
@files_first()
@once
@drafted
def journal_write(request):
    if request.method != "POST":
        return opened(request)
    form = JournalForm(request.POST, request.FILES, **around(request))
    if not form.is_valid():
        return entry_page(request, form, status=422)
    try:
        entry = write_entry(request.user, organisation=request.organisation, by=request.user, **form.asked)
    except UploadGone as refusal:
        form.add_error("kept", refusal.sentence)
        return entry_page(request, form, status=422)
    return saved(request, entry)


@require_http_methods(["GET", "HEAD", "POST"])
@may_record
@files_first()
@once
@drafted
def journal_change(request, code):
    entry = fetch_for(request.user, "portfolios.read_entry", ENTRIES, code=code)
    if request.method != "POST":
        return opened(request, entry)
    form = JournalForm(request.POST, request.FILES, entry=entry, **around(request))
    if not form.is_valid():
        return entry_page(request, form, status=422)
    try:
        revision = form.cleaned_data["revision"] or 0
        return saved(request, change_entry(entry, by=request.user, revision=revision, **form.asked))
    except StaleSave as stale:
        return stale_page(request, form, stale)
    except UploadGone as refusal:
        form.add_error("kept", refusal.sentence)
        return entry_page(request, form, status=422)


def opened(request, entry=None):
    """As it was saved, or with the words that were typed into it since."""
    draft = draft_of(request.user, about(entry))
    if not draft:
        return entry_page(request, JournalForm(entry=entry, initial=asked_about(request), **around(request)))
    form = as_typed(JournalForm(draft.typed, entry=entry, **around(request)))
    if entry and draft.is_behind(entry.revision):
        return stale_page(request, form, StaleSave(entry), draft=draft, status=200)
    return entry_page(request, form, draft=draft)


def asked_about(request):
    """A question someone chose, and the value it was drawn from."""
    return {
        "prompt": request.GET.get("asks", "")[:300],
        "value": request.GET.get("value", "")[:40],
    }


def around(request):
    """What a form of this person’s is told: their values, and recordings that are here already."""
    waiting = Upload.objects.waiting_for(request.user)
    return {"values": values_of(request.user), "waiting": waiting, "came": request.came}


def about(entry):
    return f"journal {entry.code if entry else 'new'}"


def stale_page(request, form, stale, *, draft=None, status=409):
    """Both texts: what stands now, and what was typed here. Saving once more keeps what was typed."""
    stand_beside(form, stale)
    return entry_page(request, form, stands=stale.current, draft=draft, status=status)


def entry_page(request, form, *, stands=None, draft=None, status=200):
    page = {"form": form, "entry": form.entry, "stands": stands, "about": about(form.entry), "draft": draft}
    return render(request, "portfolios/journal_form.html", page, status=status)


def saved(request, entry):
    messages.success(request, _("Saved. Nobody but you can read it."))
    return redirect("journal-entry", entry.code)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def journal_delete(request, code):
    entry = fetch_for(request.user, "portfolios.read_entry", ENTRIES, code=code)
    if request.method != "POST":
        copies = entry.shared_as.count()
        return render(request, "portfolios/journal_delete.html", {"entry": entry, "copies": copies})
    delete_entry(entry, by=request.user)
    messages.success(request, _("Deleted. It is gone for good."))
    return redirect("journal")


@require_safe
def journal_recording(request, code):
    """A recording, from any point on: to its owner, and to nobody else."""
    recording = fetch_for(request.user, "portfolios.read_recording", JournalRecording, code=code)
    if not recording.is_released:
        return held_page(request, recording)
    return view_response(
        request, bytes_of(recording), content_type=recording.content_type, size=recording.size
    )


@require_POST
@once
def journal_recording_remove(request, code):
    recordings = JournalRecording.objects.select_related("entry")
    recording = fetch_for(request.user, "portfolios.read_recording", recordings, code=code)
    entry = delete_recording(recording, by=request.user)
    messages.success(request, _("Removed for good."))
    return redirect("journal-entry", entry.code)
