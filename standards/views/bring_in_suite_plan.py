"""The plan of a whole suite: what agreeing would change, standard by standard; and agreeing."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from people.access import may
from people.once import once
from standards.exchange.plan import NEW, SAME
from standards.forms.bring_in import whole
from standards.models import CannotBePublished, Change, Intake
from standards.operations.brought_in import NotInReview, ReadingHasMoved
from standards.operations.suite_imports import SuiteIsOther, SuiteIsRefused
from standards.operations.suite_intakes import agree_suite, keep_suite_answers, plan_of
from standards.queries.differences import difference
from standards.views.bring_in_suite import fetch_suite_intake

PREFIX = "answer-"
MOST_SHOWN = 300  # rows of one list; a person reads no more, and the page stays light
ANSWERS = {
    SAME: gettext_lazy("The same one, with other words"),
    NEW: gettext_lazy("A new one, and the old one is retired"),
}
CHANGES = {
    "": gettext_lazy("Keep changed words of published standards as drafts, for a trainer to publish"),
    Change.WORDING.value: gettext_lazy("Publish them: they mean the same as before"),
    Change.MEANING.value: gettext_lazy("Publish them: they ask something else of people"),
}
LISTS = {
    "added": gettext_lazy("Added"),
    "changed": gettext_lazy("Changed"),
    "moved": gettext_lazy("Moved: the same words in another place"),
    "retired": gettext_lazy("Retired or withdrawn: asked for no more"),
}
KINDS = {
    "suite": gettext_lazy("Suite"),
    "key area": gettext_lazy("Key area"),
    "value": gettext_lazy("Value"),
    "standard": gettext_lazy("Standard"),
    "performance": gettext_lazy("Performance criterion"),
    "knowledge": gettext_lazy("Knowledge item"),
    "illustration": gettext_lazy("Illustration"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@may("standards.edit")
@once
def bring_in_suite_plan(request, code):
    intake = fetch_suite_intake(request, code)
    if request.method != "POST" or intake.state != Intake.State.REVIEW:
        return plan_page(request, intake)
    try:
        return carried_out(request, intake)
    except (SuiteIsOther, ReadingHasMoved) as refusal:
        intake.refresh_from_db()
        return plan_page(request, intake, sentences=sentences_of(refusal), status=409)
    except (SuiteIsRefused, CannotBePublished) as refusal:
        return plan_page(request, intake, sentences=sentences_of(refusal), status=422)
    except NotInReview as refusal:
        return plan_page(request, refusal.current, sentences=sentences_of(refusal), status=409)


def sentences_of(refusal):
    kept = getattr(refusal, "sentences", None) or getattr(refusal, "messages", None)
    return kept or [refusal.sentence]


def carried_out(request, intake):
    seen = {"by": request.user, "revision": whole(request.POST.get("revision"))}
    answers = answers_in(request)
    if request.POST.get("do") == "look":
        keep_suite_answers(intake, answers=answers, **seen)
        return redirect("bring-in-suite-plan", intake.code)
    said = {"change": change_in(request), "why": request.POST.get("why", "")}
    digest = request.POST.get("digest", "")
    intake = agree_suite(intake, digest=digest, answers=answers, **said, **seen)
    messages.success(request, _("The suite is brought in."))
    return redirect("wagtailadmin_explore", intake.suite_id)


def answers_in(request):
    said = {
        name.removeprefix(PREFIX): value for name, value in request.POST.items() if name.startswith(PREFIX)
    }
    return {key: value for key, value in said.items() if value in ANSWERS}


def change_in(request):
    said = request.POST.get("change", "")
    return said if said in CHANGES else ""


# --- the page -----------------------------------------------------------------------------------


def plan_page(request, intake, *, sentences=(), status=200):
    shown = {"intake": intake, "sentences": sentences, "is_open": intake.state == Intake.State.REVIEW}
    if shown["is_open"]:
        shown |= plan_shown(request, intake)
    return render(request, "standards/admin/bring_in_suite_plan.html", shown, status=status)


def plan_shown(request, intake):
    answers = answers_in(request) if request.method == "POST" else {}
    try:
        plan = plan_of(intake, answers=answers, change=change_in(request))
    except SuiteIsRefused as refusal:
        return {"sentences": refusal.sentences}
    return {
        "plan": plan,
        "counts": {name: len(rows) for name, rows in plan.changes.items()},
        "lists": [shown_list(name, title, plan.changes[name]) for name, title in LISTS.items()],
        "questions": [asked(question) for question in plan.questions],
        "asks_what_changed": asks_what_changed(plan),
        "choices": [(value, words, value == change_in(request)) for value, words in CHANGES.items()],
        "why": request.POST.get("why", ""),
    }


def asks_what_changed(plan):
    """New standards are published anyway, and facts too; other words of what is here are not."""
    words = {"value", "standard", "performance", "knowledge", "illustration"}
    return plan.here is not None and any(row["kind"] in words for name in LISTS for row in plan.changes[name])


def shown_list(name, title, rows):
    shown = [entry(row) for row in rows[:MOST_SHOWN]]
    groups = []
    for row in shown:
        if not groups or groups[-1]["standard"] != row["standard"]:
            groups.append({"standard": row["standard"], "rows": []})
        groups[-1]["rows"].append(row)
    return {
        "name": name,
        "title": title,
        "count": len(rows),
        "more": len(rows) - len(shown),
        "groups": groups,
    }


def entry(row):
    now = row.get("now", row["text"])  # of a standard that is withdrawn: its title stands in “text”
    pieces = difference(row["was"], now) if row.get("was") and now else None
    return row | {
        "kind": KINDS[row["kind"]],
        "pieces": pieces,
        "field": (row.get("field") or "").replace("_", " "),
    }


def asked(question):
    choices = [(value, words, value == question.answer) for value, words in ANSWERS.items()]
    return {
        "question": question,
        "name": PREFIX + question.key,
        "choices": choices,
        "is_open": not question.answer,
    }
