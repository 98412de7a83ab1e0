"""The workbench: one piece of a round beside what it is said to show, and the way through all the others."""

from functools import cache

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.changes import rewritten
from assessments.forms import MOST_WORDS, SeenForm
from assessments.models import Outcome
from assessments.operations.opening import note_opened
from assessments.operations.recall import begin_reading
from assessments.queries import with_owner
from assessments.questions import of_units
from assessments.views.onward import in_the_queue, queue_at, was_sent_to
from assessments.views.review import about, fetch_review
from assessments.views.showing import record_reading, shown_piece, template_asked
from assessments.views.ties import asks_first
from portfolios.drafts import begun, drafts_of
from portfolios.models import EvidenceFile

PAGE = "assessments/review_evidence.html"
MARKS = {Outcome.MEETS: "met", Outcome.MORE_EVIDENCE: "more", Outcome.NOT_YET: "notyet"}


@require_safe
def review_work(request, code):
    """The workbench, open where there is something left to judge.

    Whoever is sent here after another round has not begun to read: opening a piece, judging or coming back does that.
    """
    return workbench(request, code, None, begins=not was_sent_to(request, code))


@require_safe
def review_evidence(request, code, version):
    return workbench(request, code, version)


def workbench(request, code, version, *, begins=True):
    assessment = fetch_reading(request, code)
    if asked := asks_first(request.user, assessment):
        return asked
    if begins:
        begin_reading(assessment, by=request.user)
    context = evidence_context(request, assessment, version)
    note_opened(assessment, context["piece"].version, by=request.user)
    with_words_kept(request.user, context)
    record_reading(context["opened"], by=request.user)
    return render(request, template_asked(request, PAGE), context)


def fetch_reading(request, code):
    """The review, with the rounds before and after it in the queue as it was last looked at."""
    return fetch_review(
        request, "assessments.read", code, lambda rows: with_owner(in_the_queue(rows, request))
    )


def not_here():
    raise Http404


def evidence_context(request, assessment, version, *, said=None):
    """Everything the page of one piece shows. `said`: {requirement code: what to say in its row}."""
    context = about(request.user, assessment)
    piece = piece_asked(context["round"], version) or not_here()
    may = {"is_reader": context["is_reader"], "can_judge": context["can_judge"]}
    shown = shown_piece(request, assessment, context["round"].pieces, piece, said=said, **may)
    settled = [row for row in shown["rows"] if row["finding"].met_in is not None]
    return (
        context
        | shown
        | {
            "stays_met": [row for row in settled if not row["problem"]],
            # by themselves: who asked and who answered is not named here
            "questions": SimpleLazyObject(lambda: list(of_units([assessment.unit]))),
            "rewritten": rewritten_for(request.user, piece),
            "most_words": MOST_WORDS,
            "is_fragment": False,
            "takes_focus": False,
            "drafts_at": reverse("draft-keep"),
            "sign_in_at": reverse("account_login"),
            "queue_at": queue_at(request),
            "before_it": getattr(assessment, "before_it", ""),
            "after_it": getattr(assessment, "after_it", ""),
            **whole_round(assessment, context["round"]),
        }
    )


def piece_asked(found, version):
    """The piece of a code; without one, the first that has something left to judge, or simply the first."""
    if version:
        return found.piece(version)
    left = (piece for piece in found.pieces if len(piece.judged) < len(piece.to_judge))
    return next(left, next(iter(found.pieces), None))


def whole_round(assessment, found):
    """How far the round is, and each requirement with the first piece that is said to show it."""
    at = cache(lambda piece: page_of(assessment, piece.version.code))
    return {
        "judged_count": len(found.judged),
        "to_judge_count": len(found.to_judge),
        "ways": [way_to(one, at(one.pieces[0]) if one.pieces else "") for one in found.findings],
    }


def page_of(assessment, version):
    return reverse("review-evidence", args=[assessment.code, version])


def way_to(finding, at=""):
    """The way to one requirement beside a piece, and what is found of it so far. `at`: "" where nothing shows it."""
    judgement = finding.judgement
    if judgement:
        mark, words = MARKS[judgement.outcome], judgement.get_outcome_display()
    elif at:
        mark, words = "draft", _("Not judged yet")
    else:
        mark, words = "none", _("No evidence yet")
    return {"finding": finding, "at": at, "mark": mark, "words": words}


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
                row |= as_typed_in(draft.typed)
    if context["seen_form"] and not context["seen_form"].initial:
        context["seen_form"], context["seen_draft"] = begun(
            person, f"seen {assessment.code} {context['piece'].version.code}", SeenForm
        )


def as_typed_in(fields):
    """What was typed into a row and is not saved, in place of what stands."""
    return {"outcome": fields.get("outcome", ""), "words": fields.get("words", ""), "is_typed": True}


def rewritten_for(person, piece):
    """[(a file as the round before had it, as it is)] whose words this person may compare: they may open both."""
    pairs = rewritten(piece.before, piece.version) if piece.is_changed else []
    if not pairs:
        return []
    keys = [file.pk for pair in pairs for file in pair]
    may = set(EvidenceFile.objects.visible_to(person).filter(pk__in=keys).values_list("pk", flat=True))
    return [pair for pair in pairs if may.issuperset(file.pk for file in pair)]
