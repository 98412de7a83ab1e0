"""The pages in which trainers edit standards: a suite, its key areas, and the standards in them."""

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from standards.models.lineage import KeepsLineage
from standards.models.page_manners import SuiteTreePage, paths_down_to
from standards.models.page_wording import digest_of_values, draft_wording, saved_values, saved_wording
from standards.models.publishing import (
    AT_STANDARD_PUBLISHED,
    AT_SUITE_PUBLISHED,
    FreezesItsWords,
    SaysWhatChanged,
    publisher_of,
)
from standards.models.standard import Status


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
        context = super().get_context(request, *args, **kwargs) | {"areas": key_areas_below(self)}
        return self.with_what_is_around(context, request)


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
        context = super().get_context(request, *args, **kwargs) | {"standards": standards_below(self)}
        return self.with_what_is_around(context, request)


class StandardPage(KeepsLineage, SaysWhatChanged, FreezesItsWords, SuiteTreePage):
    """A standard as trainers edit it. What practitioners work with is the version its publishing froze."""

    ENTRIES = ("performance_criteria", "knowledge_items", "illustrations")
    AT_PUBLISHED = AT_STANDARD_PUBLISHED
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
        return self.with_what_is_around(super().get_context(request, *args, **kwargs) | more, request)

    def get_template(self, request, *args, **kwargs):
        return "standards/print.html" if "print" in request.GET else self.template


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
