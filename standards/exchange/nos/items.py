"""A list of criteria, knowledge items or values, read line by line.

A number or a bullet begins an entry. Other lines wait until it is clear what they are (`waiting`). Whatever had
to be decided without being sure is a warning with its line; a line that found no place is quoted in one.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from django.utils.translation import gettext as _

from standards.exchange.nos.headings import ELEMENT, FILLERS, LEAD_IN, folded
from standards.exchange.nos.labels import Labelling, nexts, put_labels_right
from standards.exchange.nos.lines import (
    HOLLOW,
    Line,
    Numbered,
    Page,
    bulleted,
    follows,
    joined,
    mark_of,
    numbered,
)
from standards.exchange.nos.waiting import Entry, Listing, Waiting

__all__ = ["Entry", "Listing", "read_list"]

LONGEST_LEAD_IN = 3  # lines
BEGINS_LEAD_IN = "tTwWyY"  # To meet this standard, what you must …
COUNTED = re.compile(r"\(?([a-z]|[ivx]{2,5})[.)]\s+\S")
NUMERALS = (
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x",
    "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx",
)  # fmt: skip
# What a list inside an entry follows.
ANNOUNCES = re.compile(
    r"(:|,|\b(including|include|includes|such as|as follows|e\.?g\.?|namely))\s*$", re.IGNORECASE
)


def read_list(lines: Sequence[Line], page: Page, *, letter: str, prose: bool = False) -> Listing:
    """Read the lines of one part. `letter` is its label on some pages (P, K, V).

    With `prose`, whole paragraphs may stand between the entries and become their `group`, as among the values.
    """
    page, whole = page.of_part(lines), Listing()
    sections = [lines] if prose else _by_element(lines)
    for section in sections:
        reader = _ListReader(page, letter, prose, above=whole, is_last=section is sections[-1])
        reader.read(section)
        whole.take_up(reader.listing)
    return whole


def _by_element(lines: Sequence[Line]) -> list[list[Line]]:
    """What stands above the first element, and each element: one may number its criteria, and the next may not."""
    sections: list[list[Line]] = [[]]
    for line in lines:
        if ELEMENT.fullmatch(line.text) and folded(line.text) not in FILLERS:
            sections.append([])
        sections[-1].append(line)
    return [section for section in sections if section] or [[]]


class _ListReader(Waiting):
    def __init__(self, page: Page, letter: str, prose: bool, *, above: Listing, is_last: bool):
        super().__init__(page, prose, is_last=is_last)
        self.letter, self.mark, self.counted = letter, "", ""
        self.above = above.entries[-1] if above.entries else None
        self.group = self.above.group if self.above else None

    def read(self, lines: Sequence[Line]) -> None:
        labelling = put_labels_right(lines if self.prose else self._without_lead_ins(lines), self.page)
        self._tell(labelling)
        starts = [numbered(line) for line in labelling.lines]
        for line, found, after in zip(labelling.lines, starts, nexts(starts), strict=True):
            point = bulleted(line)
            if found and self._begins_entry(found, line, after):
                self._begin(found, replace(line, text=found.text))
            elif point and not self._is_point_of_entry(line, after):
                self._begin_point(line, point)
            elif self._counts_in_letters(line):
                self.settle(None)
                self._add_bare(line, [])
            else:
                self.waiting.append(line)
        self.settle(None, at_end=True)

    def _tell(self, labelling: Labelling) -> None:
        for line in labelling.left_out:
            self.leave_out(line)
        for line in labelling.taken_apart:
            self.warn(line, _("This line holds two entries. They were taken apart; please check: %(line)s"))
        for line in labelling.together:
            self.warn(
                line, _("This line may hold two entries, and was left as it is. Please check: %(line)s")
            )
        for line in labelling.moved:
            self.warn(line, _("This label and its text stood apart. Please check what it labels: %(line)s"))
        for line in labelling.empty:
            self.warn(line, _("This label has no text, so it was left out: %(line)s"), level="red")

    def _without_lead_ins(self, lines: Sequence[Line]) -> list[Line]:
        """A lead-in may be broken over lines, printed three times, or stand below the first heading."""
        kept, start = [], 0
        while start < len(lines):
            may_begin = (
                lines[start].text[0] in BEGINS_LEAD_IN
            )  # of most lines that is all there is to look at
            for length in range(LONGEST_LEAD_IN if may_begin else 0, 0, -1):
                words = joined(lines[start : start + length])
                if LEAD_IN.fullmatch(words):
                    self.listing.introduction = self.listing.introduction or words
                    start += length
                    break
            else:
                kept.append(lines[start])
                start += 1
        return kept

    # Where an entry begins

    def _begins_entry(self, found: Numbered, line: Line, after: Numbered | None) -> bool:
        """A number within a sentence may begin a line too: `at least` / `3 times a year`."""
        if not (self.current and self.current.number) or found.letter:
            return True
        before = (self.waiting or self.current.lines)[-1]
        is_next = follows(self.current.number, found.number)
        goes_on_without = bool(after and follows(self.current.number, after.number))
        if self.listing.lettered and "." not in found.number and (goes_on_without or not is_next):
            return False
        is_bare = line.text.split()[0] == found.number
        if is_bare and goes_on_without and not is_next and self._is_amount(found, line, after):
            return False
        slack = 0.4 if goes_on_without and is_bare else 0.15
        if not self.page.broke(before, line, slack=slack) or (
            found.number == "1" and after and after.number == "2"
        ):
            return True
        return (
            is_next
            and not (after and after.number == found.number)
            or (not is_next and found.number == "1" and not goes_on_without)
        )

    def _is_amount(self, found: Numbered, line: Line, after: Numbered | None) -> bool:
        """`over the next` / `5 years of the garden`: not the next number, and the next one stands below.

        A list that starts again has 2 below its 1, and a sub-item names the entry it stands in.
        """
        starts_again = found.number == "1" and after is not None and after.number == "2"
        is_middle = not (found.text[:1].isupper() or line.after_blank or "." in found.number)
        return is_middle and not starts_again

    def _begin(self, found: Numbered, line: Line) -> None:
        before = self.current
        self.settle(found)
        restarts = before is not None and found.number == "1" and self.group != before.group
        is_next = restarts or follows(before.number if before else None, found.number)
        if not before and self.above and self.above.number:
            is_next = is_next or follows(self.above.number, found.number)
        if not is_next and not (self.counts_bare and self.has_lost_numbers):
            self.warn(
                line, _("The number %(number)s is not the next one. Please check: %(line)s"), found.number
            )
        if found.letter not in ("", self.letter):
            self.warn(line, _("This entry is labelled %(number)s. Please check: %(line)s"), found.letter)
        self.listing.lettered = self.listing.lettered or bool(found.letter)
        self.add(found.number, line)

    def _begin_point(self, line: Line, point: str) -> None:
        self.settle(None)
        self.mark = self.mark or mark_of(line)
        self.add(None, replace(line, text=point))

    def _counts_in_letters(self, line: Line) -> bool:
        """`a)` `b)` `c)` on entries themselves. They are no numbers, so they stay with the words."""
        label = COUNTED.match(line.text)
        if not label or self.prose or (self.current and not self.counted):
            return False
        begins = label[1] in ("a", "i") and (not self.current or bool(self.waiting))
        if not begins and label[1] not in _next_letters(self.counted):
            return False
        self.counted = label[1]
        return True

    def _is_point_of_entry(self, line: Line, after: Numbered | None) -> bool:
        """A dash below an entry is a point of a list inside it, or where numbers stop an entry of its own."""
        if self.current is None:
            return False
        before = (self.waiting or self.current.lines)[-1]
        announced = bool(ANNOUNCES.search(before.text) or bulleted(before))
        if not self.has_lost_numbers:
            return bool(after) or announced
        is_deeper = line.indent > self.current.lines[0].indent
        is_other = mark_of(line) != self.mark
        return is_deeper or (is_other and (announced or mark_of(line) in HOLLOW))


def _next_letters(label: str) -> set[str]:
    """What follows `h`: `i`; what follows `v`: `w`, or `vi`."""
    following = {chr(ord(label) + 1)} if len(label) == 1 else set()
    return following | {after for before, after in pairwise(NUMERALS) if before == label}
