"""What the rows of a sheet say, and what is wrong with which cell: each row by itself first, then all of them together."""

from dataclasses import dataclass, replace

import tablib
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standards.exchange.nos.text import is_suspicious
from standards.exchange.sheets.document import Suite
from standards.exchange.sheets.resources import SuiteRows
from standards.exchange.sheets.shape import COLUMN, KEY_OF_HEADING, KIND_OF_NAME, Kind, folded, text_of
from standards.exchange.suite import SuiteDocument, Warning

HEADING_ROWS = 20  # a title or a note may stand above the headings
MOST_SENTENCES = 50
# What a cell holds that is not simply text, and whether that refuses the sheet where the column matters.
NOTES = {
    "formula": (gettext_lazy("This cell holds a formula. Type what it should say."), True),
    "error": (gettext_lazy("This cell holds an error of the spreadsheet."), True),
    "date": (
        gettext_lazy("The spreadsheet made a date of this. Set the column to text and type it again."),
        True,
    ),
    "decimal": (
        gettext_lazy("This is a number to the spreadsheet, and 8.10 would look like 8.1. Please check it."),
        False,
    ),
}
DATES = {"last_start_date", "last_assessment_date", "approved"}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one cell: its row as the sheet counts them, the heading of its column, what it says.

    With `refuses` nothing of the sheet is taken until it is put right.
    """

    row: int
    column: str
    value: str
    sentence: str
    refuses: bool = True

    def __str__(self):
        where = {"row": self.row, "column": self.column, "sentence": self.sentence}
        return _("Row %(row)s, %(column)s: %(sentence)s") % where if self.column else self.sentence


class Inspection:
    """`sheets` and their notes are as workbooks tells them; `warnings` are sentences about the whole file."""

    def __init__(self, sheets, warnings):
        self.found: list[Problem] = []
        self.rows: tuple[tuple[int, dict[str, str]], ...] = ()
        self.problems: tuple[Problem, ...] = ()
        sheet, place = with_headings(sheets)
        if sheet is None:
            sentence = _("This sheet has no row of headings such as Kind, Standard, Number and Words.")
            self.document = SuiteDocument(errors=(sentence,))
            return
        self.notes = {(row, column): code for row, column, code in sheet["notes"]}
        self.columns = self._columns(*sheet["rows"][place])
        rows = self._joined(sheet["rows"][place + 1 :])
        document = self._document(rows)
        self.problems = tuple(sorted(self.found, key=lambda problem: problem.row))
        self.rows = tuple(
            (number, {COLUMN[key].heading: text or "" for key, text in row.items()}) for number, row in rows
        )
        self.document = self._refused_or(document, [Warning(1, sentence) for sentence in warnings])

    def _refused_or(self, document, warnings):
        if refusing := [str(problem) for problem in self.problems if problem.refuses]:
            more = len(refusing) - MOST_SENTENCES
            rest = [_("And %s more like these.") % more] if more > 0 else []
            return SuiteDocument(errors=(*refusing[:MOST_SENTENCES], *rest))
        doubts = [Warning(problem.row, str(problem)) for problem in self.problems]
        return replace(document, warnings=(*warnings, *doubts))

    def _note(self, row, heading, value, sentence, *, refuses=True):
        self.found.append(Problem(row, heading[:60], (value or "")[:200], str(sentence), refuses))

    # Columns and cells

    def _columns(self, number, headings):
        """{place from 0: key}. A heading nobody knows is said; one that stands twice is refused."""
        self.width = len(headings)
        columns: dict[int, str] = {}
        for place, heading in enumerate(headings):
            key = KEY_OF_HEADING.get(folded(heading))
            if key in columns.values():
                self._note(number, heading, heading, _("This heading stands here twice."))
            elif key:
                columns[place] = key
            elif heading.strip():
                sentence = _("We do not know this column, so it was not read.")
                self._note(number, heading, heading, sentence, refuses=False)
        for key in {"kind", "words"} - set(columns.values()):
            self._note(number, COLUMN[key].heading, "", _("The sheet has no column with this heading."))
        return columns

    def _joined(self, rows):
        """[(number, {key: text})] of every row that says something, with what did not fit joined to the row above."""
        joined: list[tuple[int, dict[str, str | None]]] = []
        for number, cells in rows:
            row = {
                key: text_of(cells[place]) if place < len(cells) else ""
                for place, key in self.columns.items()
            }
            kind = KIND_OF_NAME.get(folded(row.get("kind") or ""))
            if kind is Kind.NOTE:
                continue
            self._check_cells(number, cells)
            if kind is Kind.CONTINUED and joined:
                above = joined[-1][1]
                above.update(
                    {key: (above[key] or "") + text for key, text in row.items() if text and key != "kind"}
                )
            elif any(row.values()):
                joined.append((number, row))
        return joined

    def _check_cells(self, number, cells):
        for place, cell in enumerate(cells):
            key = self.columns.get(place)
            code = self.notes.get((number, place + 1))
            if key and not cell.isascii() and is_suspicious(cell):
                doubt = _("Some letters here were lost or decoded wrongly. Please check them.")
                self._note(number, COLUMN[key].heading, cell, doubt, refuses=False)
            if cell.strip() and place >= self.width:
                self._note(
                    number,
                    "",
                    cell,
                    _("This row is longer than the headings: “%s”.") % cell[:60],
                    refuses=False,
                )
            if key is None or code not in NOTES or (code == "date" and key in DATES):
                continue
            if code == "decimal" and key != "number":
                continue
            sentence, refuses = NOTES[code]
            self._note(number, COLUMN[key].heading, cell, sentence, refuses=refuses)

    # The suite

    def _document(self, rows):
        """Each row by itself in a dry run, then all of them together."""
        dataset = tablib.Dataset(headers=list(self.columns.values()))
        for _number, row in rows:
            dataset.append(list(row.values()))
        resource = SuiteRows(self.columns.values())
        result = resource.try_rows(dataset)
        told = {(problem.row, problem.column) for problem in self.found if problem.refuses}
        for invalid in result.invalid_rows:
            number, row = rows[invalid.number - 1]
            for key, sentences in invalid.error_dict.items():
                if (number, COLUMN[key].heading) not in told:
                    self._note(number, COLUMN[key].heading, row.get(key), " ".join(sentences))
        suite = Suite((rows[place - 1][0], row) for place, row in resource.rows)
        document = suite.document()
        known = not result.invalid_rows  # else a standard may only be missing because its own row is wrong
        for number, key, value, sentence in suite.problems if known else ():
            self._note(number, COLUMN[key].heading, value, sentence)
        return document


def with_headings(sheets):
    """(sheet, place of its headings): the first that heads two columns we know, one of them the kinds or the words."""
    for sheet in sheets:
        for place, (_number, cells) in enumerate(sheet["rows"][:HEADING_ROWS]):
            keys = {KEY_OF_HEADING.get(folded(cell)) for cell in cells} - {None}
            if len(keys) > 1 and keys & {"kind", "words"}:
                return sheet, place
    return None, 0
