"""What was found of each requirement, as its owner’s own pages say it."""

from assessments.models import Judgement
from portfolios.coverage import Standing

WORDS = (  # what takes longer to read than all the rest, and a table that only counts does not show
    "words__text",
    "judged_by__name",
    "judged_by__code",
    "judged_at",
    "seen_differently__said_at",
    "seen_differently__replied_at",
)


def standings_of(units, *, words=True):
    """{(unit pk, requirement pk): what the newest released judgement says}. Drafts never show. One query.

    Without `words`, each says its outcome and its round alone.
    """
    released = Judgement.objects.filter(assessment__submission__unit__in=units, released_at__isnull=False)
    rows = released.order_by("assessment__submission__round").values_list(
        "assessment__submission__unit", "requirement", "carried_from", "outcome",
        "assessment__submission__round", *(WORDS if words else ()),
    )  # fmt: skip
    found = {}
    for unit, requirement, carried_from, *told in rows:
        if not (carried_from and (unit, requirement) in found):  # one finding, however far it is carried
            found[unit, requirement] = standing(*told)
    return found


def standing(outcome, number, words="", name="", code="", at=None, said_at=None, answered_at=None):
    return Standing(outcome, words or "", name or code, at, number, said_at, answered_at)
