"""What can be asked about looking a second time: strategies, plans, samples, records and what they ask for."""

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import (
    Action,
    Assessment,
    Experience,
    Risk,
    Sample,
    SampleRecord,
    SamplingPlan,
    SamplingStrategy,
    Stage,
    Tie,
)
from assessments.parts import parts_in
from people.models import Membership, User
from people.roles import Role
from people.rows import found_by_key, how_many
from portfolios.parts import took_part_in

VERSION = "submission__unit__version"


# --- strategies -----------------------------------------------------------------------------


def strategies_in(organisation):
    """Every strategy there ever was here, the latest first."""
    rows = SamplingStrategy.objects.filter(organisation=organisation).select_related("award", "made_by")
    return rows.order_by("-made_at", "-pk")


def strategies_in_force(organisation):
    """The newest strategy of each award, and of what belongs to none."""
    rows = SamplingStrategy.objects.filter(organisation=organisation).select_related("award")
    newest = {}
    for strategy in rows.order_by("number"):
        newest[strategy.award_id] = strategy
    return list(newest.values())


def strategy_in_words(strategy):
    """What a strategy asks, in sentences."""
    rates = {(rate.experience, rate.risk, rate.stage): rate.percent for rate in strategy.rates.all()}
    yield ngettext(
        "On the last day of each plan, every assessor was looked at with every standard and every kind of evidence within"
        " the month before.",
        "On the last day of each plan, every assessor was looked at with every standard and every kind of evidence within"
        " the %(count)d months before.",
        strategy.months,
    ) % {"count": strategy.months}
    for stage in Stage:
        for experience in Experience:
            yield rates_in_words(stage, experience, rates)
    yield ngettext(
        "An assessor is new until they have signed off %(count)d time here.",
        "An assessor is new until they have signed off %(count)d times here.",
        strategy.new_until,
    ) % {"count": strategy.new_until}
    yield _(
        "Risk, in points: %(new)d where the standard is new here, %(changed)d where a decision of this assessor or"
        " about this standard was changed before, %(rare)d where a kind of evidence in it is rare here."
    ) % {
        "new": strategy.weight_new_standard,
        "changed": strategy.weight_overturned,
        "rare": strategy.weight_rare_kind,
    }
    yield _("No points is low risk, one is medium, two or more are high.")


def rates_in_words(stage, experience, rates):
    low, medium, high = (rates.get((experience, risk, stage), 0) for risk in Risk)
    said = _(
        "%(stage)s, %(experience)s: of a hundred rounds, %(low)d at low risk, %(medium)d at medium, %(high)d at high."
    )
    return said % {
        "stage": stage.label,
        "experience": experience.label.lower(),
        "low": low,
        "medium": medium,
        "high": high,
    }


# --- plans and samples ----------------------------------------------------------------------


def plans_in(organisation):
    """Plans here, the latest first, each with how many rounds are planned and how many were looked at."""
    plans = SamplingPlan.objects.filter(organisation=organisation).select_related(
        "strategy__award", "made_by"
    )
    waiting, done = number_in(Sample.State.PLANNED), number_in(Sample.State.LOOKED_AT)
    return plans.annotate(waiting=waiting, done=done).order_by("-from_date", "-pk")


def newest_plan_in(organisation):
    """The latest that has begun, or the first to begin; None where there is none."""
    plans = SamplingPlan.objects.filter(organisation=organisation)
    begun = plans.filter(from_date__lte=organisation.date_of(timezone.now()))
    return begun.order_by("-from_date", "-pk").first() or plans.order_by("from_date", "pk").first()


def number_in(state):
    """How many samples of a plan are in a state: counted for the plans of a page alone."""
    return how_many(Sample.objects.filter(plan=OuterRef("pk"), state=state), "plan")


def plan_in_force(organisation, *, on, standard):
    """The plan a round of this standard falls under on a day: that of its award, else the one for everything."""
    plans = SamplingPlan.objects.filter(organisation=organisation, from_date__lte=on, until_date__gte=on)
    near = plans.filter(
        Q(strategy__award=None) | Q(strategy__award__current_version__members__standard=standard)
    )
    ordered = near.order_by(F("strategy__award").asc(nulls_last=True), "-pk")
    return ordered.select_related("strategy__award", "organisation").first()


def samples_for(person, organisation):
    """What is planned here and this person may look at: of the plan that ends first, then in the plan's order."""
    samples = Sample.objects.visible_to(person).untied_to(person).filter(plan__organisation=organisation)
    return samples.order_by("plan__until_date", "pk")


def samples_in(plan, person):
    return plan.samples.visible_to(person).order_by("pk")


