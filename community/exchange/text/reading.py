"""Read the text of a charter, as communities write them: values, principles, behaviours, however they are laid out.

    read_prose("Care Charter\\n\\nOur values\\n\\nKindness: We listen.\\n…")

`lines` takes the layout from the words, `passages` puts broken lines together, `titles` and `facts` take what is
above and around, `headings` and `sizes` tell what heads what, `assembly` builds the tree with its `outline`,
`unmarked` reads lists without signs, `doubts` and `spelling` say what a person should look at, `ledger` checks that
no word was lost.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _

from community.exchange.document import CharterDocument, Doubt, sections_of
from community.exchange.text.assembly import Assembly
from community.exchange.text.doubts import (
    decoding_doubts,
    doubt,
    layout_doubts,
    quoted,
    repeat_doubts,
    spelling_doubts,
)
from community.exchange.text.facts import TO_SIGN, DateLine, date_line, people_among, stewards_in
from community.exchange.text.headings import Headings
from community.exchange.text.kinds import kind_of
from community.exchange.text.ledger import lines_without_a_place
from community.exchange.text.lines import lines_of
from community.exchange.text.passages import Passage, passages_of
from community.exchange.text.titles import LONGEST, Title, title_of


def read_prose(text: str, *, title: str | None = None, western: bool = False) -> CharterDocument:
    """The charter that `text` holds; `text` is what `refusals.charter_text` let through.

    `title` answers where the text names none. `western`: its bytes were no UTF-8 and read as Windows text.
    """
    return _Reading(text, western=western).document(title)


class _Reading:
    """One text on its way to a document."""

    def __init__(self, text: str, *, western: bool):
        self.lines, strays = lines_of(text)
        self.passages, guessed = passages_of(self.lines)
        self.doubts: list[Doubt] = [
            *decoding_doubts(self.lines, western=western),
            *layout_doubts(self.lines, strays, guessed),
            *repeat_doubts(self.passages),
            *spelling_doubts(self.lines),
        ]
        self.last_revised: date | None = None
        self.facts: list[Passage] = []
        self.apart: list[Passage] = []
        self._take_dates()
        self._take_places_to_sign()
        self.stewards = self._stewards()

    def document(self, given: str | None) -> CharterDocument:
        if not self.passages:
            return CharterDocument.refused(_("This text holds dates or places to sign, and no clauses."))
        title = title_of(self.passages)
        self.doubts += title.doubts
        rest = self.passages[title.taken :]
        kind = kind_of(title.words or "")
        assembly = Assembly(rest, Headings(rest), default_kind=kind, apart=self.apart)
        assembly.read()
        if not assembly.outline.entries:
            return CharterDocument.refused(_("This text holds a title and no clauses."))
        document = CharterDocument(
            title=title.words or given,
            preamble=assembly.preamble,
            sections=sections_of([entry.row for entry in assembly.outline.entries]),
            last_revised=self.last_revised.isoformat() if self.last_revised else None,
            stewards=tuple(self.stewards),
        )
        self.doubts += [
            *self._title_doubts(title.words, given),
            *_shape_doubts(assembly, rest),
            *assembly.outline.doubts,
        ]
        return self._with_doubts(document, title)

    def _with_doubts(self, document: CharterDocument, title: Title) -> CharterDocument:
        """The document with every doubt, in the order of the lines; and whatever found no place after all."""
        passages = self.passages[title.taken if title.is_named else 0 :]
        kept = [line for passage in passages for line in passage.lines]
        named = document if title.taken and not title.is_named else _without_title(document)
        for line in lines_without_a_place(kept, named):
            self.doubts.append(
                doubt(
                    line.number,
                    _("This line found no place in the charter: %(line)s"),
                    line.words,
                    level="red",
                )
            )
        doubts = tuple(sorted(dict.fromkeys(self.doubts), key=lambda each: each.line))
        return CharterDocument(
            document.title,
            document.preamble,
            document.sections,
            document.last_revised,
            document.stewards,
            doubts,
        )

    # Dates and stewards

    def _take_dates(self) -> None:
        """The line that says when the charter was last revised is no clause. Other dates stay in the text."""
        found = [
            (told, passage)
            for place, passage in enumerate(self.passages)
            if (told := self._date_in(place, passage))
        ]
        days = [(told, passage) for told, passage in found if told.day]
        best = max(days, key=lambda each: (each[0].weight, each[0].day), default=None)
        for told, passage in found:
            is_best = best is not None and best[1] is passage
            self.doubts += _date_doubts(told, passage, is_best=is_best)
            if is_best:
                self.last_revised = told.day
                if not told.says_more:
                    self.facts.append(passage)
            if passage not in self.facts:
                self.apart.append(passage)
        self.passages = [passage for passage in self.passages if passage not in self.facts]

    def _take_places_to_sign(self) -> None:
        for passage in [passage for passage in self.passages if TO_SIGN.fullmatch(passage.text)]:
            message = _("This is a place to sign, and was left out: %(line)s")
            self.doubts.append(doubt(passage.line, message, passage.text))
            self.passages.remove(passage)

    def _date_in(self, place: int, passage: Passage) -> DateLine | None:
        """A date alone must stand at either end: inside the text it may be anything."""
        told = None if passage.first.hashes else date_line(passage.text)
        is_at_end = place < 4 or place > len(self.passages) - 4
        return told if told and (told.weight or is_at_end) else None

    def _stewards(self) -> list[str]:
        names: list[str] = []
        for passage in self.passages:
            words = re.sub(r"\*\*|__", "", passage.text)
            found = [name for name in stewards_in(words) if name not in names]
            names += found
            if people := people_among(found, passage.text):
                message = _("This may name people: %(names)s. Show their names only if they agree.")
                self.doubts.append(doubt(passage.line, message, names=", ".join(people)))
        return names

    def _title_doubts(self, named: str | None, given: str | None) -> Iterator[Doubt]:
        first = self.passages[0].line if self.passages else 1
        if not named:
            message = _("This text names no title. What is the charter called?")
            if given:
                message = _("This text names no title. The title given was taken: “%(title)s”.")
            yield doubt(first, message, title=given)
        elif given and given != named:
            message = _("The text calls itself %(line)s, so the title given was not taken: “%(title)s”.")
            yield doubt(first, message, named, title=given)
        if named and len(named) > LONGEST:
            yield doubt(first, _("This title is very long: %(line)s"), named)


def _without_title(document: CharterDocument) -> CharterDocument:
    return CharterDocument(None, document.preamble, document.sections)


def _date_doubts(told: DateLine, passage: Passage, *, is_best: bool) -> Iterator[Doubt]:
    if not told.day:
        yield doubt(
            passage.line, _("This date names no day, so it stays in the text: %(line)s"), passage.text
        )
    elif not is_best:
        yield doubt(
            passage.line,
            _("This date stays in the text, because another line gives a later one: %(line)s"),
            passage.text,
        )
    elif told.says_more:
        yield doubt(
            passage.line,
            _("The date was taken from this line, which stays in the text: %(line)s"),
            passage.text,
        )
    elif told.version:
        yield doubt(passage.line, _("Only the date was taken from this line: %(line)s"), passage.text)
    if told.is_unsure and is_best:
        message = _("This date was read with the day first, as %(day)s: %(line)s")
        yield doubt(passage.line, message, passage.text, day=told.day.isoformat() if told.day else "")


def _shape_doubts(assembly: Assembly, rest: Sequence[Passage]) -> Iterator[Doubt]:
    """What the text as a whole lacks, and headings that look alike."""
    outline = assembly.outline
    first = rest[0].line if rest else 1
    if not any(entry.level == 0 for entry in outline.entries):
        message = _("This text has no headings. Its clauses stand together, without sections.")
        if not assembly.has_parts and len(rest) < 2:
            message = _(
                "This charter is one paragraph. It was kept whole, as one statement; divide it where you like."
            )
        yield doubt(first, message, level="amber" if assembly.has_parts else "red")
    for entry in outline.entries:
        if entry.level == 0 and entry.line in assembly.as_clauses:
            heads = assembly.as_clauses[entry.line]
            message = _(
                "Nothing shows which headings are larger. %(count)s of them were read as clauses of %(line)s: %(words)s"
            )
            words = ", ".join(words for _line, words in heads[:20])
            yield doubt(heads[0][0], message, entry.label, count=len(heads), words=words)
            for line, each in heads:
                if (own := kind_of(each)) and own != kind_of(entry.label):
                    message = _(
                        "This heading was read as a clause of %(section)s. Is it a section of its own? %(line)s"
                    )
                    yield doubt(line, message, each, section=quoted(entry.label))
    if outline.flattened:
        yield doubt(
            outline.flattened,
            _("Lists stand inside each other deeper than we keep them: from here they were put higher."),
        )
