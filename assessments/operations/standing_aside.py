"""Nobody judges what they vouch for or did themselves, or someone they are tied to: another assessor does."""

from django.db.models import Exists, OuterRef, Value
from django.utils.translation import gettext as _

from assessments.models import Tie
from portfolios.models import Unit
from portfolios.parts import took_part_in
from portfolios.testimony import heard_in, is_witness_in


class StandsTooClose(Exception):
    """They are a witness here, did part of it, or are tied to its owner; `.sentence` says who can judge it."""

    def __init__(self, sentence):
        self.sentence = sentence
        super().__init__(sentence)


def refuse_too_close(unit, person):
    if sentence := why_aside(unit, person):
        raise StandsTooClose(sentence)


def why_aside(unit, person):
    """Why this person does not judge this unit, and who can; "" where nothing stands in the way, in one query."""
    near = stands_between(unit, person)
    if "heard" in near and is_witness_in(person, unit):
        why = _("You are a witness in this work, so you can’t judge it: nobody judges what they vouch for.")
    elif "part" in near:
        why = _("You did part of this yourself, so you can’t judge it: nobody judges their own work.")
    elif "tied" in near:
        why = _(
            "Something ties you to whoever did this, so you can’t judge it: ties were asked about, and said."
        )
    else:
        return ""
    who = _("Any other assessor of %(place)s can. Hand it back, or ask whoever coordinates to pass it on.")
    return f"{why} {who % {'place': unit.portfolio.organisation}}"


def stands_between(unit, person):
    """Which of "heard", "part" and "tied" may stand between one unit and this person.

    Three questions in a row, none inside another: every judgement asks, and a database has less to weigh.
    """
    tied = Tie.objects.between(person, unit.portfolio.owner_id, unit.portfolio.organisation_id)
    ways = {"heard": heard_in(unit), "part": took_part_in(person, unit), "tied": tied}
    heard, *others = (rows.order_by().values_list(Value(way)) for way, rows in ways.items())
    return {way for (way,) in heard.union(*others).order_by()}


def too_close_to(person, units):
    """The pks of those of these units that this person does not judge. One query, and one for each with a witness."""
    tied = Tie.objects.between(person, OuterRef("portfolio__owner"), OuterRef("portfolio__organisation"))
    found = Unit.objects.filter(pk__in=[unit.pk for unit in units]).annotate(
        is_heard=Exists(heard_in(OuterRef("pk"))),
        is_part=Exists(took_part_in(person, OuterRef("pk"))),
        is_tied=Exists(tied),
    )
    return {
        near.pk
        for near in found
        if near.is_part or near.is_tied or (near.is_heard and is_witness_in(person, near))
    }
