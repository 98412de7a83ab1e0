"""One entry, one line: labels that stand alone get their text, and entries that share a line are taken apart."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from standards.exchange.nos.lines import (
    CONNECTING,
    CONNECTS,
    Line,
    Numbered,
    Page,
    bulleted,
    follows,
    numbered,
)

CELL_ENDS = r"\s+(?:/\s+)?"
MOST_ON_A_LINE = 100  # entries; a whole list was seen on one line, of thirty


@dataclass(slots=True)
class Labelling:
    """The lines, each with its own label if it has one; the line numbers of pages; and what was decided.

    `taken_apart` held two entries or more, `together` may hold two and was left as it is, `moved` stood apart from their
    text, `empty` found none.
    """

    lines: list[Line] = field(default_factory=list)
    left_out: list[Line] = field(default_factory=list)
    taken_apart: list[Line] = field(default_factory=list)
    together: list[Line] = field(default_factory=list)
    moved: list[Line] = field(default_factory=list)
    empty: list[Line] = field(default_factory=list)


def put_labels_right(lines: Iterable[Line], page: Page) -> Labelling:
    return _Labels(list(lines), page).labelling


class _Labels:
    def __init__(self, lines: list[Line], page: Page):
        self.labelling, self.page = Labelling(), page
        self.queue = deque(self._one_entry_a_line(lines))
        found = [number for line in self.queue if (number := numbered(line))]
        self.mostly_alone = sum(not number.text for number in found) * 2 > len(found)
        self.previous: Numbered | None = None
        self.pending: list[Line] = []
        while self.queue:
            self._take(self.queue.popleft())
        self.labelling.empty += self.pending

    def _take(self, line: Line) -> None:
        found = numbered(line)
        if not found:
            self.labelling.lines.append(line)
        elif found.text:
            self._keep(line, found)
        elif not self._is_label(line, found):
            self.labelling.left_out.append(line)
        else:
            self._skip_page_number(found)
            self._place(line, found)

    def _keep(self, line: Line, found: Numbered) -> None:
        self.labelling.lines.append(line)
        self.previous = found
        if self.pending:
            self._end_of_pending(self._bare())

    # A number alone on its line

    def _is_label(self, label: Line, found: Numbered) -> bool:
        """It labels the text below, unless it is the number of a page."""
        if found.letter:
            return True
        if not self.queue or bulleted(self.queue[0]) or (self.previous and self.previous.letter):
            return False
        after = self._next_number()
        if self._is_named_below(found) or (label.text.isdigit() and self._breaks_in(self.queue[0])):
            return False
        if follows(self.previous.number if self.previous else None, found.number):
            return self.mostly_alone or bool(after)
        last = self.labelling.lines[-1] if self.labelling.lines else None
        starts_again = found.number == "1" and last is not None and not numbered(last)
        goes_on = self.mostly_alone and bool(after and follows(found.number, after.number))
        return starts_again or goes_on

    def _is_named_below(self, found: Numbered) -> bool:
        """One of the next entries has this number and words, so alone it is the number of a page."""
        below = (number for line in self.queue if (number := numbered(line)))
        first, *others = [*islice(below, 3), None]
        same = [number for number in (first, *others) if number]
        named = [number for number in same if number is first or (number.text and not self.mostly_alone)]
        return any(number.number == found.number for number in named)

    def _breaks_in(self, line: Line) -> bool:
        """Among entries with their words beside them, a number between the halves of a sentence is a page's."""
        before = self.labelling.lines[-1] if self.labelling.lines else None
        return bool(
            before and not self.mostly_alone and line.text[0].islower() and self.page.broke(before, line)
        )

    def _next_number(self) -> Numbered | None:
        return next((found for line in self.queue if (found := numbered(line))), None)

    def _skip_page_number(self, found: Numbered) -> None:
        """`P4`, the number of the page, and only then the text of P4."""
        number = numbered(self.queue[0]) if found.letter and self.queue else None
        if number and not (number.letter or number.text or "." in number.number):
            self.labelling.left_out.append(self.queue.popleft())

    def _place(self, line: Line, found: Numbered) -> None:
        if not self.queue or numbered(self.queue[0]):
            self.pending.append(line)
            self.previous = found
        elif self.pending and _depth(found) == _depth_of(self.pending[-1]):
            self._one_column_after_the_other(line, found)
        else:
            self._join(line, self.queue.popleft())
            self.previous = found
            if self.pending:
                self._end_of_pending(self._bare())

    def _join(self, label: Line, text: Line) -> None:
        words = f"{label.text} {text.text}"
        self.labelling.lines.append(replace(label, text=words, text_number=text.number))

    # Columns out of order

    def _bare(self) -> list[Line]:
        """Take the lines up to the next number."""
        bare = []
        while self.queue and not numbered(self.queue[0]):
            bare.append(self.queue.popleft())
        return bare

    def _one_column_after_the_other(self, line: Line, found: Numbered) -> None:
        """All labels, then all texts, where a column of labels was read before the column of texts."""
        labels, bare = [*self.pending, line], self._bare()
        texts = self.page.paragraphs(bare)
        if len(texts) > len(labels):
            texts = _run_together(texts)
        rest = [extra for text in texts[len(labels) :] for extra in text]
        self.labelling.empty += labels[len(texts) :]
        for label, text in zip(labels, texts, strict=False):
            self._join_moved(label, text)
        self.labelling.lines += rest
        self.pending, self.previous = [], found

    def _end_of_pending(self, bare: list[Line]) -> None:
        """Label P9 stood before the sub-items of P8; its text stands after them."""
        after = numbered(self.queue[0]) if self.queue else None
        own, *others = self.page.paragraphs([self.labelling.lines[-1], *bare])
        waits = numbered(self.pending[-1])
        among_subs = after and waits and after.top < waits.top
        if not among_subs and len(others) == len(self.pending):
            self.labelling.lines += own[1:]
            for label, text in zip(self.pending, others, strict=True):
                self._join_moved(label, text)
            self.previous, self.pending = waits, []
        else:
            self.labelling.lines += bare

    def _join_moved(self, label: Line, text: list[Line]) -> None:
        self._join(label, text[0])
        self.labelling.lines += text[1:]
        self.labelling.moved.append(label)

    # Entries that share a line

    def _one_entry_a_line(self, lines: list[Line]) -> Iterator[Line]:
        starts = [numbered(line) for line in lines]
        current: Numbered | None = None
        for line, found, after in zip(lines, starts, nexts(starts), strict=True):
            current = found or current
            pieces = list(_points(line) if not current else _pieces(line.text, current, after))
            if len(pieces) > 1:
                self.labelling.taken_apart.append(line)
                current = numbered(replace(line, text=pieces[-1])) or current
            elif current and not after and _may_count_on(line.text, current):
                self.labelling.together.append(line)
            for nth, piece in enumerate(pieces):
                yield replace(line, text=piece, after_blank=line.after_blank and nth == 0)


