"""What portfolios let go of when a person is erased.

What was never shared goes wholly. What was shared keeps its rows, hashes and dates, and loses its words and the bytes of
its files; it is out of sight from then on. What others hold together with them, or was made for others, stays theirs.
"""

from functools import partial

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import capfirst

from people.operations.erasing import FILES, count, discard_after, forget_jobs
from people.registry import BEFORE_ERASING, ERASING
from people.trail import GONE
from portfolios import arriving
from portfolios.models import (
    Bringing,
    BroughtAlong,
    ClauseTag,
    Draft,
    Evidence,
    EvidenceFile,
    EvidenceVersionWords,
    GroupPart,
    JournalEntry,
    JournalRecording,
    Mapping,
    PaperBrought,
    PortfolioExport,
    Pursuit,
    Rendition,
    Scan,
    SelfAssessment,
    Submission,
    SubmissionItemNote,
    SubmissionSelfView,
    Unit,
    Upload,
    WitnessRecording,
    WitnessRequest,
)
from portfolios.models.anchor import Anchored
from portfolios.operations.drafts import forget_drafts_about
from portfolios.operations.leaving_others import forget_as_witness, forget_where_they_wished, leave_parts
from portfolios.registry import AFTER_CLOSING

NO_SPOT = dict.fromkeys(Anchored.SPOT)


def erase_portfolios(person, *, by):
    """Inside the operation, after what judges these rows let go of them."""
    close_rounds(person, by=by)
    paths, exported = Paths(), Paths()
    gone = {
        "drafts": count(Draft.objects.filter(owner=person).delete()) + forget_drafts_about(codes_of(person)),
        "uploads": drop_uploads(person, paths, exported),
        "copies and bags": drop_copies(person, paths, exported),
        "journal entries": drop_journal(person, paths),
        "requests to witnesses": drop_witnesses(person, paths),
        "parts with others": leave_parts(person),
        "words as a witness": forget_as_witness(person),
        "wishes to be taken down": forget_where_they_wished(person),
        "shared words": empty_rounds(person),
        "evidence": drop_evidence(person, paths),
        "units": drop_units(person),
    }
    kept = set(EvidenceFile.objects.filter(file__in=paths).values_list("file", flat=True))
    kept |= set(Rendition.objects.filter(file__in=paths).values_list("file", flat=True))
    kept |= set(WitnessRecording.objects.filter(file__in=paths).values_list("file", flat=True))
    # What several did together is one file in several folders.
    alone = [path for path in paths if path not in kept]
    return gone | {FILES: discard_after("evidence", alone) + discard_after("exports", exported)}


class Paths(list):
    def of(self, rows, field="file"):
        self.extend(path for path in rows.values_list(field, flat=True) if path)
        return rows


def hold(person):
    """Before anything goes: whoever shares, reads or answers at this moment comes before or after."""
    units = Unit.objects.filter(portfolio__owner=person).order_by("pk")
    list(units.select_for_update(of=("self",), no_key=True).values_list("pk"))
    evidence = Evidence.objects.filter(owner=person).order_by("pk")
    list(evidence.select_for_update(of=("self",), no_key=True).values_list("pk"))


def close_rounds(person, *, by):
    """Nobody waits for an answer any more; the units stand in no queue."""
    for submission in Submission.objects.filter(unit__portfolio__owner=person, is_open=True):
        for follow in AFTER_CLOSING:
            follow(submission, by=by)
        now = timezone.now()
        Submission.objects.filter(pk=submission.pk).update(is_open=False, recalled_at=now)
    Pursuit.objects.filter(portfolio__owner=person, set_aside_at=None).update(set_aside_at=timezone.now())


def codes_of(person):
    """By which forms of others name what is theirs."""
    yield from Unit.objects.filter(portfolio__owner=person).values_list("code", flat=True)
    yield from Evidence.objects.filter(owner=person).values_list("code", flat=True)


# --- what nobody else ever saw --------------------------------------------------------------


def drop_uploads(person, paths, exported):
    mine = Q(owner=person) | Q(request__unit__portfolio__owner=person)
    uploads = Upload.objects.filter(mine)
    exported.of(uploads.filter(is_bag=True), "place")
    paths.of(uploads.filter(is_bag=False), "place")
    codes = list(uploads.values_list("code", flat=True))
    transaction.on_commit(partial(clear_all_away, codes), robust=True)
    return count(uploads.delete())


