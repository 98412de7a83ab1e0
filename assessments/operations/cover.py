"""Someone is away: a colleague takes over what they read, in one step."""

from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment
from assessments.operations.assignment import can_assess, hand_over, hand_to, take_room
from assessments.queries import assignment_of
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
class Covered:
    """What went to the colleague, and what stays with whoever read it: units, in order."""

    moved: list = field(default_factory=list)
    left: list = field(default_factory=list)


@operation
def cover_queue(assessor, *, organisation, colleague, units, by, at=None):
    """Move those of `units` that `assessor` reads here to `colleague`. Returns a Covered; one event, one mail.

    What the colleague may not read stays, and is named; why is not said. Raises CannotCover, NoRoom, NotTheirQueue.
    """
    if by.pk != assessor.pk and not by.holds(Role.COORDINATOR, organisation):
        raise NotTheirQueue
    covered = Covered()
    for unit in in_order(units):
        if unit.portfolio.organisation_id != organisation.pk or not reads(assessor, unit):
            continue
        is_free = colleague.pk != assessor.pk and can_assess(colleague, unit)
        (covered.moved if is_free else covered.left).append(unit)
    if not covered.moved:
        raise CannotCover
    hand_on(covered.moved, colleague, organisation, by=by, at=at or timezone.now())
    codes = [unit.code for unit in covered.moved]
    told = {"organisation": organisation.code, "to": colleague.code, "units": codes}
    record("queue.covered", by=by, subject=assessor, **told)
    return covered


def in_order(units):
    """Held until the operation ends, always in the same order, so that two at once can’t wait for each other."""
    return [Unit.objects.locked(unit) for unit in sorted(units, key=lambda unit: unit.pk)]


def reads(assessor, unit):
    assignment = assignment_of(unit)
    return assignment is not None and assignment.assessor_id == assessor.pk


def hand_on(units, colleague, organisation, *, by, at):
    """Raises NoRoom where not all of the open rounds find room."""
    open_rounds = Assessment.objects.filter(submission__unit__in=units, submission__is_open=True)
    rounds = list(open_rounds.order_by("opened_at", "pk"))
    take_room(colleague, organisation, more=len(rounds))
    for unit in units:
        hand_to(unit, colleague, by=by, at=at)
    for assessment in rounds:
        hand_over(assessment, colleague, by=by, tells=False)
    if rounds:
        tell(colleague, "shared", about=rounds[0])
