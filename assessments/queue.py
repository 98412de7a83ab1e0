"""What an assessor asks to see of their queue, and which rounds stand before and after one in it."""

from dataclasses import asdict, dataclass

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment, State
from people.roles import Role
from people.rows import around, first_of
from standards.models import AwardDefinition, AwardMember, Standard

OFFERED, UNREAD, BEGUN, AGAIN = "offered", "unread", "begun", "again"
STANDS = [
    (OFFERED, _("Offered to you")),
    (UNREAD, _("Not looked at yet")),
    (BEGUN, _("Begun")),
    (AGAIN, _("Shared again after a reply")),
    (State.REPLIED.value, State.REPLIED.label),
    (State.SIGNED_OFF.value, State.SIGNED_OFF.label),
]
OF_QUEUE = {UNREAD: Q(begun_at=None), BEGUN: Q(begun_at__isnull=False), AGAIN: Q(submission__round__gt=1)}
UNIT = "submission__unit__"


@dataclass(frozen=True)
class QueueFilter:
    """Part of a name, the codes of a standard and an award, and how it stands; empty: everything."""

    name: str = ""
    standard: str = ""
    award: str = ""
    stands: str = ""

    def __bool__(self):
        return any(asdict(self).values())

    @classmethod
    def kept(cls, fields):
        """As it was kept; whatever else was kept there is left out."""
        kept = fields if isinstance(fields, dict) else {}
        return cls(**{name: str(kept[name]) for name in asdict(cls()) if name in kept})

    def whose(self):
        """What it asks of whose work it is and of which standard, as one condition on reviews."""
        condition = Q()
        if self.name:
            condition &= Q(**{f"{UNIT}portfolio__owner__name__icontains": self.name})
        if self.standard:
            condition &= Q(**{f"{UNIT}version__standard__code": self.standard})
        if self.award:
            condition &= Q(**{f"{UNIT}version__standard__in": standards_of(self.award)})
        return condition

    def offers(self, rows):
        return rows.filter(self.whose()) if self.stands in ("", OFFERED) else rows.none()

    def queue(self, rows):
        if self.stands and self.stands not in OF_QUEUE:
            return rows.none()
        return rows.filter(self.whose(), OF_QUEUE.get(self.stands, Q()))

    def answered(self, rows):
        if not self.stands:
            return rows.filter(self.whose())
        return rows.filter(self.whose(), state=self.stands) if self.stands in State.values else rows.none()


def standards_of(award):
    """The standards of an award as published now."""
    return AwardMember.objects.filter(version__award__code=award, version=current_of()).values("standard")


def current_of():
    return Subquery(
        AwardDefinition.objects.filter(pk=OuterRef("version__award")).values("current_version")[:1]
    )


def standards_at_hand(assessor):
    """The standards of what this assessor reads, read, or could take on, by title."""
    places = assessor.places_as(Role.ASSESSOR)
    at_hand = Q(state=State.ON_OFFER) | Q(assessor=assessor)
    rounds = Assessment.objects.filter(at_hand, organisation__in=places).order_by()
    return Standard.objects.filter(pk__in=rounds.values(f"{UNIT}version__standard"))


def awards_at_hand(standards):
    """The awards that ask for any of these standards, by title."""
    asks = AwardMember.objects.filter(standard__in=standards.values("pk")).values("version")
    return AwardDefinition.objects.filter(current_version__in=asks).order_by("title", "pk")


def with_neighbours(assessments, assessor, asked):
    """Each review with the codes of the rounds `before_it` and `after_it` in this assessor’s queue, "" for none."""
    queue = asked.queue(read_by(assessor))
    before, after = around(queue, "opened_at", OuterRef("opened_at"), OuterRef("pk"))
    return assessments.annotate(before_it=first_of(before, "code"), after_it=first_of(after, "code"))


def left_around(assessment, assessor, asked):
    """(is anything left before it, the code of the round after it or ""): once it was answered, or is someone else’s."""
    before, after = around(asked.queue(read_by(assessor)), "opened_at", assessment.opened_at, assessment.pk)
    return before.exists(), after.values_list("code", flat=True).first() or ""


def read_by(assessor):
    return Assessment.objects.of_assessor(assessor).filter(state=State.IN_REVIEW)
