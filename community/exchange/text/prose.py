"""What plain paragraphs are, once their whole section is known: clauses of its kind, or statements around them."""

from itertools import pairwise

from django.utils.translation import gettext as _

from community.exchange.text.facts import is_line_of_stewards
from community.exchange.text.kinds import CLOSING, TENDS, kind_of
from community.exchange.text.outline import Entry, Outline, announces

AROUND = ("statement", "stewardship")  # what stands around the clauses of another kind


def give_kinds_to_prose(outline: Outline) -> None:
    part: list[Entry] = []
    kind: str | None = outline.default_kind
    for entry in [*outline.entries, None]:
        if entry is None or entry.level == 0:
            _give_kinds(outline, part, kind)
            kind, part = kind_of(entry.label) if entry else None, []
        else:
            part.append(entry)


def _give_kinds(outline: Outline, part: list[Entry], kind: str | None) -> None:
    openers = [one for one, below in pairwise(part) if below.level > one.level]
    if kind is None:
        _announce(openers)
        return
    top = [entry for entry in part if entry.level == 1]
    has_others = any(not entry.from_prose and entry.kind not in AROUND for entry in top)
    guessed = []
    for entry in (entry for entry in top if entry.from_prose):
        if is_line_of_stewards(entry.text):
            entry.kind = "stewardship"
        elif kind == "stewardship":
            entry.kind = kind if TENDS.search(entry.text) else "statement"
        elif entry in openers:
            entry.kind = announces(entry) or kind
        elif has_others or _stands_around(entry, openers):
            entry.kind = "statement"
        else:
            guessed.append(entry)
    if guessed:
        message = _("Nothing marks single clauses here: each paragraph was taken as one (%(kind)s).")
        outline.warn(guessed[0].line, message, kind=kind)


def _stands_around(entry: Entry, openers: list[Entry]) -> bool:
    """It introduces the clauses, closes the charter, or is a sentence beside a list."""
    is_beside = bool(openers) and entry.text.endswith(".")
    return entry.text.endswith(":") or bool(CLOSING.match(entry.text)) or is_beside


def _announce(openers: list[Entry]) -> None:
    for entry in openers:
        if entry.from_prose and (announced := announces(entry)):
            entry.kind = announced
