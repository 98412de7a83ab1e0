"""How much someone takes on, and when they rest. Theirs alone: no event, and no trace of what it was before."""

from assessments.models import AssessorRoom
from people.audit import operation


@operation
def set_room(person, *, organisation, most, is_paused, paused_until=None):
    """`most`: rounds at once, None for any number. `paused_until`: the day on which offers come again; None: till they
    say so."""
    said = {"most": most, "is_paused": is_paused, "paused_until": paused_until if is_paused else None}
    place = {"person": person, "organisation": organisation}
    AssessorRoom.objects.update_or_create(**place, defaults=said)
