"""What stands on the pages of a suite, row by row: values, criteria, knowledge items, illustrations."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from standards.models.lineage import Lineaged, OnItsPage, PrintedEntry


class SuiteValue(Lineaged):
    page = ParentalKey("standards.SuitePage", on_delete=models.CASCADE, related_name="values")
    number = models.CharField(_("number"), max_length=12)
    title = models.CharField(_("value"), max_length=255)

    class Meta(Lineaged.Meta):
        verbose_name = _("value")
        constraints = [models.UniqueConstraint(fields=["page", "lineage"], name="one_value_per_lineage")]

    def __str__(self):
        return f"{self.number} {self.title}"


class PerformanceCriterion(PrintedEntry):
    page = ParentalKey(
        "standards.StandardPage", on_delete=models.CASCADE, related_name="performance_criteria"
    )

    class Meta(PrintedEntry.Meta):
        verbose_name = _("performance criterion")
        verbose_name_plural = _("performance criteria")
        constraints = [models.UniqueConstraint(fields=["page", "lineage"], name="one_criterion_per_lineage")]


class KnowledgeItem(PrintedEntry):
    page = ParentalKey("standards.StandardPage", on_delete=models.CASCADE, related_name="knowledge_items")

    class Meta(PrintedEntry.Meta):
        verbose_name = _("knowledge item")
        constraints = [
            models.UniqueConstraint(fields=["page", "lineage"], name="one_knowledge_item_per_lineage")
        ]


class ValueIllustration(OnItsPage):
    """What one of the suite's values might look like in this standard. Shown, never assessed."""

    LINEAGE = "value_lineage"
    page = ParentalKey("standards.StandardPage", on_delete=models.CASCADE, related_name="illustrations")
    value_lineage = models.UUIDField(_("value"), null=True)
    text = models.TextField(_("illustration"))

    class Meta(OnItsPage.Meta):
        verbose_name = _("illustration of a value")

    def __str__(self):
        return self.text
