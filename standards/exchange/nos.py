"""Read the text of a UK national occupational standard, as pasted or saved from a page.

    read_nos("Support collaborative and partnership work LEGACY\\nOverview\\n…")

The layouts met in the wild differ in headers, numbering and line breaks, never in order: title, overview,
performance criteria, knowledge, scope, values. `nos_lines` says what a line can be, `nos_parts` cuts the text
at its headings, `nos_header` and `nos_items` read the parts, `nos_refusals` turns away what is no standard.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from .document import Illustration, Item, StandardDocument, Value, Warning
from .nos_header import Header, facts_of, read_header
from .nos_items import Entry, Listing, read_list
from .nos_lines import Line, Page, lines_of, quoted
from .nos_parts import PART_OF, Part, folded, split_parts
from .nos_refusals import NotAStandard, refuse_look_alikes, text_of

RECOGNISED = {Part.OVERVIEW, Part.PERFORMANCE, Part.KNOWLEDGE}
WRONGLY_DECODED = re.compile(r"Â\u00a0|â€|â\u0080|Ã[\u0080-\u00bf]|\ufffd")
EXAMPLES = re.compile(r"\bexamples?\b.{0,40}\billustrat|\bnot part of (the )?assessment", re.IGNORECASE)


def read_nos(source: str | bytes, *, suite: str | None = None) -> StandardDocument:
    """The standard `source` holds, or a refused document whose `errors` say why there is none.

    `source` is text, or bytes in UTF-8, up to 1 MB. `suite` answers where the text does not name its suite.
    Never raises for what the text holds; doubts are `warnings`, with the line counted from 1.
    """
    try:
        text = text_of(source)
        refuse_look_alikes(text)
        return _Reading(text).document(suite)
    except NotAStandard as refusal:
        return StandardDocument.refused(str(refusal))


class _Reading:
    """One text on its way to a document."""

    def __init__(self, text: str):
        self.warnings = list(_decoding_doubts(text))
        self.lines = lines_of(text)
        self.stops_inside_line = not text.rstrip(" \t\u00a0").endswith(("\n", "\r"))
        self._leave_out_cut_heading()
        self.page = Page.of(self.lines)
        self.parts = split_parts(self.lines)

    def document(self, suite: str | None) -> StandardDocument:
        header = read_header(self.parts, self.page)
        if not (header.urn or header.key_area or RECOGNISED & self.parts.headings.keys()):
            raise NotAStandard(_("This text has none of the headings of a national occupational standard."))
        performance, knowledge = self._list(Part.PERFORMANCE, "P"), self._list(Part.KNOWLEDGE, "K")
        values, illustrations = self._values()
        values_sentence, examples_sentence = (
            part[0].group if part else None for part in (values, illustrations)
        )
        self._note_what_is_missing(header, performance, knowledge)
        self._note_values(header, len(values), len(illustrations))
        return StandardDocument(
            title=header.title,
            urn=header.urn,
            suite=header.suite or suite,
            key_area=header.key_area,
            status=header.status,
            overview=header.overview,
            performance=_items(performance),
            knowledge=_items(knowledge),
            values=tuple(Value(entry.number, entry.text) for entry in values),
            illustrations=tuple(Illustration(entry.number, entry.text) for entry in illustrations),
            scope_performance=self._text(Part.SCOPE_PERFORMANCE),
            scope_knowledge=self._text(Part.SCOPE_KNOWLEDGE),
            warnings=tuple(sorted([*header.warnings, *self.warnings], key=lambda warning: warning.line)),
            performance_introduction=performance.introduction,
            knowledge_introduction=knowledge.introduction,
            values_introduction=values_sentence,
            illustrations_introduction=examples_sentence if examples_sentence != values_sentence else None,
            scope=self._text(Part.SCOPE),
            facts=facts_of(self.parts, self.page),
        )

    def _list(self, part: Part, letter: str, *, prose: bool = False) -> Listing:
        listing = read_list(self.parts.lines[part], self.page, letter=letter, prose=prose)
        self.warnings += listing.warnings
        if self.stops_inside_line and self.parts.last is part and not prose:
            self._leave_out_cut_entry(listing.entries)
        return listing

    def _values(self) -> tuple[list[Entry], list[Entry]]:
        """The values, then what illustrates them: after a sentence about examples, or numbered from 1 again."""
        entries = self._list(Part.VALUES, "V", prose=True).entries
        turn = next(
            (place for place, entry in enumerate(entries) if _begins_examples(entry, place)), len(entries)
        )
        whole = 0 < turn <= len(entries) - turn
        if self.stops_inside_line and self.parts.last is Part.VALUES and not whole:
            self._leave_out_cut_entry(entries)
        return entries[:turn], entries[turn:]

    def _text(self, part: Part) -> str | None:
        return self.page.text(self.parts.lines[part])

    def _leave_out_cut_heading(self) -> None:
        """The text may stop inside a heading, which would then read as an entry or as the text of a part."""
        if self.stops_inside_line and self.lines:
            start = folded(self.lines[-1].text)
            if start and start not in PART_OF and any(heading.startswith(start) for heading in PART_OF):
                self._warn(_("The text stops inside this line, so it was left out: %(line)s"))
                self.lines.pop()

    def _leave_out_cut_entry(self, entries: list[Entry]) -> None:
        if entries and entries[-1].lines[-1].number == self.lines[-1].number:
            self._warn(
                _("The text stops here, perhaps inside this entry, so it was left out: %(line)s"),
            )
            entries.pop()

    def _note_what_is_missing(self, header: Header, performance: Listing, knowledge: Listing) -> None:
        if not header.overview:
            self._warn(_("This text has no overview."))
        if not performance.entries:
            self._warn(_("This text has no performance criteria."))
        if not knowledge.entries:
            self._warn(_("This text has no knowledge and understanding."))
        if self.parts.last is Part.KNOWLEDGE:
            self._warn(_("The text ends with the knowledge, before scope and values. Is anything missing?"))
        self._note_what_has_no_place()

    def _note_values(self, header: Header, values: int, illustrations: int) -> None:
        """Suites arranged in key areas print their values with each standard, each value with an example."""
        if header.key_area and not values:
            self._warn(_("This text has no values, though it names a key area."))
        elif values != illustrations and (header.key_area or illustrations):
            counts = {"values": values, "examples": illustrations}
            self._warn(_("This text has %(values)s values and %(examples)s examples of them.") % counts)

    def _note_what_has_no_place(self) -> None:
        """The exchange format holds no behaviours, and scope only under its two headings."""
        for label in self.parts.facts:
            if label.lines and label.label.casefold() in ("behaviours", "skills"):
                self._warn(_("This part was kept as a note, not as requirements: %(line)s"), label.lines[0])
        if lines := self.parts.lines[Part.SCOPE]:
            self._warn(
                _("This scope was kept as a note: it names neither performance nor knowledge."), lines[0]
            )

    def _warn(self, message: str, line: Line | None = None) -> None:
        line = line or self.lines[-1]
        self.warnings.append(Warning(line.number, message % {"line": quoted(line.text)}))


def _items(listing: Listing) -> tuple[Item, ...]:
    return tuple(Item(entry.group, entry.number, entry.text) for entry in listing.entries)


def _begins_examples(entry: Entry, place: int) -> bool:
    return bool(EXAMPLES.search(entry.group or "")) or (place > 0 and entry.number == "1")


def _decoding_doubts(text: str) -> Iterator[Warning]:
    for number, line in enumerate(text.splitlines(), start=1):
        if WRONGLY_DECODED.search(line):
            message = _("Some characters of this line were damaged before it came here: %(line)s")
            yield Warning(number, message % {"line": quoted(" ".join(line.split()))})
