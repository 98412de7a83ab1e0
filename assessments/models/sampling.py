"""Looking a second time: by which rates (strategy), and at what (plan, sample)."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models.allocation import Tie
from assessments.models.assessment import Assessment
from assessments.models.no_part import is_no_part_of
from people.codes import CodeField
from people.frozen import freeze_table
from people.models import Organisation
from people.roles import Role
from standards.models import AwardDefinition


class Stage(models.TextChoices):
    INTERIM = "interim", _("While it is going on")
    SUMMATIVE = "summative", _("After sign-off")


class Experience(models.TextChoices):
    TRAINEE = "trainee", _("Still learning to assess")
    NEW = "new", _("New to assessing")
    EXPERIENCED = "experienced", _("Experienced")


class Risk(models.TextChoices):
    LOW = "low", _("Low")
    MEDIUM = "medium", _("Medium")
    HIGH = "high", _("High")


class AssuredQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(organisation__in=person.places_as(Role.IQA))


class SamplingStrategy(models.Model):
    """How often, by experience and risk. Changed by a new one; plans keep the one they were made by."""

    code = CodeField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    award = models.ForeignKey(AwardDefinition, models.PROTECT, null=True, blank=True, related_name="+")
    number = models.PositiveIntegerField()
    months = models.PositiveSmallIntegerField(_("everything is covered within, in months"), default=12)
    new_until = models.PositiveSmallIntegerField(_("new until so many sign-offs"), default=10)
    weight_new_standard = models.PositiveSmallIntegerField(_("weight: a standard new here"), default=1)
    weight_overturned = models.PositiveSmallIntegerField(
        _("weight: a decision was changed before"), default=2
    )
    weight_rare_kind = models.PositiveSmallIntegerField(_("weight: a rare kind of evidence"), default=1)
    words = models.TextField(_("why these"), blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    objects = AssuredQuerySet.as_manager()

    class Meta:
        verbose_name = _("sampling strategy")
        ordering = ["organisation", "award", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "award", "number"],
                nulls_distinct=None,
                name="one_strategy_per_number",
            ),
            models.CheckConstraint(condition=Q(months__gte=1), name="a_strategy_covers_a_month_at_least"),
        ]

    def __str__(self):
        return f"{self.organisation} · {self.number}"


class SamplingRate(models.Model):
    """Of a hundred rounds of this kind, how many are looked at again."""

    strategy = models.ForeignKey(SamplingStrategy, models.CASCADE, related_name="rates")
    experience = models.CharField(max_length=12, choices=Experience.choices)
    risk = models.CharField(max_length=8, choices=Risk.choices)
    stage = models.CharField(max_length=10, choices=Stage.choices)
    percent = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["strategy", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "experience", "risk", "stage"], name="one_rate_per_kind_of_round"
            ),
            models.CheckConstraint(condition=Q(percent__lte=100), name="a_rate_is_of_a_hundred"),
        ]

    def __str__(self):
        return f"{self.experience} {self.risk} {self.stage}: {self.percent} %"


class SamplingPlan(models.Model):
    """What will be looked at in a period, drawn once by a strategy. Edited by people; never drawn over."""

    code = CodeField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    strategy = models.ForeignKey(SamplingStrategy, models.PROTECT, related_name="plans")
    from_date = models.DateField(_("from"))
    until_date = models.DateField(_("until"))
    seed = models.CharField(max_length=32)  # the draw can be done again, and comes out the same
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    objects = AssuredQuerySet.as_manager()

    class Meta:
        verbose_name = _("sampling plan")
        ordering = ["-from_date", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_date__gte=models.F("from_date")),
                name="a_plan_does_not_end_before_it_begins",
            )
        ]

    def __str__(self):
        return f"{self.from_date} – {self.until_date}"

    @property
    def is_over(self):
        """By the day of its place, as what it covers; whoever reads may work in another just now."""
        return self.until_date < self.organisation.date_of(timezone.now())


class SampleQuerySet(models.QuerySet):
    def visible_to(self, person):
        """In the places where one is an IQA, except of one's own work, judging, signing or agreeing."""
        here = self.filter(plan__organisation__in=person.places_as(Role.IQA))
        for own in ("owner", "assessor", "sign_off__signed_by", "sign_off__countersigned_by"):
            here = here.exclude(**{f"assessment__{own}": person})
        return here

    def untied_to(self, person):
        """Without the work of those they are tied to: it is not for them to look at."""
        tied = Tie.objects.between(person, OuterRef("assessment__owner"), OuterRef("plan__organisation"))
        return self.filter(~Exists(tied))

    def standing(self):
        """But for those that were taken out of their plan."""
        return self.exclude(state=Sample.State.SET_ASIDE)

    def locked(self, sample):
        return (
            self.select_for_update(of=("self",), no_key=True)
            .select_related("plan", "assessment")
            .get(pk=sample.pk)
        )


