"""The pages in which trainers edit standards: a suite, its key areas, and the standards in them.

Publishing a standard freezes its words. That is an operation, and a model may not import one: the operations
put themselves into the two lists below when the app starts.
"""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.log_actions import get_active_log_context
from wagtail.models import Orderable

from standards.models.lineage import KeepsLineage, Lineaged, PrintedEntry
from standards.models.page_manners import SuiteTreePage, paths_down_to
from standards.models.standard import Status
from standards.models.version import Change
from standards.models.wording import Entry, Example, Wording

AT_STANDARD_PUBLISHED = []  # functions(page, *, by), inside the transaction that makes the page live
AT_SUITE_PUBLISHED = []  # functions(page, *, before, by), the same for a suite; `before`: digest of its values then


class CannotBePublished(ValidationError):
    """Something is missing before this can be published. Its messages are sentences for the trainer."""


class SaysWhatChanged(models.Model):
    """Someone said what kind of change this is. `change_for` is the digest of the words it takes the place of,
    because Wagtail keeps the answer in the draft and would offer it again at the next change."""

    change = models.CharField(
        _("What kind of change is it?"),
        max_length=10,
        blank=True,
        choices=[choice for choice in Change.choices if choice[0] != Change.FIRST],
    )
    why = models.TextField(_("Why?"), blank=True)
    change_for = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        abstract = True

    def answer_for(self, digest):
        """(change, why) if it was given for a change of the words with this digest, or (None, "")."""
        return (self.change, self.why) if self.change and self.change_for == digest else (None, "")


class SuitePage(KeepsLineage, SaysWhatChanged, SuiteTreePage):
    """A family of standards, with the values all of them share."""

    ENTRIES = ("values",)
    template = "standards/suite_page.html"
    subpage_types = ["standards.KeyAreaPage"]

    edition = models.CharField(_("edition"), max_length=50, blank=True)

    class Meta:
        verbose_name = _("suite of standards")
        verbose_name_plural = _("suites of standards")

    def save(self, *args, **kwargs):
        with transaction.atomic():
            before = digest_of_values(saved_values(self))
            result = super().save(*args, **kwargs)
            if kwargs.get("update_fields") is None and self.live and not self.alias_of_id:
                for react in AT_SUITE_PUBLISHED:
                    react(self, before=before, by=publisher_of(self))
        return result

    def get_context(self, request, *args, **kwargs):
        """`areas`: its public key areas, each with `standards`."""
        return super().get_context(request, *args, **kwargs) | {"areas": key_areas_below(self)}


class SuiteValue(Lineaged):
    page = ParentalKey(SuitePage, on_delete=models.CASCADE, related_name="values")
    number = models.CharField(_("number"), max_length=12)
    title = models.CharField(_("value"), max_length=255)

    class Meta(Lineaged.Meta):
        verbose_name = _("value")
        constraints = [models.UniqueConstraint(fields=["page", "lineage"], name="one_value_per_lineage")]

    def __str__(self):
        return f"{self.number} {self.title}"


class KeyAreaPage(SuiteTreePage):
    """A place on the map: standards that belong together."""

    template = "standards/key_area_page.html"
    parent_page_types = ["standards.SuitePage"]
    subpage_types = ["standards.StandardPage"]

    number = models.PositiveSmallIntegerField(_("number"))
    words = models.CharField(_("number in words"), max_length=20)

    class Meta:
        verbose_name = _("key area")
        verbose_name_plural = _("key areas")

    @property
    def printed(self):
        """As standards name it: "Key Area Four"."""
        return f"Key Area {self.words}"

    def get_context(self, request, *args, **kwargs):
        """`standards`: its public standards, with their versions."""
        return super().get_context(request, *args, **kwargs) | {"standards": standards_below(self)}


class StandardPage(KeepsLineage, SaysWhatChanged, SuiteTreePage):
    """A standard as trainers edit it. What practitioners work with is the version its publishing froze."""

    ENTRIES = ("performance_criteria", "knowledge_items", "illustrations")
    template = "standards/standard_page.html"
    parent_page_types = ["standards.KeyAreaPage"]
    subpage_types = []

    urn = models.CharField(_("URN"), max_length=20, blank=True)
    urn_source = models.CharField(_("where the URN comes from"), max_length=255, blank=True)
    title_confirmed = models.BooleanField(_("the title was compared with the published one"), default=True)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.CURRENT)
    overview = models.TextField(_("overview"), blank=True)
    performance_lead = models.TextField(_("the words before the criteria"), blank=True)
    knowledge_lead = models.TextField(_("the words before the knowledge items"), blank=True)
    values_introduction = models.TextField(_("the words before the values"), blank=True)
    illustrations_introduction = models.TextField(_("the words before the illustrations"), blank=True)
    scope_performance = models.TextField(_("scope: performance"), blank=True)
    scope_knowledge = models.TextField(_("scope: knowledge"), blank=True)
    developed_by = models.CharField(_("developed by"), max_length=255, blank=True)
    approved = models.CharField(_("approved"), max_length=50, blank=True)
    source = models.CharField(_("where the text comes from"), max_length=500, blank=True)
    last_start_date = models.DateField(_("last day to start"), null=True, blank=True)
    last_assessment_date = models.DateField(_("last day to be assessed"), null=True, blank=True)

    class Meta:
        verbose_name = _("standard")
        verbose_name_plural = _("standards")

    def save(self, *args, **kwargs):
        if self._state.adding and self.live and not self.alias_of_id:
            self.live, self.has_unpublished_changes = False, True  # public only by publishing
        with transaction.atomic():
            result = super().save(*args, **kwargs)
            if kwargs.get("update_fields") is None and self.live and self.edits_a_standard:
                for react in AT_STANDARD_PUBLISHED:
                    react(self, by=publisher_of(self))
        return result

    @property
    def code(self):
        """What the audit calls it. Its standard, which has a code of its own, begins only when it is published."""
        return str(self.lineage)

    @property
    def edits_a_standard(self):
        """An alias repeats another page, a translation gives another page’s words in a further language."""
        elder = StandardPage.objects.filter(translation_key=self.translation_key, pk__lt=self.pk)
        return not self.alias_of_id and not elder.exists()

    @property
    def own_standard(self):
        """The standard whose words these are, or None: an outline has no wording yet, a copy none of its own."""
        page = self.alias_of.specific if self.alias_of_id else self
        return getattr(page, "standard", None)

    @property
    def version(self):
        """The frozen version people work with, or None where no wording was published."""
        return self.own_standard.current_version if self.own_standard else None

    @property
    def has_wording(self):
        return self.version is not None

    @property
    def key_area(self):
        return KeyAreaPage.objects.filter(path__in=paths_down_to(self)).first()

    def get_context(self, request, *args, **kwargs):
        """A preview shows the draft's own words; the public page those in the tables, which the version equals."""
        text = draft_wording(self) if getattr(request, "is_preview", False) else saved_wording(self)
        more = {"text": text, "version": self.version, "key_area": self.key_area}
        return super().get_context(request, *args, **kwargs) | more


