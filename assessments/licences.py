"""Who may sign here, on a day: what can be asked about licences. A query is a noun and brings what its page shows."""

from datetime import timedelta

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, Value, When, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import Licence, ProposedDecision
from assessments.readers import assessors_in
from people.models import User
from people.registry import Waiting
from people.roles import Role
from people.rows import around, first_of

SOON = timedelta(days=60)  # time to find a course, or a form
ENDS_SOON = timedelta(days=30)  # by then its holder and whoever coordinates are told
MOST_NAMED = 3


def licence_of(person, organisation, *, on):
    """The licence that counts for them here on that day, one of their own before a trainee’s; None without."""
    theirs = Licence.objects.current(on).filter(person=person, organisation=organisation)
    return theirs.select_related("countersigner").order_by("is_trainee", "-from_date", "-pk").first()


def countersigners_in(organisation, *, on):
    """Who may agree to a trainee’s decisions here: assessors with a licence who are not learning themselves."""
    full = Licence.objects.current(on).filter(organisation=organisation, is_trainee=False)
    return assessors_in(organisation).filter(pk__in=full.values("person")).order_by("name", "pk")


def without_licence(organisation, *, on):
    """Assessors here today for whom none counts on that day."""
    licensed = Licence.objects.current(on).filter(organisation=organisation)
    return assessors_in(organisation).exclude(pk__in=licensed.values("person")).order_by("name", "pk")


def licences_wanted(people, organisation):
    """{person pk: (sentence, path)} of those among these people who assess here, and for whom none counts today."""
    missing = without_licence(organisation, on=organisation.date_of(timezone.now()))
    path = {
        person.pk: reverse("licence-record", args=[person.code]) for person in missing.filter(pk__in=people)
    }
    return {pk: (_("Record a licence to assess"), found) for pk, found in path.items()}


def licences_in(organisation, *, on):
    """Every licence ever recorded here, those that count on that day first. `counts` says which do."""
    counts = Exists(Licence.objects.current(on).filter(pk=OuterRef("pk")))
    return with_people(Licence.objects.filter(organisation=organisation), counts)


def own_licences(person, organisation, *, on):
    counts = Exists(Licence.objects.current(on).filter(pk=OuterRef("pk")))
    return with_people(Licence.objects.filter(organisation=organisation, person=person), counts)


def with_people(licences, counts):
    first = Case(When(counts, then=Value(0)), default=Value(1), output_field=IntegerField())
    return (
        licences.select_related("person", "countersigner")
        .annotate(counts=counts, place=first)
        .order_by("place", "person__name", "-from_date", "-pk")
    )


def stuck_first(licences, decisions):
    """Licences of `licences_in`, first those of trainees of whose decisions one is among these: `is_stuck` says which."""
    theirs = Exists(decisions.filter(proposed_by=OuterRef("person")))
    is_stuck = Case(When(theirs, counts=True, is_trainee=True, then=Value(True)), default=Value(False))
    return licences.annotate(is_stuck=is_stuck).order_by("-is_stuck", *licences.query.order_by)


def ending_soon(organisation, *, on):
    """Those here that end within `SOON`, the first to end first, unless another follows without a gap."""
    soon = ends_within(SOON, on=on).filter(organisation=organisation)
    return soon.select_related("person").order_by("until_date", "pk")


def ends_within(term, *, on):
    """Licences that count on that day and end within a term of it, unless another follows."""
    follows = Licence.objects.filter(
        organisation=OuterRef("organisation"),
        person=OuterRef("person"),
        ended_at=None,
        from_date__gt=OuterRef("from_date"),
    )
    return Licence.objects.current(on).filter(~Exists(follows), until_date__lte=on + term)


def in_words(licence, *, on):
    """How long a licence counts, as one says it."""
    until = licence.until_date
    if licence.ended_at:
        return _("Ended early, on %(day)s.") % {"day": day_of(licence.organisation.date_of(licence.ended_at))}
    if licence.from_date > on:
        return _("Counts from %(day)s.") % {"day": day_of(licence.from_date)}
    if until is None:
        return _("Since %(day)s, with no last day.") % {"day": day_of(licence.from_date)}
    if until < on:
        return _("Its last day was %(day)s.") % {"day": day_of(until)}
    if until == on:
        return _("Today is its last day.")
    return how_long(until, on)


def how_long(until, on):
    days = (until - on).days
    if days > SOON.days:
        return _("Counts until %(day)s.") % {"day": day_of(until)}
    words = ngettext(
        "Ends in %(count)d day: its last day is %(day)s.",
        "Ends in %(count)d days: its last day is %(day)s.",
        days,
    )
    return words % {"count": days, "day": day_of(until)}


