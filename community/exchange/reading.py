"""Read one charter from any file that may hold one: text, a saved web page, PDF or Word.

    reading = read_charter(source)
    reading.document      what it says, or a refused document
    reading.original      the text in which the warnings count their lines, for showing beside the document

What a file is, is found from its content, never from its name.
"""

from dataclasses import dataclass

from community.exchange.document import CharterDocument
from community.exchange.text.reading import read_prose
from community.exchange.text.refusals import TOO_LONG, NotACharter, charter_text, sentence_for
from standards.exchange.files.bounded import CannotBeRead, read_bounded
from standards.exchange.nos.text import is_western
from standards.exchange.reading import MAX_BYTES, Format, format_of, text_in

MOST_ROWS = 1_000  # what one form can hold; the longest charter seen has about 60
READERS = {"html": "community.exchange.files:read_page", "docx": "community.exchange.files:read_word"}
__all__ = ["MAX_BYTES", "Reading", "read_charter"]


@dataclass(frozen=True, slots=True)
class Reading:
    """`original` is the words of the file line by line, as `original.splitlines()` counts them from 1."""

    document: CharterDocument
    original: str
    format: Format


def read_charter(source: bytes | str, *, name: str = "", title: str | None = None) -> Reading:
    """What the file says of one charter. `name` is what the person called it, and decides nothing.

    Never raises for what the file holds: a file that is no charter gives a refused document, and doubts are its
    warnings. `title` answers where the text names none.
    """
    raw = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    kind: Format = "text"
    try:
        kind = format_of(raw)
        words = text_in(raw) if kind == "text" else read_bounded(READERS.get(kind, kind), raw)
        text = charter_text(words)
    except CannotBeRead as refusal:
        return Reading(CharterDocument.refused(sentence_for(refusal)), "", kind)
    except NotACharter as refusal:
        return Reading(CharterDocument.refused(str(refusal)), "", kind)
    document = read_prose(text, title=title, western=is_western(words))
    if len(document.rows) > MOST_ROWS:
        return Reading(CharterDocument.refused(str(TOO_LONG)), "", kind)
    return Reading(document, text, kind)
