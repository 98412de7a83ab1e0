"""Charters as the community adopted them: made the way they come about, by drafting and publishing a page."""

from datetime import date

from community.exchange.document import CharterDocument, ClauseText, Section
from community.models import Charter
from community.operations.drafting import draft_charter

SMALL = CharterDocument(
    title="How we work Sample",
    preamble="We made this together.",
    sections=(
        Section(
            "Values",
            (
                ClauseText("value", "Inclusion", "Everyone is welcome.", ":"),
                ClauseText("value", "Welfare", "Feel free to decline.", ":"),
            ),
        ),
        Section(
            "Zero tolerance",
            (
                ClauseText(
                    "statement",
                    None,
                    "Unacceptable behaviour includes, but is not limited to:",
                    children=(
                        ClauseText("unacceptable behaviour", None, "Any form of discrimination"),
                        ClauseText("unacceptable behaviour", None, "Putting others at risk"),
                    ),
                ),
            ),
        ),
    ),
)


def adopted_charter(organisation=None, *, document=SMALL, by=None, **page_fields):
    """A Charter with its first version in force."""
    page = draft_charter(document, by=by)
    page.adopted_on, page.how_adopted = date(2027, 3, 2), "At a meeting of everyone, by show of hands."
    page.organisation = organisation
    for name, value in page_fields.items():
        setattr(page, name, value)
    page.save_revision(user=by).publish(user=by)
    return Charter.objects.get(page=page.pk)