def day_of(day):
    return date_format(day, "j F Y")


def what_is_missing(person, organisation, *, on):
    """Why this person can’t reply or sign off here on that day, and who can change that: in sentences."""
    theirs = Licence.objects.filter(person=person, organisation=organisation)
    last = theirs.select_related("organisation").order_by("-from_date", "-pk").first()
    return f"{why_none(last, on)} {who_records(organisation)}"


def why_none(last, on):
    if last is None:
        return _("Replying and signing off wants a licence to assess, and none is recorded for you here yet.")
    why = _("Replying and signing off wants a licence to assess, and yours does not count today.")
    return f"{why} {in_words(last, on=on)}"


def who_records(organisation):
    """Who can record one, by name; what was judged waits meanwhile."""
    held = organisation.memberships.current().filter(role=Role.COORDINATOR).values("person")
    people = User.objects.filter(pk__in=held, is_active=True).order_by("name", "pk")[:MOST_NAMED]
    if not people:
        return _("Whoever coordinates here can record one. What you judged stays as it is.")
    names = get_text_list([str(person) for person in people], _("or"))
    return _("%(names)s can record one. What you judged stays as it is.") % {"names": names}


def waiting_in(organisation):
    """Trainees’ decisions that someone here is asked to agree to, the oldest first."""
    waiting = ProposedDecision.objects.filter(answer="", assessment__organisation=organisation)
    return with_what_it_is_about(waiting)


def waiting_near(person, *, most=None):
    """(decisions this person is asked to agree to, their own that wait), in the places where they assess today, the
    oldest first. One query. `most`: no more than so many of each; each says `of` how many.
    """
    places = person.places_as(Role.ASSESSOR)
    waiting = ProposedDecision.objects.filter(
        Q(countersigner=person) | Q(proposed_by=person),
        answer="",
        assessment__organisation__in=places,
    )
    near = list(with_what_it_is_about(oldest_of_each(waiting, person, most) if most else waiting))
    return [
        [one for one in near if one.countersigner_id == person.pk],
        [one for one in near if one.proposed_by_id == person.pk],
    ]


def oldest_of_each(waiting, person, most):
    """Of what they are asked, and of what is their own, so many, with `of`: how many there are."""
    kind = Case(When(proposed_by=person, then=Value(1)), default=Value(0))
    numbered = waiting.annotate(
        of=Window(Count("pk"), partition_by=kind),
        nth=Window(RowNumber(), partition_by=kind, order_by=["proposed_at", "pk"]),
    )
    return numbered.filter(nth__lte=most)


def with_what_it_is_about(proposals):
    return proposals.select_related(
        "proposed_by",
        "countersigner",
        "assessment__submission__unit__version",
        "assessment__submission__unit__portfolio__owner",
    ).order_by("proposed_at", "pk")


def decisions_asked_of(person):
    """Decisions this person is asked to agree to, in the places where they assess today."""
    places = person.places_as(Role.ASSESSOR)
    return ProposedDecision.objects.filter(
        answer="", countersigner=person, assessment__organisation__in=places
    )


def waiting_on(assessment, person):
    """The decision that waits in this round, with its people; None while none does. `before_it`, `after_it`: the codes of
    the rounds beside it among those this person is asked to agree to, "" for none.
    """
    before, after = around(decisions_asked_of(person), "proposed_at", OuterRef("proposed_at"), OuterRef("pk"))
    found = assessment.proposals.filter(answer="").select_related("proposed_by", "countersigner")
    code = "assessment__code"
    return found.annotate(before_it=first_of(before, code), after_it=first_of(after, code)).first()


def left_to_agree(decision, person):
    """(is any left before it, the code of the round after it or ""), once this decision waits for them no more."""
    before, after = around(decisions_asked_of(person), "proposed_at", decision.proposed_at, decision.pk)
    return before.exists(), after.values_list("assessment__code", flat=True).first() or ""


def answered_last(assessment):
    """What the countersigner said last, where the round came back by it; None otherwise."""
    said = assessment.proposals.exclude(answer__in=("", ProposedDecision.Answer.TAKEN_BACK))
    said = said.select_related("countersigner", "answered_by")
    return said.order_by("-answered_at", "-pk").first()


def agreements_waiting(person):
    """For the list of what needs someone: each decision they are asked to agree to. One query."""
    to_agree, _own = waiting_near(person)
    return [
        Waiting(
            _("%(name)s asks you to agree to a decision about the work of %(owner)s.")
            % {
                "name": one.proposed_by.get_short_name(),
                "owner": one.assessment.submission.unit.portfolio.owner.get_short_name(),
            },
            reverse("review", args=[one.assessment.code]),
            one.proposed_at,
        )
        for one in to_agree
    ]
