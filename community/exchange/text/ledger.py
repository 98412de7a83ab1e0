"""The last check on a reading: every line of the text stands somewhere in the document, word for word."""

import re
from collections.abc import Iterator, Sequence

from community.exchange.document import CharterDocument
from community.exchange.text.lines import Line
from standards.exchange.nos.ledger import squeezed


def lines_without_a_place(lines: Sequence[Line], document: CharterDocument) -> list[Line]:
    """The lines whose words are nowhere in the document; `lines` are those that are no metadata."""
    told = "".join(map(squeezed, words_of(document)))
    if told == "".join(squeezed(line.words) for line in lines):
        return []
    return [line for line in lines if squeezed(line.words) not in told]


def words_of(document: CharterDocument) -> Iterator[str]:
    """Everything a charter says, from top to bottom."""
    yield document.title or ""
    yield document.preamble
    for row in document.rows:
        yield re.sub(r"[*_]", "", row.label)
        yield row.text
