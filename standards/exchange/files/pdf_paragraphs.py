"""The lines of a printed text as paragraphs: what the page broke is put together again, and nothing else."""

import re
from typing import Any

from standards.exchange.files.laid_out import HEADER_LABELS, STARTS_NUMBERED, TAIL_LABELS, folded, is_heading

BULLET = re.compile(r"[•·▪◦‣*–—-]\s")
LETTERED = re.compile(r"\(?([a-z]|[ivx]{1,4})[.)]\s")
SPACE = 0.25  # of the size of the letters: a space, where the line holds none to measure
BEARING = 0.15  # of the size: the white that letters carry with them
LOOSE = 1.3  # times the usual distance of lines, past which a new paragraph begins
OPENING = re.compile(
    r"(To (meet|achieve) |What )?[Yy]ou (must|need to|should) (be able|know)|Developed by|Approved on|URN\b"
)
HYPHENS = ("-", "\u00ad", "\u2010")  # as typed; soft; as typesetters break words with
CONNECTING = re.compile(
    r"(,|\b(a|an|and|as|at|by|for|from|in|of|on|or|the|to|with|within|between))$", re.IGNORECASE
)
BROKEN_WORD = re.compile(r"(\w+)[-\u00ad\u2010]$")
HANGING = re.compile(r"(?!(and|or|to)\b)[a-z]")  # `short-` hangs before `and long-term`


def paragraphs_of(pages):
    """The lines of text of all pages; a blank one before a paragraph that stands apart."""
    columns = [column for page in pages for column in page if column.lines]
    setting = _Setting(columns)
    for column in columns:
        setting.add(column)
    return setting.text()


