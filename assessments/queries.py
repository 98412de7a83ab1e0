"""What can be asked about reviews. A query is a noun and brings everything its page shows."""

import hashlib
import json

from django.db.models import Count, Exists, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from assessments.corrections import in_order
from assessments.gone import items_no_longer_shared
from assessments.models import (
    Assessment,
    Assignment,
    BasisFlag,
    Certificate,
    Judgement,
    JudgementBasis,
    Outcome,
    SeenInPlace,
    SignOff,
    State,
)
from assessments.queue import read_by
from assessments.retold import is_told_otherwise
from people.models import Job
from people.roles import Role
from portfolios.models import EvidenceVersion, EvidenceVersionFile, SubmissionItem, in_sight
from standards.models import Kind


def assignment_of(unit):
    """Who reads this unit now, as a row with its assessor; None while nobody does."""
    return Assignment.objects.filter(unit=unit, ended_at=None).select_related("assessor").first()


def readers_of(units):
    """{unit pk: who reads it now}; a unit nobody reads is left out. One query, however many units."""
    now = Assignment.objects.filter(unit__in=units, ended_at=None).select_related("assessor").order_by()
    return {assignment.unit_id: assignment.assessor for assignment in now}


def seen_in_place_of(evidence):
    """{evidence pk: [Seen], newest first} of what an assessor went to see. One query, however many."""
    rows = SeenInPlace.objects.filter(evidence__in=evidence).select_related("seen_by")
    return in_order({seen.pk: seen for seen in rows})


def signed_off_among(units):
    """The pks of those that were signed off, and not opened again since. One query, however many units."""
    return set(
        SignOff.objects.filter(submission__unit__in=units, reopening=None).values_list(
            "submission__unit_id", flat=True
        )
    )


def with_owner(assessments):
    """Reviews, each with whose work it is, and what it was shared for."""
    return assessments.select_related("submission__unit__version", "submission__unit__portfolio__owner")


def with_people(assessments):
    """The same with who reads each, its standard and its place."""
    return with_owner(assessments).select_related(
        "assessor", "submission__unit__version__standard", "submission__organisation"
    )


def with_changes(assessments):
    """Reviews, each with `changed`: how much evidence no earlier round had as it is now, or had told in the same way,
    and `gone`: how much the round before had, and this one has not."""
    changed = number_of("evidence_version", items_here().filter(~was_shared_before() | is_told_otherwise()))
    gone = number_of("evidence_version__evidence", items_no_longer_shared())
    return with_people(assessments).annotate(changed=changed, gone=gone)


def with_progress(assessments):
    """Reviews with how far each is. One query, however many. `to_judge`: requirements claimed and not met before."""
    return with_changes(assessments).annotate(
        to_judge=number_of("requirement", items_here().exclude(was_met_before())),
        judged=number_of("requirement", judgements_here().filter(carried_from=None)),
        met=number_of("requirement", judgements_here().filter(outcome=Outcome.MEETS)),
    )


def items_here():
    return SubmissionItem.objects.filter(submission=OuterRef("submission")).order_by()


def judgements_here():
    return Judgement.objects.filter(assessment=OuterRef("pk")).order_by()


def number_of(column, rows):
    """How many different values of a column there are among rows that belong to the review asked about."""
    whose = "submission" if rows.model is SubmissionItem else "assessment"
    counted = rows.values(whose).annotate(number=Count(column, distinct=True)).values("number")
    return Coalesce(Subquery(counted), 0)


def was_met_before():
    return Exists(
        Judgement.objects.filter(
            assessment__submission=OuterRef("submission"),
            requirement=OuterRef("requirement"),
            carried_from__isnull=False,
        )
    )


def was_shared_before():
    return Exists(
        SubmissionItem.objects.filter(
            submission__unit=OuterRef("submission__unit"),
            submission__round__lt=OuterRef("submission__round"),
            submission__recalled_at=None,  # nobody read that one
            evidence_version=OuterRef("evidence_version"),
        )
    )


def queue_of(assessor):
    """What this assessor is reading, oldest first, in the places where they are one today."""
    return with_progress(read_by(assessor))


def is_taken_by_someone(person, code):
    """Whether a review this assessor may have seen on offer has gone to a colleague since."""
    places = person.places_as(Role.ASSESSOR)
    taken = Assessment.objects.filter(code=code, organisation__in=places)
    return taken.exclude(state=State.ON_OFFER).exclude(assessor=person).exclude(owner=person).exists()


def answered_by(assessor):
    """What this assessor replied to or signed off, newest first."""
    answered = Assessment.objects.of_assessor(assessor).filter(decided_at__isnull=False)
    return with_people(answered).order_by("-decided_at", "-pk")


