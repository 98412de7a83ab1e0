"""An amendment: other words for a charter, put forward by anyone, open for a set time, adopted by the community's rule."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import GreaterThanOrEqual
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.models.charter import Charter, CharterVersion
from community.models.columns import LONGEST_TITLE, PlacedClause
from community.models.wording import CharterWording
from people.codes import CodeField
from people.frozen import FrozenModel, freeze_table


class AmendmentQuerySet(models.QuerySet):
    def visible_to(self, person):
        """What might change is open to everyone who signs in here."""
        return self if person.is_authenticated else self.none()

    def locked(self, amendment):
        return self.select_for_update(of=("self",), no_key=True).get(pk=amendment.pk)


# A check that meets nothing to compare lets it pass, so that there is something is a condition of its own.
COUNTED = Q(closed_at__isnull=False, supporters__isnull=False, members__isnull=False) & ~Q(digest="")
IN_TIME_AND_ENOUGH = Q(closed_at__gte=F("closes_at"), supporters__gte=F("needed_people")) & Q(
    GreaterThanOrEqual(F("supporters") * 100, F("needed_share") * F("members"))
)


class Amendment(models.Model):
    """The rule it was opened with goes along, so that nobody can ease it meanwhile.

    `proposed_by` is known to the database so that nobody supports their own; it is shown only if `is_named`.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ADOPTED = "adopted", _("Adopted")
        NOT_ADOPTED = "not adopted", _("Not adopted this time")
        WITHDRAWN = "withdrawn", _("Taken back")

    code = CodeField()
    charter = models.ForeignKey(Charter, models.PROTECT, related_name="amendments")
    base = models.ForeignKey(CharterVersion, models.PROTECT, related_name="amendments_to")
    # Whose people decide: a charter that went to another place meanwhile is not changed by that place’s people.
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=12, choices=State.choices, default=State.OPEN)
    summary = models.TextField(_("what would change, in your own words"))
    why = models.TextField(_("why?"))
    title = models.CharField(max_length=LONGEST_TITLE)  # of the charter, as proposed
    preamble = models.TextField(blank=True)
    clause_count = models.PositiveIntegerField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    is_named = models.BooleanField(_("show my name"), default=False)
    opened_at = models.DateTimeField(default=timezone.now)
    closes_at = models.DateTimeField()
    needed_people = models.PositiveSmallIntegerField()
    needed_share = models.PositiveSmallIntegerField(default=0)
    closed_at = models.DateTimeField(null=True)
    supporters = models.PositiveIntegerField(null=True)  # when it closed
    members = models.PositiveIntegerField(null=True)  # when it closed
    outcome = models.TextField(blank=True)  # how it ended, in a sentence
    digest = models.CharField(max_length=64, blank=True)  # of the words that adopting it puts in force

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("amendment")
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(needed_people__gte=2), name="never_adopted_by_one_person"),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opened_at")), name="open_for_a_while"),
            models.CheckConstraint(
                condition=~Q(state="adopted") | (COUNTED & IN_TIME_AND_ENOUGH),
                name="never_adopted_early_or_alone",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "adopted", "not adopted", "withdrawn"]),
                name="amendment_state_is_known",
            ),
        ]

    def __str__(self):
        return self.summary

    @property
    def wording(self):
        """The charter as it would read."""
        return CharterWording.of(self.title, self.preamble, self.proposed.all())


class ProposedClause(PlacedClause, FrozenModel):
    """A row of the charter as proposed. What people support stays what it was."""

    amendment = models.ForeignKey(Amendment, models.PROTECT, related_name="proposed")

    class Meta:
        ordering = ["amendment", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["amendment", "lineage"], name="a_proposed_clause_is_in_an_amendment_once"
            ),
            models.UniqueConstraint(
                fields=["amendment", "position"], name="one_proposed_clause_per_position"
            ),
        ]


class Support(models.Model):
    """Someone is for it. Counted, never listed; taken back by deleting it while the amendment is open."""

    amendment = models.ForeignKey(Amendment, models.CASCADE, related_name="support")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["amendment", "person"], name="one_support_per_person")]

    def __str__(self):
        return f"{self.amendment_id}"


class Remark(models.Model):
    """A question about an amendment, or what someone answered to one. Named only if they wish."""

    code = CodeField()
    amendment = models.ForeignKey(Amendment, models.CASCADE, related_name="remarks")
    answers = models.ForeignKey("self", models.CASCADE, null=True, related_name="replies")
    words = models.TextField(_("your question"))
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    is_named = models.BooleanField(_("show my name"), default=False)
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["said_at", "pk"]

    def __str__(self):
        return self.words


# What people support, and the rule for it, stay as they were; how it ended stays as it ended. Taking back that one’s
# name is shown is always possible.
AS_OPENED = (
    "charter_id", "base_id", "organisation_id", "title", "preamble", "clause_count", "proposed_by_id", "opened_at",
    "closes_at", "needed_people", "needed_share", "summary", "why",
)  # fmt: skip
AS_ENDED = ("state", "closed_at", "supporters", "members", "outcome", "digest")
freeze_table(Amendment, keeps=((AS_OPENED, "1 = 1"), (AS_ENDED, "OLD.state <> 'open'")))
freeze_table(ProposedClause, room=("community_amendment", "amendment_id", "clause_count"))
