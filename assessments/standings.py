"""What was found of each requirement, as its owner’s own pages say it."""

from dataclasses import replace

from django.db.models import Exists, OuterRef

from assessments.models import Judgement, Reopening
from people.trail import NO_LONGER
from portfolios.coverage import Standing

WORDS = (  # what takes longer to read than all the rest, and a table that only counts does not show
    "words__text",
    "judged_by__name",
    "judged_by__code",
    "judged_by__erased_at",
    "judged_at",
    "seen_differently__said_at",
    "seen_differently__replied_at",
    "feedback__text",  # one row for each: what several share is said with each of them
)


def standings_of(units, *, words=True):
    """{(unit pk, requirement pk): what the newest released judgement says}. Drafts never show. One query.

    What was opened again counts no more until it is judged anew. Without `words`, each says its outcome and its round
    alone.
    """
    released = Judgement.objects.filter(
        ~Exists(opened_again()), assessment__submission__unit__in=units, released_at__isnull=False
    )
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


def opened_again():
    """The reopenings after which a judgement, of the query this stands in, is made anew."""
    unit, number = OuterRef("assessment__submission__unit"), OuterRef("assessment__submission__round")
    later = Reopening.objects.filter(again__submission__unit=unit, again__submission__round__gt=number)
    came_along = Judgement.objects.filter(
        assessment=OuterRef("again"),
        requirement=OuterRef(OuterRef("requirement")),
        carried_from__isnull=False,
    )
    return later.filter(~Exists(came_along))


def standing(outcome, number, own="", name="", code="", erased_at=None, at=None, *more):
    said_at, answered_at, shared = more or (None, None, "")
    words = "\n\n".join(filter(None, [own, shared]))
    by = name or (str(NO_LONGER) if erased_at else code)
    return Standing(outcome, words, by, at, number, said_at, answered_at)
