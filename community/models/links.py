"""What clauses have to do with standards, and with the way this product behaves: said by trainers, with a reason.

Rows point at the frozen clause and requirement that were looked at, and are found again by lineage in later versions.
"""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.models.charter import Charter, Clause
from people.codes import CodeField
from standards.models import Requirement


class ClauseLink(models.Model):
    """A clause and a value or criterion that speak of the same thing."""

    code = CodeField()
    charter = models.ForeignKey(Charter, models.PROTECT, related_name="links")
    clause = models.ForeignKey(Clause, models.PROTECT, related_name="links")
    clause_lineage = models.UUIDField()
    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="clause_links")
    requirement_lineage = models.UUIDField()
    reason = models.TextField(_("why they belong together"))
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("link between a clause and a standard")
        ordering = ["charter", "clause__position", "requirement__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["charter", "clause_lineage", "requirement_lineage"], name="linked_once"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="a_link_has_a_reason"),
        ]

    def __str__(self):
        return self.reason


class Manner(models.TextChoices):
    """Ways of this product that may seem odd, until one has read the clause behind them."""

    DECLINING = "declining", _("Declining needs no reason and leaves no mark")
    NO_RANKING = "no ranking", _("Nobody is ranked, and there are no scores")
    PRIVATE = "private", _("Evidence is private until you share it")
    WHAT_WOULD_SHOW_IT = "what would show it", _("“Not yet” always says what would show it")
    PEOPLE_ASKED = "people asked", _("We ask whether people in evidence agreed")
    PAUSING = "pausing", _("You can pause, and set how much you take on")
    TALK_FIRST = "talk first", _("You may talk first, and you never have to agree")
    PLAIN_WORDS = "plain words", _("Hard words are explained where they stand")


class Explanation(models.Model):
    """This clause is why the product behaves so. One for each way and charter."""

    charter = models.ForeignKey(Charter, models.PROTECT, related_name="explanations")
    manner = models.CharField(max_length=20, choices=Manner.choices)
    clause = models.ForeignKey(Clause, models.PROTECT, related_name="explains")
    clause_lineage = models.UUIDField()
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("explanation by a clause")
        constraints = [
            models.UniqueConstraint(fields=["charter", "manner"], name="explained_once_in_a_charter")
        ]

    def __str__(self):
        return str(self.get_manner_display())
