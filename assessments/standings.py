"""What was found of each requirement, as its owner’s own pages say it."""

from dataclasses import replace

from assessments.models import Judgement
from portfolios.coverage import Standing

WORDS = (  # what takes longer to read than all the rest, and a table that only counts does not show
    "words__text",
    "judged_by__name",
    "judged_by__code",
    "judged_at",
    "seen_differently__said_at",
    "seen_differently__replied_at",
    "feedback__text",  # one row for each: what several share is said with each of them
)


def standings_of(units, *, words=True):
    """{(unit pk, requirement pk): what the newest released judgement says}. Drafts never show. One query.

    Without `words`, each says its outcome and its round alone.
    """
    released = Judgement.objects.filter(assessment__submission__unit__in=units, released_at__isnull=False)
    order = ("assessment__submission__round", "pk", *(["feedback__pk"] if words else []))
    rows = released.order_by(*order).values_list(
        "assessment__submission__unit", "requirement", "carried_from", "outcome",
        "assessment__submission__round", "pk", *(WORDS if words else ()),
    )  # fmt: skip
    found, last = {}, None
    for unit, requirement, carried_from, outcome, number, pk, *told in rows:
        where = (unit, requirement)
        if pk == last:
            found[where] = replace(found[where], words=f"{found[where].words}\n\n{told[-1]}")
        elif not (carried_from and where in found):  # one finding, however far it is carried
            found[where], last = standing(outcome, number, *told), pk
    return found


def standing(outcome, number, own="", name="", code="", at=None, said_at=None, answered_at=None, shared=""):
    words = "\n\n".join(filter(None, [own, shared]))
    return Standing(outcome, words, name or code, at, number, said_at, answered_at)