def clear_all_away(codes):
    """Bytes without a row go hourly too."""
    for code in codes:
        arriving.clear_away(code)


def drop_copies(person, paths, exported):
    """Copies to take along, bags on their way in, and what came along from elsewhere with its papers."""
    copies = exported.of(PortfolioExport.objects.filter(Q(portfolio__owner=person) | Q(asked_by=person)))
    bags = exported.of(Bringing.objects.filter(person=person))
    brought = BroughtAlong.objects.filter(portfolio__owner=person)
    paths.of(PaperBrought.objects.filter(said__brought__in=brought))
    forget_jobs([*copies.values_list("code", flat=True), *bags.values_list("code", flat=True)])
    return sum(count(rows.delete()) for rows in (copies, bags, brought))


def drop_journal(person, paths):
    paths.of(JournalRecording.objects.filter(entry__portfolio__owner=person))
    entries = JournalEntry.objects.filter(portfolio__owner=person)
    views = SelfAssessment.objects.filter(unit__portfolio__owner=person)
    return count(entries.delete()) + count(views.delete())


def drop_witnesses(person, paths):
    """Who was asked, what they were asked and said. A link of theirs leads nowhere from now on."""
    asked = WitnessRequest.objects.filter(unit__portfolio__owner=person)
    paths.of(WitnessRecording.objects.filter(statement__request__in=asked))
    return count(asked.delete())


def drop_evidence(person, paths):
    """Delete what nobody has; empty what a round or another person holds on to."""
    mine = Evidence.objects.filter(owner=person)
    files = EvidenceFile.objects.filter(evidence__owner=person)
    paths.of(files)
    paths.of(Rendition.objects.filter(of__in=files))
    forget_jobs(files.values_list("code", flat=True))
    Mapping.objects.filter(Q(made_by=person) | Q(lines__unit__portfolio__owner=person)).delete()
    others = GroupPart.objects.filter(evidence__owner=person).exclude(person=person).exclude(own=None)
    held = Q(versions__isnull=False) | Q(pk__in=others.values("evidence"))
    stays = list(mine.filter(held).values_list("pk", flat=True).distinct())
    dropped = count(mine.exclude(pk__in=stays).delete())
    return dropped + empty_evidence(mine.filter(pk__in=stays))


def empty_evidence(evidence):
    """No word of it is left, and nobody sees that it was there but by what was decided on it."""
    now, gone = timezone.now(), capfirst(str(GONE))
    files = EvidenceFile.objects.filter(evidence__in=evidence)
    Rendition.objects.filter(of__in=files).delete()
    files.filter(shared_in=None).delete()
    files.update(
        file="", name=gone, preview_trouble="", copy_trouble="", removed_at=now, scan=Scan.NOT_SCANNED
    )
    for piece in evidence:
        piece.people.all().delete()
        piece.claims.all().delete()
        piece.takedown_requests.all().delete()
        ClauseTag.objects.filter(evidence=piece).delete()
        piece.group_parts.filter(own=None).delete()
    return evidence.update(
        name=gone, details={}, story="", result="", next_time="", from_entry=None, revision=1,
        withdrawn_at=now, hidden_at=now, sealed_at=now,
    )  # fmt: skip


def drop_units(person):
    """What nobody ever read of them; the others keep which standard it was, and since when."""
    never = Unit.objects.filter(portfolio__owner=person, submissions=None).order_by("-pk")
    return sum(count(unit.delete()) for unit in never if not unit.carried_to.exists())


# --- what was shared ------------------------------------------------------------------------


def empty_rounds(person):
    """The words as they were shared: frozen rows beside them keep their hashes."""
    words = EvidenceVersionWords.objects.filter(version__evidence__owner=person)
    emptied = words.update(
        name="", kind_name="", details=[], people=[], part="", story="", result="", next_time=""
    )
    rounds = Submission.objects.filter(unit__portfolio__owner=person)
    rounds.exclude(declaration="").update(declaration="")
    SubmissionItemNote.objects.filter(item__submission__in=rounds).update(text="", **NO_SPOT)
    return emptied + count(SubmissionSelfView.objects.filter(submission__in=rounds).delete())


BEFORE_ERASING.append(hold)
ERASING.append(erase_portfolios)
