"""Other words for a charter, made from today's with one change. What is made is a CharterWording; nothing is saved."""

import uuid
from dataclasses import replace

from community.models.wording import CharterWording, Entry, kept


class NoSuchClause(LookupError):
    """The clause does not stand in these words: it was taken out, or never was in them."""


def place_of(wording, lineage):
    for place, entry in enumerate(wording.entries):
        if entry.lineage == str(lineage):
            return place
    raise NoSuchClause(lineage)


def end_of(wording, place):
    """Behind what belongs to the entry at this place: all that stands deeper, up to the next that does not."""
    entries, level = wording.entries, wording.entries[place].level
    deeper = (at for at in range(place + 1, len(entries)) if entries[at].level <= level)
    return next(deeper, len(entries))


def whole_of(wording, lineage):
    """(Entry, …): the clause or heading and what stands below it, which would go with it."""
    place = place_of(wording, lineage)
    return wording.entries[place : end_of(wording, place)]


def reworded(wording, lineage, *, label, text):
    """The same clause in other words. Raises NoSuchClause."""
    place = place_of(wording, lineage)
    entry = wording.entries[place]
    label = kept(label)
    mark = (entry.mark if entry.label else mark_beside(wording, entry)) if label else ""
    changed = replace(entry, label=label, mark=mark, text=kept(text))
    return with_entries(wording, [*wording.entries[:place], changed, *wording.entries[place + 1 :]])


def added_after(wording, lineage, *, kind, label="", text=""):
    """A new clause beside that one, behind what belongs to it; after a heading, the first below it."""
    place = place_of(wording, lineage)
    before = wording.entries[place]
    level, behind = (1, place + 1) if before.is_section else (before.level, end_of(wording, place))
    new = Entry(str(uuid.uuid4()), level, str(kind), kept(label), "", kept(text))
    new = replace(new, mark=mark_beside(wording, new) if new.label else "")
    return with_entries(wording, [*wording.entries[:behind], new, *wording.entries[behind:]])


def taken_out(wording, lineage):
    """Without that clause, and without what stands below it: see `whole_of`."""
    gone = {entry.lineage for entry in whole_of(wording, lineage)}
    return with_entries(wording, [entry for entry in wording.entries if entry.lineage not in gone])


def preamble_reworded(wording, text):
    """With other words before the first heading; none is fine."""
    return replace(wording, preamble=kept(text))


def mark_beside(wording, entry):
    """What other clauses of this kind have between label and words, as the community writes it."""
    marks = [one.mark for one in wording.entries if one.kind == entry.kind and one.label]
    return marks[0] if marks else "" if entry.is_section else ":"


def with_entries(wording, entries):
    return CharterWording(wording.title, wording.preamble, tuple(entries))
