"""The workbench: one piece of a round beside what it is said to show, and the way through all the others."""

from functools import cache

from django.db.models import prefetch_related_objects
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
from assessments.queries import seen_in_place_of, with_owner
from assessments.questions import of_units
from assessments.rounds import bring_files
from assessments.views.onward import in_the_queue, queue_at, was_sent_to
from assessments.views.review import about, fetch_review
from assessments.views.ties import asks_first
from people.audit import record_access
from portfolios.drafts import begun, drafts_of
from portfolios.models import EvidenceFile, EvidenceKind
from portfolios.testimony import witness_behind
from portfolios.viewer import opened

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
    if (
        context["opened"] and context["opened"].excerpt
    ):  # pictures and recordings say so when they are fetched
        record_access(context["opened"].file, by=request.user)
    piece = "#viewer" if request.htmx.target == "viewer" else ""
    return render(request, PAGE + piece, context)


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
    files = files_of(piece)
    said = said or {}
    rows = [row_of(one, piece, files, said.get(one.requirement.code)) for one in piece.findings]
    return (
        context
        | neighbours(context["round"].pieces, piece)
        | {
            "piece": piece,
            "rows": rows,
            "stays_met": [row for row in rows if row["finding"].met_in is not None and not row["problem"]],
            "files": files,
            # by themselves: who asked and who answered is not named here
            "questions": SimpleLazyObject(lambda: list(of_units([assessment.unit]))),
            "rewritten": rewritten_for(request.user, piece),
            "came_from": asked_for(piece, request.GET.get("for")),
            "most_words": MOST_WORDS,
            "is_fragment": False,
            "takes_focus": False,
            "drafts_at": reverse("draft-keep"),
            "sign_in_at": reverse("account_login"),
            "queue_at": queue_at(request),
            "before_it": getattr(assessment, "before_it", ""),
            "after_it": getattr(assessment, "after_it", ""),
            **whole_round(assessment, context["round"]),
            **seen_at(piece, context, request),
            "witness": witness_behind(
                piece.version,
                request.user,
                organisation=assessment.organisation_id,
                is_reader=context["is_reader"],
            ),
            "opened": opened(files, request.GET, reads=reads_at_once(request)),
        }
    )


def reads_at_once(request):
    """At a paragraph someone goes to. Not on a page that refuses: what is undone with the post leaves no event."""
    return lambda file, spot: spot.paragraph is not None and request.method != "POST"


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
        "outcome": finding.judgement.outcome if finding.judgement else "",
        "words": finding.words,
        "is_typed": False,
        "draft": None,
        "problem": "",
        "is_stale": False,
        "saved_at": None,
    }
    return row | (said or {})


def rewritten_for(person, piece):
    """[(a file as the round before had it, as it is)] whose words this person may compare: they may open both."""
    pairs = rewritten(piece.before, piece.version) if piece.is_changed else []
    if not pairs:
        return []
    keys = [file.pk for pair in pairs for file in pair]
    may = set(EvidenceFile.objects.visible_to(person).filter(pk__in=keys).values_list("pk", flat=True))
    return [pair for pair in pairs if may.issuperset(file.pk for file in pair)]


def asked_for(piece, code):
    """The requirement whose spot someone opened, so that a small screen leads back to it; else None."""
    return next((one.requirement for one in piece.findings if one.requirement.code == code), None)


def neighbours(pieces, piece):
    at = pieces.index(piece)
    return {
        "place": at + 1,
        "previous": pieces[at - 1] if at else None,
        "next": pieces[at + 1] if at + 1 < len(pieces) else None,
    }


def files_of(piece):
    """The files as shared, each with the pictures we made of it; of what changed, those of the round before too."""
    if piece.is_out_of_sight:
        return []
    bring_files([piece])
    versions = [piece.version, piece.before] if piece.is_changed else [piece.version]
    prefetch_related_objects(versions, "file_links__file__renditions")
    return [link.file for link in piece.version.file_links.all()]
