"""Whom a draft would affect once it is published: what changes, and what of people's work hangs on that."""

from dataclasses import dataclass

from standards.models import Standard, StandardPage, SuitePage
from standards.models.page_wording import draft_wording, saved_values, value_entries
from standards.models.wording import Wording
from standards.queries.changes import Changes, RequirementChange, changes_between
from standards.queries.pages import current_text_of
from standards.registry import BEFORE_PUBLISHING_NOTES, TOUCHED

NOTHING = Wording.of(dict.fromkeys(Wording.__dataclass_fields__, ""), (), ())


@dataclass(frozen=True)
class Row:
    """A requirement that changes: `counted` is [(Touch, how many)], `names` are of those one may know of."""

    change: RequirementChange
    counted: list
    names: list


@dataclass(frozen=True)
class Impact:
    """`standards`: those published whose words would change, with people on them or not."""

    changes: Changes
    standards: list
    touches: list
    notes: list

    @property
    def people(self):
        """How many people's portfolios hold these standards."""
        return self.touches[0].total if self.touches else 0

    @property
    def concerns_people(self):
        return bool(self.changes) and any(touch.total for touch in self.touches)

    @property
    def rows(self):
        return [self.row(change) for change in self.changes.requirements]

    @property
    def row_kinds(self):
        """[(Kind, its rows)] of those there are."""
        return [(kind, [self.row(change) for change in found]) for kind, found in self.changes.by_kind]

    def row(self, change):
        key = change.lineage
        names = [name for touch in self.touches for name in touch.names.get(key, ())]
        return Row(change, [(touch, touch.counts.get(key, 0)) for touch in self.touches], names)


def impact_of(page, draft, *, person):
    """What publishing `draft` of `page` would do. The same number of queries whatever hangs on it."""
    standards = standards_of(page)
    before, after = published_text_of(page), draft_text_of(draft)
    changes = changes_between(before, after) if standards else changes_between(NOTHING, NOTHING)
    lineages = [change.lineage for change in changes.requirements]
    touches = [ask(standards, lineages, person=person) for ask in TOUCHED] if changes else []
    return Impact(changes, standards, touches, notes_for(draft))


def standards_of(page):
    """Published standards whose words are this page's: its own, or, for a suite, all that share its values."""
    if isinstance(page, SuitePage):
        return list(Standard.objects.filter(page__path__startswith=page.path, page__live=True))
    own = page.own_standard if isinstance(page, StandardPage) else None
    return [own] if own and own.current_version_id else []


def published_text_of(page):
    """The words in force, as a Wording: of a standard its version’s, of a suite its values."""
    if isinstance(page, SuitePage):
        return Wording.of(NOTHING, value_entries(saved_values(page)), ())
    version = page.version if isinstance(page, StandardPage) else None
    return current_text_of(version) if version else NOTHING


def draft_text_of(draft):
    if isinstance(draft, SuitePage):
        return Wording.of(NOTHING, value_entries(draft.values.all()), ())
    return draft_wording(draft) if isinstance(draft, StandardPage) else NOTHING


def notes_for(draft):
    """What there is to think of before publishing a standard, from whoever has something to say."""
    if not isinstance(draft, StandardPage):
        return []
    return [note for ask in BEFORE_PUBLISHING_NOTES for note in ask(draft)]
