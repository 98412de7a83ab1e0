"""Someone is away: a colleague takes over what they read, and what waits for them to agree to, in one step."""

from dataclasses import dataclass, field

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.licences import with_what_it_is_about
from assessments.models import Assessment, Assignment, ProposedDecision
from assessments.operations.assignment import may_be_given, take_room
from assessments.operations.handing_over import hand_over, hand_to
from assessments.operations.leaving_nothing import forget_mails
from assessments.operations.licensed import is_licensed
from assessments.readers import waits_to_be_agreed
from assessments.ties import untied_before
from people.audit import operation, record
from people.roles import Role
from people.telling import tell
from portfolios.models import Unit


class NotTheirQueue(Exception):
    """Whoever reads it, or coordinates here, passes it on."""


class CannotCover(Exception):
    """They are the same person, or there is nothing of it that this colleague may read or agree to."""

    sentence = _("Nothing was moved: choose a colleague who can take on some of this.")


@dataclass
class PassedOn:
    """What went to the colleague, and what stays with whoever read it: units, in order. Likewise decisions: `asked`, which
    the colleague is asked to agree to now, and `unasked`.
    """

    moved: list = field(default_factory=list)
    left: list = field(default_factory=list)
    asked: list = field(default_factory=list)
    unasked: list = field(default_factory=list)


@operation
def cover_queue(assessor, *, organisation, colleague, units, decisions=(), by, at=None):
    """Move those of `units` that `assessor` reads here, and of `decisions` that wait for them, to `colleague`. Returns
    PassedOn; one event, one mail.

    What the colleague may not take stays, and is named; why is not said. So does what waits for a second assessor to
    agree, unless a coordinator moves it. Raises CannotCover, NoRoom, NotTheirQueue.
    """
    coordinates = by.holds(Role.COORDINATOR, organisation)
    if by.pk != assessor.pk and not coordinates:
        raise NotTheirQueue
    at = at or timezone.now()
    about = [decision.assessment.submission.unit for decision in decisions]
    held = held_units([*units, *about])
    here = [unit for unit in held if unit.portfolio.organisation_id == organisation.pk]
    meant = set(units)
    theirs = read_among(assessor, [unit for unit in here if unit in meant])
    free = may_be_given(here, colleague, organisation) if colleague.pk != assessor.pk else set()
    goes = free if coordinates else free - waiting_among(assessor, theirs)
    covered = PassedOn(
        [unit for unit in theirs if unit.pk in goes], [unit for unit in theirs if unit.pk not in goes]
    )
    if decisions:
        asked = asked_among(assessor, decisions, organisation)
        look_who_agrees(covered, asked, colleague, organisation, free=free, at=at)
    if not (covered.moved or covered.asked):
        raise CannotCover
    hand_on(covered, assessor, colleague, organisation, by=by, at=at)
    told = {"organisation": organisation.code, "to": colleague.code}
    told["units"] = [unit.code for unit in covered.moved]
    if covered.asked:
        told["decisions"] = [decision.code for decision in covered.asked]
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


def waiting_among(assessor, units):
    """The pks of those where what they decided waits for someone to agree to it."""
    keys = [unit.pk for unit in units]
    waiting = Unit.objects.filter(waits_to_be_agreed(assessor), pk__in=keys)
    return set(waiting.values_list("pk", flat=True))


def asked_among(assessor, decisions, organisation):
    """Those of these decisions that wait for this person to agree to, held as `held_units` are."""
    waiting = ProposedDecision.objects.filter(
        pk__in=[decision.pk for decision in decisions], answer="", countersigner=assessor
    )
    here = with_what_it_is_about(waiting.filter(assessment__organisation=organisation)).order_by("pk")
    return list(here.select_for_update(of=("self",), no_key=True))


def look_who_agrees(covered, decisions, colleague, organisation, *, free, at):
    """Of these decisions, those this colleague may agree to. `free`: the pks of the units nothing keeps them from."""
    may = bool(decisions) and is_licensed(colleague, organisation, at=at)
    for decision in decisions:
        takes = may and decision.assessment.unit.pk in free and decision.proposed_by_id != colleague.pk
        (covered.asked if takes else covered.unasked).append(decision)


def hand_on(covered, assessor, colleague, organisation, *, by, at):
    """Raises NoRoom where not all of the open rounds find room; agreeing takes none."""
    rounds = []
    if covered.moved:
        open_rounds = Assessment.objects.filter(submission__unit__in=covered.moved, submission__is_open=True)
        rounds = list(open_rounds.order_by("opened_at", "pk"))
        take_room(colleague, organisation, more=len(rounds))
        hand_to(covered.moved, colleague, by=by, at=at)
        hand_over(rounds, colleague, by=by)
    ask_colleague(covered.asked, colleague)
    if covered.asked:
        forget_mails(assessor, *(decision.assessment for decision in covered.asked))
    if rounds:
        tell(colleague, "shared", about=rounds[0])
    elif covered.asked:
        tell(colleague, "to_agree", about=covered.asked[0].assessment)


def ask_colleague(decisions, colleague):
    """They are asked what ties them, unless they said so of that unit before."""
    said = untied_before(colleague, OuterRef("assessment"))
    waiting = ProposedDecision.objects.filter(pk__in=[decision.pk for decision in decisions], answer="")
    waiting.update(countersigner=colleague, untied_at=Subquery(said[:1]))
