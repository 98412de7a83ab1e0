"""How much each assessor has room for, and whether they rest. Theirs alone to set; others learn yes or no."""

from dataclasses import dataclass

from django.db.models import OuterRef

from assessments.models import Assessment, AssessorRoom, State
from people.models.organisation import today
from people.rows import how_many


@dataclass(frozen=True)
class Room:
    """Without a row: no limit, and no rest."""

    most: int | None = None
    reading: int = 0
    is_paused: bool = False
    paused_until: object = None

    def has(self, more=1):
        """Whether `more` rounds find room."""
        return not self.is_paused and (self.most is None or self.reading + more <= self.most)


def rooms_in(organisation, people):
    """{person pk: Room} of those who set one here. One query, however many."""
    rows = with_reading(AssessorRoom.objects.filter(organisation=organisation, person__in=people))
    return {row.person_id: as_room(row) for row in rows}


def rooms_of(person, places):
    """{organisation pk: Room} of the places where they set one. One query."""
    rows = with_reading(AssessorRoom.objects.filter(organisation__in=places, person=person))
    return {row.organisation_id: as_room(row) for row in rows}


def room_of(person, organisation):
    return rooms_in(organisation, [person]).get(person.pk, Room())


def without_room(people, organisation):
    """The pks of those who have none just now. One query."""
    return {key for key, room in rooms_in(organisation, people).items() if not room.has()}


def with_reading(rooms):
    """`reading`: how many rounds lie with them here, those of a trainee that wait for a second assessor too: they may
    come back."""
    theirs = Assessment.objects.filter(
        state__in=[State.IN_REVIEW, State.TO_AGREE],
        assessor=OuterRef("person"),
        organisation=OuterRef("organisation"),
    )
    return rooms.annotate(reading=how_many(theirs, "assessor"))


def as_room(row):
    over = row.paused_until is not None and row.paused_until <= today()
    return Room(row.most, row.reading, row.is_paused and not over, row.paused_until)
