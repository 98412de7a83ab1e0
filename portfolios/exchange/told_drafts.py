"""Words that stand in forms and were not saved, as `shapes` has them."""

from portfolios.drafts import was_saved
from portfolios.exchange.shapes import DraftTold, TypedTold
from portfolios.models import Draft, Evidence, JournalEntry

NOT_WORDS = {"once", "revision", "kept"}
WHOM_ONE_ASKS = {"name", "email"}  # of a form that asks a witness: theirs, and it stays
NEW = {"evidence new", "journal new"}


def typed_in(portfolio, units, evidence):
    """Drafts of forms about what leaves, and of those for something new. Never about evidence that is out of sight."""
    journal = JournalEntry.objects.filter(portfolio=portfolio).values_list("code", flat=True)
    about = {
        *journal,
        *(unit.code for unit in units),
        *(code for piece in evidence for code in codes_of(piece)),
    }
    here = [piece.pk for piece in evidence]
    stays = set(
        Evidence.objects.filter(portfolio=portfolio).exclude(pk__in=here).values_list("code", flat=True)
    )
    drafts = Draft.objects.visible_to(portfolio.owner).order_by("changed_at", "pk")
    ours = [draft for draft in drafts if draft.about in NEW or is_about(draft, about, stays)]
    return [draft for draft in ours if not was_saved(portfolio.owner, draft.fields)]


def codes_of(piece):
    """A piece and what has a form of its own beside it: clauses it lives, wishes about it, one’s own part."""
    beside = [*piece.clause_tags.all(), *piece.takedown_requests.all(), getattr(piece, "as_part", None)]
    return [piece.code, *(row.code for row in beside if row)]


def is_about(draft, about, stays):
    """The first code says what the form is of; a piece may stand behind that, as when a witness is asked about one."""
    first, *others = draft.about.split()[1:] or [""]
    return first in about and not stays.intersection(others)


def drafts_told(drafts):
    told = (draft_told(draft) for draft in drafts)
    return tuple(draft for draft in told if draft.typed)


def draft_told(draft):
    """Written words only: ticks and hidden fields mean nothing outside their form."""
    left = NOT_WORDS | (WHOM_ONE_ASKS if draft.about.startswith("ask ") else set())
    typed = [
        TypedTold(name=name, words=words)
        for name, values in draft.fields.items()
        for words in values
        if name not in left and not name.startswith("shows") and words.strip()
    ]
    return DraftTold(about=draft.about, at=draft.changed_at, typed=tuple(typed))
