"""The pages in which charters are edited. What people agree to is the version that adopting one froze."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Page, PagePermissionTester

from community.models.charter import Charter
from community.models.columns import ClauseColumns
from community.models.wording import CharterWording
from standards.models.lineage import KeepsLineage, Lineaged
from standards.models.locks import explained
from standards.models.page_manners import TrainersPage
from standards.models.publishing import FreezesItsWords

AT_CHARTER_PUBLISHED = []  # functions(page, *, by), inside the transaction that makes the page live
AROUND_A_CHARTER = []  # functions(page, request, context) → what its template shows besides


class CharterEntry(ClauseColumns, Lineaged):
    """A heading or a clause of a charter, in its place."""

    page = ParentalKey("community.CharterPage", on_delete=models.CASCADE, related_name="entries")

    class Meta(Lineaged.Meta):
        verbose_name = _("clause")
        constraints = [
            models.UniqueConstraint(fields=["page", "lineage"], name="one_charter_entry_per_lineage")
        ]


def holds_adopted_charters(page):
    """Whether this page, or one below it, was adopted as a charter that people may have agreed to."""
    return Charter.objects.filter(page__path__startswith=page.path).exists()


class KeepsAdoptedCharters(PagePermissionTester):
    """Nobody, whoever they are, may delete a page that an adopted charter hangs on."""

    def can_delete(self, ignore_bulk=False):
        if not ignore_bulk and holds_adopted_charters(self.page):
            return False
        return super().can_delete(ignore_bulk)


class ChartersPage(Page):
    """Where the charters of this place stand together."""

    template = "community/charters_page.html"
    subpage_types = ["community.CharterPage"]
    max_count = 1
    private_page_options = []

    def get_lock(self):
        return explained(super().get_lock(), self)

    class Meta:
        verbose_name = _("charters")

    def permissions_for_user(self, user):
        return KeepsAdoptedCharters(user, self)

    def get_context(self, request, *args, **kwargs):
        return around(self, request, super().get_context(request, *args, **kwargs))


class CharterPage(KeepsLineage, FreezesItsWords, TrainersPage):
    """A charter as it is edited. Its first version is kept by publishing it; every later one by an amendment."""

    ENTRIES = ("entries",)
    AT_PUBLISHED = AT_CHARTER_PUBLISHED
    template = "community/charter_page.html"
    parent_page_types = ["community.ChartersPage"]
    subpage_types = []
    exclude_fields_in_copy = [*TrainersPage.exclude_fields_in_copy, "adopted_on", "how_adopted"]

    organisation = models.ForeignKey(
        "people.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("whose charter it is"),
    )
    preamble = models.TextField(_("words before the first heading"), blank=True)
    last_revised = models.DateField(_("last revised, as the text says"), null=True, blank=True)
    stewards_named = models.TextField(_("stewards, as the text names them"), blank=True)
    source = models.CharField(_("where the text comes from"), max_length=500, blank=True)
    adopted_on = models.DateField(_("the day the first version was adopted"), null=True, blank=True)
    how_adopted = models.TextField(_("how the first version was adopted"), blank=True)
    # Of a page that gives the words of another in a further language. What binds is the version, not the translation.
    translates = models.ForeignKey(
        "community.CharterVersion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("the version it translates"),
    )
    # The rule by which this community adopts an amendment. Each amendment keeps the rule it was opened with.
    open_days = models.PositiveSmallIntegerField(
        _("days an amendment stays open"),
        default=14,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
    )
    least_people = models.PositiveSmallIntegerField(
        _("people who must support it, besides the proposer"), default=2, validators=[MinValueValidator(2)]
    )
    least_share = models.PositiveSmallIntegerField(
        _("and out of every hundred members, at least"), default=0, validators=[MaxValueValidator(100)]
    )

    class Meta:
        verbose_name = _("charter")
        verbose_name_plural = _("charters")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(least_people__gte=2), name="a_charter_is_never_changed_by_one"
            ),
            models.CheckConstraint(
                condition=models.Q(open_days__gte=1), name="an_amendment_stays_open_a_while"
            ),
        ]

    @property
    def own_charter(self):
        """The charter whose words these are, or None: not adopted yet, or a copy or translation of another page."""
        page = self.alias_of.specific if self.alias_of_id else self
        return getattr(page, "charter", None)

    @property
    def version(self):
        return self.own_charter.current_version if self.own_charter else None

    @cached_property
    def has_other_words(self):
        """Whether the draft this object holds reads otherwise than the version in force."""
        return bool(self.version) and self.version.digest != self.draft_wording.digest

    @property
    def saved_wording(self):
        """The words in the tables, whatever the object holds: saving a draft saves objects with draft entries."""
        return CharterWording.of(self.title, self.preamble, CharterEntry.objects.filter(page_id=self.pk))

    @property
    def draft_wording(self):
        return CharterWording.of(self.title, self.preamble, self.entries.all())

    def permissions_for_user(self, user):
        return KeepsAdoptedCharters(user, self)

    def get_template(self, request, *args, **kwargs):
        return "community/charter_print.html" if "print" in request.GET else self.template

    def get_context(self, request, *args, **kwargs):
        """A preview shows the draft's own words; the public page the version people agree to."""
        is_preview = getattr(request, "is_preview", False)
        wording = self.draft_wording if is_preview or not self.version else self.version.wording
        context = super().get_context(request, *args, **kwargs)
        return around(self, request, context | {"wording": wording, "version": self.version})


def around(page, request, context):
    """A model may not import what is shown, so that puts itself into AROUND_A_CHARTER."""
    for show in AROUND_A_CHARTER:
        context |= show(page, request, context)
    return context
