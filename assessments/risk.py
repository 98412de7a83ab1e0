"""Rounds that may be looked at a second time, and how risky each is: in steps anyone can do again on paper."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from assessments.models import (
    Assessment,
    Experience,
    Licence,
    Reopening,
    Risk,
    Sample,
    SampleRecord,
    SignOff,
    Stage,
    State,
    Weighed,
)
from people.models import User
from portfolios.models import SubmissionItem
from standards.models import AwardMember, Standard

STAGES = {State.REPLIED.value: Stage.INTERIM, State.SIGNED_OFF.value: Stage.SUMMATIVE}
AT_ONCE = 50  # rounds are weighed, so that drawing costs as much in a large place as in a small one
LAST_ROUNDS = 100  # among which a kind of evidence is rare
RARE_ONE_IN = 10
NEW_HERE = _("the standard is new here")
CHANGED_BEFORE = _("a decision like it was changed before")
RARE_HERE = _("a kind of evidence in it is rare here")


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

    seasoned: set  # assessors who signed off often enough here
    trainees: set
    first_signed: dict  # standard → when it was first signed off here
    overturned_by: set  # assessors
    overturned_of: set  # standards
    kinds: Counter  # kind → in how many of the last rounds
    last: int  # how many those are


def day_begins(organisation, day):
    """The first moment of a day, as it is counted there."""
    return datetime.combine(day, time.min, ZoneInfo(organisation.time_zone))


def to_weigh(plan):
    """The oldest rounds that a plan has not weighed yet, at most AT_ONCE, as Decided. Three queries."""
    return as_decided(not_weighed(plan).order_by("decided_at", "pk")[:AT_ONCE])


def not_weighed(plan):
    """The answered rounds of a plan’s days that its strategy is about, are in no plan, and were not weighed by it."""
    place, award = plan.organisation, plan.strategy.award
    rounds = Assessment.objects.filter(
        ~Exists(Sample.objects.filter(assessment=OuterRef("pk"))),
        ~Exists(Weighed.objects.filter(assessment=OuterRef("pk"), plan=plan)),
        organisation=place,
        state__in=STAGES,
        owner__erased_at=None,  # nothing is left to look at
    )
    if award:
        members = AwardMember.objects.filter(version=award.current_version_id).values_list(
            "standard", flat=True
        )
        rounds = rounds.filter(submission__unit__version__standard__in=list(members))
    since, before = day_begins(place, plan.from_date), day_begins(place, plan.until_date + timedelta(days=1))
    return rounds.filter(decided_at__gte=since, decided_at__lt=before)


def as_decided(rounds):
    """Answered assessments as Decided, in their order. Two queries."""
    columns = (
        "submission",
        "pk",
        "code",
        "assessor",
        "owner",
        "submission__unit__version__standard",
        "state",
        "decided_at",
    )
    found = {
        submission: Decided(pk, code, assessor, owner, standard, STAGES[state], at, {})
        for submission, pk, code, assessor, owner, standard, state, at in rounds.values_list(*columns)
    }
    for submission, kind, name in kinds_in(found):
        found[submission].kinds[kind] = name or kind
    return list(found.values())


def kinds_in(submissions):
    """[(submission, kind, its name)] of what was shared with these keys, at hand: a database finds it by them."""
    words = "evidence_version__words"
    items = SubmissionItem.objects.filter(**{"submission__in": list(submissions), f"{words}__isnull": False})
    return items.order_by().values_list("submission", f"{words}__kind", f"{words}__kind_name").distinct()


def known_about(plan, rounds):
    """What is known in a plan’s place about these rounds. Seven queries, however many; none counts all that ever was."""
    place, assessors, standards = (
        plan.organisation,
        {one.assessor for one in rounds},
        {one.standard for one in rounds},
    )
    overturned_by, overturned_of = overturned_in(place, assessors, standards)
    kinds, last = kinds_of_late(place)
    return Known(
        seasoned_among(assessors, place, plan.strategy.new_until), trainees_among(assessors, place),
        first_signed_in(place, standards), overturned_by, overturned_of, kinds, last,
    )  # fmt: skip


def seasoned_among(assessors, organisation, times):
    """Those of them who signed off here so many times."""
    if not times:
        return assessors
    signed = SignOff.objects.filter(signed_by=OuterRef("pk"), assessment__organisation=organisation)
    last = signed.order_by().values("pk")[times - 1 : times]
    return set(User.objects.filter(Exists(last), pk__in=assessors).order_by().values_list("pk", flat=True))


def first_signed_in(organisation, standards):
    """{standard: when it was first signed off here, or None}. Each is found by the days of the place, oldest first."""
    signed = Assessment.objects.filter(
        organisation=organisation, decided_at__isnull=False, sign_off__isnull=False,
        submission__unit__version__standard=OuterRef("pk"),
    )  # fmt: skip
    first = Subquery(signed.order_by("decided_at").values("decided_at")[:1])
    asked = Standard.objects.filter(pk__in=standards).order_by()
    return dict(asked.annotate(first=first).values_list("pk", "first"))


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
    last = list(late.order_by("-decided_at", "-pk").values_list("submission", flat=True)[:LAST_ROUNDS])
    pairs = {(submission, kind) for submission, kind, _name in kinds_in(last)}
    return Counter(kind for _submission, kind in pairs), len(last)


def experience_of(assessor, known):
    if assessor in known.trainees:
        return Experience.TRAINEE
    return Experience.EXPERIENCED if assessor in known.seasoned else Experience.NEW


def reasons_for(one, strategy, known):
    """[(points, why)] of what makes a round risky by these weights; none where nothing does."""
    first = known.first_signed.get(one.standard)
    rare = [name for kind, name in one.kinds.items() if known.kinds[kind] * RARE_ONE_IN <= known.last]
    overturned = one.assessor in known.overturned_by or one.standard in known.overturned_of
    steps = [
        (first is None or one.at <= first, strategy.weight_new_standard, NEW_HERE),
        (overturned, strategy.weight_overturned, CHANGED_BEFORE),
        (rare, strategy.weight_rare_kind, RARE_HERE),
    ]
    return [(points, str(why)) for holds, points, why in steps if holds and points]


def risk_of(reasons):
    """No points: low. One: medium. Two or more: high."""
    points = sum(points for points, _why in reasons)
    return (Risk.LOW, Risk.MEDIUM, Risk.HIGH)[min(points, 2)]