class _Setting:
    """`edges`: how far the lines of each column reach. `leadings`: how far apart they stand."""

    def __init__(self, columns):
        self.edges, distances = {}, {}
        for column in columns:
            reach = max(line.right for line in column.lines)
            self.edges[column.key] = max(reach, self.edges.get(column.key, 0))
            for before, line in zip(column.lines, column.lines[1:], strict=False):
                if (
                    abs(line.size - before.size) < 0.5
                    and 0.8 * line.size < line.y - before.y < 2.2 * line.size
                ):
                    distances.setdefault((column.key, round(line.size)), []).append(line.y - before.y)
        # The distance of most lines; a text of single lines stands further apart than it would be broken.
        self.leadings = {key: sorted(found)[len(found) // 10] for key, found in distances.items()}
        self.words = {
            word.text.strip(".,;:()").casefold()
            for column in columns
            for line in column.lines
            for word in line.words
        }
        self.hanging = {
            (column.key, _mark_of(above.text))
            for column in columns
            for above, line in zip(column.lines, column.lines[1:], strict=False)
            if _hangs(above, line)
        }
        self.in_entry: Any = None  # the mark of the entry above, and where it stands
        # Where this hyphen stands inside no line, it was never typed: it only breaks words.
        self.breaks_with_hyphens = not any("\u2010" in word[:-1] for word in self.words)
        self.paragraphs = []  # [text, stands apart]
        self.before: Any = None  # (line, column) above
        self.number = None

    def add(self, column):
        for line in column.lines:
            if self.before and self._runs_on(self.before[0], self.before[1], line, column):
                self.paragraphs[-1][0] = self._joined(self.paragraphs[-1][0], line.text)
            else:
                self._begin(line, column)
            self.before = (line, column)

    def text(self):
        lines = []
        for text, apart in self.paragraphs:
            lines += ["", text] if apart and lines else [text]
        return lines

    def _begin(self, line, column):
        text = line.text
        number = STARTS_NUMBERED.match(f"{text} ")
        apart = self.before is not None and not (number or BULLET.match(text) or column.is_label)
        if self._labels_fact(column):
            self.paragraphs[-1][0] = f"{self.paragraphs[-1][0].rstrip(' :')}: {text}"
        elif self._numbers_paragraph(line):
            self.paragraphs[-1][0] += f" {text}"
        else:
            self.paragraphs.append([text, apart and self._stands_apart(line, column)])
        if _mark_of(text):
            self.in_entry = (_mark_of(text), line.left)
        elif not (self.before and _is_number(self.before[0].text)):
            self.in_entry = None  # else its label stands alone on the line above
        self.number = _number_of(text) or self.number

    def _labels_fact(self, column):
        """The column beside the label of a fact says the fact."""
        return bool(
            self.before
            and self.before[1].is_label
            and not column.is_label
            and folded(self.paragraphs[-1][0]) in (*HEADER_LABELS, *TAIL_LABELS)
        )

    def _numbers_paragraph(self, line):
        """A number alone on its line, its words on the next but hardly below it."""
        above = self.before[0] if self.before else None
        return bool(
            above and STARTS_NUMBERED.fullmatch(f"{above.text} ") and abs(line.y - above.y) < 0.6 * line.size
        )

    def _stands_apart(self, line, column):
        above, column_above = self.before
        return column is column_above and line.y - above.y > LOOSE * self._leading(line, column)

    def _leading(self, line, column):
        return self.leadings.get((column.key, round(line.size)), 1.25 * line.size)

    def _runs_on(self, above, column_above, line, column):
        if abs(above.size - line.size) > 0.08 * line.size or column.is_label != column_above.is_label:
            return False
        if (
            OPENING.match(line.text)
            or is_heading(line.text)
            or self._begins_entry(above, line, column is column_above)
        ):
            return False
        if self._stands_out(above, line, column):
            return False
        if column is column_above:
            if line.y - above.y > LOOSE * self._leading(line, column):
                return False
            if None not in (above.weight, line.weight) and above.weight != line.weight:
                return False
        elif re.search(r"[.:;?!]$", above.text) or not line.text[0].islower():
            return False
        needed = above.right + _space_after(above) + line.words[0].right - line.words[0].left
        return needed > self.edges[column_above.key] - BEARING * line.size

    def _stands_out(self, above, line, column):
        """Below an entry, a line without a mark that stands where the marks do: a heading, if anything tells.

        That is so where entries hang; where they do not, a capital letter tells, unless the line above can't end there.
        """
        if self.in_entry is None:
            return False
        mark, place = self.in_entry
        if line.left >= place + 1:
            return False
        is_capital = line.text[0].isupper() and not CONNECTING.search(above.text)
        return (column.key, mark) in self.hanging or (is_capital and self.before[1] is column)

    def _begins_entry(self, above, line, same_column):
        """A mark at the start; a number within a sentence may start a line too, but not where the marks stand."""
        if BULLET.match(line.text) or (
            LETTERED.match(line.text) and same_column and line.left <= above.left + 1
        ):
            return True
        number = _number_of(line.text)
        if number is None:
            return False
        hangs = same_column and _number_of(above.text) and line.left > above.left + 1
        return not hangs or _follows(self.number, number)

    def _joined(self, text, more):
        broken = BROKEN_WORD.search(text)
        if broken and (text.endswith("\u00ad") or (text.endswith("\u2010") and self.breaks_with_hyphens)):
            return text[:-1] + more
        if broken and HANGING.match(more):
            whole = broken[1] + re.split(r"\W", more, maxsplit=1)[0]
            is_one = (
                whole.casefold() in self.words
                and f"{broken[1]}-{whole[len(broken[1]) :]}".casefold() not in self.words
            )
            return (text[:-1] if is_one else text) + more
        return text + ("" if text.endswith("/") and more[0].islower() else " ") + more


def _is_number(text):
    return bool(STARTS_NUMBERED.fullmatch(f"{text} "))


def _mark_of(text):
    return "number" if STARTS_NUMBERED.match(f"{text} ") else "bullet" if BULLET.match(text) else ""


def _hangs(above, line):
    """The line goes on below the words of an entry, not below its mark."""
    if (
        not STARTS_NUMBERED.match(above.text)
        or len(above.words) < 2
        or STARTS_NUMBERED.match(f"{line.text} ")
    ):
        return False
    return abs(line.left - above.words[1].left) < 1.5 and line.y - above.y < 2 * line.size


def _space_after(line):
    if line.text.endswith((*HYPHENS, "/")):
        return 0
    gaps = [word.left - before.right for before, word in zip(line.words, line.words[1:], strict=False)]
    return min(gaps, default=SPACE * line.size)


def _number_of(text):
    found = STARTS_NUMBERED.match(f"{text} ")
    return re.sub(r"[^0-9.]", "", found[0]).strip(".") if found else None


def _follows(before, number):
    if before is None or number == "1":
        return True
    steps, after = ([int(step) for step in which.split(".")] for which in (before, number))
    return after in [[*steps[:depth], steps[depth] + 1] for depth in range(len(steps))] or after == [
        *steps,
        1,
    ]
