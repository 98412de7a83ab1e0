"""Looking at one round a second time: what the IQA finds, then what the assessor found, then the record."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.forms import words_typed
from assessments.forms.looking import FindForm, LookForm
from assessments.forms.sampling import ActionForm
from assessments.models import Action, Sample, Stage
from assessments.operations.looking import (
    NothingNoted,
    NotSoSoon,
    WithSomeoneElse,
    note_first,
    record_look,
)
from assessments.operations.looking_aside import NotYourOwn, refuse_own
from assessments.operations.plans import NotAnIqa, SayWhy, hand_on, set_aside
from assessments.rounds import round_of
from assessments.sampling import iqas_in
from assessments.views.evidence import files_of
from assessments.views.review import opened_again
from people.access import fetch_for
from people.audit import record_access
from people.once import once
from people.states import MoveNotAllowed
from portfolios.viewer import opened

KINDS = {"right": Action.Kind.CORRECTIVE, "grow": Action.Kind.DEVELOPMENTAL}


@require_safe
def sample(request, code):
    return look_page(request, fetch_sample(request, code))


@require_safe
def sample_evidence(request, code, version):
    """One piece as it was shared. Nothing of what the assessor found is on this page."""
    found = fetch_sample(request, code)
    if stands_aside(found, request.user):
        raise PermissionDenied
    pieces = round_of(found.assessment).pieces
    codes = [piece.version.code for piece in pieces]
    if version not in codes:
        raise Http404
    place = codes.index(version)
    piece, beside = pieces[place], [None, *pieces, None][place : place + 3 : 2]
    files = files_of(piece)
    shown = opened(files, request.GET, reads=lambda file, spot: spot.paragraph is not None)
    if shown and shown.excerpt:
        record_access(shown.file, by=request.user)
    context = {"sample": found, "piece": piece, "files": files, "opened": shown, "beside": beside}
    return render(request, "assessments/sample_evidence.html", context)


@require_POST
@once
def sample_note(request, code):
    found = fetch_sample(request, code)
    form = FindForm(request.POST, requirements=to_look_at(found))
    if not form.is_valid():
        return look_page(request, found, find=form, status=422)
    try:
        note_first(found, found=form.found, by=request.user)
    except NothingNoted as refusal:
        form.add_error(None, str(refusal.sentence))
        return look_page(request, found, find=form, status=422)
    except (NotYourOwn, WithSomeoneElse) as refusal:
        return look_page(request, found, find=form, problem=refusal.sentence, status=409)
    except MoveNotAllowed:
        return moved_on(request, found)
    messages.success(request, _("Kept. Here is what the assessor found."))
    return redirect("sample", found.code)


@require_POST
@once
def sample_record(request, code):
    found = fetch_sample(request, code)
    if not found.is_planned or not found.noted_at:
        return moved_on(request, found)
    form = look_form(found, request.POST)
    asks = {name: ActionForm(request.POST, prefix=name) for name in KINDS}
    if not all([form.is_valid(), *(one.is_valid() for one in asks.values())]):
        return look_page(request, found, form=form, asks=asks, status=422)
    asked = [
        (KINDS[name], one.cleaned_data["words"], one.cleaned_data["due_date"])
        for name, one in asks.items()
        if one.is_asking
    ]
    try:
        written = record_look(found, asks=asked, by=request.user, **form.told)
    except NotSoSoon as refusal:
        return look_page(request, found, form=form, asks=asks, problem=refusal.sentence, status=422)
    except (NotYourOwn, WithSomeoneElse) as refusal:
        return look_page(request, found, form=form, asks=asks, problem=refusal.sentence, status=409)
    except MoveNotAllowed:
        return moved_on(request, found)
    name = found.assessment.assessor.get_short_name()
    messages.success(request, _("Written down. %(name)s reads it first.") % {"name": name})
    return redirect("second-look", written.code)


@require_POST
@once
def sample_aside(request, code):
    found = fetch_sample(request, code)
    words, problem = words_typed(request.POST)
    if problem:
        return look_page(request, found, aside=words, problem=problem, at="aside", status=422)
    try:
        set_aside(found, words=words, by=request.user)
    except SayWhy as refusal:
        return look_page(request, found, aside=words, problem=refusal.sentence, at="aside", status=422)
    except NotYourOwn as refusal:
        return look_page(request, found, aside=words, problem=refusal.sentence, status=409)
    except MoveNotAllowed:
        return moved_on(request, found)
    messages.success(request, _("Taken out of the plan. Your words stay beside it."))
    return redirect("plan", found.plan.code)


@require_POST
@once
def sample_hand_on(request, code):
    found = fetch_sample(request, code)
    people = {person.code: person for person in iqas_in(found.plan.organisation)}
    person = people.get(request.POST.get("iqa"))
    try:
        if person is None:
            raise NotAnIqa
        hand_on(found, iqa=person, by=request.user)
    except NotAnIqa as refusal:
        return look_page(request, found, problem=refusal.sentence, at="iqa", status=422)
    except NotYourOwn as refusal:
        return look_page(request, found, problem=refusal.sentence, status=409)
    except MoveNotAllowed:
        return moved_on(request, found)
    messages.success(request, _("%(name)s looks at it.") % {"name": person})
    return redirect("plan", found.plan.code)


# --- what the page shows --------------------------------------------------------------------


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


def look_page(request, found, *, find=None, form=None, asks=None, problem="", at="", aside="", status=200):
    """`problem`: a sentence; `at`: the id of the field it is about."""
    away = stands_aside(found, request.user)
    context = {
        "sample": found,
        "away": away,
        "is_mine": found.iqa_id in (None, request.user.pk),
        "people": list(iqas_in(found.plan.organisation)) if found.is_planned and not found.noted_at else [],
        "problem": problem,
        "problem_at": at,
        "aside": aside,
    }
    if not away:
        second = found.noted_at and second_step(found, form, asks) | opened_again(
            request.user, found.assessment
        )
        context |= second or first_step(found, find)
    return render(request, "assessments/sample.html", context, status=status)


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
    own = {"once", "csrfmiddlewaretoken"}
    typed = [
        value
        for name, values in request.POST.lists()
        if name not in own
        for value in values
        if " " in value.strip()
    ]
    return render(request, "assessments/sample_moved_on.html", {"sample": found, "typed": typed}, status=409)