def nexts(starts: list[Numbered | None]) -> list[Numbered | None]:
    """For each line, the number that begins a line next below it."""
    below: list[Numbered | None] = []
    after = None
    for found in reversed(starts):
        below.append(after)
        after = found or after
    return below[::-1]


def _run_together(texts: list[list[Line]]) -> list[list[Line]]:
    """Texts of which one ends, or the next begins, in the middle of a sentence are one."""
    together: list[list[Line]] = []
    for text in texts:
        if together and (CONNECTING.search(together[-1][-1].text) or CONNECTS.match(text[0].text)):
            together[-1] += text
        else:
            together.append(list(text))
    return together


def _depth(found: Numbered) -> int:
    return found.number.count(".")


def _depth_of(label: Line) -> int:
    found = numbered(label)
    return _depth(found) if found else 0


def _pieces(words: str, current: Numbered, after: Numbered | None) -> Iterator[str]:
    """`P2 agree aims P3 review them` is two; so is `2 agree aims 3. review them` if no other line begins with 3."""
    last = _last_counted(words, current.top, after)
    for number in range(current.top, current.top + MOST_ON_A_LINE - 1):
        first, second = _split(words, current.letter, number, after, is_counted=number < last)
        yield first
        if not second:
            return
        words = second
    yield words


def _split(
    words: str, letter: str, number: int, after: Numbered | None, *, is_counted: bool
) -> tuple[str, str | None]:
    """The words before the label that follows `number`, and those from it on; None for these where it is not."""
    following = number + 1
    if after and after.top == following and after.letter == letter:
        return words, None
    if letter:
        label = rf"{CELL_ENDS}(?={letter}\s?{following}(?:\.1)?[.:)]?(?:\s|$))"
    else:
        dot = "[.)]?" if is_counted else "[.)]"
        label = rf"{CELL_ENDS}(?={following}{dot}\s+\S|{following}[.)]$)|\s+/\s+(?={following}\s+\S)"
    match = re.search(label, words)
    return (words[: match.start()], words[match.end() :]) if match else (words, None)


def _last_counted(words: str, number: int, after: Numbered | None) -> int:
    """How far the words count on from `number`, if that is no chance.

    They hold every number between this one and the next line's, or at the end of a list the next two at least.
    """
    last = place = 0
    for following in range(number + 1, after.top if after else number + MOST_ON_A_LINE):
        match = re.compile(rf"\s{following}[.)]?\s").search(words, place)
        if not match:
            break
        last, place = following, match.end() - 1
    return last if last >= (after.top - 1 if after else number + 2) else 0


def _may_count_on(words: str, current: Numbered) -> bool:
    """`5 borrow tools 6 dig` at the end of a list is two entries; `5 dig within 6 days` is one. Nobody can tell."""
    return not current.letter and bool(re.search(rf"\s{current.top + 1}\s+[^\W\d]", words))


def _points(line: Line) -> Iterator[str]:
    """`• plan • do • review` on one line."""
    if line.text[0] in "•●▪" and len(pieces := re.split(r"\s+(?=[•●▪]\s)", line.text)) > 1:
        yield from pieces
    else:
        yield line.text
