"""A list of criteria, knowledge items or values, read line by line.

A number or a bullet begins an entry. Other lines wait until it is clear what they are: the end of the entry
above, a heading for the entries below, or (where numbers are lost) an entry of their own. Whatever had to be
decided without being sure is a warning with its line; a line that found no place is quoted in one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import chain

from django.utils.translation import gettext as _

from .document import Warning
from .nos_labels import put_labels_right
from .nos_lines import Line, Numbered, Page, bulleted, follows, joined, numbered, quoted
from .nos_parts import LEAD_IN, SECOND_HALVES
from .nos_refusals import NotAStandard

# No entry ends on one of these, so the line after it is its end even with a capital letter.
CONNECTING = re.compile(
    r"(,|\b(a|an|and|as|at|by|for|from|in|of|on|or|the|to|with|within|between))$", re.IGNORECASE
)
LONGEST_LEAD_IN = 3  # lines
MOST_ENTRIES = 1_000  # the longest list seen has about 60


@dataclass(slots=True)
class Entry:
    group: str | None
    number: str | None
    lines: list[Line]

    @property
    def text(self) -> str:
        return joined(self.lines)


@dataclass(slots=True)
class Listing:
    """What a list says. `introduction` is its lead-in, "You must be able to:"."""

    entries: list[Entry] = field(default_factory=list)
    introduction: str | None = None
    warnings: list[Warning] = field(default_factory=list)


def read_list(lines: Iterable[Line], page: Page, *, letter: str, prose: bool = False) -> Listing:
    """Read the lines of one part. `letter` is its label on some pages (P, K, V).

    With `prose`, whole paragraphs may stand between the entries and become their `group`, as among the values.
    """
    reader = _ListReader(page, letter, prose)
    reader.read(lines)
    return reader.listing


class _ListReader:
    def __init__(self, page: Page, letter: str, prose: bool):
        self.page, self.letter, self.prose = page, letter, prose
        self.listing = Listing()
        self.waiting: list[Line] = []
        self.group: str | None = None

    @property
    def current(self) -> Entry | None:
        return self.listing.entries[-1] if self.listing.entries else None

    @property
    def has_lost_numbers(self) -> bool:
        return self.current is not None and self.current.number is None

    def read(self, lines: Iterable[Line]) -> None:
        labelling = put_labels_right(lines)
        for line in labelling.left_out:
            self._leave_out(line)
        for line in labelling.taken_apart:
            self._warn(line, _("This line holds two entries. They were taken apart; please check: %(line)s"))
        for line in labelling.lines:
            found, point = self._number_of(line), bulleted(line)
            if found:
                self._begin(found, replace(line, text=found.text))
            elif point and (self.current is None or self.has_lost_numbers):
                self._settle()
                self._add(None, replace(line, text=point))
            else:
                self.waiting.append(line)
        self._settle(at_end=True)

    # Where an entry begins

    def _number_of(self, line: Line) -> Numbered | None:
        """The number the line begins an entry with; a number within a sentence may begin a line too."""
        found = numbered(line)
        if found and self.current and self.current.number and not found.letter and found.number != "1":
            before = (self.waiting or self.current.lines)[-1]
            if not follows(self.current.number, found.number) and self.page.broke(before, line):
                return None
        return found

    def _begin(self, found: Numbered, line: Line) -> None:
        before = self.current
        self._settle()
        restarts = before is not None and found.number == "1" and self.group != before.group
        if not restarts and not follows(before.number if before else None, found.number):
            self._warn(
                line, _("The number %(number)s is not the next one. Please check: %(line)s"), found.number
            )
        if found.letter not in ("", self.letter):
            self._warn(line, _("This entry is labelled %(number)s. Please check: %(line)s"), found.letter)
        self._add(found.number, line)

    def _add(self, number: str | None, line: Line) -> None:
        if len(self.listing.entries) >= MOST_ENTRIES:
            raise NotAStandard(_("This text has more entries than any standard has."))
        if number is None and not self.has_lost_numbers:
            self._warn(line, _("From here the entries have no numbers in this text: %(line)s"))
        self.listing.entries.append(Entry(self.group, number, [line]))

    # What the waiting lines are

    def _settle(self, *, at_end: bool = False) -> None:
        lines = self._without_lead_ins(self._without_end_of_entry(self.waiting))
        self.waiting = []
        only_a_heading = len(lines) == 1 and not lines[0].starts_small
        without_numbers = self.has_lost_numbers or (at_end and not self.current and not only_a_heading)
        if lines and without_numbers and not self.prose:
            lines = self._without_bare_entries(lines, at_end=at_end)
        if at_end:
            for line in lines:
                self._leave_out(line)
        elif lines:
            self._head(lines)

    def _without_end_of_entry(self, lines: list[Line]) -> list[Line]:
        taken = 0
        while self.current and taken < len(lines) and self._continues(self.current, lines[taken]):
            self._continue(self.current, lines[taken])
            taken += 1
        return lines[taken:]

    def _continues(self, entry: Entry, line: Line) -> bool:
        before = entry.lines[-1]
        if bulleted(line):
            return True
        if line.starts_small:
            return entry.number is not None or self.page.broke(before, line)
        return bool(CONNECTING.search(before.text)) and not line.after_blank

    def _continue(self, entry: Entry, line: Line) -> None:
        before = entry.lines[-1]
        plain = line.starts_small and not bulleted(line) and not numbered(line)
        if not (plain and self.page.broke(before, line)) or before.text.endswith(("-", "/")):
            self._warn(line, _("This line was taken as a part of the entry above: %(line)s"))
        entry.lines.append(line)

    def _without_lead_ins(self, lines: list[Line]) -> list[Line]:
        """A lead-in may be broken over lines, printed three times, or stand below the first heading."""
        kept, start = [], 0
        while start < len(lines):
            for length in range(LONGEST_LEAD_IN, 0, -1):
                words = joined(lines[start : start + length])
                lead_in = LEAD_IN.fullmatch(words)
                if lead_in or words.casefold() in SECOND_HALVES:
                    self.listing.introduction = self.listing.introduction or (words if lead_in else None)
                    start += length
                    break
            else:
                kept.append(lines[start])
                start += 1
        return kept

    def _without_bare_entries(self, lines: list[Line], *, at_end: bool) -> list[Line]:
        """Where numbers are lost a bare line may be an entry: it is if it starts as the entries do.

        The last line before the next dash is rather a heading, if it starts with a capital letter.
        """
        start_small = self._entries_start_small(lines)
        headings: list[Line] = []
        for line in lines:
            is_heading = line.starts_small is not start_small or (
                line is lines[-1] and not start_small and not at_end
            )
            if self.current and not headings and self._continues(self.current, line):
                self._continue(self.current, line)
            elif is_heading:
                headings.append(line)
            else:
                self._add_bare(line, headings)
                headings = []
        return headings

    def _add_bare(self, line: Line, headings: list[Line]) -> None:
        if headings:
            self._head(headings)
        self._add(None, line)
        self._warn(line, _("This line has no number and no dash. Is it an entry? %(line)s"))

    def _entries_start_small(self, lines: list[Line]) -> bool:
        """How the first entry starts; where there is none yet, how the last line does, being no heading."""
        first = self.listing.entries[0].lines[0] if self.listing.entries else lines[-1]
        return first.starts_small

    def _head(self, lines: list[Line]) -> None:
        """Take the last paragraph of the lines as the heading of what follows, or with prose all of them."""
        *above, heading = [lines] if self.prose else self.page.paragraphs(lines)
        self.group = self.page.text(heading) if self.prose else joined(heading)
        before = self.current.lines[-1] if self.current else None
        doubtful = self.has_lost_numbers or (before and self.page.broke(before, lines[0]))
        if doubtful and not self.prose:
            self._warn(heading[0], _("This line was taken as a heading: %(line)s"))
        for line in chain.from_iterable(above):
            self._leave_out(line)

    def _leave_out(self, line: Line) -> None:
        self._warn(line, _("This line is no part of any entry and was left out: %(line)s"))

    def _warn(self, line: Line, message: str, number: str | None = None) -> None:
        words = message % {"line": quoted(line.text), "number": number}
        self.listing.warnings.append(Warning(line.number, words))
