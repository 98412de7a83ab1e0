"""Nobody judges what they vouch for: whoever is a witness to this work leaves it to another assessor."""

from django.utils.translation import gettext as _

from portfolios.testimony import is_witness_in


class IsItsWitness(Exception):
    """Something they said as a witness is evidence in this unit; `.sentence` says who can judge it."""

    def __init__(self, unit):
        self.sentence = said_of(unit)
        super().__init__(self.sentence)


def refuse_its_witness(unit, person):
    if is_witness_in(person, unit):
        raise IsItsWitness(unit)


def said_of(unit):
    """Who can judge it instead."""
    return _(
        "You are a witness in this work, so you can’t judge it: nobody judges what they vouch for. "
        "Any other assessor of %(place)s can. Hand it back, or ask whoever coordinates to pass it on."
    ) % {"place": unit.portfolio.organisation}
