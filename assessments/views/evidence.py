"""One piece of evidence beside what it is said to show, and judging it."""

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.forms import JudgeForm, SeenForm
from assessments.operations.opening import note_opened
from assessments.operations.recall import begin_reading
from assessments.operations.review import NotInThisRound, StaleJudgement, judge
from assessments.operations.standing_aside import StandsTooClose
from assessments.queries import seen_in_place_of
from assessments.views.review import about, fetch_review
from assessments.views.ties import asks_first
from people.audit import record_access
from people.once import once
from people.states import MoveNotAllowed
from portfolios.drafts import as_typed, begun, drafts_of
from portfolios.models import EvidenceKind
from portfolios.testimony import witness_behind
from portfolios.viewer import opened
from portfolios.views.keeping import drafted

PAGE = "assessments/review_evidence.html"


@require_safe
def review_evidence(request, code, version):
    assessment = fetch_review(request, "assessments.read", code)
    if asked := asks_first(request.user, assessment):
        return asked
    begin_reading(assessment, by=request.user)
    context = evidence_context(request, assessment, version)
    note_opened(assessment, context["piece"].version, by=request.user)
    with_words_kept(request.user, context)
    if (
        context["opened"] and context["opened"].excerpt
    ):  # pictures and recordings say so when they are fetched
        record_access(context["opened"].file, by=request.user)
    piece = "#viewer" if request.htmx.target == "viewer" else ""
    return render(request, PAGE + piece, context)


@require_POST
@once
@drafted
def review_judge(request, code, version, requirement):
    assessment = fetch_review(request, "assessments.review", code)
    row = row_at(request, assessment, version, requirement)
    form = JudgeForm.about(row["finding"], request.POST)
    if not form.is_valid():
        problem = " ".join(problem for problems in form.errors.values() for problem in problems)
        return refused(request, assessment, version, row, form, problem, status=422)
    try:
        judge(assessment, requirement=row["finding"].requirement, by=request.user, **form.cleaned_data)
    except NotInThisRound as refusal:
        return refused(request, assessment, version, row, form, refusal.sentence, status=422)
    except StaleJudgement as refusal:
        return refused(request, assessment, version, row, form, refusal.sentence, status=409, is_stale=True)
    except StandsTooClose as refusal:
        return refused(request, assessment, version, row, form, refusal.sentence, status=409)
    except MoveNotAllowed:
        problem = _("This review is closed now, so nothing was saved. Your words are still here to copy.")
        return refused(request, assessment, version, row, form, problem, status=409)
    return saved(request, assessment, version, row)


def row_at(request, assessment, version, requirement):
    """The row of one requirement on the page of one piece; a 404 for whatever is not there."""
    rows = evidence_context(request, assessment, version)["rows"]
    return next((row for row in rows if row["finding"].requirement.code == requirement), None) or not_here()


def not_here():
    raise Http404


def saved(request, assessment, version, row):
    requirement = row["finding"].requirement
    if not request.htmx:
        page = reverse("review-evidence", args=[assessment.code, version])
        return redirect(f"{page}#j-{requirement.code}")
    return fragment(request, assessment, version, requirement, {"saved_at": timezone.now()})


def refused(request, assessment, version, row, form, problem, *, status, is_stale=False):
    """Nothing was saved: say why, beside what was typed."""
    requirement = row["finding"].requirement
    said = {"form": form, "problem": problem, "is_stale": is_stale}
    if request.htmx:
        return fragment(request, assessment, version, requirement, said, status=status)
    context = evidence_context(request, assessment, version, said={requirement.code: said})
    return render(request, PAGE, context | {"has_problem": True}, status=status)


def fragment(request, assessment, version, requirement, said, *, status=200):
    """The piece HTMX asked for, and the count beside the heading."""
    context = evidence_context(request, assessment, version, said={requirement.code: said})
    row = next(row for row in context["rows"] if row["finding"].requirement.code == requirement.code)
    whole = request.htmx.target == f"j-{requirement.code}"
    context |= {"row": row, "is_fragment": True, "takes_focus": whole}
    names = ["item" if whole else "saved", "judged"]
    parts = [render_to_string(f"{PAGE}#{name}", context, request) for name in names]
    return HttpResponse("\n".join(parts), status=status)


def evidence_context(request, assessment, version, *, said=None):
    """Everything the page of one piece shows. `said`: {requirement code: what to say in its row}."""
    context = about(request.user, assessment)
    piece = context["round"].piece(version) or not_here()
    files = files_of(piece)
    return (
        context
        | neighbours(context["round"].pieces, piece)
        | {
            "piece": piece,
            "rows": [
                row_of(finding, piece, files, (said or {}).get(finding.requirement.code))
                for finding in piece.findings
            ],
            "files": files,
            **seen_at(piece, context, request),
            "witness": witness_behind(
                piece.version,
                request.user,
                organisation=assessment.organisation_id,
                is_reader=context["is_reader"],
            ),
            "opened": opened(files, request.GET, reads=lambda file, spot: spot.paragraph is not None),
        }
    )


def with_words_kept(person, context):
    """Words typed on this page and not saved, back where they were typed."""
    assessment = context["assessment"]
    if not (context["can_judge"] and assessment.has_drafts):
        return
    drafts = drafts_of(person, f"judge {assessment.code}")
    for row in context["rows"]:
        draft = drafts.get(row["finding"].requirement.code)
        if draft and draft.typed.get("words", "").strip() not in ("", row["finding"].words):
            row["draft"] = draft
            if not draft.is_behind(row["finding"].revision):
                row["form"] = as_typed(JudgeForm.about(row["finding"], draft.typed))
    if context["seen_form"] and not context["seen_form"].initial:
        context["seen_form"], context["seen_draft"] = begun(
            person, f"seen {assessment.code} {context['piece'].version.code}", SeenForm
        )


def seen_at(piece, context, request):
    """Of what stays in the workplace: who saw it there, and a form to say so, or to put one’s own words right."""
    if piece.words.kind != EvidenceKind.SIGNPOSTED:
        return {"stays": False, "seen_there": [], "seen_form": None, "seen_draft": None}
    seen = seen_in_place_of([piece.version.evidence_id]).get(piece.version.evidence_id, [])
    mine = {str(one.key): one for one in seen if one.by_code == request.user.code}
    form = SeenForm.about(mine.get(request.GET.get("put-right"))) if context["can_judge"] else None
    return {
        "stays": True,
        "seen_there": seen,
        "seen_form": form,
        "seen_by": request.user.code if form else "",
        "seen_draft": None,
    }


def row_of(finding, piece, files, said):
    note = finding.notes.get(piece)
    row = {
        "finding": finding,
        "note": note,
        "opens": note is not None and note.anchor_file in files,
        "form": JudgeForm.about(finding),
        "draft": None,
        "problem": "",
        "is_stale": False,
        "saved_at": None,
    }
    return row | (said or {})


def neighbours(pieces, piece):
    at = pieces.index(piece)
    return {
        "place": at + 1,
        "previous": pieces[at - 1] if at else None,
        "next": pieces[at + 1] if at + 1 < len(pieces) else None,
    }


def files_of(piece):
    """The files as shared, each with the pictures we made of it at hand."""
    if piece.is_out_of_sight:
        return []
    prefetch_related_objects([piece.version], "file_links__file__renditions")
    return [link.file for link in piece.version.file_links.all()]