class PerformanceCriterion(PrintedEntry):
    page = ParentalKey(StandardPage, on_delete=models.CASCADE, related_name="performance_criteria")

    class Meta(PrintedEntry.Meta):
        verbose_name = _("performance criterion")
        verbose_name_plural = _("performance criteria")
        constraints = [models.UniqueConstraint(fields=["page", "lineage"], name="one_criterion_per_lineage")]


class KnowledgeItem(PrintedEntry):
    page = ParentalKey(StandardPage, on_delete=models.CASCADE, related_name="knowledge_items")

    class Meta(PrintedEntry.Meta):
        verbose_name = _("knowledge item")
        constraints = [
            models.UniqueConstraint(fields=["page", "lineage"], name="one_knowledge_item_per_lineage")
        ]


class ValueIllustration(Orderable):
    """What one of the suite's values might look like in this standard. Shown, never assessed."""

    LINEAGE = "value_lineage"
    page = ParentalKey(StandardPage, on_delete=models.CASCADE, related_name="illustrations")
    value_lineage = models.UUIDField(_("value"), null=True)
    text = models.TextField(_("illustration"))

    class Meta(Orderable.Meta):
        verbose_name = _("illustration of a value")

    def __str__(self):
        return self.text


# --- what stands where ----------------------------------------------------------------------


def suite_page_of(page):
    """The suite a page is or stands below. A page not saved yet knows its place only in a preview."""
    return SuitePage.objects.filter(path__in=paths_down_to(page)).first()


def standards_below(page):
    """Live standards below a page, in their order, with their published versions: one query."""
    live = StandardPage.objects.live().descendant_of(page).order_by("path")
    return list(live.select_related("standard__current_version"))


def key_areas_below(page):
    """Live key areas of a suite in their order, each with `standards`: two queries."""
    areas = list(KeyAreaPage.objects.live().child_of(page).order_by("path"))
    standards = standards_below(page)
    for area in areas:
        area.standards = [standard for standard in standards if standard.path.startswith(area.path)]
    return areas


# --- the words of a page --------------------------------------------------------------------


def saved_values(page):
    """The values in the tables, whatever the object holds: saving a draft saves objects with draft entries."""
    return list(SuiteValue.objects.filter(page_id=page.pk))


def digest_of_values(values):
    return Wording.of({}, value_entries(values), ()).digest


def value_entries(values):
    return [Entry.of("value", number=v.number, text=v.title, lineage=v.lineage) for v in values]


def entries_of(kind, rows):
    return [
        Entry.of(kind, number=row.number, group=row.group, text=row.text, lineage=row.lineage) for row in rows
    ]


def wording_of(page, criteria, knowledge, illustrations, *, passages=None):
    """Illustrations stand in the order of the values they illustrate, however the editor dragged them."""
    suite = suite_page_of(page)
    values = value_entries(saved_values(suite)) if suite else []
    place = {value.lineage: position for position, value in enumerate(values)}
    requirements = [*entries_of("performance", criteria), *entries_of("knowledge", knowledge), *values]
    examples = [Example.of(row.value_lineage, row.text) for row in illustrations]
    examples.sort(key=lambda example: place.get(example.value_lineage, len(place)))
    return Wording.of(passages or page, requirements, examples)


def saved_wording(page):
    """The words of a page as its tables hold them."""
    children = (PerformanceCriterion, KnowledgeItem, ValueIllustration)
    return wording_of(page, *(child.objects.filter(page_id=page.pk) for child in children))


def draft_wording(page):
    """The words of a page as the object holds them: a preview, or a draft read from a revision."""
    return wording_of(
        page, page.performance_criteria.all(), page.knowledge_items.all(), page.illustrations.all()
    )


def publisher_of(page):
    """Who is publishing: whoever is in the admin, or whoever saved the revision that goes live."""
    revision = page.live_revision
    return get_active_log_context().user or (revision.user if revision else None)
