"""The one flat table a suite has as a spreadsheet: its columns, the kinds of its rows, and how a cell says things.

A column is found by its heading, never by its place, and may be missing: then the sheet says nothing there. An empty
cell says there is nothing; the marker NOT_SAID says that nothing is said. The headings are the same in every language,
so that a sheet made in one is read in another.
"""

from dataclasses import dataclass
from enum import StrEnum

NOT_SAID = "(not said)"
EXACTLY = "exactly: "  # before a value's number that is meant as it stands
MOST_IN_CELL = 32_000  # characters; Excel ends a cell at 32,767
FORMULA = frozenset("=+-@\t\r\n\0＝＋－＠﹦﹢﹣")


class Kind(StrEnum):
    SUITE = "Suite"
    AREA = "Key area"
    VALUE = "Value"
    STANDARD = "Standard"
    PERFORMANCE = "Performance criterion"
    KNOWLEDGE = "Knowledge item"
    ILLUSTRATION = "Illustration"
    RETIRED_PERFORMANCE = "Retired performance criterion"
    RETIRED_KNOWLEDGE = "Retired knowledge item"
    CONTINUED = "Continued"  # what did not fit into the cells of the row above
    NOTE = "Note"  # for people; not read


ALSO_CALLED = {
    "performance": Kind.PERFORMANCE,
    "criterion": Kind.PERFORMANCE,
    "performance criteria": Kind.PERFORMANCE,
    "p": Kind.PERFORMANCE,
    "knowledge": Kind.KNOWLEDGE,
    "knowledge and understanding": Kind.KNOWLEDGE,
    "k": Kind.KNOWLEDGE,
    "example": Kind.ILLUSTRATION,
    "practice example": Kind.ILLUSTRATION,
    "framework": Kind.SUITE,
    "retired performance": Kind.RETIRED_PERFORMANCE,
    "retired knowledge": Kind.RETIRED_KNOWLEDGE,
    "v": Kind.VALUE,
    "outline": Kind.STANDARD,
}
REQUIREMENTS = {Kind.PERFORMANCE: "performance", Kind.KNOWLEDGE: "knowledge"}
RETIRED = {Kind.RETIRED_PERFORMANCE: "performance", Kind.RETIRED_KNOWLEDGE: "knowledge"}
IN_STANDARD = {*REQUIREMENTS, *RETIRED, Kind.ILLUSTRATION}


@dataclass(frozen=True, slots=True)
class Column:
    """`of`: the kinds of row that may leave it unsaid, for which it is left out of a sheet where none says it."""

    key: str
    heading: str
    of: frozenset[Kind] = frozenset()


def _optional(key, heading, *kinds):
    return Column(key, heading, frozenset(kinds or [Kind.STANDARD]))


COLUMNS = (
    Column("kind", "Kind"),
    Column("standard", "Standard"),
    Column("number", "Number"),
    Column("group", "Heading"),
    Column("words", "Words"),
    Column("value", "Value"),
    Column("key_area", "Key area"),
    _optional("number_words", "Number in words", Kind.AREA),
    _optional("urn", "URN"),
    _optional("urn_source", "Where the URN comes from"),
    Column("title_confirmed", "Title confirmed"),
    _optional("status", "Status"),
    _optional("developed_by", "Developed by"),
    _optional("approved", "Approved on"),
    _optional("source", "Published at"),
    _optional("last_start_date", "Last start date"),
    _optional("last_assessment_date", "Last assessment date"),
    _optional("overview", "Overview"),
    _optional("performance_lead", "Words above the criteria"),
    _optional("knowledge_lead", "Words above the knowledge"),
    _optional("values_introduction", "Words above the values"),
    _optional("illustrations_introduction", "Words above the illustrations"),
    _optional("scope_performance", "Scope performance"),
    _optional("scope_knowledge", "Scope knowledge"),
    _optional("edition", "Edition", Kind.SUITE),
    _optional("slug", "Short name", Kind.SUITE),
    Column("lineage", "Id (leave as it is)"),
)
COLUMN = {column.key: column for column in COLUMNS}
ALSO_HEADED = {
    "id": "lineage", "lineage": "lineage", "text": "words", "title": "words", "wording": "words", "group": "group",
    "sub-heading": "group", "subheading": "group", "type": "kind", "no": "number", "no.": "number", "approved": "approved",
    "slug": "slug", "source": "source",
}  # fmt: skip


def folded(words: str) -> str:
    return " ".join(words.split()).casefold().rstrip(" :*")


KEY_OF_HEADING = {folded(column.heading): column.key for column in COLUMNS} | ALSO_HEADED
KIND_OF_NAME = {folded(kind): kind for kind in Kind} | ALSO_CALLED


def guarded(text: str) -> bool:
    """A program might run this text, or read it as the marker, so something must stand before it."""
    bare = text.lstrip("'")
    starts = {bare[:1], bare.lstrip()[:1]} - {""}
    return bare == NOT_SAID or bool(starts & FORMULA)


def cell_of(text: str | None, *, typed: bool) -> str:
    """The text as a cell holds it. `typed`: the file says that the cell is text, so that no program runs it."""
    if text is None:
        return NOT_SAID
    is_at_risk = guarded(text) and (not typed or text == NOT_SAID or text[:1] == "'")
    return f"'{text}" if is_at_risk else text


def text_of(cell: str) -> str | None:
    """What a cell says: the apostrophe before a guarded text is no part of it."""
    if cell == NOT_SAID:
        return None
    return cell[1:] if cell[:1] == "'" and guarded(cell[1:]) else cell
