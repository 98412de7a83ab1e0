"""Rounds that may be looked at a second time, and how risky each is: in steps anyone can do again on paper."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Min, Q
from django.utils.translation import gettext as _

from assessments.models import (
    Assessment,
    Experience,
    Licence,
    Reopening,
    Risk,
    SampleRecord,
    SignOff,
    Stage,
    State,
)
from portfolios.models import EvidenceVersionWords
from standards.models import AwardMember

STAGES = {State.REPLIED.value: Stage.INTERIM, State.SIGNED_OFF.value: Stage.SUMMATIVE}
LAST_ROUNDS = 200  # among which a kind of evidence is rare
RARE_ONE_IN = 10


@dataclass(frozen=True)
class Decided:
    """A round that was answered: whose, about what, when, and with which kinds of evidence."""

    pk: int
    code: str
    assessor: int
    owner: int
    standard: int
    stage: Stage
    at: datetime
    kinds: dict = field(default_factory=dict, compare=False)  # {slug: name}

    @property
    def triples(self):
        """What looking at it covers: {(assessor, standard, kind)}."""
        return {(self.assessor, self.standard, kind) for kind in self.kinds}


@dataclass(frozen=True)
class Known:
    """What is known here about the assessors, standards and kinds of some rounds."""

    signed: dict  # assessor → how many sign-offs here
    trainees: set
    first_signed: dict  # standard → when it was first signed off here
    overturned_by: set  # assessors
    overturned_of: set  # standards
    kinds: Counter  # kind → in how many of the last rounds
    last: int  # how many those are


def day_begins(organisation, day):
    """The first moment of a day, as it is counted there."""
    return datetime.combine(day, time.min, ZoneInfo(organisation.time_zone))


def decided_in(plan):
    """The answered rounds of a plan's period that its strategy is about, as Decided. Two queries."""
    place, award = plan.organisation, plan.strategy.award
    rounds = Assessment.objects.filter(organisation=place, state__in=STAGES)
    if award:
        members = AwardMember.objects.filter(version=award.current_version_id).values_list(
            "standard", flat=True
        )
        rounds = rounds.filter(submission__unit__version__standard__in=list(members))
    since, before = day_begins(place, plan.from_date), day_begins(place, plan.until_date + timedelta(days=1))
    return as_decided(rounds.filter(decided_at__gte=since, decided_at__lt=before))


def as_decided(rounds):
    """Answered assessments as Decided, in the order of their keys. Two queries."""
    columns = (
        "pk",
        "code",
        "assessor",
        "owner",
        "submission__unit__version__standard",
        "state",
        "decided_at",
    )
    found = {
        pk: Decided(pk, code, assessor, owner, standard, STAGES[state], at, {})
        for pk, code, assessor, owner, standard, state, at in rounds.order_by("pk").values_list(*columns)
    }
    for pk, kind, name in kinds_in(found):
        found[pk].kinds[kind] = name or kind
    return list(found.values())


def kinds_in(keys):
    """[(key, kind, its name)] of the assessments with these keys, which are at hand: a database finds them by them."""
    here = "version__items__submission__assessment"
    words = EvidenceVersionWords.objects.filter(**{f"{here}__in": list(keys)})
    return words.order_by().values_list(here, "kind", "kind_name").distinct()


def known_about(organisation, rounds):
    """What is known here about these rounds. Seven queries, however many."""
    assessors, standards = {one.assessor for one in rounds}, {one.standard for one in rounds}
    signed = SignOff.objects.filter(assessment__organisation=organisation).order_by()
    by_assessor = signed.filter(signed_by__in=assessors).values_list("signed_by").annotate(Count("pk"))
    standard = "submission__unit__version__standard"
    first = signed.filter(**{f"{standard}__in": standards}).values_list(standard).annotate(Min("signed_at"))
    overturned_by, overturned_of = overturned_in(organisation, assessors, standards)
    kinds, last = kinds_of_late(organisation)
    return Known(
        dict(by_assessor), trainees_among(assessors, organisation), dict(first),
        overturned_by, overturned_of, kinds, last,
    )  # fmt: skip


def trainees_among(assessors, organisation):
    learning = Licence.objects.current().filter(organisation=organisation, person__in=assessors)
    rows = learning.order_by().values_list("person", "is_trainee")
    fully = {person for person, is_trainee in rows if not is_trainee}
    return {person for person, is_trainee in rows if is_trainee} - fully


def overturned_in(organisation, assessors, standards):
    """Assessors and standards of which a decision was found otherwise, or opened again: ({assessor}, {standard})."""
    by, of = set(), set()
    for rows, to in (
        (SampleRecord.objects.filter(agrees=False), "sample__assessment__"),
        (Reopening.objects.all(), "sign_off__assessment__"),
    ):
        assessor, standard = f"{to}assessor", f"{to}submission__unit__version__standard"
        here = rows.filter(**{f"{to}organisation": organisation}).order_by()
        near = here.filter(Q(**{f"{assessor}__in": assessors}) | Q(**{f"{standard}__in": standards}))
        for person, about in near.values_list(assessor, standard).distinct():
            by.add(person)
            of.add(about)
    return by, of


def kinds_of_late(organisation):
    """In how many of the last rounds answered here each kind of evidence was, and how many rounds those are."""
    late = Assessment.objects.filter(organisation=organisation, decided_at__isnull=False)
    last = list(late.order_by("-decided_at", "-pk").values_list("pk", flat=True)[:LAST_ROUNDS])
    pairs = {(pk, kind) for pk, kind, _name in kinds_in(last)}
    return Counter(kind for _pk, kind in pairs), len(last)


def experience_of(assessor, strategy, known):
    if assessor in known.trainees:
        return Experience.TRAINEE
    return Experience.NEW if known.signed.get(assessor, 0) < strategy.new_until else Experience.EXPERIENCED


def reasons_for(one, strategy, known):
    """[(points, why)] of what makes a round risky by these weights; none where nothing does."""
    first = known.first_signed.get(one.standard)
    rare = [name for kind, name in one.kinds.items() if known.kinds[kind] * RARE_ONE_IN <= known.last]
    overturned = one.assessor in known.overturned_by or one.standard in known.overturned_of
    steps = [
        (first is None or one.at <= first, strategy.weight_new_standard, _("the standard is new here")),
        (overturned, strategy.weight_overturned, _("a decision like it was changed before")),
        (rare, strategy.weight_rare_kind, _("a kind of evidence in it is rare here")),
    ]
    return [(points, why) for holds, points, why in steps if holds and points]


def risk_of(reasons):
    """No points: low. One: medium. Two or more: high."""
    points = sum(points for points, _why in reasons)
    return (Risk.LOW, Risk.MEDIUM, Risk.HIGH)[min(points, 2)]
