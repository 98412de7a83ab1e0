"""Read the text of a UK national occupational standard, as pasted or saved from a page.

    read_nos("Support collaborative and partnership work LEGACY\\nOverview\\n…")

The layouts met in the wild differ in headers, numbering and line breaks, never in order: title, overview,
performance criteria, knowledge, scope, values. `text` makes bytes safe to read, `lines` says what a line can
be, `furniture` and `cells` undo what pages and tables did to the lines, `parts` cuts the text at its
headings, `header` and `items` read the parts, `refusals` turns away what is no standard.
"""

from dataclasses import replace

from django.utils.translation import gettext as _

from standards.exchange.document import Fact, Illustration, Item, StandardDocument, Value, Warning
from standards.exchange.nos.cells import taken_apart
from standards.exchange.nos.doubts import (
    decoding_doubts,
    doubt,
    furniture_doubts,
    heading_doubts,
    is_cut,
    may_be_cut,
    missing_doubts,
    place_doubts,
    values_doubts,
)  # fmt: skip
from standards.exchange.nos.furniture import without_furniture
from standards.exchange.nos.header import facts_of, read_header
from standards.exchange.nos.headings import PART_OF, Part, folded
from standards.exchange.nos.items import Entry, Listing, read_list
from standards.exchange.nos.ledger import lines_without_a_place
from standards.exchange.nos.lines import Page, lines_of
from standards.exchange.nos.parts import overviews_of_others, split_parts
from standards.exchange.nos.refusals import refuse_look_alikes, refuse_several
from standards.exchange.nos.text import NotAStandard, is_western, text_of
from standards.exchange.nos.values import EXAMPLES, bare_values

RECOGNISED = {Part.OVERVIEW, Part.PERFORMANCE, Part.KNOWLEDGE}


def read_nos(source: str | bytes, *, suite: str | None = None) -> StandardDocument:
    """The standard `source` holds, or a refused document whose `errors` say why there is none.

    `source` is text, or bytes in UTF-8, UTF-16 with its mark or plain Windows text, up to 1 MB; form feeds part its
    pages. `suite` answers where the text does not name its suite. Never raises for what the text holds; doubts are
    `warnings`, with the line counted from 1 as `str.splitlines` counts.
    """
    try:
        text = text_of(source)
        refuse_look_alikes(text)
        return _Reading(text, western=is_western(source)).document(suite)
    except NotAStandard as refusal:
        return StandardDocument.refused(str(refusal))


