"""What the lines between two numbers are: the end of the entry above, a heading for those below, or entries whose
number the layout lost. They wait until the next number says whether the numbering goes on."""

from dataclasses import dataclass, field
from itertools import chain, pairwise

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standards.exchange.document import Level, Warning
from standards.exchange.nos.headings import ELEMENT, FILLERS, folded
from standards.exchange.nos.lines import (
    CONNECTING,
    CONNECTS,
    GOES_ON,
    Line,
    Numbered,
    Page,
    is_point,
    joined,
    numbered,
    quoted,
)
from standards.exchange.nos.text import NotAStandard

MOST_ENTRIES = 1_000  # the longest list seen has about 60
TOO_MANY = gettext_lazy("This text has more entries than any standard has.")


@dataclass(slots=True)
class Entry:
    group: str | None
    number: str | None
    lines: list[Line]

    @property
    def text(self) -> str:
        return joined(self.lines)

    @property
    def begins(self) -> int:
        return self.lines[0].number


@dataclass(slots=True)
class Listing:
    """What a list says. `introduction` is its lead-in, "You must be able to:"."""

    entries: list[Entry] = field(default_factory=list)
    introduction: str | None = None
    warnings: list[Warning] = field(default_factory=list)
    lettered: bool = False

    def take_up(self, below: "Listing") -> None:
        """Go on with what stands below."""
        self.entries += below.entries
        self.introduction = self.introduction or below.introduction
        self.warnings += below.warnings
        self.lettered = self.lettered or below.lettered
        if len(self.entries) > MOST_ENTRIES:
            raise NotAStandard(str(TOO_MANY))