class Sample(models.Model):
    """One round in a plan. A certificate that rests on it waits until it was looked at or set aside."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        LOOKED_AT = "looked at", _("Looked at")
        SET_ASIDE = "set aside", _("Taken out of the plan")

    code = CodeField()
    plan = models.ForeignKey(SamplingPlan, models.PROTECT, related_name="samples")
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="samples")
    stage = models.CharField(max_length=10, choices=Stage.choices)
    experience = models.CharField(max_length=12, choices=Experience.choices)
    risk = models.CharField(max_length=8, choices=Risk.choices)
    why = models.CharField(max_length=250, blank=True)  # in words: "first of this assessor and standard"
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    iqa = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    # None: drawn
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    # when the IQA wrote down what they find: from then it is shown
    noted_at = models.DateTimeField(null=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    set_aside_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    set_aside_words = models.TextField(_("why it need not be looked at"), blank=True)

    objects = SampleQuerySet.as_manager()

    class Meta:
        verbose_name = _("sample")
        ordering = ["plan", "pk"]
        constraints = [
            models.UniqueConstraint(  # beside those that were taken out, which stay as they are
                fields=["plan", "assessment", "stage"],
                condition=~Q(state="set aside"),
                name="a_round_is_in_a_plan_once_per_stage",
            )
        ]
        indexes = [models.Index(fields=["plan", "state"], name="samples_of_a_plan_by_state")]

    def __str__(self):
        return f"{self.assessment_id}: {self.stage}"

    @property
    def organisation_id(self):
        return self.plan.organisation_id

    @property
    def is_planned(self):
        return self.state == self.State.PLANNED


def was_there(column):
    """SQL: who is named there already, in a sample that is not looked at by this: who had a part since can’t finish it,
    and it can still be taken out, and emptied by erasure."""
    return (
        f"EXISTS (SELECT 1 FROM assessments_sample w WHERE w.id = NEW.id AND w.{column} = NEW.{column} "  # noqa: S608
        "AND w.assessment_id = NEW.assessment_id AND (w.state = NEW.state OR NEW.state = 'set aside'))"
    )


NUMBERS = ("months", "new_until", "weight_new_standard", "weight_overturned", "weight_rare_kind")
freeze_table(  # never changed; a new one takes its place. Erasure may empty the words
    SamplingStrategy,
    keeps=(
        (("code", "organisation_id", "award_id", "number", "made_by_id", "made_at", *NUMBERS), "1=1"),
        (("words",), "NEW.words <> ''"),
    ),
)
freeze_table(SamplingRate)
freeze_table(  # what it draws can be drawn again
    SamplingPlan,
    keeps=(
        (
            ("organisation_id", "strategy_id", "from_date", "until_date", "seed", "made_by_id", "made_at"),
            "1=1",
        ),
    ),
)
freeze_table(
    Sample,
    when="OLD.state <> 'planned' OR OLD.noted_at IS NOT NULL",
    keeps=(
        (("plan_id", "assessment_id", "stage", "experience", "risk", "added_by_id"), "1=1"),
        (("why",), "NEW.why <> ''"),  # erasure may empty what someone wrote who put it in by hand
        (("noted_at", "noted_by_id"), "OLD.noted_at IS NOT NULL"),
        (("set_aside_by_id",), "OLD.state = 'set aside'"),
        (("set_aside_words",), "OLD.state = 'set aside' AND NEW.set_aside_words <> ''"),
    ),
    asks=(
        "INSERT OR UPDATE",
        " AND ".join(
            f"({was_there(one)} OR {is_no_part_of(f'NEW.{one}', 'NEW.assessment_id')})"
            for one in ("iqa_id", "noted_by_id")
        ),
    ),
)
