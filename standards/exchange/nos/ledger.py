"""The last check on a reading: every line of the text has a place in the document, or a warning names it."""

import re
from collections.abc import Iterable, Iterator, Sequence

from standards.exchange.document import StandardDocument
from standards.exchange.nos.headings import ELEMENT, FACT, FILLERS, PART_OF, folded, is_lead_in, misspelt
from standards.exchange.nos.lines import Line, bulleted, numbered

# Beyond this it is no standard, and looking each line up would take long.
MOST_CHARACTERS = 300_000
LABELS = re.compile(r"(?:^|\s)[PKV]?\s?[0-9]{1,3}(?:\.[0-9]{1,2})*[.):]?(?=\s|$)")


def lines_without_a_place(
    lines: Sequence[Line], document: StandardDocument, told: Iterable[int]
) -> list[Line]:
    """The lines whose words are nowhere in the document, though no warning (`told` are their lines) names them."""
    if sum(len(line.text) for line in lines) > MOST_CHARACTERS:
        return []
    words, named = "\n".join(map(squeezed, _words_of(document))), set(told)
    return [line for line in lines if line.number not in named and not _has_place(line, words)]


def squeezed(words: str) -> str:
    """Letters and digits alone: where lines broke, and with which signs, is no part of what they say."""
    return re.sub(r"[\W_]+", "", words).casefold()


def _has_place(line: Line, words: str) -> bool:
    heading = folded(line.text)
    if heading in PART_OF or heading in FILLERS or is_lead_in(line.text) or misspelt(heading):
        return True
    if (fact := FACT.fullmatch(line.text)) and not fact["text"]:  # `Developed by:` and nothing
        return True
    found, element = numbered(line), ELEMENT.fullmatch(line.text)
    ways = [
        line.text,
        bulleted(line) or "",
        found.text if found else "",
        (element["title"] or "") if element else "",
    ]
    if any(said and said in words for said in map(squeezed, ways)):
        return True
    pieces = [squeezed(piece) for piece in LABELS.split(line.text)]
    return all(piece in words for piece in pieces)


def _words_of(document: StandardDocument) -> Iterator[str]:
    title = document.title or ""
    yield f"{document.urn} {title} legacy {document.urn}"
    for passage in (
        document.overview, document.scope, document.scope_performance, document.scope_knowledge,
        document.performance_introduction, document.knowledge_introduction,
        document.values_introduction, document.illustrations_introduction,
    ):  # fmt: skip
        yield passage or ""
    for item in (*document.performance, *document.knowledge):
        yield item.text
        yield item.group or ""
    yield from (value.title for value in document.values)
    yield from (illustration.text for illustration in document.illustrations)
    yield from (f"{fact.label} {fact.text}" for fact in document.facts)
