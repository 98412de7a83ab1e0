"""What an IQA opens first, and how often decisions are looked at again."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments import second_looks
from assessments.forms.sampling import StrategyForm
from assessments.models import Sample, SamplingStrategy
from assessments.operations.strategies import make_strategy
from assessments.sampling import (
    FREE,
    LEFT_BEHIND,
    for_them,
    late,
    newest_plan_in,
    over,
    plans_in,
    rows_of,
    samples_for,
    strategies_in,
    strategies_in_force,
    strategy_in_words,
)
from people.access import fetch_for, only_for
from people.once import once
from people.roles import Role

A_PAGE = 20
WHOSE = ("mine", "free", "begun", "late", "open", "all")


@require_safe
@only_for(Role.IQA)
def quality(request):
    """What there is to look at, whose it is, and the plans it comes from."""
    samples = samples_for(request.user, request.organisation)
    planned = samples.filter(state=Sample.State.PLANNED)
    fit = for_them(planned, request.user)
    whose = request.GET.get("whose")
    whose = whose if whose in WHOSE else "all"
    shown = {
        "mine": fit.filter(iqa=request.user),
        "free": fit.filter(FREE & ~over(timezone.localdate())),
        "begun": fit.filter(LEFT_BEHIND),
        "late": late(samples),
        "open": second_looks.left_open(samples),
        "all": planned,
    }
    page = Paginator(shown[whose], A_PAGE).get_page(request.GET.get("page"))
    page.object_list = rows_of(page.object_list)
    context = {
        "page": page,
        "whose": whose,
        "plans": list(plans_in(request.organisation)[:3]),
        "has_strategy": bool(strategies_in_force(request.organisation)),
    }
    return render(request, "assessments/quality.html", context)


@require_safe
@only_for(Role.IQA)
def awards_to_look_at(request):
    """Awards that end with a second look which nobody planned, and the way to plan it."""
    wanted = second_looks.awards_to_look_at(request.user).filter(organisation=request.organisation)
    wanted = wanted.select_related("pursuit__version", "pursuit__portfolio__owner")
    page = Paginator(wanted, A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "plan": newest_plan_in(request.organisation)}
    return render(request, "assessments/awards_to_look_at.html", context)


@require_safe
@only_for(Role.IQA)
def strategies(request):
    page = Paginator(strategies_in(request.organisation), A_PAGE).get_page(request.GET.get("page"))
    in_force = {strategy.pk for strategy in strategies_in_force(request.organisation)}
    return render(request, "assessments/strategies.html", {"page": page, "in_force": in_force})


@require_safe
def strategy(request, code):
    rows = SamplingStrategy.objects.select_related("organisation", "award", "made_by")
    found = fetch_for(request.user, "assessments.plan_sampling", rows, code=code)
    context = {"strategy": found, "sentences": list(strategy_in_words(found))}
    return render(request, "assessments/strategy.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@once
@only_for(Role.IQA)
def strategy_add(request):
    like = SamplingStrategy.objects.visible_to(request.user).filter(code=request.GET.get("like", "")).first()
    if request.method != "POST":
        return strategy_page(request, StrategyForm(like=like))
    form = StrategyForm(request.POST)
    if not form.is_valid():
        return strategy_page(request, form, status=422)
    told = {"award": form.cleaned_data["award"], "rates": form.rates, **form.plain}
    made = make_strategy(request.organisation, by=request.user, **told)
    messages.success(request, _("It counts for plans made from now on. Plans made before keep theirs."))
    return redirect("strategy", made.code)


def strategy_page(request, form, *, status=200):
    return render(request, "assessments/strategy_form.html", {"form": form}, status=status)
