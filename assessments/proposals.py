"""What a trainee’s decision rests on, so that exactly that is agreed to."""

import hashlib
import json

from assessments.models import JudgementBasis
from assessments.queries import seen_in
from portfolios.models import in_sight


def hash_of_round(assessment):
    """SHA-256, hexadecimal, over every judgement with its words, what is said beside them, what they rest on, and
    what of that is in sight."""
    told = [said_in(assessment), beside(assessment), [list(row) for row in seen_in(assessment)]]
    told.append(in_sight_in(assessment))
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def said_in(assessment):
    rows = assessment.judgements.order_by("requirement_id").values_list(
        "requirement_id", "outcome", "words__text", "carried_from_id"
    )
    return [list(row) for row in rows]


def beside(assessment):
    ticks = assessment.soundness.order_by("test").values_list("test", "holds", "words")
    feedback = assessment.feedback.order_by("pk", "judgements").values_list("pk", "text", "judgements")
    return [[list(row) for row in ticks], [list(row) for row in feedback]]


def in_sight_in(assessment):
    bases = JudgementBasis.objects.filter(
        in_sight("evidence_version__", "evidence_version__evidence__"), judgement__assessment=assessment
    )
    return list(bases.order_by("pk").values_list("pk", flat=True))
