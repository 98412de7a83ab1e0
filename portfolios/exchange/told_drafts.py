"""Words that stand in forms and were not saved, as `shapes` has them."""

from portfolios.drafts import was_saved
from portfolios.exchange.shapes import DraftTold, TypedTold
from portfolios.models import Draft, JournalEntry

NOT_WORDS = {"once", "revision", "kept"}
NEW = {"evidence new", "journal new"}


def typed_in(portfolio, units, evidence):
    """Drafts of forms about what leaves, and of those for something new. Never about evidence that is out of sight."""
    journal = JournalEntry.objects.filter(portfolio=portfolio).values_list("code", flat=True)
    about = {*journal, *(unit.code for unit in units), *(piece.code for piece in evidence)}
    drafts = Draft.objects.visible_to(portfolio.owner).order_by("changed_at", "pk")
    ours = [draft for draft in drafts if draft.about in NEW or about.intersection(draft.about.split()[1:2])]
    return [draft for draft in ours if not was_saved(portfolio.owner, draft.fields)]


def drafts_told(drafts):
    told = (draft_told(draft) for draft in drafts)
    return tuple(draft for draft in told if draft.typed)


def draft_told(draft):
    """Written words only: ticks and hidden fields mean nothing outside their form."""
    typed = [
        TypedTold(name=name, words=words)
        for name, values in draft.fields.items()
        for words in values
        if name not in NOT_WORDS and not name.startswith("shows") and words.strip()
    ]
    return DraftTold(about=draft.about, at=draft.changed_at, typed=tuple(typed))
