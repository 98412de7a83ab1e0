"""What waits for someone who reads, or whose work was read, for the list of what needs them."""

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q
from django.urls import reverse
from django.utils.translation import ngettext_lazy

from assessments.differences import waiting_for
from assessments.models import Assessment, BasisFlag, Question, State
from assessments.offers import MOST_OFFERS, offered
from assessments.questions import OPEN
from people.registry import waits
from people.roles import Role
from people.waiting import several
from portfolios.models import Submission


def totals(rows, since, **more):
    return rows.order_by().aggregate(count=Count("pk", distinct=True), since=Min(since), **more)


@waits
def rounds_to_read(person):
    places = person.places_as(Role.ASSESSOR)
    mine = Assessment.objects.filter(assessor=person, state=State.IN_REVIEW, organisation__in=places)
    found = totals(mine, "opened_at")
    return several(
        ngettext_lazy(
            "A shared round is yours to read.",
            "%(count)d shared rounds are yours to read.",
            "count",
        ),
        found["count"],
        url=reverse("review-queue"),
        since=found["since"],
    )


@waits
def rounds_on_offer(person):
    """Those they are offered, so none while they rest or have no room. No is said to one as quietly as ever."""
    rounds = offered(person, most=MOST_OFFERS) if person.places_as(Role.ASSESSOR) else []
    return several(
        ngettext_lazy(
            "A shared round looks for someone to read it. Only if you have room.",
            "%(count)d shared rounds look for someone to read them. Only if you have room.",
            "count",
        ),
        len(rounds),
        url=reverse("review-queue"),
        since=min((one.opened_at for one in rounds), default=None),
    )


@waits
def seen_differently(person):
    rows = waiting_for(person)
    return several(
        ngettext_lazy(
            "Someone sees a judgement differently and waits for your answer.",
            "%(count)d times, someone sees a judgement differently and waits for your answer.",
            "count",
        ),
        len(rows),
        url=rows and reverse("difference", args=[rows[0].code]),
        since=min((said.said_at for said in rows), default=None),
    )


@waits
def decisions_to_look_at_again(person):
    places = person.places_as(Role.ASSESSOR)
    here = Q(assessment__assessor=person, assessment__organisation__in=places)
    found = totals(BasisFlag.objects.filter(here, settled_at=None), "raised_at")
    return several(
        ngettext_lazy(
            "Something a decision of yours rests on is out of sight now.",
            "%(count)d times, something a decision of yours rests on is out of sight now.",
            "count",
        ),
        found["count"],
        url=reverse("look-again"),
        since=found["since"],
    )


@waits
def questions_to_answer(person):
    asked = Question.objects.filter(OPEN, assessment__submission__unit__portfolio__owner=person)
    found = totals(asked, "asked_at", code=Max("assessment__submission__unit__code"))
    return several(
        ngettext_lazy(
            "Someone who reads your work asks you something.",
            "Someone who reads your work asks you %(count)d things.",
            "count",
        ),
        found["count"],
        url=found["count"] and reverse("unit-questions", args=[found["code"]]),
        since=found["since"],
    )


@waits
def replies(person):
    """Where the last round of a standard was answered: what comes next is theirs."""
    later = Submission.objects.filter(
        unit=OuterRef("submission__unit"), round__gt=OuterRef("submission__round"), recalled_at=None
    )
    mine = Assessment.objects.filter(
        ~Exists(later), state=State.REPLIED, owner=person, submission__unit__carried_to=None
    )
    answered = mine.filter(transitions__to_state=State.REPLIED)
    found = totals(answered, F("transitions__at"), code=Max("submission__unit__code"))
    one = found["count"] == 1
    return several(
        ngettext_lazy(
            "An assessor replied to you. What comes next is yours.",
            "Assessors replied to you about %(count)d standards. What comes next is yours.",
            "count",
        ),
        found["count"],
        url=reverse("unit-detail", args=[found["code"]]) if one else reverse("dashboard"),
        since=found["since"],
    )
