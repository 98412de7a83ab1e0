"""The page of a second look: the question before it, the two steps, and what was overtaken."""

from django.shortcuts import render

from assessments.forms.looking import FindForm, LookForm
from assessments.forms.sampling import ActionForm
from assessments.forms.ties import UntiedForm
from assessments.models import Action, Sample, Stage
from assessments.operations.looking_again import is_left_behind
from assessments.operations.looking_aside import NotYourOwn, refuse_own
from assessments.operations.looking_ties import NotAskedYet
from assessments.rounds import round_of
from assessments.sampling import iqas_for
from assessments.ties import is_asked_before_looking
from assessments.views.review import opened_again
from people.access import fetch_for
from people.once import typed_in

KINDS = {"right": Action.Kind.CORRECTIVE, "grow": Action.Kind.DEVELOPMENTAL}


def fetch_sample(request, code):
    rows = Sample.objects.select_related(
        "plan__organisation",
        "iqa",
        "assessment__assessor",
        "assessment__submission__unit__version",
        "assessment__submission__unit__portfolio__owner",
        "record",
        "noted_by",
        "set_aside_by",
        "assessment__submission__organisation",
    )
    return fetch_for(request.user, "assessments.look_again", rows, code=code)


def look_page(
    request, found, *, find=None, form=None, asks=None, tie=None, problem="", at="", aside="", status=200
):
    """`tie`: the question before it, answered wrongly; `problem`: a sentence; `at`: the id of the field it is about."""
    away = stands_aside(found, request.user)
    is_left = not away and found.noted_by != request.user and is_left_behind(found)
    context = {
        "sample": found,
        "away": away,
        "is_left": is_left,
        "is_mine": found.iqa_id in (None, request.user.pk),
        "people": list(iqas_for(found.assessment, found.plan.organisation))
        if found.is_planned and not found.noted_at
        else [],
        "problem": problem,
        "problem_at": at,
        "aside": aside,
    }
    may_look = not away and not is_left
    if may_look:
        tie = tie or question(request, found)
    if tie:
        context["tie"] = tie
    elif may_look:
        second = found.noted_at and second_step(found, form, asks) | opened_again(
            request.user, found.assessment
        )
        context |= second or first_step(found, find)
    return render(request, "assessments/sample.html", context, status=status)


def question(request, found):
    """Whether something ties them to whoever did this: before any of it is shown, and again whenever they ask for it."""
    if not is_asked_before_looking(request.user, found) and not (found.is_planned and "tie" in request.GET):
        return None
    return UntiedForm(name=found.assessment.owner.get_short_name())


def refused_unasked(request, found):
    """The page with the question, where something was sent before it was answered; None otherwise."""
    if stands_aside(found, request.user) or not is_asked_before_looking(request.user, found):
        return None
    return look_page(request, found, problem=NotAskedYet.sentence, at="before", status=409)


def first_step(found, find):
    round_ = round_of(found.assessment)
    return {"round": round_, "find": find or FindForm(requirements=wanted_in(round_, found)), "form": None}


def second_step(found, form, asks):
    round_ = round_of(found.assessment)
    noted = noted_in(found)
    rows = [
        {"finding": finding, "noted": noted[finding.requirement.pk]}
        for finding in round_.findings
        if finding.requirement.pk in noted
    ]
    if found.is_planned:
        form = form or look_form(found, round_=round_, noted=noted)
        asks = asks or {name: ActionForm(prefix=name) for name in KINDS}
    return {"round": round_, "rows": rows, "form": form, "asks": asks, "find": None}


def look_form(found, typed=None, *, round_=None, noted=None):
    round_ = round_ or round_of(found.assessment)
    noted = noted_in(found) if noted is None else noted
    looked = [finding for finding in round_.findings if finding.requirement.pk in noted]
    differing = [one.requirement for one in looked if outcome_of(one) != noted[one.requirement.pk].outcome]
    requirements = [one.requirement for one in looked]
    return LookForm(typed, noted=requirements, differing=differing, pieces=round_.pieces)


def outcome_of(finding):
    return finding.judgement.outcome if finding.judgement else ""


def noted_in(found):
    return {one.requirement_id: one for one in found.noted.all()}


def to_look_at(found):
    return wanted_in(round_of(found.assessment), found)


def wanted_in(round_, found):
    """After a sign-off, all of it; while it goes on, what was answered in this round."""
    if found.stage == Stage.SUMMATIVE:
        return [finding.requirement for finding in round_.findings if finding.pieces]
    return [
        finding.requirement
        for finding in round_.findings
        if finding.judgement and not finding.judgement.carried_from_id
    ]


def stands_aside(found, person):
    try:
        refuse_own(found.assessment, person)
    except NotYourOwn as refusal:
        return refusal.sentence
    return ""


def moved_on(request, found):
    """Someone was faster, or it was done in another tab. Whatever was typed is handed back."""
    typed = [value for value in typed_in(request) if " " in value.strip()]  # words, not what was ticked
    return render(request, "assessments/sample_moved_on.html", {"sample": found, "typed": typed}, status=409)
