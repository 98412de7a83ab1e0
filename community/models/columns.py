"""The columns a clause has wherever it stands: on a page, in an adopted version, in a proposal."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_TITLE, LONGEST_LABEL, LONGEST_MARK = 255, 500, 3  # characters; the first is Wagtail’s, of every page


class ClauseKind(models.TextChoices):
    SECTION = "section", _("Heading")
    VALUE = "value", _("Value")
    PRINCIPLE = "principle", _("Principle")
    DESIGN_PRINCIPLE = "design principle", _("Design principle")
    EXPECTED = "expected behaviour", _("Expected behaviour")
    UNACCEPTABLE = "unacceptable behaviour", _("Unacceptable behaviour")
    STATEMENT = "statement", _("Statement")
    STEWARDSHIP = "stewardship", _("Stewardship")


class ClauseColumns(models.Model):
    """`level`: see community.models.wording.trouble_in. `mark`: what stands between label and words as written."""

    level = models.PositiveSmallIntegerField(_("how deep it stands"), default=1)
    kind = models.CharField(
        _("kind"), max_length=25, choices=ClauseKind.choices, default=ClauseKind.STATEMENT
    )
    label = models.CharField(_("heading or label"), max_length=LONGEST_LABEL, blank=True)
    mark = models.CharField(_("what stands after the label"), max_length=LONGEST_MARK, blank=True)
    text = models.TextField(_("words"), blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.label or self.text


class PlacedClause(ClauseColumns):
    """In its place in something that does not change."""

    position = models.PositiveIntegerField()
    lineage = models.UUIDField(default=uuid.uuid4)

    class Meta:
        abstract = True
