"""What someone opened of what they judge, and when first. Pieces have rows; files are in the record of access."""

from dataclasses import dataclass

from django.db.models import Min
from django.utils.translation import gettext as _

from assessments.models import PieceOpened
from assessments.queries import hash_of_seen
from people.models import AuditEvent
from people.models.audit import Stream
from portfolios.fingerprints import FORM, digest_of_kept
from portfolios.models import EvidenceFile


def openings_by(person, assessment, seen):
    """{(version pk, file pk or None): when this person first opened it}, of `seen` as `seen_in` gives it.

    Any round of the unit counts: what was met before rests on what was opened then. Three queries.
    """
    pieces, files = pieces_opened_by(person, assessment), files_opened_by(person, seen)
    found = {}
    for version, file, _digest in seen:
        moment = files.get(file) if file else pieces.get(version)
        if moment:
            found[version, file] = moment
    return found


def pieces_opened_by(person, assessment):
    rows = PieceOpened.objects.filter(
        person=person, assessment__submission__unit=assessment.submission.unit_id
    )
    return dict(rows.order_by().values_list("evidence_version").annotate(Min("at")))


def files_opened_by(person, seen):
    keys = {file for _version, file, _digest in seen if file}
    codes = dict(EvidenceFile.objects.filter(pk__in=keys).values_list("code", "pk"))
    opened = AuditEvent.objects.filter(
        stream=Stream.ACCESS,
        action="file.opened",
        actor_code=person.code,
        subject_type=EvidenceFile._meta.label_lower,
        subject_code__in=codes,
    )
    first = opened.order_by().values_list("subject_code").annotate(Min("at"))
    return {codes[code]: moment for code, moment in first}


def never_opened(pieces, openings):
    """What of these pieces was never opened, in words: the piece, or which of its files."""
    said = []
    for piece in pieces:
        if piece.is_out_of_sight:
            continue
        files = [link.file for link in piece.version.file_links.all()]
        closed = [file.name for file in files if (piece.version.pk, file.pk) not in openings]
        if (piece.version.pk, None) not in openings and len(closed) == len(files):
            said.append(_("“%(piece)s”") % {"piece": piece.words.name})
        elif closed:
            told = {"piece": piece.words.name, "files": ", ".join(closed)}
            said.append(_("In “%(piece)s”: %(files)s") % told)
    return said


# --- what a signature covers ----------------------------------------------------------------


@dataclass(frozen=True)
class SeenAtSignature:
    """What a sign-off froze. `pieces`: [[SignOffSeen]], a piece of evidence first and then its files. `still_fits`: whether
    all of it together is what was signed: one hash over the frozen rows, worked out now.
    Each first row has `.fits`: whether what is kept of the piece is what was shared, worked out now; None where its
    digest is of the first form. `tells_of_second`: whoever countersigns has opened something, so where
    nothing says when, it was not kept yet."""

    pieces: list
    still_fits: bool
    tells_of_second: bool


def seen_at(signed):
    """What whoever signed had before them, and when they, and whoever countersigned, first opened it. One query."""
    rows = list(signed.seen.select_related("evidence_version__words", "file").order_by("pk"))
    pieces = {row.evidence_version_id: [row] for row in rows if not row.file_id}
    for row in rows:
        if row.file_id:
            pieces[row.evidence_version_id].append(row)
    for piece in pieces.values():
        piece[0].fits = fits(*piece)
    whole = hash_of_seen([(row.evidence_version_id, row.file_id, row.sha256) for row in rows])
    tells_of_second = any(row.agreed_opened_at for row in rows)
    return SeenAtSignature(list(pieces.values()), whole == signed.seen_hash, tells_of_second)


def fits(piece, *files):
    version = piece.evidence_version
    if version.digest_form != FORM:
        return None
    return digest_of_kept(version.words, [file.sha256 for file in files]) == piece.sha256
