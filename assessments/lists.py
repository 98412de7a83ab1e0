"""A list of people out of a spreadsheet or a paste: names, e-mails and what they will do. Nothing is saved here."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.roles import Role
from standards.exchange.files.bounded import CannotBeRead
from standards.exchange.sheets.files import read_cells
from standards.exchange.sheets.shape import folded, text_of

MOST_PEOPLE = 200  # in one list; what was agreed to is one transaction
HEADING_ROWS = 20  # a title or a note may stand above the headings
LONGEST_NAME = 200  # characters, as an invitation holds
NAME, FIRST, LAST, EMAIL, ROLE = "name", "first name", "last name", "e-mail", "role"
HEADED = {
    "name": NAME, "full name": NAME, "practitioner": NAME, "person": NAME,
    "first name": FIRST, "given name": FIRST, "forename": FIRST,
    "last name": LAST, "surname": LAST, "family name": LAST,
    "e-mail": EMAIL, "email": EMAIL, "e-mail address": EMAIL, "email address": EMAIL, "mail": EMAIL,
    "role": ROLE,
}  # fmt: skip
NOT_TEXT = {
    "formula": gettext_lazy("a cell holds a formula; type what it should say"),
    "error": gettext_lazy("a cell holds an error of the spreadsheet"),
    "date": gettext_lazy("the spreadsheet made a date of a cell; set it to text and type it again"),
}
ANGLES = re.compile(r"\s*([^<>]*?)\s*<\s*([^<>\s]+@[^<>\s]+)\s*>\s*")  # as mail programs copy people
OWN_WORDS = {
    "too_large": gettext_lazy("This file is larger than 10 MB. A list of people is much smaller."),
    "too_many_rows": gettext_lazy("This sheet has more rows than we read. Keep the people of one group in it."),
    "too_many_columns": gettext_lazy(
        "This sheet has more columns than we read. Name, e-mail and role are enough."
    ),
    "broken": None, "empty": None, "locked": None, "packed_too_tight": None, "unsafe_names": None, "entities": None,
    "not_text": None,
    "too_much": gettext_lazy("This file asks for more time or memory than a list of people needs, so it was not read."),
    "stopped": gettext_lazy("Reading this file was stopped: it is damaged, or asks for more than a list of people does."),
    "old_office": gettext_lazy(
        "This is an older Office file, or one locked with a password. Save it as .xlsx without a password."
    ),
}  # fmt: skip
NO_SHEET = gettext_lazy(
    "This is not a spreadsheet. Save the list as CSV, Excel (.xlsx) or OpenDocument (.ods), or paste it."
)


@dataclass(frozen=True)
class Row:
    """One person as the list names them. `number`: of the row, as the sheet counts; `why`: why nobody can be asked."""

    number: int
    name: str
    email: str
    why: str = ""


class ListIsRefused(Exception):
    """The list as a whole can't be read; `sentence` says why, and what to do."""

    def __init__(self, sentence):
        self.sentence = sentence
        super().__init__(str(sentence))


def rows_in(source):
    """[Row] of a list, given as bytes (CSV, XLSX or ODS) or as typed text; ListIsRefused."""
    try:
        sheets, _warnings = read_cells(source if isinstance(source, bytes) else source.encode())
    except CannotBeRead as refusal:
        raise ListIsRefused(in_own_words(refusal)) from refusal
    sheet, columns, first = with_columns(sheets)
    notes = {(row, place): code for row, place, code in sheet["notes"]}
    rows = [row_of(number, cells, columns, notes) for number, cells in sheet["rows"][first:]]
    rows = [row for row in rows if row]
    if not rows:
        raise ListIsRefused(_("There is nobody in this list. Put one person in each row."))
    if len(rows) > MOST_PEOPLE:
        message = _("There are %(count)d people in this list. Bring in at most %(most)d at once.")
        raise ListIsRefused(message % {"count": len(rows), "most": MOST_PEOPLE})
    return rows


def in_own_words(refusal):
    """The readers speak of standards; this is a list of people."""
    return (OWN_WORDS[refusal.code] or str(refusal)) if refusal.code in OWN_WORDS else NO_SHEET


def with_columns(sheets):
    """(sheet, {place: what its column says}, its first row of people): by headings, else by where the e-mails are."""
    for sheet in sheets:
        for place, (_number, cells) in enumerate(sheet["rows"][:HEADING_ROWS]):
            columns = columns_of(cells)
            if NAME in columns.values() or FIRST in columns.values():
                return sheet, columns, place + 1
    for sheet in sheets:
        if any("@" in cell for _number, cells in sheet["rows"] for cell in cells):
            return sheet, {}, 0
    raise ListIsRefused(
        _("We found neither a heading “Name” nor an e-mail. Head the columns with Name and E-mail.")
    )


def columns_of(cells):
    columns: dict[int, str] = {}
    for place, cell in enumerate(cells):
        what = HEADED.get(folded(cell))
        if what and what not in columns.values():
            columns[place] = what
    return columns


def row_of(number, cells, columns, notes):
    """The Row, or None where nothing is said."""
    texts = [(text_of(cell) or "").strip() for cell in cells]
    said = by_columns(texts, columns) if columns else by_looks(texts)
    if not columns and sum("@" in text for text in texts) > 1:
        return Row(number, "", "", _("there are several e-mails; put one person in each row"))
    told = {place: code for place in range(len(cells)) if (code := notes.get((number, place + 1)))}
    wanted = {code for place, code in told.items() if not columns or place in columns} & set(NOT_TEXT)
    if not any(said.values()) and not wanted:
        return None
    name, email = " ".join(said[NAME].split()), said[EMAIL].strip()
    if wanted:
        return Row(number, name[:LONGEST_NAME], email[:254], str(NOT_TEXT[sorted(wanted)[0]]))
    return Row(number, name[:LONGEST_NAME], email[:254], why_not(name, email, said[ROLE]))


def by_columns(texts, columns):
    said = dict.fromkeys((NAME, FIRST, LAST, EMAIL, ROLE), "")
    said |= {what: texts[place] for place, what in columns.items() if place < len(texts)}
    said[NAME] = said[NAME] or f"{said[FIRST]} {said[LAST]}".strip()
    return said


def by_looks(texts):
    """Without headings: the e-mail is what has an @, and the name is the first that has none."""
    if angled := next((found for text in texts if (found := ANGLES.fullmatch(text))), None):
        return {NAME: angled[1], EMAIL: angled[2], ROLE: ""}
    email = next((text for text in texts if "@" in text), "")
    words = [text for text in texts if text and text != email]
    return {NAME: words[0] if words else "", EMAIL: email, ROLE: words[1] if len(words) > 1 else ""}


def why_not(name, email, role):
    if not name:
        return _("there is no name")
    if len(name) > LONGEST_NAME:
        return _("the name is longer than %d letters") % LONGEST_NAME
    if not name.isprintable():
        return _("the name holds a character we can’t read")
    if email and not is_email(email):
        return _("“%s” is not an e-mail") % email[:60]
    if role and folded(role) not in practitioner_words():
        return _("a group is for practitioners; ask others to join under “People”")
    return ""


def is_email(words):
    try:
        validate_email(words)
    except ValidationError:
        return False
    return len(words) <= 254


def practitioner_words():
    return {folded(str(Role.PRACTITIONER)), folded(str(Role.PRACTITIONER.label))}