class _Reading:
    """One text on its way to a document."""

    def __init__(self, text: str, *, western: bool):
        lines = lines_of(text)
        if not lines:
            raise NotAStandard(_("This text is empty."))
        self.warnings: list[Warning] = []
        self.decoding = list(decoding_doubts(lines, western=western))
        self.furniture = without_furniture(lines)
        self.stops_inside_line = not text.rstrip(" \t\u00a0").endswith(("\n", "\r", "\f"))
        self.end = lines[-1]
        self.lines = taken_apart(self.furniture.lines)
        self._leave_out_cut_heading()
        self.page = Page.of(self.lines)
        self.parts = split_parts(self.lines)
        self._leave_out_page_numbers()
        refuse_several(overviews_of_others(self.parts))
        self.warnings += [
            *furniture_doubts(self.furniture),
            *heading_doubts(self.parts),
            *place_doubts(self.parts),
        ]

    def document(self, suite: str | None) -> StandardDocument:
        header = read_header(self.parts, self.page, self.furniture)
        if not (header.urn or header.key_area or RECOGNISED & self.parts.headings.keys()):
            raise NotAStandard(_("This text has none of the headings of a national occupational standard."))
        performance, knowledge = self._list(Part.PERFORMANCE, "P"), self._list(Part.KNOWLEDGE, "K")
        values, illustrations, notes = self._values()
        values_sentence, examples_sentence = (
            part[0].group if part else None for part in (values, illustrations)
        )
        last = self.end.number
        self.warnings += missing_doubts(last, header, self.parts, performance, knowledge)
        self.warnings += values_doubts(last, header, len(values), len(illustrations))
        document = StandardDocument(
            title=header.title,
            urn=header.urn,
            suite=header.suite or suite,
            key_area=header.key_area,
            status=header.status,
            overview=header.overview,
            performance=_items(performance),
            knowledge=_items(knowledge),
            values=tuple(Value(entry.number, entry.text, entry.begins) for entry in values),
            illustrations=tuple(
                Illustration(entry.number, entry.text, entry.begins) for entry in illustrations
            ),
            scope_performance=self._text(Part.SCOPE_PERFORMANCE),
            scope_knowledge=self._text(Part.SCOPE_KNOWLEDGE),
            performance_introduction=performance.introduction,
            knowledge_introduction=knowledge.introduction,
            values_introduction=values_sentence,
            illustrations_introduction=examples_sentence if examples_sentence != values_sentence else None,
            scope=self._text(Part.SCOPE),
            facts=(*facts_of(self.parts, self.page, self.furniture), *notes),
        )
        return self._with_warnings(document, header.warnings)

    def _with_warnings(self, document: StandardDocument, more: list[Warning]) -> StandardDocument:
        """The document with every doubt, in the order of the lines; and whatever found no place after all."""
        doubts = [*more, *self.warnings]
        message = _("This line found no place in the standard: %(line)s")
        for line in lines_without_a_place(self.lines, document, [warning.line for warning in doubts]):
            doubts.append(doubt(line.number, message, line.text, level="red"))
        doubts += self.decoding
        return replace(document, warnings=tuple(sorted(doubts, key=lambda warning: warning.line)))

    def _list(self, part: Part, letter: str) -> Listing:
        listing = read_list(self.parts.lines[part], self.page, letter=letter)
        self.warnings += listing.warnings
        if self._ends_with(listing.entries, part):
            self._leave_out_cut_entry(listing.entries)
        return listing

    def _values(self) -> tuple[list[Entry], list[Entry], list[Fact]]:
        """The values, then what illustrates them, after a sentence about examples or numbered from 1 again; notes."""
        lines = self.parts.lines[Part.VALUES]
        listing = read_list(lines, self.page, letter="V", prose=True)
        entries = listing.entries or bare_values(lines, self.page)
        for entry in entries if not listing.entries else ():
            message = _("This line has no number and no dash. Is it an entry? %(line)s")
            self.warnings.append(doubt(entry.begins, message, entry.text))
        if lines and not entries:
            self.warnings.append(
                doubt(lines[0].number, _("This part was kept as a note: %(line)s"), lines[0].text)
            )
            return [], [], [Fact("Values", self.page.text(lines) or "")]
        self.warnings += listing.warnings if listing.entries else []
        turn = next(
            (place for place, entry in enumerate(entries) if _begins_examples(entry, place)), len(entries)
        )
        whole = 0 < turn <= len(entries) - turn
        if not whole and self._ends_with(entries, Part.VALUES):
            self._leave_out_cut_entry(entries)
        self._note_strange_groups(entries[:turn], entries[turn:])
        return entries[:turn], entries[turn:], []

    def _note_strange_groups(self, *parts: list[Entry]) -> None:
        """Each of the two lists has one sentence above it. Another one has no place in the document."""
        for entries in parts:
            for before, entry in zip(entries, entries[1:], strict=False):
                if entry.group != before.group:
                    message = _("The words above this entry were left out: %(line)s")
                    self.warnings.append(
                        doubt(entry.begins, message, entry.group or "", level="red", most=300)
                    )

    def _text(self, part: Part) -> str | None:
        return self.page.text(self.parts.lines[part])

    # Where the text stops

    def _leave_out_cut_heading(self) -> None:
        """The text may stop inside a heading, which would then read as an entry or as the text of a part."""
        if self.stops_inside_line and self.lines:
            start = folded(self.lines[-1].text)
            if start and start not in PART_OF and any(heading.startswith(start) for heading in PART_OF):
                message = _("The text stops inside this line, so it was left out: %(line)s")
                self.warnings.append(doubt(self.end.number, message, self.lines[-1].text, level="red"))
                self.lines.pop()

    def _leave_out_page_numbers(self) -> None:
        """A number alone among the sentences of the overview is a page's, unless they count 1, 2 as a list does."""
        for part in (Part.HEADER, Part.OVERVIEW):
            lines = self.parts.lines[part]
            alone = [line for line in lines if line.text.isdigit() and len(line.text) < 4]
            if [line.text for line in alone[:2]] != ["1", "2"]:
                self.parts.lines[part] = [line for line in lines if line not in alone]
                self.furniture.page_numbers += alone

    def _ends_with(self, entries: list[Entry], part: Part) -> bool:
        """The text ends with the last of these entries, or with lines that are no part of any."""
        return self.parts.last is part and bool(entries) and bool(self.lines)

    def _leave_out_cut_entry(self, entries: list[Entry]) -> None:
        last = entries[-1]
        is_last = last.lines[-1].last == self.lines[-1].number
        if is_cut(entries, inside_line=self.stops_inside_line and is_last):
            message = _("The text stops here, perhaps inside this entry, so it was left out: %(line)s")
            self.warnings.append(doubt(self.end.number, message, last.text, level="red", most=300))
            entries.pop()
        elif may_be_cut(entries, self.page):
            message = _(
                "The text ends here, and this entry does not end as the others do. Is it whole? %(line)s"
            )
            self.warnings.append(doubt(last.begins, message, last.text, level="red"))


def _items(listing: Listing) -> tuple[Item, ...]:
    return tuple(Item(entry.group, entry.number, entry.text, entry.begins) for entry in listing.entries)


def _begins_examples(entry: Entry, place: int) -> bool:
    return bool(EXAMPLES.search(entry.group or "")) or (place > 0 and entry.number == "1")
