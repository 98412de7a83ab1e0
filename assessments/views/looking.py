"""Looking at one round a second time: what the IQA finds, then what the assessor found, then the record."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.forms import words_typed
from assessments.forms.looking import FindForm
from assessments.forms.sampling import ActionForm
from assessments.operations.looking import (
    NothingNoted,
    NotSoSoon,
    WithSomeoneElse,
    note_first,
    record_look,
)
from assessments.operations.looking_aside import NotYourOwn
from assessments.operations.looking_ties import NotAskedYet
from assessments.operations.plans import NotAnIqa, SayWhy, hand_on, set_aside
from assessments.rounds import round_of
from assessments.sampling import iqas_for
from assessments.ties import is_asked_before_looking
from assessments.views.evidence import not_here
from assessments.views.looking_page import (
    KINDS,
    fetch_sample,
    look_form,
    look_page,
    moved_on,
    refused_unasked,
    stands_aside,
    to_look_at,
)
from assessments.views.showing import record_reading, shown_piece, template_asked
from people.once import once
from people.states import MoveNotAllowed


@require_safe
def sample(request, code):
    return look_page(request, fetch_sample(request, code))


@require_safe
def sample_evidence(request, code, version):
    """One piece as it was shared. Nothing of what the assessor found is on this page."""
    found = fetch_sample(request, code)
    if stands_aside(found, request.user):
        raise PermissionDenied
    if is_asked_before_looking(request.user, found):
        return redirect("sample", found.code)
    round_ = round_of(found.assessment)
    piece = round_.piece(version) or not_here()
    context = shown_piece(request, found.assessment, round_.pieces, piece)
    record_reading(context["opened"], by=request.user)
    context |= {"sample": found, "practitioner": found.assessment.unit.portfolio.owner, "round": round_}
    return render(request, template_asked(request, "assessments/sample_evidence.html"), context)


@require_POST
@once
def sample_note(request, code):
    found = fetch_sample(request, code)
    if early := refused_unasked(request, found):
        return early
    form = FindForm(request.POST, requirements=to_look_at(found))
    if not form.is_valid():
        return look_page(request, found, find=form, status=422)
    try:
        note_first(found, found=form.found, by=request.user)
    except NothingNoted as refusal:
        form.add_error(None, str(refusal.sentence))
        return look_page(request, found, find=form, status=422)
    except (NotYourOwn, WithSomeoneElse, NotAskedYet) as refusal:
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
    if early := refused_unasked(request, found):
        return early
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
    except (NotYourOwn, WithSomeoneElse, NotAskedYet) as refusal:
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
    people = {person.code: person for person in iqas_for(found.assessment, found.plan.organisation)}
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
