"""How the editor of a charter looks to a trainer. Given to the pages when the app starts: see `give_panels`."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import CommentPanel, FieldPanel, MultiFieldPanel, PublishingPanel

from community.forms.pages import CharterEntryForm, CharterPageForm
from community.models import CharterPage, ChartersPage
from community.panels.adopting import BeforeAdoptingPanel
from community.panels.entries import FieldsOfAnEntry
from community.panels.translating import TranslatesPanel
from standards.forms.pages import CopiesAreDrafts
from standards.panels.editor import EntriesPanel, LineagePanel
from standards.panels.origin import OriginPanel

ENTRY = ("level", "kind", "label", "mark", "text")
CHARTERS = [FieldPanel("title")]

CHARTER = [
    FieldPanel("title", help_text=_("As the charter calls itself.")),
    OriginPanel(heading=_("The text it came from"), review="charter-bring-in-review"),
    TranslatesPanel(
        "translates",
        help_text=_("When you have brought this translation up to date, choose the newer version."),
    ),
    FieldPanel("preamble", help_text=_("What stands before the first heading, if anything does.")),
    EntriesPanel(
        "entries",
        form=CharterEntryForm,
        label=_("Heading or clause"),
        heading=_("Headings and clauses"),
        help_text=_(
            "In the order people read them. A clause may have a label, such as “Welfare”, and what stands after it, "
            "such as a colon. Long words may have paragraphs: begin each on a new line."
        ),
        panels=[FieldsOfAnEntry([*map(FieldPanel, ENTRY), LineagePanel()])],
    ),
    MultiFieldPanel(
        [FieldPanel("organisation")],
        heading=_("Whose charter it is"),
        help_text=_(
            "Its members are asked whether they agree, once for each version. Nobody has to, and nothing depends on it."
        ),
    ),
    MultiFieldPanel(
        [
            FieldPanel("stewards_named", help_text=_("One on each line.")),
            FieldPanel("last_revised"),
            FieldPanel("source", help_text=_("For example the address of the page it was copied from.")),
        ],
        heading=_("What the text says of itself"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("adopted_on"),
            FieldPanel(
                "how_adopted", help_text=_("For example: at a meeting of everyone, by show of hands.")
            ),
        ],
        heading=_("The first adoption"),
        help_text=_("People read both beside the words."),
    ),
    MultiFieldPanel(
        [
            FieldPanel(
                "open_days",
                help_text=_("From 1 to 365. An amendment is never adopted before this time is over."),
            ),
            FieldPanel(
                "least_people",
                help_text=_(
                    "At least 2, so that nobody changes a charter alone. Whoever proposed it does not count."
                ),
            ),
            FieldPanel(
                "least_share",
                help_text=_(
                    "From 0 to 100. With 25, a quarter of all members have to support it. 0: no share."
                ),
            ),
        ],
        heading=_("How this community changes it"),
        help_text=_(
            "The rule for adopting an amendment. One that is open keeps the rule it was opened with."
        ),
    ),
    BeforeAdoptingPanel(heading=_("Before you adopt it"), icon="group"),
]


def give_panels():
    """A model may not import what may be typed, so the pages get their panels and forms from here."""
    ChartersPage.content_panels, CharterPage.content_panels = CHARTERS, CHARTER
    CharterPage.base_form_class = CharterPageForm
    for page in (ChartersPage, CharterPage):
        page.promote_panels = [FieldPanel("slug", help_text=_("The last part of its address."))]
        page.settings_panels = [PublishingPanel(), CommentPanel()]
        page.copy_form_class = CopiesAreDrafts
