"""What is offered to whom: by place, pool and room, and never to those who are tied or said no."""

from django.db.models import Exists, OuterRef

from assessments.models import Assessment, State, Tie
from assessments.pools import goes_to
from assessments.queries import items_here, number_of, with_changes
from assessments.quiet import said_no_to
from assessments.room import Room, rooms_of
from people.roles import Role
from portfolios.parts import took_part_in
from portfolios.testimony import heard_in

AT_A_TIME = 75  # rounds asked about at once: few say no to more of them than there are over
MOST_OFFERS = 50  # more are no choice: the oldest are offered first


def offers_for(assessor, *, most=MOST_OFFERS):
    """Rounds nobody reads yet that this person is offered, the oldest first; none where they have no room.

    `evidence_count`: the pieces of each.
    """
    keys = [assessment.pk for assessment in offered(assessor, most=most)]
    pieces = number_of("evidence_version", items_here())
    return with_changes(Assessment.objects.filter(pk__in=keys)).annotate(evidence_count=pieces)


def offered(assessor, *, most):
    """Those rounds, each with when it was opened. Five queries at most, for as long as they said no to few of them."""
    places = places_with_room(assessor)
    open_to_them = may_be_offered(assessor, places) if places else Assessment.objects.none()
    found, start = [], 0
    while len(found) < most:
        some = list(open_to_them[start : start + AT_A_TIME])
        found += without_noes(assessor, some)
        start += AT_A_TIME
        if len(some) < AT_A_TIME:
            break
    return found[:most]


def places_with_room(assessor):
    places = assessor.places_as(Role.ASSESSOR)
    rooms = rooms_of(assessor, places) if places else {}
    return [place for place in places if rooms.get(place, Room()).has()]


def may_be_offered(assessor, places):
    """On offer in these places to a pool they are in or to everyone, and nothing ties them to it.

    A witness whom only name or address gives away is told so when they accept.
    """
    unit = OuterRef("submission__unit")
    tied = Tie.objects.between(
        assessor, OuterRef("submission__unit__portfolio__owner"), OuterRef("organisation")
    )
    return (
        Assessment.objects.filter(goes_to(assessor, "submission__unit__"), state=State.ON_OFFER)
        .filter(~Exists(tied), ~Exists(took_part_in(assessor, unit)), organisation__in=places)
        .exclude(Exists(heard_in(unit).filter(answered_by=assessor)))
        .exclude(owner=assessor)
        .select_related("submission__unit__portfolio")
        .only("code", "opened_at", "submission__unit__portfolio__code")
    )


def without_noes(assessor, assessments):
    """Those that neither they declined nor whose owner would rather have someone else. One query."""
    portfolios = [assessment.submission.unit.portfolio for assessment in assessments]
    noes = set(said_no_to(assessor, [*assessments, *portfolios])) if assessments else set()
    return [
        assessment
        for assessment, portfolio in zip(assessments, portfolios, strict=True)
        if noes.isdisjoint({assessment, portfolio})
    ]
