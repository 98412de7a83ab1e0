"""Nobody looks a second time at what they did, recorded, judged, signed, agreed to or vouched for."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.models import Judgement, ProposedDecision, SeenDifferently, SeenInPlace, SignOff
from assessments.operations.standing_aside import why_aside
from portfolios.models import SubmissionItem


class NotYourOwn(Exception):
    """They had a part in the work or in judging it; or something ties them to whoever did it."""

    sentence = _(
        "A second look is for someone who had no part in this: not in the work, not in judging it, and with no tie to"
        " whoever did it. Hand it to another quality assurer."
    )


def refuse_own(assessment, person):
    if had_a_part(assessment, person) or why_aside(assessment.submission.unit, person):
        raise NotYourOwn


def had_a_part(assessment, person):
    """Whether they did it, read this round, or in any round of its unit judged, wrote, answered, signed or agreed to
    something, or recorded or went to see some of the evidence."""
    if person.pk in (assessment.owner_id, assessment.assessor_id):
        return True
    unit = assessment.submission.unit_id
    signed = SignOff.objects.filter(submission__unit=unit)
    return (
        Judgement.objects.filter(
            Q(judged_by=person) | Q(feedback__written_by=person), assessment__submission__unit=unit
        ).exists()
        or signed.filter(signed_by=person).exists()
        or signed.filter(countersigned_by=person).exists()
        or ProposedDecision.objects.filter(
            assessment__submission__unit=unit, countersigner=person, answer=ProposedDecision.Answer.AGREED
        ).exists()
        or SeenDifferently.objects.filter(
            judgement__assessment__submission__unit=unit, replied_by=person
        ).exists()
        or SubmissionItem.objects.filter(
            Q(evidence_version__evidence__recorded_by=person)
            | Q(evidence_version__evidence__in=SeenInPlace.objects.filter(seen_by=person).values("evidence")),
            submission__unit=unit,
        ).exists()
    )
