"""The words of a PDF page with their places, and the lines they stand on. Places grow to the right and downwards."""

import ctypes
from collections import Counter
from dataclasses import dataclass, field
from math import atan2, hypot, pi
from typing import NamedTuple

from pypdfium2 import raw

from standards.exchange.files.bounded_child import NotRead

HYPHENS = {0x02, 0xFFFE}  # what PDFium makes of a hyphen at the end of a line
APART = 0.35  # of the size of the letters: a wider gap parts two words
CLOSE = 0.12  # the same where PDFium guesses a space
SLANTED = 0.02  # quarter turns
ALONGSIDE = 0.4  # of the size: baselines nearer than this are one line


class Letter(NamedTuple):
    text: str
    box: tuple  # left, bottom, right, top, as PDF counts: upwards
    origin: tuple
    size: float
    weight: int
    turn: int  # quarters, against the clock; -1 for a slant


@dataclass(slots=True)
class Word:
    text: str
    left: float
    right: float
    y: float
    size: float
    weight: int = 0


@dataclass(slots=True, eq=False)
class Line:
    """`depth` says how far down the page it stands, from 0 to 1."""

    words: list[Word] = field(default_factory=list)
    depth: float = 0.5

    @property
    def text(self):
        return " ".join(word.text for word in self.words)

    @property
    def left(self):
        return self.words[0].left

    @property
    def right(self):
        return self.words[-1].right

    @property
    def y(self):
        return self.words[0].y

    @property
    def size(self):
        return max(word.size for word in self.words)

    @property
    def weight(self):
        """How bold all of its words are; None where they differ."""
        weights = {word.weight for word in self.words}
        return weights.pop() if len(weights) == 1 else None


def words_of_page(page, *, most):
    """(words, height of the page, number of characters): what stands upright, whichever way up the page was saved."""
    textpage = page.get_textpage()
    count = raw.FPDFText_CountChars(textpage.raw)
    if count > most:
        raise NotRead("too_much")
    letters = list(_letters(textpage.raw, count))
    turns = Counter(letter.turn for letter in letters if isinstance(letter, Letter))
    if not turns:
        return [], 1, count
    upright = turns.most_common(1)[0][0]
    width, height = page.get_size()
    extent = (height, width) if raw.FPDFPage_GetRotation(page.raw) % 2 else (width, height)
    return list(_words(letters, upright, extent)), extent[(upright + 1) % 2], count


def _letters(textpage, count):
    """A Letter for each character in the file's own order; None for a space, True for one that PDFium only guesses."""
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    matrix = raw.FS_MATRIX()
    for place in range(count):
        code = raw.FPDFText_GetUnicode(textpage, place)
        letter = "-" if code in HYPHENS else chr(code) if code > 0x20 else " "
        if letter.isspace() or letter == "\ufffd" or 0xD800 <= code < 0xE000:
            yield True if raw.FPDFText_IsGenerated(textpage, place) == 1 else None
            continue
        raw.FPDFText_GetCharBox(textpage, place, left, right, bottom, top)
        raw.FPDFText_GetCharOrigin(textpage, place, x, y)
        raw.FPDFText_GetMatrix(textpage, place, matrix)
        turns = atan2(matrix.b, matrix.a) / (pi / 2)
        yield Letter(
            letter,
            (left.value, bottom.value, right.value, top.value),
            (x.value, y.value),
            raw.FPDFText_GetFontSize(textpage, place) * hypot(matrix.c, matrix.d),
            raw.FPDFText_GetFontWeight(textpage, place),
            round(turns) % 4 if abs(turns - round(turns)) < SLANTED else -1,
        )


def _words(letters, upright, extent):
    word, is_guessed = None, False
    for letter in letters:
        if letter is None:
            if word:
                yield word
            word = None
        elif letter is True:
            is_guessed = True
        elif letter.turn == upright:  # the rest is a stamp or a mark across the page
            left, right, y = _turned(letter, extent)
            if word and _runs_on(word, left, y, CLOSE if is_guessed else APART):
                word.text += letter.text
                word.right = max(word.right, right)
            else:
                if word:
                    yield word
                word = Word(letter.text, left, right, y, letter.size or 1, letter.weight)
            is_guessed = False
    if word:
        yield word


def _runs_on(word, left, y, apart):
    return abs(word.y - y) < ALONGSIDE * word.size and -word.size < left - word.right < apart * word.size


def _turned(letter, extent):
    """(left, right, baseline downwards) as seen with the page turned so that its text stands upright."""
    left, bottom, right, top = letter.box
    x, y = letter.origin
    width, height = extent
    return [
        (left, right, height - y),
        (bottom, top, x),
        (width - right, width - left, y),
        (height - top, height - bottom, width - x),
    ][letter.turn]


def lines_of_page(words, height):
    """The lines of a page from top to bottom, each with its words from left to right."""
    lines = []
    for word in sorted(words, key=lambda word: (word.y, word.left)):
        near = next((line for line in lines[-4:] if _stands_on(word, line)), None)
        if near is None:
            lines.append(Line([word], word.y / height))
        else:
            near.words.append(word)
    for line in lines:
        line.words.sort(key=lambda word: word.left)
    return lines


def _stands_on(word, line):
    return abs(line.words[0].y - word.y) < ALONGSIDE * min(line.words[0].size, word.size)
