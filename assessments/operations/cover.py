"""Someone is away: a colleague takes over what they read, in one step."""

from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment, Assignment
from assessments.operations.assignment import may_be_given, take_room
from assessments.operations.handing_over import hand_over, hand_to
from people.audit import operation, record
from people.roles import Role
from people.telling import tell
from portfolios.models import Unit


class NotTheirQueue(Exception):
    """Whoever reads it, or coordinates here, passes it on."""


class CannotCover(Exception):
    """They are the same person, or there is nothing of it that this colleague may read."""

    sentence = _("Nothing was moved: choose a colleague who can read some of this.")


@dataclass
class PassedOn:
    """What went to the colleague, and what stays with whoever read it: units, in order."""

    moved: list = field(default_factory=list)
    left: list = field(default_factory=list)


@operation
def cover_queue(assessor, *, organisation, colleague, units, by, at=None):
    """Move those of `units` that `assessor` reads here to `colleague`. Returns PassedOn; one event, one mail.

    What the colleague may not read stays, and is named; why is not said. Raises CannotCover, NoRoom, NotTheirQueue.
    """
    if by.pk != assessor.pk and not by.holds(Role.COORDINATOR, organisation):
        raise NotTheirQueue
    theirs = [unit for unit in held_units(units) if unit.portfolio.organisation_id == organisation.pk]
    theirs = read_among(assessor, theirs)
    free = may_be_given(theirs, colleague, organisation) if colleague.pk != assessor.pk else set()
    covered = PassedOn(
        [unit for unit in theirs if unit.pk in free], [unit for unit in theirs if unit.pk not in free]
    )
    if not covered.moved:
        raise CannotCover
    hand_on(covered.moved, colleague, organisation, by=by, at=at or timezone.now())
    codes = [unit.code for unit in covered.moved]
    told = {"organisation": organisation.code, "to": colleague.code, "units": codes}
    record("queue.covered", by=by, subject=assessor, **told)
    return covered


def held_units(units):
    """Held until the operation ends, always in the same order, so that two at once can’t wait for each other."""
    held = Unit.objects.filter(pk__in=[unit.pk for unit in units]).select_related(
        "portfolio__owner", "version"
    )
    return list(held.select_for_update(of=("self",), no_key=True).order_by("pk"))


def read_among(assessor, units):
    reads = Assignment.objects.filter(unit__in=units, assessor=assessor, ended_at=None)
    keys = set(reads.values_list("unit_id", flat=True))
    return [unit for unit in units if unit.pk in keys]


def hand_on(units, colleague, organisation, *, by, at):
    """Raises NoRoom where not all of the open rounds find room."""
    open_rounds = Assessment.objects.filter(submission__unit__in=units, submission__is_open=True)
    rounds = list(open_rounds.order_by("opened_at", "pk"))
    take_room(colleague, organisation, more=len(rounds))
    hand_to(units, colleague, by=by, at=at)
    hand_over(rounds, colleague, by=by)
    if rounds:
        tell(colleague, "shared", about=rounds[0])
