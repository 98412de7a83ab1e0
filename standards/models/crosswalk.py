"""What became of each requirement in a successor, or in a newer version: said by people, never guessed by number."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.codes import CodeField
from people.models import AuditEvent
from standards.models.version import Requirement, StandardVersion


class Relation(models.TextChoices):
    SAME = "same", _("The same")
    REWORDED = "reworded", _("Reworded, and asks the same")
    SPLIT = "split", _("Split: one became several")
    MERGED = "merged", _("Merged: several became one")
    DROPPED = "dropped", _("Dropped: nothing asks this any more")
    NEW = "new", _("New: nothing asked this before")


class CrosswalkQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Like standards: once agreed, for everyone to read. The editor asks for a trainer."""
        return self

    def agreed(self):
        return self.filter(agreed_at__isnull=False)

    def with_history(self):
        """`was_agreed`: whether people were ever offered it. The record says so, also after it was taken back."""
        agreed = AuditEvent.objects.filter(action="crosswalk.agreed", subject_code=OuterRef("code"))
        return self.annotate(was_agreed=Exists(agreed))

    def locked(self, crosswalk):
        return self.select_for_update(of=("self",), no_key=True).get(pk=crosswalk.pk)


class Crosswalk(models.Model):
    """From one frozen version to another: of the same standard, or of the standard that takes its place.

    Practitioners are offered it once it is agreed. Changing an entry afterwards takes the agreement back.
    """

    code = CodeField()
    source = models.ForeignKey(StandardVersion, models.PROTECT, related_name="crosswalks_from")
    target = models.ForeignKey(StandardVersion, models.PROTECT, related_name="crosswalks_to")
    revision = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)

    objects = CrosswalkQuerySet.as_manager()

    class Meta:
        verbose_name = _("crosswalk")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "target"], name="one_crosswalk_between_two_versions"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="a_crosswalk_leads_elsewhere"),
        ]

    def __str__(self):
        return f"{self.source} → {self.target}"


class CrosswalkEntry(models.Model):
    """One yes of a person: what became of `source` is `target`. A split or a merger is several of these.

    Suggestions are worked out each time and never stored: a row here is what someone said, with who and why.
    """

    crosswalk = models.ForeignKey(Crosswalk, models.PROTECT, related_name="entries")
    source = models.ForeignKey(Requirement, models.PROTECT, null=True, related_name="became")
    target = models.ForeignKey(Requirement, models.PROTECT, null=True, related_name="came_from")
    relation = models.CharField(max_length=10, choices=Relation.choices)
    reason = models.TextField(_("why"), blank=True)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("entry of a crosswalk")
        ordering = ["crosswalk", "source__position", "target__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["crosswalk", "source", "target"], name="a_crosswalk_says_a_thing_once"
            ),
            models.UniqueConstraint(
                fields=["crosswalk", "source"], condition=Q(relation="dropped"), name="dropped_once"
            ),
            models.UniqueConstraint(
                fields=["crosswalk", "target"], condition=Q(relation="new"), name="new_once"
            ),
            models.CheckConstraint(
                condition=(
                    Q(relation="dropped", source__isnull=False, target__isnull=True)
                    | Q(relation="new", source__isnull=True, target__isnull=False)
                    | Q(
                        relation__in=["same", "reworded", "split", "merged"],
                        source__isnull=False,
                        target__isnull=False,
                    )
                ),
                name="a_relation_has_its_two_ends",
            ),
        ]

    def __str__(self):
        return f"{self.source_id} {self.relation} {self.target_id}"
