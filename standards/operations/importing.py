"""Bringing in standards: a document becomes a draft for a trainer to check, never a published text by itself."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.log_actions import LogContext

from people.audit import operation
from standards.exchange.document import StandardDocument, Warning
from standards.exchange.fitting import misfits
from standards.exchange.likeness import folded, likeness
from standards.exchange.nos.lines import quoted
from standards.exchange.plan import Plan
from standards.models import KeyAreaPage, StandardPage, SuitePage
from standards.models.page_wording import saved_values
from standards.operations.comparing import compare
from standards.operations.drafting import write_draft
from standards.queries.pages import areas_in, standards_in

NAMESAKE = 0.9  # titles as alike as this could be the same standard


class TextIsRefused(Exception):
    """No draft can be made of this. `sentences` say why."""

    def __init__(self, *sentences):
        super().__init__(" ".join(map(str, sentences)))
        self.sentences = sentences


class AnswersAreMissing(TextIsRefused):
    """Something here is for a person to decide: a doubtful pair, words without room, a page that is locked."""


@dataclass(frozen=True)
class Proposal:
    """What an import would do: the document with every doubt, the plan, and where it would go.

    `page` is the page whose draft it becomes, None for a new one in `area`; both are None without a suite.
    `misfits` are among the document's warnings.
    """

    document: StandardDocument
    plan: Plan
    suite: SuitePage | None = None
    area: KeyAreaPage | None = None
    page: StandardPage | None = None
    misfits: tuple[Warning, ...] = ()

    def needs_a_person(self, by):
        """Sentences saying what someone has to decide before `by` can make it a draft; by None: nobody in particular."""
        if self.misfits:
            yield _("Some words are longer than we have room for, or missing. Someone has to look at them.")
        if count := len(self.plan.open_questions):
            yield ngettext(
                "We are not sure whether one of these is reworded or new. Someone has to say.",
                "We are not sure whether %(count)s of these are reworded or new. Someone has to say.",
                count,
            ) % {"count": count}
        if self.page:
            yield from locks_on(self.page, by)

    def as_json(self):
        return self.document.as_json() | {"changes": self.plan.changes}


def plan_import(document, *, suite=None, answers=None, belongs_to=""):
    """What bringing `document` into the suite page `suite` would change. Changes nothing.

    `answers`: {key of a doubtful pair: "same" or "new"}. `belongs_to`: "" to find its page by URN and title, "new", or
    the lineage of a page. Raises TextIsRefused for a refused document, and for a suite without any key area.
    """
    if document.is_refused:
        raise TextIsRefused(*document.errors)
    page = page_for(document, suite, belongs_to) if suite else None
    area, doubts = area_for(document, suite, page) if suite else (None, [])
    doubts += doubts_about_values(document, suite) if suite else []
    doubts += namesakes(document, suite) if suite and not page and not belongs_to else []
    tight = misfits(document)
    plan = compare(document, page, suite, answers=answers)
    document = replace(document, warnings=(*document.warnings, *tight, *doubts))
    return Proposal(document, plan, suite, area, page, tight)


@operation
def import_standard(document, *, suite, by, publish=False, answers=None, belongs_to=""):
    """Make a draft of `document` in the suite page `suite`, and publish it only when told to. Returns the page.

    A page of this standard gets the draft as a new revision: what is public stays as it is. Importing the same
    text again makes nothing. Raises TextIsRefused, AnswersAreMissing, and CannotBePublished with `publish`.
    """
    proposal = plan_import(document, suite=suite, answers=answers, belongs_to=belongs_to)
    if needs := list(proposal.needs_a_person(by)):
        raise AnswersAreMissing(*needs)
    draft = write_draft(proposal, by=by)
    if publish:
        with LogContext(user=by):
            draft.get_latest_revision().publish(user=by)
    return StandardPage.objects.get(pk=draft.pk)


def locks_on(page, by):
    """Why nothing is written into the draft of this page now. Nobody in particular is held off by every lock."""
    lock = page.get_lock()
    if lock and (by is None or lock.for_user(by)):
        someone = _("This standard is locked by someone who works on it. When it is unlocked, try again.")
        yield str(lock.get_message(by)) if by else someone


# --- where it belongs -----------------------------------------------------------------------


def page_for(document, suite, belongs_to=""):
    """The page of this standard: by its URN or else by its title and key area, unless someone said. Never by a number."""
    pages = standards_in(suite)
    if belongs_to:
        return next((page for page in pages if str(page.lineage) == belongs_to), None)
    urn = folded(document.urn).replace(" ", "")
    if urn and (same := [page for page in pages if folded(page.urn).replace(" ", "") == urn]):
        return same[0]
    same = [page for page in pages if folded(page.title) == folded(document.title)]
    same = [page for page in same if not (urn and page.urn) and stands_in(page, document.key_area)]
    return same[0] if same else None


def namesakes(document, suite):
    """Doubts whether it is really a new one, where another has much the same title."""
    title = folded(document.title)
    alike = [
        page for page in standards_in(suite) if likeness(folded(page.title), title, NAMESAKE) >= NAMESAKE
    ]
    message = _(
        "A standard with much the same title is here already: %(title)s. If this is another wording of it, say so "
        "under “Which standard is it?”."
    )
    return [
        Warning(1, message % {"title": " ".join(filter(None, [page.urn, page.title]))}) for page in alike[:3]
    ]


def stands_in(page, printed):
    return not printed or folded(page.key_area.printed) == folded(printed)


def area_for(document, suite, page):
    """(key area, doubts): where its page is, where the text says, or else the first one, for a trainer to move."""
    areas = areas_in(suite)
    if page:
        return page.key_area, [] if stands_in(page, document.key_area) else [stands_elsewhere(document, page)]
    if not areas:
        raise TextIsRefused(_("This suite has no key area yet. Make one first, for the standard to go into."))
    printed = [area for area in areas if folded(area.printed) == folded(document.key_area)]
    if printed:
        return printed[0], []
    message = _(
        "We can’t tell which key area this belongs to, so the draft is in %(area)s. Move it if that is wrong."
    )
    return areas[0], [Warning(1, message % {"area": areas[0].printed})]


def stands_elsewhere(document, page):
    message = _(
        "The text says %(printed)s, and this standard is in %(area)s here. It stays there until you move it."
    )
    return Warning(1, message % {"printed": document.key_area, "area": page.key_area.printed})


def doubts_about_values(document, suite):
    known = {folded(value.title) for value in saved_values(suite)}
    strange = [value for value in document.values if folded(value.title) not in known]
    message = _("This value is not one of the suite’s, so it was left out: %(value)s")
    doubts = [Warning(value.line or 1, message % {"value": value.title}) for value in strange]
    placed = {value.number for value in document.values if value not in strange}
    message = _("We can’t tell which value this illustrates. Give it the number of its value: %(words)s")
    return doubts + [
        Warning(example.line or 1, message % {"words": quoted(example.text)})
        for example in document.illustrations
        if example.number not in placed
    ]