def rows_of(samples):
    """[Sample] of a page, in its order, with what their rows name. Two queries."""
    named = ("iqa", "added_by", "assessment__assessor", "assessment__owner", f"assessment__{VERSION}")
    return found_by_key(samples, Sample.objects.order_by().select_related(*named))


def rounds_of(assessments):
    """[Assessment] of a page, in its order, with what their rows name, and `was_taken_out` of a plan. Two queries."""
    taken_out = Sample.objects.filter(assessment=OuterRef("pk"), state=Sample.State.SET_ASIDE)
    return found_by_key(assessments, rounds_named().annotate(was_taken_out=Exists(taken_out)))


def rounds_named():
    """Rounds, each with whose it is, who judged it and the standard."""
    return Assessment.objects.order_by().select_related("assessor", "owner", VERSION)


def rounds_to_add(plan, person, *, name=""):
    """Answered rounds here that are in no plan now, for adding by hand; never one's own. The latest first.

    `name`: part of that of whoever’s work it is, or of who judged it.
    """
    planned = Sample.objects.standing().filter(assessment=OuterRef("pk"))
    here = Assessment.objects.filter(
        ~Exists(planned), organisation=plan.organisation_id, decided_at__isnull=False, owner__erased_at=None
    )
    rounds = here.exclude(owner=person).exclude(assessor=person).exclude(sign_off__countersigned_by=person)
    whose = Q(owner__name__icontains=name) | Q(assessor__name__icontains=name) if name else Q()
    return rounds.filter(whose).order_by("-decided_at", "-pk")


def iqas_in(organisation):
    held = organisation.memberships.current().filter(role=Role.IQA).values("person")
    return User.objects.filter(pk__in=held, is_active=True).order_by("name", "pk")


def iqas_for(assessment, organisation):
    """Those who assure quality there and whom nothing is said to tie to whose work it is."""
    tied = Tie.objects.between(OuterRef("pk"), assessment.owner_id, organisation)
    return iqas_in(organisation).filter(~Exists(tied))


# --- what nobody looks at --------------------------------------------------------------------


def with_idle(samples):
    """Samples, each with `is_idle`: that whoever is to look at it assures no quality there now, or is tied to whose work
    it is; or, once they began, that they had a part in it since.

    Parts are asked of those alone that were begun, which are few. A witness is found on its page alone.
    """
    place = OuterRef("plan__organisation")
    here = Membership.objects.current().filter(role=Role.IQA, organisation=place, person__is_active=True)
    is_here = Exists(here.filter(person=OuterRef("iqa")))
    is_tied = Exists(Tie.objects.between(OuterRef("iqa"), OuterRef("assessment__owner"), place))
    unit, began = OuterRef("assessment__submission__unit"), Q(noted_at__isnull=False)
    has_part = Q(Exists(took_part_in(OuterRef("iqa"), unit)))
    for rows in parts_in(unit, OuterRef("iqa")):
        has_part |= Q(Exists(rows))
    is_idle = Q(iqa__isnull=False) & (~is_here | is_tied | began & has_part)
    return samples.annotate(is_idle=ExpressionWrapper(is_idle, BooleanField()))


def for_them(samples, person):
    """With `is_idle`; without what this person can’t finish: that is for others to begin again."""
    return with_idle(samples).exclude(iqa=person, is_idle=True)


FREE = Q(iqa=None) | Q(is_idle=True, noted_at=None)  # of with_idle
LEFT_BEHIND = Q(is_idle=True, noted_at__isnull=False)  # begun, and to be begun again by another


def over(on):
    """That the plan of a sample is over on a day: what is left of it has a list of its own."""
    return Q(plan__until_date__lt=on)


def late(samples):
    """Of these, what a plan that is over asked to look at and nobody did: it covers nothing until someone does."""
    return samples.filter(over(timezone.localdate()), state=Sample.State.PLANNED)


# --- what is asked of assessors -------------------------------------------------------------


def actions_to_settle(samples):
    """What was asked of these and an IQA sees to now: it was answered, or its day is past, and nobody settled it."""
    now = Q(answered_at__isnull=False) | Q(due_date__lt=timezone.localdate())
    return Action.objects.filter(now, record__sample__in=samples.order_by(), settled_at=None)


def actions_for(person, organisation):
    """What second looks here ask of someone; for an IQA, of everyone. What is not settled first."""
    actions = Action.objects.visible_to(person).filter(organisation=organisation)
    about = SampleRecord.objects.select_related("sample__assessment__submission__unit__version")
    actions = actions.select_related("assessor").prefetch_related(
        Prefetch("record", about)
    )  # of a page’s alone
    return actions.order_by(F("settled_at").asc(nulls_first=True), "due_date", "pk")
