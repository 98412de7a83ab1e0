"""What someone did in judging a unit: whoever did any of it doesn’t look at it a second time."""

from django.db.models import Q

from assessments.models import Judgement, ProposedDecision, SeenDifferently, SignOff
from portfolios.models import SubmissionItem


def parts_in(unit, person):
    """[rows], for each way to have a part: in any round of a unit they judged, wrote, answered, signed or agreed to
    something, or recorded or went to see some of the evidence. `unit`, `person`: rows, their keys or an OuterRef."""
    evidence = "evidence_version__evidence__"
    return [
        Judgement.objects.filter(
            Q(judged_by=person) | Q(feedback__written_by=person), assessment__submission__unit=unit
        ),
        SignOff.objects.filter(Q(signed_by=person) | Q(countersigned_by=person), submission__unit=unit),
        ProposedDecision.objects.filter(
            assessment__submission__unit=unit, countersigner=person, answer=ProposedDecision.Answer.AGREED
        ),
        SeenDifferently.objects.filter(judgement__assessment__submission__unit=unit, replied_by=person),
        SubmissionItem.objects.filter(
            Q(**{f"{evidence}recorded_by": person}) | Q(**{f"{evidence}seen_in_place__seen_by": person}),
            submission__unit=unit,
        ),
    ]
