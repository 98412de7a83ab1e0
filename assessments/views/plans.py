"""Plans: for which days, what is drawn, and what an IQA puts in or takes out."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from assessments.drawing import MOST_LETTERS, digest_of, drawn_by
from assessments.forms import words_typed
from assessments.forms.sampling import PlanForm
from assessments.models import Sample, SamplingPlan
from assessments.operations.looking_aside import NotYourOwn
from assessments.operations.plans import InAPlanAlready, SayWhy, SomethingNew, add_drawn, add_round
from assessments.operations.strategies import PlansOverlap, PlanTooLong, make_plan
from assessments.risk import AT_ONCE, not_weighed, to_weigh
from assessments.sampling import (
    plans_in,
    rounds_named,
    rounds_of,
    rounds_to_add,
    rows_of,
    samples_in,
    strategies_in_force,
    strategy_in_words,
)
from people.access import fetch_for, only_for
from people.once import once
from people.roles import Role
from people.states import MoveNotAllowed
from portfolios.drafts import draft_of
from portfolios.views.keeping import drafted

A_PAGE = 20
MOST_TO_CHOOSE = 400  # rounds, by hand: counting all takes longer each year. Older ones are found by name


@require_safe
@only_for(Role.IQA)
def plans(request):
    page = Paginator(plans_in(request.organisation), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "assessments/plans.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@once
@only_for(Role.IQA)
def plan_add(request):
    strategies = strategies_in_force(request.organisation)
    form = PlanForm(request.POST or None, strategies=strategies)
    if request.method != "POST":
        return plan_page(request, form)
    if not form.is_valid():
        return plan_page(request, form, status=422)
    try:
        made = make_plan(by=request.user, **form.cleaned_data)
    except PlanTooLong as refusal:
        form.add_error("until_date", refusal.sentence)
        return plan_page(request, form, status=422)
    except PlansOverlap as refusal:
        form.add_error("from_date", str(refusal.sentence))
        return plan_page(request, form, status=422)
    return redirect("plan-more", made.code)


def plan_page(request, form, *, status=200):
    return render(request, "assessments/plan_form.html", {"form": form}, status=status)


@require_safe
def plan(request, code):
    found = fetch_plan(request, code)
    page = Paginator(samples_in(found, request.user), A_PAGE).get_page(request.GET.get("page"))
    page.object_list = rows_of(page.object_list)
    context = {"plan": found, "page": page, "sentences": list(strategy_in_words(found.strategy))}
    context["left"] = found.samples.filter(state=Sample.State.PLANNED).count() if found.is_over else 0
    return render(request, "assessments/plan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def plan_more(request, code):
    """What drawing now would add, shown first; then added, if it is still the same. So on while rounds wait."""
    found = fetch_plan(request, code)
    if request.method != "POST":
        return more_page(request, found)
    try:
        added = add_drawn(found, seen=request.POST.get("seen", ""), by=request.user)
    except SomethingNew as refusal:
        return more_page(request, found, problem=refusal.sentence, status=409)
    if added:
        said = ngettext(
            "%(count)d more is in the plan now.", "%(count)d more are in the plan now.", len(added)
        )
        messages.success(request, said % {"count": len(added)})
    return redirect("plan-more" if not_weighed(found).exists() else "plan", found.code)


def more_page(request, found, *, problem="", status=200):
    weighed = to_weigh(found)
    drawn = drawn_by(found, weighed)
    page = Paginator(drawn, A_PAGE).get_page(request.GET.get("page"))
    rounds = rounds_named().in_bulk([one.round.pk for one in page])
    rows = [
        {"drawn": one, "assessment": rounds[one.round.pk], "is_own": is_own(request.user, one)}
        for one in page
    ]
    context = {"plan": found, "page": page, "rows": rows, "seen": digest_of(drawn), "problem": problem}
    context["oldest"] = len(weighed) if len(weighed) == AT_ONCE else 0
    return render(request, "assessments/plan_more.html", context, status=status)


def is_own(person, drawn):
    return person.pk in (drawn.round.owner, drawn.round.assessor)


@require_http_methods(["GET", "HEAD", "POST"])
@once
@drafted
def plan_add_round(request, code):
    found = fetch_plan(request, code)
    if request.method != "POST":
        return rounds_page(request, found)
    words, problem = words_typed(request.POST, most=MOST_LETTERS)
    asked = request.POST.get("round", "")
    assessment = rounds_to_add(found, request.user).filter(code=asked[:40].replace("\0", "")).first()
    said = {"words": words, "round": asked}
    if problem:
        return rounds_page(request, found, problem=problem, status=422, **said)
    if assessment is None:
        problem = _("Choose a round from the list. One that is in a plan already is not in it.")
        return rounds_page(request, found, problem=problem, status=422, **said)
    try:
        add_round(found, assessment, words=words, by=request.user)
    except (SayWhy, InAPlanAlready, NotYourOwn) as refusal:
        return rounds_page(request, found, problem=refusal.sentence, status=422, **said)
    except MoveNotAllowed:
        problem = _("This round is not answered any more, so it can’t be added.")
        return rounds_page(request, found, problem=problem, status=409, **said)
    messages.success(request, _("It is in the plan."))
    return redirect("plan", found.code)


def rounds_page(request, found, *, problem="", status=200, **said):
    name = request.GET.get("name", "")[:200].strip()
    rounds = rounds_to_add(found, request.user, name=name)[:MOST_TO_CHOOSE]
    page = Paginator(rounds, A_PAGE).get_page(request.GET.get("page"))
    page.object_list = rounds_of(page.object_list)
    about = f"round to add {found.code}"
    draft = draft_of(request.user, about) if request.method != "POST" else None
    typed = {"words": draft.typed.get("words", "") if draft else "", "round": ""}
    context = {"plan": found, "page": page, "problem": problem, "name": name, "about": about} | typed | said
    context["draft"] = draft if typed["words"] else None
    context["most"] = MOST_TO_CHOOSE if page.paginator.count == MOST_TO_CHOOSE else 0
    return render(request, "assessments/plan_add_round.html", context, status=status)


def fetch_plan(request, code):
    rows = SamplingPlan.objects.select_related("strategy__award", "organisation", "made_by")
    return fetch_for(request.user, "assessments.plan_sampling", rows, code=code)
