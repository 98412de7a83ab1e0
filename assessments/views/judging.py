"""Judging one requirement, and taking one step back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments.findings import Finding
from assessments.forms import JudgeForm
from assessments.models import Outcome
from assessments.operations.review import NotInThisRound, StaleJudgement, judge
from assessments.operations.standing_aside import StandsTooClose
from assessments.operations.undo import NothingToUndo, undo_step
from assessments.queries import how_far
from assessments.views.evidence import PAGE, as_typed_in, evidence_context, not_here, page_of, way_to
from assessments.views.refusals import moved_on
from assessments.views.review import as_shown, fetch_to_act
from assessments.views.ties import ask_first, reads_unasked
from people.once import once
from people.states import MoveNotAllowed
from portfolios.models import SubmissionItem
from portfolios.views.keeping import drafted


@require_POST
@once
@drafted
def review_judge(request, code, version, requirement):
    assessment = fetch_to_act(request, "assessments.review", code)
    if reads_unasked(request.user, assessment):
        return ask_first(request, assessment, typed=request.POST.get("words", ""))
    asked, is_gone = requirement_at(request, assessment, version, requirement)
    if is_gone:
        return gone(request, assessment, version, asked)
    form = JudgeForm(request.POST)
    if not form.is_valid():
        problem = " ".join(str(problem) for problems in form.errors.values() for problem in problems)
        return refused(request, assessment, version, asked, problem, status=422)
    try:
        judgement = judge(assessment, requirement=asked, by=request.user, **form.cleaned_data)
    except NotInThisRound as refusal:
        return refused(request, assessment, version, asked, refusal.sentence, status=422)
    except StaleJudgement as refusal:
        return refused(request, assessment, version, asked, refusal.sentence, status=409, is_stale=True)
    except StandsTooClose as refusal:
        return refused(request, assessment, version, asked, refusal.sentence, status=409)
    except MoveNotAllowed:
        problem = _("This review is closed now, so nothing was saved. Your words are still here to copy.")
        return refused(request, assessment, version, asked, problem, status=409)
    return saved(request, assessment, version, asked, judgement)


def requirement_at(request, assessment, version, code):
    """(a requirement this piece is said to show in this round, whether the piece went out of sight).

    A 404 for whatever is not there. Mostly one query.
    """
    here = SubmissionItem.objects.filter(submission=assessment.submission_id, requirement__code=code)
    at_hand = here.select_related("requirement", "evidence_version__evidence")
    item = at_hand.filter(evidence_version__code=version).first()
    if item:
        return item.requirement, not item.evidence_version.is_in_sight
    shown = as_shown(request.user, assessment)
    return row_at(evidence_context(request, shown, version), code)["finding"].requirement, False


def gone(request, assessment, version, requirement):
    """Someone in it took their yes back while the page was open: it is taken away, and said."""
    problem = _("Someone in it no longer agrees to be seen, so it is out of sight now. Nothing was saved.")
    if not request.htmx:
        return refused(request, assessment, version, requirement, problem, status=409)
    messages.warning(request, problem)
    return HttpResponse(status=409, headers={"HX-Refresh": "true"})


def row_at(context, code):
    rows = (row for row in context["rows"] if row["finding"].requirement.code == code)
    return next(rows, None) or not_here()


def saved(request, assessment, version, requirement, judgement):
    if not request.htmx:
        return redirect(f"{page_of(assessment, version)}#j-{requirement.code}")
    said = {"saved_at": timezone.now()}
    if takes_whole(request, requirement):
        return fragment(request, assessment, version, requirement, said)
    finding = Finding(requirement, judgement=judgement, is_claimed=True)
    row = {"finding": finding, "draft": None, "problem": "", "is_stale": False, **said}
    way = way_to(finding, page_of(assessment, version))
    beside = {"piece": {"version": {"code": version}}, "way": way}
    context = {"assessment": assessment, "row": row, "is_fragment": True} | beside
    return parts(request, context | how_far(assessment), "saved")


def refused(request, assessment, version, requirement, problem, *, status, is_stale=False):
    """Nothing was saved: say why, beside what was typed."""
    said = {"problem": problem, "is_stale": is_stale}
    if request.htmx:
        return fragment(request, assessment, version, requirement, said, status=status)
    context = whole(request, assessment, version, requirement, said)
    return render(request, PAGE, context | {"has_problem": True}, status=status)


def fragment(request, assessment, version, requirement, said, *, status=200):
    """The piece HTMX asked for, and what else on the page says how far the round is."""
    context = whole(request, assessment, version, requirement, said)
    takes_all = takes_whole(request, requirement)
    row = row_at(context, requirement.code)
    way = way_to(row["finding"], page_of(assessment, version))
    context |= {"row": row, "way": way, "is_fragment": True, "takes_focus": takes_all}
    return parts(request, context, "item" if takes_all else "saved", status=status)


def whole(request, assessment, version, requirement, said):
    """Everything of the page, with what to say in one row, and what was typed there where it was not saved."""
    shown = as_shown(request.user, assessment)
    context = evidence_context(request, shown, version, said={requirement.code: said})
    row = row_at(context, requirement.code)
    if row["problem"]:
        row |= as_typed_in(request.POST)
    return context


def takes_whole(request, requirement):
    return request.htmx.target == f"j-{requirement.code}"


def parts(request, context, name, *, status=200):
    shown = [render_to_string(f"{PAGE}#{part}", context, request) for part in (name, "judged", "way")]
    return HttpResponse("\n".join(shown), status=status)


@require_POST
@once
def review_undo(request, code):
    """One step back, and to the requirement it was about, on the piece it was judged beside."""
    assessment = fetch_to_act(request, "assessments.review", code)
    try:
        step = undo_step(assessment, by=request.user)
    except (NothingToUndo, NotInThisRound) as refusal:
        messages.info(request, refusal.sentence)
        return redirect("review-work", assessment.code)
    except StandsTooClose as refusal:
        messages.error(request, refusal.sentence)
        return redirect("review-work", assessment.code)
    except MoveNotAllowed:
        return moved_on(request, assessment)
    messages.success(request, put_back(step))
    return redirect(where_judged(assessment, step.requirement, request.POST.get("version", "")))


def put_back(step):
    told = {"label": step.requirement.label}
    if not step.outcome:
        return _("%(label)s is as it was: not judged yet.") % told
    return _("%(label)s is as it was: %(outcome)s.") % (told | {"outcome": Outcome(step.outcome).label})


def where_judged(assessment, requirement, version):
    """The page someone is on, where it shows this requirement, else the first that does."""
    items = SubmissionItem.objects.filter(submission=assessment.submission_id, requirement=requirement)
    codes = list(items.order_by("evidence_version").values_list("evidence_version__code", flat=True))
    return f"{page_of(assessment, version if version in codes else codes[0])}#j-{requirement.code}"
