"""Charters as the community adopted them: made the way they come about, by drafting and publishing a page."""

from datetime import date, timedelta

import time_machine
from django.utils import timezone

from community.exchange.document import CharterDocument, ClauseText, Section
from community.models import Amendment, Charter
from community.operations.amending import reworded
from community.operations.amendments import propose_amendment, support
from community.operations.drafting import draft_charter
from tests.factories.people import MembershipFactory, UserFactory
from tests.remembering import remembered

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


@remembered
def adopted_charter(organisation=None, *, document=SMALL, by=None, **page_fields):
    """A Charter with its first version in force."""
    page = draft_charter(document, by=by)
    page.adopted_on, page.how_adopted = date(2024, 3, 2), "At a meeting of everyone, by show of hands."
    page.organisation = organisation
    for name, value in page_fields.items():
        setattr(page, name, value)
    page.save_revision(user=by).publish(user=by)
    return Charter.objects.get(page=page.pk)


def reword(page, place, text):
    entry = page.entries.all()[place]
    entry.text = text
    page.entries.add(entry)


@remembered
def next_version(charter, *, text="Everyone is welcome, always.", by=None, edit=None):
    """The CharterVersion after the one in force: its first clause reworded, by an amendment that was adopted.

    `edit`: a function of the draft page that changes other words instead.
    """
    page = charter.page.specific
    edit(page) if edit else reword(page, 1, text)
    page.save_revision(user=by)
    opened = timezone.now() - timedelta(days=15)
    Amendment.objects.create(
        charter=charter,
        base=charter.current_version,
        state=Amendment.State.ADOPTED,
        summary="Everyone is welcome, always.",
        why="It was not said clearly.",
        title=page.title,
        preamble=page.preamble,
        clause_count=0,
        proposed_by=by or UserFactory(),
        opened_at=opened,
        closes_at=opened + timedelta(days=14),
        closed_at=opened + timedelta(days=15),
        needed_people=2,
        supporters=2,
        members=5,
        outcome="Two of five people supported it.",
        digest=page.draft_wording.digest,
    )
    page.get_latest_revision().publish(user=by)
    charter.refresh_from_db()
    return charter.current_version


def members(organisation, number):
    """People of the organisation."""
    return [MembershipFactory(organisation=organisation).person for _number in range(number)]


@remembered
def open_amendment(charter, *, by, supporters=(), text="Everyone is welcome, always.", clause=1, **fields):
    """An Amendment that is open: one clause reworded, with support from these people."""
    wording = charter.current_version.wording
    entry = wording.entries[clause]
    amendment = propose_amendment(
        charter,
        wording=reworded(wording, entry.lineage, label=entry.label, text=text),
        by=by,
        **{"summary": "Say it clearly.", "why": "It was not said clearly.", "is_named": False} | fields,
    )
    for person in supporters:
        support(amendment, by=person)
    return amendment


def its_time_over(amendment):
    """Go to the moment after an amendment's last: a context manager."""
    return time_machine.travel(amendment.closes_at + timedelta(minutes=1), tick=False)
