"""What waits for whoever coordinates a place: work that goes on only if they choose someone.

Nothing here knows who said no to what (assessments/quiet.py): a round that was declined or whose reader was refused is
listed exactly when one that was never offered would be. Whoever rests has no room, like someone who has enough; whether
someone is away is read off how long work lies with them.
"""

from datetime import timedelta

from django.db.models import Count, Exists, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext_lazy

from assessments.models import Assessment, AssessorRoom, Assignment, State, Tie
from assessments.pools import has_pool, pool_for
from assessments.room import as_room, with_reading
from people.models import Membership, User
from people.registry import waits
from people.roles import Role
from people.waiting import in_each_place, is_in_several, several

ON_OFFER_LONG = timedelta(days=7)
WITH_ONE_LONG = timedelta(days=21)
MOST_AWAY = 10  # the longest; the others follow once these are passed on


@waits
def rounds_nobody_takes(person):
    """On offer where nobody here has room for it, or for a week: someone is to be chosen. Two queries."""
    places = person.places_as(Role.COORDINATOR)
    if not places:
        return []
    return in_each_place(
        ngettext_lazy(
            "A shared round finds no assessor by itself. Choose who reads it.",
            "%(count)d shared rounds find no assessor by themselves. Choose who reads them.",
            "count",
        ),
        rounds_in_need(places),
        since="opened_at",
        url=reverse("assignments") + "?waiting=1",
    )


def rounds_in_need(places):
    """Whoever is kept out as a witness or for a part in it is not reckoned with: a week later it is here anyway."""
    pool = pool_for("submission__unit__")
    assessors = Membership.objects.current().filter(
        role=Role.ASSESSOR, organisation=OuterRef("organisation"), person__is_active=True
    )
    full = [row.pk for row in rooms_in_places(places) if not as_room(row).has()]
    has_reader = Exists(free_for_it(pool, "assessor", full)) | (
        ~has_pool("submission__unit__") & Exists(free_for_it(assessors, "person", full))
    )
    waits_long = Q(opened_at__lte=timezone.now() - ON_OFFER_LONG)
    return Assessment.objects.filter(waits_long | ~has_reader, state=State.ON_OFFER, organisation__in=places)


def rooms_in_places(places):
    return with_reading(AssessorRoom.objects.filter(organisation__in=places))


def free_for_it(rows, who, full):
    """Of rows that name an assessor of a place: those with room whom nothing ties to the owner of the round around."""
    place = OuterRef("organisation")
    tied = Tie.objects.between(OuterRef(who), OuterRef(OuterRef("owner")), place)
    has_none = AssessorRoom.objects.filter(pk__in=full, person=OuterRef(who), organisation=place)
    return rows.filter(~Exists(tied), ~Exists(has_none)).exclude(**{who: OuterRef("owner")})


@waits
def assessors_away(person):
    """Rounds that lie with one assessor for three weeks, or with one who assesses here no more. Two queries.

    What someone reads in two places is two lines: each is passed on among the people of its own.
    """
    places = person.places_as(Role.COORDINATOR)
    found = list(long_with_one(places)[:MOST_AWAY]) if places else []
    names = User.objects.in_bulk([row["assessor"] for row in found]) if found else {}
    in_several = is_in_several(person)
    return [
        one
        for row in found
        for one in several(
            AWAY_WORDS[row["is_gone"]],
            row["count"],
            since=row["since"],
            url=reverse("cover", args=[names[row["assessor"]].code])
            + (f"?place={row['organisation__code']}" if in_several else ""),
            place=row["organisation__name"] if in_several else "",
            name=names[row["assessor"]],
        )
    ]


AWAY_WORDS = {
    False: ngettext_lazy(
        "A shared round has been with %(name)s for three weeks. If they are away, pass it on to a colleague.",
        "%(count)d shared rounds have been with %(name)s for three weeks. If they are away, pass them on.",
        "count",
    ),
    True: ngettext_lazy(
        "%(name)s assesses here no more, and a shared round is still with them. Pass it on.",
        "%(name)s assesses here no more, and %(count)d shared rounds are still with them. Pass them on.",
        "count",
    ),
}


def long_with_one(places):
    """{"assessor", "organisation__code", "organisation__name", "is_gone", "count", "since"}, the longest first."""
    given = Assignment.objects.filter(unit=OuterRef("submission__unit"), ended_at=None).values("assigned_at")
    here = Membership.objects.current().filter(
        role=Role.ASSESSOR,
        organisation=OuterRef("organisation"),
        person=OuterRef("assessor"),
        person__is_active=True,
    )
    theirs = Assessment.objects.filter(state=State.IN_REVIEW, organisation__in=places).annotate(
        with_since=Greatest("opened_at", Coalesce(Subquery(given[:1]), "opened_at")), is_gone=~Exists(here)
    )
    long = theirs.filter(Q(is_gone=True) | Q(with_since__lte=timezone.now() - WITH_ONE_LONG))
    grouped = long.order_by().values("assessor", "organisation__code", "organisation__name", "is_gone")
    counted = grouped.annotate(count=Count("pk"), since=Min("with_since"))
    return counted.order_by("since", "assessor", "organisation__code")
