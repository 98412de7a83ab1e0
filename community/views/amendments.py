"""What people put forward for a charter: the list, one of them, and what one may do about it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.forms.amendments import AnswerForm, RemarkForm
from community.models import Charter, Remark
from community.operations import amendments as ask_for
from community.operations import remarks
from community.operations.amending_together import together
from community.queries.amendments import (
    amendments_of,
    is_supported_by,
    questions_about,
    shown_amendments,
)
from community.queries.comparing import changes_between
from community.states import OPEN
from community.views.addresses import language_of
from people.access import fetch_for
from people.once import once

ON_A_PAGE = 20
PROPOSE, TAKE_AWAY = "community.propose", "community.take_away"
REFUSALS = (
    ask_for.NotOpenAnyMore,
    ask_for.NotAMember,
    ask_for.OwnAmendment,
    ask_for.NotTheirs,
    remarks.NothingSaid,
)


def charter_of(request, code):
    charters = Charter.objects.select_related("organisation", "current_version", "page__locale")
    return fetch_for(request.user, PROPOSE, charters, code=code)


def amendment_of(request, code):
    return fetch_for(request.user, PROPOSE, shown_amendments(), code=code)


@require_safe
def charter_amendments(request, code):
    charter = charter_of(request, code)
    page = Paginator(amendments_of(charter), ON_A_PAGE).get_page(request.GET.get("page"))
    shown = {"charter": charter, "page": page, "language": language_of(charter), "now": timezone.now()}
    return render(request, "community/amendments.html", shown)


@require_safe
def amendment(request, code):
    return show(request, amendment_of(request, code))


def show(request, amendment, *, asking=None, answering=None, status=200):
    """`asking`, `answering`: forms that need another look; the second belongs to the question it names."""
    charter = amendment.charter
    is_open = amendment.state == OPEN and timezone.now() < amendment.closes_at
    is_theirs = amendment.proposed_by_id == request.user.pk
    questions = Paginator(questions_about(amendment), ON_A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "amendment": amendment,
        "charter": charter,
        "language": language_of(charter),
        "changes": changes_between(amendment.base.wording, amendment.wording),
        "is_open": is_open,
        "now": timezone.now(),
        "is_theirs": is_theirs,
        "is_supported": is_supported_by(amendment, request.user),
        "may_support": is_open and not is_theirs and request.user.has_perm("community.support", amendment),
        "may_take_away": request.user.has_perm(TAKE_AWAY, amendment),
        "clash": clash_of(amendment) if is_open else None,
        "page": questions,
        "asking": asking or RemarkForm(auto_id="ask_%s"),
        "answering": answering,
        "answer_forms": [(question, form_for(question, answering)) for question in questions],
    }
    return render(request, "community/amendment.html", shown, status=status)


def form_for(question, answering):
    if answering and answering.question == question:
        return answering
    return AnswerForm(question=question)


def clash_of(amendment):
    """The first clause that changed meanwhile and that it would change too, or None."""
    charter = amendment.charter
    if amendment.base_id == charter.current_version_id:
        return None
    clashes = together(amendment.base.wording, amendment.wording, charter.current_version.wording).clashes
    return clashes[0] if clashes else None


# --- what one may do ----------------------------------------------------------------------------


def done(request, amendment, operation, thanks, *, remark=None, **said):
    """Do it, to the amendment or to a remark about it, and say so, or say why not; then back to its page."""
    try:
        operation(remark or amendment, by=request.user, **said)
    except REFUSALS as refusal:
        messages.info(request, refusal.sentence)
    else:
        messages.success(request, thanks)
    return redirect("amendment", amendment.code)


@require_POST
@once
def amendment_support(request, code):
    amendment = amendment_of(request, code)
    if not request.user.has_perm("community.support", amendment):
        raise PermissionDenied
    if "back" in request.POST:
        thanks = _("You took it back. Nobody is told.")
        return done(request, amendment, ask_for.take_support_back, thanks)
    thanks = _("Thank you. You are counted, and nobody is shown that it was you.")
    return done(request, amendment, ask_for.support, thanks)


@require_POST
@once
def amendment_withdraw(request, code):
    amendment = its_proposer(request, code)
    return done(
        request, amendment, ask_for.withdraw_amendment, _("You took it back. The charter stays as it is.")
    )


@require_POST
@once
def amendment_name(request, code):
    amendment = its_proposer(request, code)
    is_named = "show" in request.POST
    thanks = _("Your name stands beside it now.") if is_named else _("Your name is not shown any more.")
    return done(request, amendment, ask_for.show_name, thanks, is_named=is_named)


def its_proposer(request, code):
    """Who it was is nobody else’s to know, so to others it is not there."""
    amendment = amendment_of(request, code)
    if amendment.proposed_by_id != request.user.pk:
        raise Http404
    return amendment


@require_POST
@once
def amendment_ask(request, code):
    amendment = amendment_of(request, code)
    form = RemarkForm(request.POST, auto_id="ask_%s")
    if not form.is_valid():
        return show(request, amendment, asking=form, status=422)
    return done(request, amendment, remarks.ask, _("Your question stands below."), **form.cleaned_data)


@require_POST
@once
def amendment_answer(request, code):
    question = fetch_remark(request, code)
    amendment = amendment_of(request, question.amendment.code)
    form = AnswerForm(request.POST, question=question)
    if not form.is_valid():
        return show(request, amendment, answering=form, status=422)
    thanks = _("Your answer stands below the question.")
    return done(request, amendment, remarks.answer, thanks, remark=question, **form.cleaned_data)


@require_POST
@once
def remark_take_back(request, code):
    remark = fetch_remark(request, code)
    if remark.said_by_id != request.user.pk:
        raise Http404
    return done(request, remark.amendment, remarks.take_remark_back, _("Your words are gone."), remark=remark)


@require_POST
@once
def remark_take_away(request, code):
    remark = fetch_remark(request, code)
    if not request.user.has_perm(TAKE_AWAY, remark.amendment):
        raise PermissionDenied
    thanks = _("These words are gone.")
    return done(request, remark.amendment, remarks.take_remark_away, thanks, remark=remark)


def fetch_remark(request, code):
    if not request.user.has_perm(PROPOSE):
        raise PermissionDenied
    remark = Remark.objects.select_related("amendment").filter(code=code).first()
    if remark is None:
        raise Http404
    return remark
