"""Saying that something ties two people, or that nothing does. A tie is an event: it is no secret from either."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import Assignment, ProposedDecision, Tie
from assessments.operations.looking_ties import let_looks_go
from assessments.operations.refusing import hold_units, let_go_of_all
from people.audit import operation, record
from people.roles import Role
from people.states import MoveNotAllowed
from portfolios.models import Portfolio


class NotTheirTie(Exception):
    """Only the two, and whoever coordinates here, say what ties them; and whoever said it takes it back."""

    sentence = _("You can’t change that: ask whoever coordinates here.")


class TiedToThemselves(Exception):
    """It takes two."""

    sentence = _("Choose two different people.")


@operation
def say_tie(assessor, *, practitioner, organisation, kind, by, at=None):
    """From now on `assessor` reads nothing of `practitioner` here, nor looks at it again; what they read goes on offer, and
    what they were to look at is with nobody. Returns the tie."""
    if assessor.pk == practitioner.pk:
        raise TiedToThemselves
    if by.pk not in (assessor.pk, practitioner.pk) and not by.holds(Role.COORDINATOR, organisation):
        raise NotTheirTie
    portfolio = Portfolio.objects.filter(owner=practitioner, organisation=organisation).first()
    units = hold_units(portfolio) if portfolio else []
    tie = tie_said_once(
        assessor=assessor, practitioner=practitioner, organisation=organisation, kind=kind, by=by, at=at
    )
    let_go_of_all(units, assessor, by=by)
    let_looks_go(units, assessor)
    return tie


def tie_said_once(*, by, at, **between):
    """The constraint says whether it was said before: of two at once, one writes it down."""
    try:
        with transaction.atomic():
            tie = Tie.objects.create(**between, said_by=by, said_at=at or timezone.now())
    except IntegrityError:
        return Tie.objects.current().get(**between)
    two = {"assessor": tie.assessor.code, "practitioner": tie.practitioner.code}
    record("tie.said", by=by, subject=tie, organisation=tie.organisation.code, **two)
    return tie


@operation
def end_tie(tie, *, by, at=None):
    """It is no longer so: said by whoever said it, or by a coordinator."""
    if tie.said_by_id != by.pk and not by.holds(Role.COORDINATOR, tie.organisation):
        raise NotTheirTie
    if Tie.objects.current().filter(pk=tie.pk).update(ended_at=at or timezone.now()):
        record("tie.ended", by=by, subject=tie)


@operation
def say_untied(assessment, *, by, at=None):
    """Whoever reads a unit, or is asked to agree to a decision in it, says that nothing ties them to its owner: asked
    once, when it is given to them.

    No event yet: whoever hands it back would be known by it for good. It is one with their answer.
    """
    reads = Assignment.objects.filter(unit=assessment.unit, assessor=by, ended_at=None)
    agrees = ProposedDecision.objects.filter(assessment=assessment, countersigner=by, answer="")
    if not (reads.exists() or agrees.exists()):
        raise MoveNotAllowed(assessment.state)
    for asked in (reads, agrees):
        asked.filter(untied_at=None).update(untied_at=at or timezone.now())


@operation
def say_untied_of(unit, *, by, at=None):
    """The same, of a unit they were given, whether or not a round of it lies with them. No event yet either."""
    reads = Assignment.objects.filter(unit=unit, assessor=by, ended_at=None)
    if not reads.exists():
        raise MoveNotAllowed
    reads.filter(untied_at=None).update(untied_at=at or timezone.now())
