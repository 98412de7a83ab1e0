"""Amendments as people read them: what is open, how many are for it, what was asked. Supporters are never listed."""

from dataclasses import dataclass

from django.db import models
from django.db.models import Case, IntegerField, OuterRef, Prefetch, Value, When

from community.models import Amendment, Remark, Support
from people.models import Membership
from people.rows import how_many

OPEN = Amendment.State.OPEN


@dataclass(frozen=True)
class Tally:
    """How many are for it and how many there are, of those who belong to the place on that day."""

    supporters: int
    members: int

    def holds(self, amendment):
        """Whether this is what the rule asks, of people and of members."""
        enough = self.supporters * 100 >= amendment.needed_share * self.members
        return enough and self.supporters >= amendment.needed_people


def members_of(organisation, *, on):
    """Ids of the people who belong to it that day, in whatever role, each once."""
    here = Membership.objects.current(on).filter(organisation=organisation, person__is_active=True)
    return here.order_by().values("person").distinct()


def tally_of(amendment, *, at):
    """Two queries. Never the proposer, and nobody who left."""
    organisation = amendment.organisation
    if organisation is None:
        return Tally(0, 0)
    members = members_of(organisation, on=organisation.date_of(at))
    given = Support.objects.filter(amendment=amendment, person__in=members)
    return Tally(given.exclude(person=amendment.proposed_by_id).count(), members.count())


def supporting():
    """How many are for it, for `annotate`: those who gave it, whoever they are today. The count at the end decides."""
    return how_many(Support.objects.filter(amendment=OuterRef("pk")), "amendment")


def amendments_of(charter):
    """All of a charter: what is open first, what closes soonest on top; then what is past, the newest first."""
    is_past = Case(When(state=OPEN, then=Value(0)), default=Value(1), output_field=IntegerField())
    closing = Case(
        When(state=OPEN, then="closes_at"), default=Value(None), output_field=models.DateTimeField()
    )
    return (
        Amendment.objects.filter(charter=charter)
        .annotate(support_count=supporting(), is_past=is_past, closing=closing)
        .select_related("proposed_by", "adopted_as")
        .order_by("is_past", "closing", "-closed_at", "-pk")
        .fetch_mode(models.FETCH_RAISE)
    )


def open_near(person, organisation=None):
    """What is open in the charters of their own places, or of one of them: what closes soonest comes first."""
    places = {membership.organisation_id for membership in person.current_memberships}
    if organisation:
        places &= {organisation.pk}
    return Amendment.objects.filter(state=OPEN, organisation__in=places).order_by("closes_at", "pk")


def shown_amendments():
    """With all that their own page says besides the words."""
    return Amendment.objects.annotate(support_count=supporting()).select_related(
        "organisation",
        "charter__organisation",
        "charter__current_version",
        "charter__page__locale",
        "base",
        "proposed_by",
        "adopted_as",
    )


def is_supported_by(amendment, person):
    return Support.objects.filter(amendment=amendment, person=person).exists()


def questions_about(amendment):
    """Questions with their answers, the oldest first."""
    said = Remark.objects.select_related("said_by")
    return (
        Remark.objects.filter(amendment=amendment, answers=None)
        .select_related("said_by")
        .prefetch_related(Prefetch("replies", said, to_attr="answered"))
        .order_by("said_at", "pk")
        .fetch_mode(models.FETCH_RAISE)
    )
