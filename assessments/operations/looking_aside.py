"""Nobody looks a second time at what they did, recorded, judged, signed, agreed to or vouched for."""

from django.utils.translation import gettext_lazy as _

from assessments.operations.standing_aside import why_aside
from assessments.parts import parts_in


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
    """Whether they did it, read this round, or had a part in judging any round of its unit."""
    if person.pk in (assessment.owner_id, assessment.assessor_id):
        return True
    return any(rows.exists() for rows in parts_in(assessment.submission.unit_id, person))
