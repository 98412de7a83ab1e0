"""How the editor of a suite looks to a trainer. Given to the pages when the app starts: see `give_panels`."""

from django.forms import HiddenInput
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PublishingPanel,
)

from standards.forms import pages as forms
from standards.models import KeyAreaPage, StandardPage, SuitePage
from standards.panels.before_publishing import BeforePublishingPanel
from standards.panels.comparing import ComparedByLineage
from standards.panels.origin import OriginPanel


class UncomparedPanel(FieldPanel):
    """Where two drafts are compared, a lineage would say nothing to anybody."""

    def get_comparison_class(self):
        return None


class LineagePanel(UncomparedPanel):
    """Travels with the entry, unseen."""

    def __init__(self, field_name="lineage", **options):
        super().__init__(field_name, **{"widget": HiddenInput, "classname": "w-hidden"} | options)


class EntriesPanel(InlinePanel):
    """Entries with a form of their own, which keeps what Wagtail would lose."""

    def __init__(self, *args, form=None, **options):
        super().__init__(*args, **options)
        self.form = form

    def clone_kwargs(self):
        return super().clone_kwargs() | {"form": self.form}

    def get_form_options(self):
        options = super().get_form_options()
        options["formsets"][self.relation_name]["form"] = self.form_class()
        return options

    class BoundPanel(ComparedByLineage):
        pass

    def form_class(self):
        """The form, with what a draft may leave empty: Wagtail reads that from a Meta."""
        deferred = self.child_edit_handler.get_form_options().get("defer_required_on_fields", [])
        meta = type("Meta", (self.form.Meta,), {"defer_required_on_fields": deferred})
        return type(self.form)(self.form.__name__, (self.form,), {"Meta": meta})


WHAT_CHANGED = MultiFieldPanel(
    [FieldPanel("change"), FieldPanel("why")],
    heading=_("What changed?"),
    help_text=_(
        "We ask when you publish other words than people work with now. A wording fix means the same as before. "
        "A change of meaning asks something else of people. Drafts don’t need an answer."
    ),
)

BEFORE_PUBLISHING = BeforePublishingPanel(heading=_("Before you publish"), icon="group")


def entry_panels():
    return [
        FieldRowPanel([FieldPanel("number"), FieldPanel("group")]),
        FieldPanel("text"),
        LineagePanel(),
    ]


SUITE = [
    FieldPanel("title"),
    FieldPanel("edition", help_text=_("For example 2015.")),
    EntriesPanel(
        "values",
        form=forms.EntryForm,
        label=_("Value"),
        heading=_("Values"),
        help_text=_(
            "Every standard in the suite shares these. Change one, and each published standard gets a new version."
        ),
        panels=[FieldRowPanel([FieldPanel("number"), FieldPanel("title")]), LineagePanel()],
    ),
    WHAT_CHANGED,
    BEFORE_PUBLISHING,
]

KEY_AREA = [
    FieldPanel("title"),
    FieldRowPanel(
        [
            FieldPanel("number", help_text=_("Its place on the map: 1 to 6.")),
            FieldPanel("words", help_text=_("As standards print it. For “Key Area Four”, write Four.")),
        ]
    ),
]

STANDARD = [
    FieldPanel(
        "title", help_text=_("As published, without the word LEGACY. That is a status, and you set it below.")
    ),
    FieldPanel("title_confirmed"),
    OriginPanel(heading=_("The text it came from"), review="bring-in-review"),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("urn"), FieldPanel("urn_source")]),
            FieldPanel("status"),
            FieldRowPanel([FieldPanel("last_start_date"), FieldPanel("last_assessment_date")]),
        ],
        heading=_("What it is called, and whether it is still in use"),
        help_text=_(
            "Legacy: starting it warns, until the last day to start. Withdrawn: nobody can start it, and what was "
            "begun can be finished. Say where the URN comes from if the text itself doesn’t have it."
        ),
    ),
    FieldPanel("overview", help_text=_("Everything between the title and the criteria, as printed.")),
    FieldPanel("performance_lead", help_text=_("For example: You must be able to:")),
    EntriesPanel(
        "performance_criteria",
        form=forms.EntryForm,
        label=_("Criterion"),
        heading=_("Performance criteria"),
        help_text=_(
            "What people do. Write the number as printed. A heading goes on every criterion under it."
        ),
        panels=entry_panels(),
    ),
    FieldPanel("knowledge_lead", help_text=_("For example: You need to know and understand:")),
    EntriesPanel(
        "knowledge_items",
        form=forms.EntryForm,
        label=_("Knowledge item"),
        heading=_("Knowledge and understanding"),
        help_text=_("What people know. Numbers run on from heading to heading, as printed."),
        panels=entry_panels(),
    ),
    MultiFieldPanel(
        [FieldPanel("scope_performance"), FieldPanel("scope_knowledge")],
        heading=_("Scope"),
        help_text=_("Leave it empty if the publisher did."),
    ),
    FieldPanel("values_introduction"),
    FieldPanel("illustrations_introduction"),
    EntriesPanel(
        "illustrations",
        form=forms.IllustrationForm,
        label=_("Illustration"),
        heading=_("Illustrations of the values"),
        help_text=_("What each value might look like in this standard. Shown to people, and never assessed."),
        panels=[UncomparedPanel("value_lineage"), FieldPanel("text")],
    ),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("developed_by"), FieldPanel("approved")]), FieldPanel("source")],
        heading=_("Where it comes from"),
    ),
    WHAT_CHANGED,
    BEFORE_PUBLISHING,
]


def give_panels():
    """A model may not import what may be typed, so the pages get their panels and forms from here."""
    for page, panels, form in [
        (SuitePage, SUITE, forms.SuitePageForm),
        (KeyAreaPage, KEY_AREA, None),
        (StandardPage, STANDARD, forms.StandardPageForm),
    ]:
        page.content_panels = panels
        page.promote_panels = [FieldPanel("slug", help_text=_("The last part of its address."))]
        page.settings_panels = [PublishingPanel(), CommentPanel()]
        page.copy_form_class = forms.CopiesAreDrafts
        if form:
            page.base_form_class = form
