"""Evidence of something several people did: each agrees to share it, and says what their own part was."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.codes import CodeField
from people.models.user import NO_LONGER
from portfolios.models.evidence import Evidence, standing


class PartQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(models.Q(person=person) | models.Q(evidence__owner=person))


class GroupPart(models.Model):
    """Someone’s part in shared evidence. `own`: the piece in their folder, made when they agree; assessed on its own.

    Who began it has a part too, whose `own` is the evidence itself. `asked_as`: how they wrote whom they ask. Where that
    is nobody here there is no `person`, and the row looks the same to them as one that was not answered yet.
    """

    class Answer(models.TextChoices):
        ASKED = "asked", _("Asked")
        AGREED = "agreed", _("Agreed")
        DECLINED = "declined", _("Would rather not")

    code = CodeField()
    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="group_parts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    asked_as = models.CharField(max_length=254, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.ASKED)
    answered_at = models.DateTimeField(null=True)
    words = models.TextField(_("what was your own part?"), blank=True)
    own = models.OneToOneField(Evidence, models.SET_NULL, null=True, related_name="as_part")

    objects = PartQuerySet.as_manager()

    class Meta:
        verbose_name = _("part in shared evidence")
        ordering = ["asked_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["evidence", "person"], name="one_part_per_person")]

    def __str__(self):
        return f"{self.evidence_id}: {self.person}"

    @property
    def organisation_id(self):
        return self.evidence.organisation_id

    @property
    def revision(self):
        return standing(self, ("words",))

    @property
    def is_of_nobody(self):
        """Whoever was asked was erased (portfolios.operations.leaving_others): whatever they answered, it is no no."""
        return self.answer == self.Answer.DECLINED and self.asked_as == str(NO_LONGER)

    @property
    def is_beginners(self):
        """Of whoever began it: their own piece is the evidence itself."""
        return self.own_id is not None and self.own_id == self.evidence_id