def signed_off_work(iqa):
    """Signed-off rounds in the places where this person is an IQA, newest first; never their own."""
    signed = Assessment.objects.filter(
        state=State.SIGNED_OFF,
        decided_at__isnull=False,  # signing off sets it: by it a database finds what was decided in a place
        organisation__in=iqa.places_as(Role.IQA),
    ).exclude(owner=iqa)
    return with_people(signed).select_related("sign_off").order_by("-decided_at", "-pk")


def versions_claiming(submission, requirement):
    """The evidence versions that this round says show this requirement, and that are in sight."""
    return EvidenceVersion.objects.filter(
        in_sight(), items__submission=submission, items__requirement=requirement
    ).order_by("pk")


def flags_for(person):
    """Decisions to look at again, open ones first: theirs, and all of the organisation where they are an IQA."""
    return (
        BasisFlag.objects.visible_to(person)
        .select_related(
            "assessment__assessor",
            "assessment__submission__unit__version",
            "assessment__submission__unit__portfolio__owner",
            "settled_by",
        )
        .distinct()
        .order_by(F("settled_at").asc(nulls_first=True), "-raised_at", "-pk")
    )


def open_flags_for(person):
    return BasisFlag.objects.visible_to(person).filter(settled_at=None).distinct()


def judgements_in(assessment):
    """{requirement pk: judgement} of a round, each with its words."""
    rows = assessment.judgements.select_related("words", "judged_by", "requirement", "carried_from")
    return {judgement.requirement_id: judgement for judgement in rows}


def how_far(assessment):
    """How many requirements there are to judge in this round, and how many were. Two queries."""
    met = assessment.judgements.filter(carried_from__isnull=False).values("requirement")
    items = SubmissionItem.objects.filter(submission=assessment.submission_id).exclude(requirement__in=met)
    return {
        "judged_count": assessment.judgements.filter(carried_from=None).count(),
        "to_judge_count": items.order_by().values("requirement").distinct().count(),
    }


def missing_for_sign_off(assessment):
    """What still stands in the way of signing off, in sentences; empty when nothing does."""
    judged = judgements_in(assessment)
    requirements = list(assessment.version.requirements.order_by("position"))
    wanted = [says for one in requirements if (says := wanted_for_sign_off(one, judged.get(one.pk)))]
    return [*wanted, *gone_from_under(assessment, judged, requirements)]


def gone_from_under(assessment, judged, requirements):
    """What was judged in this round and rests on nothing that is still in sight, in sentences."""
    bases = JudgementBasis.objects.filter(
        in_sight("evidence_version__", "evidence_version__evidence__"), judgement__assessment=assessment
    )
    standing = set(bases.values_list("judgement_id", flat=True))
    fresh = [(one, judged[one.pk]) for one in requirements if one.pk in judged]
    return [
        _("What %(label)s rests on is out of sight now: someone in it no longer agrees.")
        % {"label": one.label}
        for one, judgement in fresh
        if judgement.meets and not judgement.carried_from_id and judgement.pk not in standing
    ]


def wanted_for_sign_off(requirement, judgement):
    """The sentence that says what this requirement still wants, or an empty one."""
    if judgement is None or not judgement.meets:
        return _("%(label)s is not met yet.") % {"label": requirement.label}
    if requirement.kind != Kind.VALUE or judgement.words.text.strip():
        return ""
    if judgement.carried_from_id:  # met before, so it is not for this round to say
        return _("No words say how %(label)s was seen. Reply: the next round asks anew.") % {
            "label": requirement.label
        }
    return _("Say in a few words how you saw %(label)s.") % {"label": requirement.label}


def seen_in(assessment):
    """What the judgements of this round rest on: [(evidence version pk, file pk or None, SHA-256)], in order."""
    versions = JudgementBasis.objects.filter(judgement__assessment=assessment).values("evidence_version")
    words = EvidenceVersion.objects.filter(pk__in=versions).order_by("pk").values_list("pk", "digest")
    files = EvidenceVersionFile.objects.filter(version__in=versions).order_by("version_id", "file_id")
    return [(pk, None, digest) for pk, digest in words] + list(
        files.values_list("version_id", "file_id", "sha256")
    )


def hash_of_seen(seen):
    """One SHA-256, hexadecimal, over every hash seen."""
    return hashlib.sha256(json.dumps([list(row) for row in seen]).encode()).hexdigest()


def certificates_of(holder):
    """A person's certificates, newest first, each with its standard and its document."""
    return (
        Certificate.objects.filter(award__holder=holder)
        .select_related("award__organisation", "document", "name", "end")
        .prefetch_related("entries")
    )


def is_paper_stuck(certificate):
    """Whether making the paper was given up: someone has to look."""
    return Job.objects.filter(
        kind="render_certificate", subject_code=certificate.code, state=Job.State.STUCK
    ).exists()
