"""What a person can be here. One person may hold several roles."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    PRACTITIONER = "practitioner", _("Practitioner")
    ASSESSOR = "assessor", _("Assessor")
    IQA = "iqa", _("Internal quality assurer")
    TRAINER = "trainer", _("Trainer")
    COORDINATOR = "coordinator", _("Coordinator")
    STEWARD = "steward", _("Steward")

    @property
    def description(self):
        """One sentence a manager can read before giving the role."""
        return DESCRIPTIONS[self]


DESCRIPTIONS = {
    Role.PRACTITIONER: _("Collects evidence of their own work and shares it for review."),
    Role.ASSESSOR: _("Reads what practitioners share, replies, and signs off."),
    Role.IQA: _(
        "Looks again at some of what was judged, to see that judging is fair, and can have a decision looked at afresh."
    ),
    Role.TRAINER: _("Edits and publishes standards. Sees nobody’s evidence."),
    Role.STEWARD: _(
        "Looks after the charter, and listens when someone would like to talk. Sees nobody’s evidence."
    ),
    Role.COORDINATOR: _("Invites people, gives roles, and matches practitioners with assessors."),
}