class Waiting:
    """Lines that wait, and what becomes of them."""

    def __init__(self, page: Page, prose: bool, *, is_last: bool = True):
        self.page, self.prose, self.is_last = page, prose, is_last
        self.listing = Listing()
        self.waiting: list[Line] = []
        self.group: str | None = None
        self.counts_bare = self.counts_doubtful = False

    @property
    def current(self) -> Entry | None:
        return self.listing.entries[-1] if self.listing.entries else None

    @property
    def has_lost_numbers(self) -> bool:
        return self.current is not None and self.current.number is None

    def settle(self, following: Numbered | None, *, at_end: bool = False) -> None:
        """Decide on the waiting lines, now that `following` begins the next entry or nothing does."""
        lost = self._lost_before(following)
        lines = self._without_end_of_entry(self.waiting, lost=bool(lost) or self._stops(at_end))
        lines = [line for line in lines if folded(line.text) not in FILLERS]
        self.waiting, self.counts_bare, self.counts_doubtful = [], False, False
        if lost and lines:
            lines = self._without_lost_entries(lines, lost)
            self.counts_doubtful = bool(lines)
        only_a_heading = len(lines) == 1 and not lines[0].starts_small
        without_numbers = (
            self.has_lost_numbers
            or self._stops(at_end, lines)
            or (at_end and not self.current and not only_a_heading)
        )
        if lines and without_numbers and not self.prose:
            lines = self._without_bare_entries(lines, at_end=at_end)
        self._place_rest(lines, at_end=at_end)

    def _place_rest(self, lines: list[Line], *, at_end: bool) -> None:
        if at_end:
            for line in lines:
                self.leave_out(line)
        elif lines:
            self._head(lines)

    # The end of the entry above

    def _without_end_of_entry(self, lines: list[Line], *, lost: bool) -> list[Line]:
        taken = 0
        while self.current and taken < len(lines) and self._continues(self.current, lines[taken], lost=lost):
            self._continue(self.current, lines[taken])
            taken += 1
        return lines[taken:]

    def _continues(self, entry: Entry, line: Line, *, lost: bool = False) -> bool:
        before = entry.lines[-1]
        if is_point(line) or self._hangs(entry, line):
            return True
        if line.starts_small:
            connected = bool(CONNECTING.search(before.text) or self._goes_on(line)) and not line.after_blank
            broke = self.page.broke(before, line) and (entry.number is not None or self.page.is_wide)
            return broke or connected or (entry.number is not None and not lost)
        return bool(CONNECTING.search(before.text)) and not line.after_blank

    def _goes_on(self, line: Line) -> bool:
        """The middle of a sentence, to look at its first word."""
        return bool((CONNECTS if self.page.is_broken else GOES_ON).match(line.text))

    def _hangs(self, entry: Entry, line: Line) -> bool:
        """Set further in than the number or dash of the entry, as broken lines are in many layouts."""
        is_deeper = line.indent > entry.lines[0].indent
        return is_deeper and (line.starts_small or self.page.broke(entry.lines[-1], line, slack=0.3))

    def _continue(self, entry: Entry, line: Line) -> None:
        before = entry.lines[-1]
        plain = line.starts_small and not is_point(line) and not numbered(line)
        # Below a dash a bare line may be an entry whose dash was lost: only one set further in is surely none.
        broke = self.page.broke(before, line) and entry.number is not None
        sure = plain and (broke or self._hangs(entry, line))
        if not sure or before.text.endswith(("-", "/")):
            self.warn(line, _("This line was taken as a part of the entry above: %(line)s"))
        entry.lines.append(line)

    # Entries without a number

    def _lost_before(self, following: Numbered | None) -> int:
        """How many numbers are missing between the entry above and the next: 1 between 3 and 5."""
        if not (following and self.current and self.current.number) or "." in following.number:
            return 0
        return max(0, following.top - int(self.current.number.split(".")[0]) - 1)

    def _stops(self, at_end: bool, lines: list[Line] | None = None) -> bool:
        """The numbers stop half way down the list: two lines or more that nothing joins to what is above.

        Labels with a letter do not stop: P9 may be broken into three short lines.
        """
        lines = self.waiting if lines is None else lines
        is_whole = at_end and self.is_last and not self.prose
        if not is_whole or not self.current or self.current.number is None or self.listing.lettered:
            return False
        small = [
            line
            for before, line in pairwise([self.current.lines[-1], *lines])
            if line.starts_small and not is_point(line) and not self.page.broke(before, line)
        ]
        return len(small) > 1

    def _without_lost_entries(self, lines: list[Line], lost: int) -> list[Line]:
        """Lines that stand where numbers are missing, as many as are missing, are the entries they numbered."""
        entries = self.page.paragraphs(lines)
        bare = [entry for entry in entries[:lost] if self._may_be_entry(joined(entry))]
        if len(bare) < lost or len(entries) > lost + 1:
            return lines
        for entry in bare:
            self._add_bare(entry[0], [])
            self.listing.entries[-1].lines += entry[1:]
        self.counts_bare = True
        return list(chain.from_iterable(entries[lost:]))

    def _may_be_entry(self, words: str) -> bool:
        """It starts as the entries do. A heading between them would not cost a number."""
        return (not words[0].isupper()) == self.listing.entries[0].lines[0].starts_small

    def _without_bare_entries(self, lines: list[Line], *, at_end: bool) -> list[Line]:
        """Where numbers are lost a bare line may be an entry: it is if it starts as the entries do.

        The last line before the next dash is rather a heading, if it starts with a capital letter.
        """
        start_small = self._entries_start_small(lines)
        headings: list[Line] = []
        for line in lines:
            is_heading = line.starts_small is not start_small or bool(ELEMENT.fullmatch(line.text))
            is_heading = is_heading or (line is lines[-1] and not start_small and not at_end)
            if self.current and not headings and self._continues(self.current, line, lost=True):
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
        self.add(None, line)
        self.warn(line, _("This line has no number and no dash. Is it an entry? %(line)s"))

    def _entries_start_small(self, lines: list[Line]) -> bool:
        """How the first entry starts; where there is none yet, how the last line does, being no heading."""
        first = self.listing.entries[0].lines[0] if self.listing.entries else lines[-1]
        return first.starts_small

    def add(self, number: str | None, line: Line) -> None:
        if len(self.listing.entries) >= MOST_ENTRIES:
            raise NotAStandard(str(TOO_MANY))
        if number is None and not self.has_lost_numbers:
            self.warn(line, _("From here the entries have no numbers in this text: %(line)s"))
        self.listing.entries.append(Entry(self.group, number, [line]))

    # Headings, and what is left

    def _head(self, lines: list[Line]) -> None:
        """Take the last paragraph of the lines as the heading of what follows, or with prose all of them."""
        *above, heading = [lines] if self.prose else self.page.paragraphs(lines)
        before = self.current.lines[-1] if self.current else None
        doubtful = (
            self.has_lost_numbers or self.counts_doubtful or (before and self.page.broke(before, lines[0]))
        )
        self.group = self.page.text(heading) if self.prose else _without_label(joined(heading))
        if doubtful and not self.prose:
            self.warn(heading[0], _("This line was taken as a heading: %(line)s"))
        for line in chain.from_iterable(above):
            self.leave_out(line)

    def leave_out(self, line: Line) -> None:
        self.warn(line, _("This line is no part of any entry and was left out: %(line)s"), level="red")

    def warn(self, line: Line, message: str, number: str | None = None, *, level: Level = "amber") -> None:
        words = message % {"line": quoted(line.text), "number": number}
        self.listing.warnings.append(Warning(line.number, words, level))


def _without_label(heading: str) -> str:
    """`Element: Plan the work` heads as `Plan the work`; `Element 2: …` keeps its number."""
    match = ELEMENT.fullmatch(heading)
    return match["title"] if match and match["title"] and not match["id"] else heading
