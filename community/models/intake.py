"""A charter on its way in: the text as it came, and the reading that a person confirms."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from standards.models.intake import BroughtIn


class CharterIntake(BroughtIn):
    """`reading` is a CharterDocument `as_working`: rows that a person corrects, moves, merges and splits."""

    page = models.ForeignKey(
        "community.CharterPage", models.SET_NULL, null=True, blank=True, related_name="intakes"
    )

    class Meta(BroughtIn.Meta):
        verbose_name = _("charter brought in")
        verbose_name_plural = _("charters brought in")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["reading", "review", "agreed", "set aside"]),
                name="charter_intake_state_is_known",
            ),
        ]
