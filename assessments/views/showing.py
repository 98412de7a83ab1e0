"""One piece of a round as it is shown to whoever looks at it: beside the judging, and in a second look."""

from django.db.models import prefetch_related_objects

from assessments.forms import SeenForm
from assessments.queries import seen_in_place_of
from assessments.rounds import bring_files
from people.audit import record_access
from portfolios.models import EvidenceKind
from portfolios.testimony import witness_behind
from portfolios.viewer import opened

VIEWER = "assessments/_shown.html#viewer"  # what is asked for by itself when someone goes to another file, or to a spot


def shown_piece(request, assessment, pieces, piece, *, is_reader=False, can_judge=False, said=None):
    """What a page shows of a piece among others. `said`: {requirement code: what to say in its row}."""
    files, said = files_of(piece), said or {}
    return {
        "assessment": assessment,
        "piece": piece,
        "files": files,
        "rows": [row_of(one, piece, files, said.get(one.requirement.code)) for one in piece.findings],
        "came_from": asked_for(piece, request.GET.get("for")),
        "witness": witness_behind(
            piece.version, request.user, organisation=assessment.organisation_id, is_reader=is_reader
        ),
        "opened": opened(files, request.GET, reads=reads_at_once(request)),
        **neighbours(pieces, piece),
        **seen_at(piece, request, can_judge=can_judge),
    }


def record_reading(file, *, by):
    """`file`: Opened, or None. Pictures and recordings say so when they are fetched."""
    if file and file.excerpt:
        record_access(file.file, by=by)


def template_asked(request, page):
    return VIEWER if request.htmx.target == "viewer" else page


def files_of(piece):
    """The files as shared, each with the pictures we made of it; of what changed, those of the round before too."""
    if piece.is_out_of_sight:
        return []
    bring_files([piece])
    versions = [piece.version, piece.before] if piece.is_changed else [piece.version]
    prefetch_related_objects(versions, "file_links__file__renditions")
    return [link.file for link in piece.version.file_links.all()]


def reads_at_once(request):
    """At a paragraph someone goes to. Not on a page that refuses: what is undone with the post leaves no event."""
    return lambda file, spot: spot.paragraph is not None and request.method != "POST"


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


def seen_at(piece, request, *, can_judge):
    """Of what stays in the workplace: who saw it there, and a form to say so, or to put one’s own words right."""
    if piece.words.kind != EvidenceKind.SIGNPOSTED:
        return {"stays": False, "seen_there": [], "seen_form": None, "seen_draft": None}
    seen = seen_in_place_of([piece.version.evidence_id]).get(piece.version.evidence_id, [])
    mine = {str(one.key): one for one in seen if one.by_code == request.user.code}
    form = SeenForm.about(mine.get(request.GET.get("put-right"))) if can_judge else None
    return {
        "stays": True,
        "seen_there": seen,
        "seen_form": form,
        "seen_by": request.user.code if form else "",
        "seen_draft": None,
    }
