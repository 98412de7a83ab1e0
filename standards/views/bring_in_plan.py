"""The plan: what agreeing would change, question by question; and agreeing, which makes the draft."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from people.access import may
from people.once import once
from standards.exchange.plan import NEW, SAME
from standards.forms.bring_in import whole
from standards.models import Intake
from standards.models.wording import label_of
from standards.operations.brought_in import NotInReview, NotReadyToAgree, ReadingHasMoved
from standards.operations.importing import TextIsRefused
from standards.operations.intakes import agree, basis_of, keep_answers, proposal_of, still_open
from standards.queries.differences import difference
from standards.views.bring_in import fetch_intake

ANSWERS = {
    SAME: gettext_lazy("The same requirement, reworded"),
    NEW: gettext_lazy("A new one, and the old one is retired"),
}
PREFIX = "answer-"


@require_http_methods(["GET", "HEAD", "POST"])
@may("standards.edit")
@once
def bring_in_plan(request, code):
    intake = fetch_intake(request, code)
    if intake.state != Intake.State.REVIEW:
        return redirect("bring-in-review", code)
    if request.method != "POST":
        return plan_page(request, intake)
    try:
        return carried_out(request, intake)
    except NotReadyToAgree as refusal:
        return plan_page(request, intake, sentences=refusal.sentences, status=422)
    except (ReadingHasMoved, NotInReview) as refusal:
        return plan_page(request, refusal.current, sentences=[refusal.sentence], status=409)


def carried_out(request, intake):
    seen = {
        "by": request.user,
        "revision": whole(request.POST.get("revision")),
        "answers": answers_in(request),
    }
    if request.POST.get("do") == "look":
        keep_answers(intake, **seen)
        return redirect("bring-in-plan", intake.code)
    intake = agree(intake, **seen, basis=request.POST.get("basis", ""))
    messages.success(request, _("This is a draft now. Check it, and publish it when you are ready."))
    return redirect("wagtailadmin_pages:edit", intake.page_id)


def answers_in(request):
    said = {
        name.removeprefix(PREFIX): value for name, value in request.POST.items() if name.startswith(PREFIX)
    }
    return {key: value for key, value in said.items() if value in ANSWERS}


# --- the page -------------------------------------------------------------------------------


def plan_page(request, intake, *, sentences=(), status=200):
    answers = answers_in(request) if request.method == "POST" else {}
    try:
        proposal = proposal_of(intake)
    except TextIsRefused as refusal:
        shown = {"intake": intake, "sentences": refusal.sentences}
        return render(request, "standards/admin/bring_in_plan.html", shown, status=status)
    plan = proposal.plan
    shown = {
        "intake": intake,
        "proposal": proposal,
        "plan": plan,
        "basis": basis_of(proposal),
        "counts": {name: len(entries) for name, entries in plan.changes.items()},
        "changed": [shown_entry(entry) for entry in plan.changes["changed"] if is_sure(entry)],
        "lists": [
            (name, title, [labelled(entry) for entry in plan.changes[name]]) for name, title in LISTS.items()
        ],
        "questions": [asked(question, answers) for question in plan.questions],
        "doubts": proposal.document.warnings[len(intake.reading.get("warnings", ())) :],
        "open": list(still_open(intake, proposal, by=request.user)),
        "sentences": sentences,
    }
    return render(request, "standards/admin/bring_in_plan.html", shown, status=status)


LISTS = {
    "added": gettext_lazy("Added"),
    "moved": gettext_lazy("Moved: the same words, with another number or heading"),
    "retired": gettext_lazy("Retired: asked for no more"),
    "unchanged": gettext_lazy("Unchanged"),
}


def is_sure(entry):
    return entry["kind"] in ("performance", "knowledge") and not entry.get("needs_answer")


def labelled(entry):
    return entry | {"label": label_of(entry["kind"], entry["number"] or "")}


def shown_entry(entry):
    return labelled(entry) | {"diff": difference(entry["was"], entry["text"])}


def asked(question, answers):
    chosen = answers.get(question.key, question.answer)
    choices = [(value, words, value == chosen) for value, words in ANSWERS.items()]
    labels = [label_of(row.kind, row.number) for row in (question.was, question.now)]
    return {
        "question": question,
        "labels": labels,
        "name": PREFIX + question.key,
        "choices": choices,
        "is_open": not chosen,
    }
