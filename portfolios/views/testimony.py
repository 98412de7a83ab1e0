"""What a witness sees and does by their link. Opening it changes nothing; only what they press does."""

from django.contrib import messages
from django.http import JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from people.once import once
from people.roles import Role
from portfolios.drafts import TooMuchTyped, as_typed, bounded
from portfolios.files import open_file
from portfolios.forms.testimony import StatementForm
from portfolios.handing_back import view_response
from portfolios.models import WitnessRecording, WitnessRequest, WitnessStatement
from portfolios.operations.confirming import confirm_testimony, remove_testimony
from portfolios.operations.testimony import (
    CannotSay,
    StaleStatement,
    decline,
    drop_recording,
    keep_typed,
    reopen,
    save_statement,
)
from portfolios.operations.witnesses import NotNow
from portfolios.views.held import held_page, is_unsearched
from portfolios.views.witness_door import by_link, nowhere, sounds_first, visitor

State = WitnessRequest.State


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
@sounds_first
@once
def witness(request, invited):
    if request.method != "POST":
        return opened(request, invited)
    press, _colon, what = request.POST.get("press", "").partition(":")
    act = PRESSES.get(press)
    if act is None:
        return opened(request, invited, problem=_("Nothing was changed. Use one of the buttons."), status=422)
    try:
        return act(request, invited, what)
    except TooMuchTyped:
        return opened(
            request, invited, problem=_("This is more than we can keep as you type. Save it now."), status=422
        )
    except NotNow as refusal:
        messages.info(request, refusal.sentence)
        return redirect("witness", invited.via)


def opened(request, invited, *, problem="", status=200):
    if invited.state != State.ASKED:
        return done_page(request, invited, problem=problem, status=status)
    statement = statement_of(invited)
    saved = StatementForm(request=invited, statement=statement)
    typed = typed_in(statement, saved)
    if typed is None:
        return form_page(request, invited, saved, problem=problem, status=status)
    form = as_typed(StatementForm(typed, request=invited, statement=statement, wants_all=True))
    is_behind = typed.get("revision") != str(statement.revision)
    stands = statement if is_behind else None
    return form_page(request, invited, form, stands=stands, problem=problem, status=status)


def typed_in(statement, saved):
    """What was typed and not saved, as a form would bring it; None where it says nothing else than what was saved."""
    if not (statement and statement.typed):
        return None
    typed = QueryDict(mutable=True)
    for name, values in statement.typed.items():
        typed.setlist(name, values)
    kept = {name: saved[name].initial or "" for name in saved.fields if name not in ("revision", "is_true")}
    return (
        typed if any(as_read(typed.get(name, "")) != as_read(words) for name, words in kept.items()) else None
    )


def as_read(words):
    return words.replace("\r\n", "\n").strip()


def statement_of(invited):
    return WitnessStatement.objects.filter(request=invited).first()


def form_page(request, invited, form, *, stands=None, problem="", status=200):
    if stands:  # saving once more keeps what was typed
        form.data = form.data.copy()
        form.data["revision"] = stands.revision
    said = form.statement.recordings.all() if form.statement else ()
    shown = {
        "invited": invited,
        "form": form,
        "stands": stands,
        "problem": problem,
        "elsewhere": [one for one in said if one.question_id is None],
        "is_unsearched": is_unsearched(said),
        "assesses_here": request.user.is_authenticated
        and request.user.holds(Role.ASSESSOR, invited.organisation_id),
    }
    return render(request, "portfolios/witness.html", shown, status=status)


def done_page(request, invited, *, problem="", status=200):
    statement = statement_of(invited)
    shown = {
        "invited": invited,
        "state": invited.state,
        "statement": statement,
        "told": invited.evidence.answers if invited.evidence and invited.state == State.CONFIRMED else [],
        "problem": problem,
    }
    return render(request, "portfolios/witness_done.html", shown, status=status)


# --- what can be pressed --------------------------------------------------------------------


def save(request, invited, _what, *, wants_all=False):
    form = StatementForm(request.POST, request=invited, statement=statement_of(invited), wants_all=wants_all)
    if not form.is_valid():
        return form_page(request, invited, form, status=422)
    revision = form.cleaned_data["revision"] or 1
    try:
        save_statement(
            invited, by=visitor(request), revision=revision, words=form.words, answers=form.answers
        )
        if wants_all:
            confirm_testimony(invited, by=visitor(request))
    except StaleStatement as stale:
        form.add_error(None, stale.sentence)
        return form_page(request, invited, form, stands=statement_of(invited), status=409)
    except CannotSay as refusal:
        form.add_error(None, refusal.sentence)
        return form_page(request, invited, form, status=422)
    if not wants_all:
        messages.success(
            request, _("Saved. Open the same link again to go on. Nobody reads it until you confirm.")
        )
    return redirect("witness", invited.via)


def confirm(request, invited, _what):
    return save(request, invited, _what, wants_all=True)


def say_no(request, invited, _what):
    decline(invited, by=visitor(request))
    return redirect("witness", invited.via)


def change_mind(request, invited, _what):
    reopen(invited, by=visitor(request))
    return redirect("witness", invited.via)


def drop(request, invited, code):
    """Take a recording away; what stands in the form beside it is kept as typed."""
    keep_typed(invited, by=visitor(request), fields=bounded(request.POST))
    drop_recording(invited, code, by=visitor(request))
    return redirect("witness", invited.via)


def remove(request, invited, _what):
    if not request.POST.get("sure"):
        problem = _("Tick the box first. Once removed, your words can’t be brought back.")
        return done_page(request, invited, problem=problem, status=422)
    remove_testimony(invited, by=visitor(request))
    return redirect("witness", invited.via)


PRESSES = {
    "save": save,
    "confirm": confirm,
    "decline": say_no,
    "reopen": change_mind,
    "drop": drop,
    "remove": remove,
}


# --- as they go -----------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def witness_keep(request, invited):
    """POST: what stands in the form, kept as it is typed. GET: a fresh key for the form."""
    if request.method != "POST":
        return JsonResponse({"token": get_token(request)})
    try:
        keep_typed(invited, by=visitor(request), fields=bounded(request.POST))
    except TooMuchTyped:
        return JsonResponse(
            {"said": _("This is more than we can keep as you type. Save it now.")}, status=422
        )
    except (NotNow, CannotSay) as refusal:
        return JsonResponse({"said": str(refusal.sentence)}, status=409)
    moment = time_format(timezone.localtime(), "H:i")
    return JsonResponse({"said": _("Your words are kept, %(time)s") % {"time": moment}})


@require_safe
@by_link
def witness_recording(request, invited, code):
    """Their own recording, to hear it again before they confirm."""
    recording = WitnessRecording.objects.filter(statement__request=invited, code=code).first()
    if recording is None:
        return nowhere(request)
    if not recording.is_released:
        return held_page(request, recording, base="portfolios/witness_base.html")
    try:
        file = open_file(recording.file.name)
    except FileNotFoundError:
        return nowhere(request)
    return view_response(request, file, content_type=recording.content_type, size=recording.size)
