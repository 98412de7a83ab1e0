"""Which words of a text are other words than before, for a person to read."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

KEPT, GONE, CAME = "kept", "gone", "came"
MOST_WORDS = 2000  # of one text: beyond that, everything is shown as changed


@dataclass(frozen=True)
class Piece:
    """A run of words that stayed, went or came; with its spaces, so that the pieces join to the whole text."""

    what: str
    text: str

    @property
    def is_gone(self):
        return self.what == GONE

    @property
    def came(self):
        return self.what == CAME


def difference(before, after):
    """[Piece]: the kept and gone ones join to `before`, the kept and come ones to `after` (spaces aside)."""
    old, new = words_in(before), words_in(after)
    if max(len(old), len(new)) > MOST_WORDS:
        return [Piece(GONE, before), Piece(CAME, after)]
    pieces = []
    matcher = SequenceMatcher(None, list(map(str.strip, old)), list(map(str.strip, new)), autojunk=False)
    for what, start, end, new_start, new_end in matcher.get_opcodes():
        if what == "equal":
            pieces.append(Piece(KEPT, "".join(new[new_start:new_end])))
            continue
        pieces.append(Piece(GONE, "".join(old[start:end])))
        pieces.append(Piece(CAME, "".join(new[new_start:new_end])))
    return [piece for piece in pieces if piece.text]


def words_in(text):
    """Words and marks, each with the spaces after it: a comma that went is a comma, not the word before it."""
    return re.findall(r"(?:\w+(?:[’'-]\w+)*|[^\w\s])\s*|^\s+", text)


def folded(text):
    """The words alone, without capitals, spaces and marks: what two texts that say the same have in common."""
    return re.findall(r"\w+", text.casefold())


def says_the_same(before, after):
    """Whether nothing but capitals, spaces and punctuation differs."""
    return folded(before) == folded(after)


def likeness(before, after):
    """From 0 to 1: how much of the words, in their order, two texts share. Two empty ones share nothing."""
    old, new = folded(before)[:MOST_WORDS], folded(after)[:MOST_WORDS]
    if not old or not new:
        return 0.0
    return SequenceMatcher(None, old, new, autojunk=False).ratio()
