"""Nobody judges what they vouch for or did themselves, or someone they are tied to: another assessor does."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from assessments.ties import ties_between
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
    here = Unit.objects.filter(pk=unit.pk).annotate(is_heard=Exists(heard_in(OuterRef("pk"))))
    tied = ties_between(person, OuterRef("portfolio__owner"), OuterRef("portfolio__organisation"))
    near = here.annotate(is_part=Exists(took_part_in(person, OuterRef("pk"))), is_tied=Exists(tied))
    asked = near.get()
    if asked.is_heard and is_witness_in(person, unit):
        why = _("You are a witness in this work, so you can’t judge it: nobody judges what they vouch for.")
    elif asked.is_part:
        why = _("You did part of this yourself, so you can’t judge it: nobody judges their own work.")
    elif asked.is_tied:
        why = _(
            "Something ties you to whoever did this, so you can’t judge it: ties were asked about, and said."
        )
    else:
        return ""
    who = _("Any other assessor of %(place)s can. Hand it back, or ask whoever coordinates to pass it on.")
    return f"{why} {who % {'place': unit.portfolio.organisation}}"
