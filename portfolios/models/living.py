"""Evidence that lives a clause of a charter; and, only if everyone said yes, what the community may read of that."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.models import Charter, Clause
from people.access import also_visible_to
from people.codes import CodeField
from portfolios.models.evidence import Evidence, PersonInEvidence


class ClauseTagQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Your own; and what the community may read, where you belong to it."""
        return self.filter(Q(evidence__owner=person) | also_visible_to(person, ClauseTag)).distinct()

    def locked(self, tag):
        return self.select_for_update(of=("self",), no_key=True).get(pk=tag.pk)


class ClauseTag(models.Model):
    """`words`: what the owner wants the community to read; never the evidence itself. `shown_revision`: the evidence
    they looked at when they said yes. Changed since, it is not shown until they look again."""

    code = CodeField()
    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="clause_tags")
    charter = models.ForeignKey(Charter, models.PROTECT, related_name="+")
    clause = models.ForeignKey(Clause, models.PROTECT, related_name="+")
    clause_lineage = models.UUIDField()
    tagged_at = models.DateTimeField(default=timezone.now)
    words = models.TextField(_("what may the community read?"), blank=True)
    is_named = models.BooleanField(_("show my name"), default=False)
    shown_at = models.DateTimeField(null=True)
    shown_revision = models.PositiveIntegerField(null=True)

    objects = ClauseTagQuerySet.as_manager()

    class Meta:
        verbose_name = _("clause lived in evidence")
        ordering = ["-tagged_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["evidence", "charter", "clause_lineage"], name="tagged_once"),
            models.CheckConstraint(
                condition=Q(shown_at=None) | (Q(shown_revision__isnull=False) & ~Q(words="")),
                name="shown_with_words_and_what_was_looked_at",
            ),
        ]

    def __str__(self):
        return f"{self.evidence} · {self.clause}"


class SaidYes(models.Model):
    """Someone in the evidence said yes to this being read by the community: asked for this, apart from sharing."""

    tag = models.ForeignKey(ClauseTag, models.CASCADE, related_name="yeses")
    person = models.ForeignKey(PersonInEvidence, models.CASCADE, related_name="+")
    said_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tag", "person"], name="one_yes_per_person_and_tag")]

    def __str__(self):
        return f"{self.person}"
