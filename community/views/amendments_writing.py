"""Putting other words forward: choose a clause, write, say why. Works without scripts, one page at a time."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.forms.amendments import ADD, FORMS, PREAMBLE, REWORD, TAKE_OUT
from community.models import Clause
from community.models.wording import Entry
from community.operations.amending import NoSuchClause, whole_of
from community.operations.amendments import CannotPropose, ChangedMeanwhile, ToReadOnly, propose_amendment
from community.queries.charters import clauses_of
from community.views.addresses import language_of
from community.views.amendments import charter_of
from people.once import once


@dataclass(frozen=True)
class Task:
    """What someone is about to change. `clause`: the Clause the address names, None for the words before the first
    heading; `entry`: as it stands today, None where it does not any more; `below`: what stands below it."""

    do: str
    clause: Clause | None
    entry: Entry | None
    below: tuple[Entry, ...]

    @property
    def is_there(self):
        return self.entry is not None or self.do == PREAMBLE


@require_http_methods(["GET", "HEAD", "POST"])
@once
def charter_amend(request, code):
    charter = charter_of(request, code)
    if charter.organisation_id is None:
        return read_only(request, charter)
    if "clause" not in request.GET and request.GET.get("do") != PREAMBLE:
        return choose(request, charter)
    today = charter.current_version.wording
    task = task_of(request, charter, today)
    if not task.is_there:
        return gone(request, charter, task)
    form = FORMS[task.do](
        request.POST or None,
        initial={"base": charter.current_version.code},
        entry=task.entry,
        **({"preamble": today.preamble} if task.do == PREAMBLE else {}),
    )
    if request.method == "POST":
        return sent(request, charter, task, form, today)
    return page(request, charter, task, form)


def read_only(request, charter):
    sentence = ToReadOnly.sentence
    shown = {"charter": charter, "sentence": sentence, "language": language_of(charter)}
    return render(request, "community/amend_read_only.html", shown, status=422 if request.POST else 200)


def choose(request, charter):
    shown = {
        "charter": charter,
        "clauses": clauses_of(charter.current_version),
        "language": language_of(charter),
    }
    return render(request, "community/amend.html", shown, status=422 if request.POST else 200)


def task_of(request, charter, today):
    do = request.GET.get("do", REWORD)
    if do not in FORMS:
        raise Http404
    if do == PREAMBLE:
        return Task(do, None, None, ())
    code = request.GET.get("clause", "")[:20].lower()
    clause = Clause.objects.filter(code=code, version__charter=charter).first()
    if clause is None:
        raise Http404
    try:
        entry, *below = whole_of(today, clause.lineage)
    except NoSuchClause:
        return Task(do, clause, None, ())
    return Task(do, clause, entry, tuple(below))


def gone(request, charter, task):
    """It was taken out of the charter meanwhile: what was typed is shown, to take along to another place."""
    typed = [request.POST[name] for name in ("label", "text", "summary", "why") if request.POST.get(name)]
    shown = {"charter": charter, "task": task, "typed": typed, "language": language_of(charter)}
    return render(request, "community/amend_gone.html", shown, status=409 if request.POST else 200)


def page(request, charter, task, form, *, status=200, meanwhile=False, problem=""):
    shown = {
        "charter": charter,
        "task": task,
        "form": form,
        "meanwhile": meanwhile,
        "problem": problem,
        "language": language_of(charter),
        "preamble": charter.current_version.preamble,
        "ways": [
            (REWORD, _("Say it in other words")),
            (ADD, _("Add one after it")),
            (TAKE_OUT, _("Take it out")),
        ],
    }
    return render(request, "community/amend_write.html", shown, status=status)


# --- sent -----------------------------------------------------------------------------------------


def sent(request, charter, task, form, today):
    if not form.is_valid():
        return page(request, charter, task, form, status=422)
    if is_stale(charter, task, form, today):
        return again(request, charter, task, form)
    try:
        amendment = propose_amendment(
            charter,
            wording=form.changed(today),
            base=charter.current_version,
            by=request.user,
            **form.reasons,
        )
    except ChangedMeanwhile:
        charter = charter_of(request, charter.code)
        return again(request, charter, task_of(request, charter, charter.current_version.wording), form)
    except CannotPropose as refusal:
        return page(request, charter, task, form, status=422, problem=refusal.sentence)
    messages.success(
        request, _("Thank you. It is open now, for everyone who is signed in to read and ask about.")
    )
    return redirect("amendment", amendment.code)


def is_stale(charter, task, form, today):
    """Whether what they had before them is other than what stands there today. A change elsewhere does not matter."""
    code = form.cleaned_data["base"] or charter.current_version.code
    if code == charter.current_version.code:
        return False
    before = charter.versions.filter(code=code).first()
    if before is None:
        return True
    if task.do == PREAMBLE:
        return before.wording.preamble != today.preamble
    try:
        was = whole_of(before.wording, task.clause.lineage)
    except NoSuchClause:
        return True
    now = (task.entry, *task.below)
    return was != now if task.do == TAKE_OUT else task.do == REWORD and was[0] != now[0]


def again(request, charter, task, form):
    """Both texts: today’s above, what was typed in the form. Sent again, it is made from today’s."""
    if not task.is_there:
        return gone(request, charter, task)
    form.data = form.data.copy()
    form.data["base"] = charter.current_version.code
    return page(request, charter, task, form, status=409, meanwhile=True)
