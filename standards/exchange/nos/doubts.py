"""What a reader is not sure of, in a sentence with its line: what is missing, what is cut, what was put right."""

import re
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from standards.exchange.document import Level, Warning
from standards.exchange.nos.furniture import Furniture
from standards.exchange.nos.header import Header
from standards.exchange.nos.lines import Line, Page, quoted
from standards.exchange.nos.parts import Part, Parts
from standards.exchange.nos.text import is_suspicious
from standards.exchange.nos.waiting import Entry, Listing

ENDED = re.compile(r"[.;:!?][)”’\"']?$")
OPEN_ENDED = re.compile(
    r"([,(/–-]|…|\.\.\.|\b(a|an|and|or|of|the|their|its|your|that|which|between|within|to|from))$",
    re.IGNORECASE,
)


def doubt(line: int, message: str, words: str = "", *, level: Level = "amber", most: int = 80) -> Warning:
    return Warning(line, message % {"line": quoted(words, most)}, level)


def decoding_doubts(lines: Sequence[Line], *, western: bool) -> Iterator[Warning]:
    for line in lines:
        if is_suspicious(line.text):
            yield doubt(
                line.number,
                _("This line holds characters that were lost or decoded wrongly: %(line)s"),
                line.text,
                level="red",
            )
        elif line.is_repaired:
            yield doubt(line.number, _("Wrongly decoded characters were put right here: %(line)s"), line.text)
    strange = next((line for line in lines if not line.text.isascii()), None)
    if western and strange:
        message = _(
            "This file is not UTF-8. It was read as Windows text; please check its accents and signs: %(line)s"
        )
        yield doubt(strange.number, message, strange.text)


def furniture_doubts(furniture: Furniture) -> Iterator[Warning]:
    for line, times in furniture.headers:
        message = ngettext(
            "This is printed around the standard and was left out: %(line)s",
            "This is printed around the pages, %(times)s times, and was left out: %(line)s",
            times,
        )
        yield Warning(line.number, message % {"times": times, "line": quoted(line.text)})
    for line in furniture.around:
        yield doubt(line.number, _("This belongs to the web site and was left out: %(line)s"), line.text)
    if numbers := furniture.page_numbers:
        message = _("The numbers of pages were left out. They stood on the lines %(lines)s.")
        told = ", ".join(str(line.number) for line in numbers[:20]) + ("…" if len(numbers) > 20 else "")
        yield Warning(numbers[0].number, message % {"lines": told})


def heading_doubts(parts: Parts) -> Iterator[Warning]:
    for line in parts.guessed:
        yield doubt(
            line.number, _("This was read as a heading, though it is spelt differently: %(line)s"), line.text
        )
    for line in parts.groups:
        yield doubt(
            line.number, _("The numbering goes on below this line, so it heads a group: %(line)s"), line.text
        )


def place_doubts(parts: Parts) -> Iterator[Warning]:
    """The exchange format holds no behaviours, and scope only under its two headings."""
    for label in parts.facts:
        if label.lines and label.label.casefold() in ("behaviours", "skills"):
            message = _("This part was kept as a note, not as requirements: %(line)s")
            yield doubt(label.lines[0].number, message, label.lines[0].text)
    if lines := parts.lines[Part.SCOPE]:
        message = _("This scope was kept as a note: it names neither performance nor knowledge.")
        yield Warning(lines[0].number, message)


def missing_doubts(
    last: int, header: Header, parts: Parts, performance: Listing, knowledge: Listing
) -> Iterator[Warning]:
    if not header.overview:
        yield Warning(last, _("This text has no overview."), "red")
    if not performance.entries:
        yield Warning(last, _("This text has no performance criteria."), "red")
    if not knowledge.entries:
        yield Warning(last, _("This text has no knowledge and understanding."), "red")
    if parts.last is Part.KNOWLEDGE:
        yield Warning(
            last, _("The text ends with the knowledge, before scope and values. Is anything missing?")
        )


def values_doubts(last: int, header: Header, values: int, illustrations: int) -> Iterator[Warning]:
    """Suites arranged in key areas print their values with each standard, each value with an example."""
    if header.key_area and not values:
        yield Warning(last, _("This text has no values, though it names a key area."), "red")
    elif values != illustrations and (header.key_area or illustrations):
        counts = {"values": values, "examples": illustrations}
        yield Warning(last, _("This text has %(values)s values and %(examples)s examples of them.") % counts)


def is_cut(entries: Sequence[Entry], *, inside_line: bool) -> bool:
    """The last entry, with which the text ends, may be half an entry.

    Where the text stops inside a line it is whole only if it ends as the others do, with a full stop or semicolon.
    """
    words = entries[-1].text[-40:]
    if OPEN_ENDED.search(words):
        return True
    return inside_line and not (ENDED.search(words) and ends_as_others(entries))


def may_be_cut(entries: Sequence[Entry], page: Page) -> bool:
    """The others end with a full stop and the last does not; or the lines are broken and its last one is full."""
    if ENDED.search(entries[-1].lines[-1].text):
        return False
    last = entries[-1].lines[-1]
    return (len(entries) > 3 and ends_as_others(entries)) or page.broke(last, Line(0, "and"))


def ends_as_others(entries: Sequence[Entry]) -> bool:
    """Most entries above the last end with a full stop or a semicolon."""
    others = [bool(ENDED.search(entry.lines[-1].text[-4:])) for entry in entries[:-1]]
    return sum(others) * 2 > len(others)
