"""Nobody judges what they vouch for or did themselves: a witness or co-owner leaves the work to another assessor."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from portfolios.models import Unit
from portfolios.parts import took_part_in
from portfolios.testimony import heard_in, is_witness_in


class StandsTooClose(Exception):
    """What they said as a witness, or did together with its owner, is evidence here; `.sentence` says who can judge it."""

    def __init__(self, sentence):
        self.sentence = sentence
        super().__init__(sentence)


def refuse_too_close(unit, person):
    if sentence := why_aside(unit, person):
        raise StandsTooClose(sentence)


def why_aside(unit, person):
    """Why this person does not judge this unit, and who can; "" where nothing stands in the way, in one query."""
    here = Unit.objects.filter(pk=unit.pk).annotate(is_heard=Exists(heard_in(OuterRef("pk"))))
    asked = here.annotate(is_part=Exists(took_part_in(person, OuterRef("pk")))).get()
    if asked.is_heard and is_witness_in(person, unit):
        why = _("You are a witness in this work, so you can’t judge it: nobody judges what they vouch for.")
    elif asked.is_part:
        why = _("You did part of this yourself, so you can’t judge it: nobody judges their own work.")
    else:
        return ""
    who = _("Any other assessor of %(place)s can. Hand it back, or ask whoever coordinates to pass it on.")
    return f"{why} {who % {'place': unit.portfolio.organisation}}"
