"""Who may be offered what: pools, how much someone has room for, ties between people, and saying no quietly."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.codes import CodeField
from people.models import Organisation
from people.roles import Role
from standards.models import AwardDefinition


class Pool(models.Model):
    """Who chose the pool of an award here last, and how often it was chosen: of two at once, neither’s is lost unseen."""

    award = models.ForeignKey(AwardDefinition, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField(default=0)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("pool of assessors")
        constraints = [
            models.UniqueConstraint(fields=["award", "organisation"], name="one_pool_per_award_and_place")
        ]

    def __str__(self):
        return f"{self.award_id}: {self.revision}"


class PoolMember(models.Model):
    """An assessor who reads work towards an award here. An award without a pool is read by every assessor here."""

    award = models.ForeignKey(AwardDefinition, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    assessor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["assessor__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["award", "organisation", "assessor"], name="an_assessor_is_in_a_pool_once"
            )
        ]

    def __str__(self):
        return f"{self.award} · {self.assessor}"


class AssessorRoom(models.Model):
    """How many rounds an assessor takes on at once here, and whether they rest. Theirs alone to set; no event."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    most = models.PositiveSmallIntegerField(_("how many at once"), null=True, blank=True)  # None: no limit
    is_paused = models.BooleanField(_("no new work for now"), default=False)
    paused_until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "organisation"], name="one_room_per_assessor_and_place")
        ]

    def __str__(self):
        return f"{self.person_id}: {self.most}"


class QuietNo(models.Model):
    """That someone said no to something: a keyed digest, and nothing else.

    Neither who nor to what nor when can be read from it; it can only be asked whether *this* person said no to *this*.
    So there is nothing to list, count, export or report. See assessments/quiet.py.
    """

    digest = models.CharField(max_length=64, primary_key=True)

    def __str__(self):
        return "·"


class TieQuerySet(models.QuerySet):
    def current(self):
        return self.filter(ended_at=None)

    def between(self, person, owner, place):
        """What ties these two here today. Each is a row, its key or an OuterRef."""
        return self.current().filter(assessor=person, practitioner=owner, organisation=place)

    def about(self, person):
        """One's own, from either side."""
        return self.filter(Q(assessor=person) | Q(practitioner=person))

    def visible_to(self, person):
        """One's own, from either side; and all of the place where one coordinates."""
        here = Q(organisation__in=person.places_as(Role.COORDINATOR))
        return self.filter(Q(assessor=person) | Q(practitioner=person) | here)

    def locked(self, tie):
        return self.select_for_update(of=("self",), no_key=True).select_related("organisation").get(pk=tie.pk)


class Tie(models.Model):
    """Why this person does not assess that one: a conflict of interest, said by either or by a coordinator."""

    class Kind(models.TextChoices):
        LINE_MANAGER = "line manager", _("Line manager")
        RELATIVE = "relative", _("Relative or close friend")
        MENTOR = "mentor", _("Mentor")
        CO_AUTHOR = "co-author", _("Made some of the evidence with them")
        WITNESS = "witness", _("Witness in their evidence")
        OTHER = "other", _("Another reason")

    code = CodeField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    assessor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    practitioner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(_("what ties them"), max_length=20, choices=Kind.choices)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    objects = TieQuerySet.as_manager()

    class Meta:
        verbose_name = _("tie between two people")
        ordering = ["-said_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "assessor", "practitioner", "kind"],
                condition=Q(ended_at=None),
                name="a_tie_is_said_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(assessor=models.F("practitioner")), name="nobody_is_tied_to_themselves"
            ),
        ]

    def __str__(self):
        return f"{self.assessor_id} – {self.practitioner_id}: {self.kind}"
