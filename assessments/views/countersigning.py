"""Whoever is asked agrees to what a trainee decided, or asks to look at it together first."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments.forms.licences import TalkForm
from assessments.models import Assessment, ProposedDecision, SignOff
from assessments.operations.answering_proposals import take_back
from assessments.operations.countersigning import CannotAgree, ReadFirst, SayTiesFirst, agree, talk_first
from assessments.queries import with_people
from assessments.views.onward import onward_to_agree
from assessments.views.refusals import moved_on
from assessments.views.review import fetch_review, overview
from assessments.views.sign_off import is_signed
from assessments.views.ties import asks_first
from people.once import once
from people.states import MoveNotAllowed

Answer = ProposedDecision.Answer


@require_POST
@once
def decision_agree(request, code, proposal):
    try:
        assessment, decision = asked(request, code, proposal)
    except Http404:
        return no_longer_asked(request, proposal)
    try:
        answered = agree(decision, by=request.user)
    except ReadFirst as refusal:
        return overview(request, assessment, problem=refusal.sentence, status=422)
    except SayTiesFirst as refusal:
        messages.error(request, refusal.sentence)
        return redirect("before-reading", code)
    except CannotAgree as refusal:
        return asks_first(request.user, assessment) or overview(
            request, assessment, problem=refusal.sentence, status=409
        )
    except MoveNotAllowed:
        return no_longer_asked(request, proposal)
    return onward_to_agree(request, decision, what_happened(answered, assessment))


@require_POST
@once
def decision_talk(request, code, proposal):
    typed = request.POST.get("words", "")
    try:
        assessment, decision = asked(request, code, proposal)
    except Http404:
        return no_longer_asked(request, proposal, typed=typed)
    form = TalkForm(request.POST)
    if not form.is_valid():
        return asks_first(request.user, assessment) or overview(
            request, assessment, talk_form=form, status=422
        )
    try:
        talk_first(decision, by=request.user, words=form.cleaned_data["words"])
    except MoveNotAllowed:
        return no_longer_asked(request, proposal, typed=typed)
    name = decision.proposed_by.get_short_name()
    return onward_to_agree(
        request, decision, _("It is back with %(name)s, with your words.") % {"name": name}
    )


@require_POST
@once
def decision_take_back(request, code, proposal):
    """By whoever proposed it, while it waits."""
    assessment = fetch_review(request, "assessments.review", code)
    decision = assessment.proposals.filter(code=proposal).select_related("countersigner").first()
    try:
        taken = decision and take_back(decision, by=request.user)
    except MoveNotAllowed:
        taken = None
    if taken is None:
        return moved_on(request, assessment)
    name = taken.countersigner.get_short_name()
    messages.success(
        request, _("It is yours again, as you left it. %(name)s is asked no more.") % {"name": name}
    )
    return redirect("review", code)


def asked(request, code, proposal):
    """(the review, the decision in it); a 404 for whoever was never asked."""
    assessment = fetch_review(request, "assessments.agree", code)
    decision = assessment.proposals.filter(code=proposal, countersigner=request.user)
    found = decision.select_related("proposed_by").first()
    if found is None:
        raise Http404
    return assessment, found


def no_longer_asked(request, proposal, *, typed=""):
    """It was answered, taken back, or went to another, while the page was open: say so, and hand back what was typed."""
    asked_before = ProposedDecision.objects.filter(code=proposal, countersigner=request.user).first()
    if asked_before is None:
        raise Http404
    assessment = with_people(Assessment.objects).get(pk=asked_before.assessment_id)
    return moved_on(request, assessment, typed=typed, is_theirs=False)


def what_happened(decision, assessment):
    told = {"trainee": decision.proposed_by.get_short_name(), "name": assessment.owner.get_short_name()}
    if decision.answer == Answer.CHANGED:
        return (
            _(
                "Something changed since %(trainee)s decided this, so nothing was released. It is back with %(trainee)s."
            )
            % told
        )
    if decision.kind == ProposedDecision.Kind.REPLY:
        return _("Agreed. %(trainee)s’s reply is with %(name)s.") % told
    signed = SignOff.objects.get(assessment=assessment)
    return is_signed(signed, assessment)
