"""The suite that ships with the product: what is known of it, one standard's text, and lineages all share.

The files in `standards/shipped/community-development-2015/` say themselves where their facts come from and how
their lineages were made. The standard in full is no second copy: it is what `read_nos` reads from the text.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, Self
from uuid import UUID

from standards.exchange.document import StandardDocument
from standards.exchange.nos.reading import read_nos

FOLDER = Path(__file__).resolve().parent.parent / "shipped" / "community-development-2015"
Kind = Literal["performance", "knowledge", "value"]


@dataclass(frozen=True, slots=True)
class KeyArea:
    """`words` is the number as pages print it: "Four"."""

    number: int
    words: str
    title: str
    lineage: UUID

    @property
    def printed(self) -> str:
        return f"Key Area {self.words}"


@dataclass(frozen=True, slots=True)
class SuiteValue:
    number: str
    title: str
    lineage: UUID


@dataclass(frozen=True, slots=True)
class Outline:
    """A standard of the suite, known by name. None is for what no published page was seen to say.

    `key_area` is the number of the area; `approved` is an ISO date or a year; `text` is the name of the file
    with the full wording, beside this one, where we ship it.
    """

    number: int
    title: str
    title_confirmed: bool
    urn: str | None
    key_area: int
    status: str | None
    developed_by: str | None
    approved: str | None
    source: str | None
    lineage: UUID
    text: str | None


@dataclass(frozen=True, slots=True)
class Suite:
    slug: str
    title: str
    edition: str
    key_areas: tuple[KeyArea, ...]
    values: tuple[SuiteValue, ...]
    outlines: tuple[Outline, ...]

    @classmethod
    def of(cls, suite: dict[str, Any]) -> Self:
        return cls(
            slug=suite["slug"],
            title=suite["title"],
            edition=suite["edition"],
            key_areas=tuple(KeyArea(**_with_lineage(area)) for area in suite["key_areas"]),
            values=tuple(SuiteValue(**_with_lineage(value)) for value in suite["values"]),
            outlines=tuple(Outline(**_with_lineage(outline)) for outline in suite["standards"]),
        )

    def outline_of(self, document: StandardDocument) -> Outline | None:
        """The outline with the document's URN or, where it has none, with exactly its title and key area."""
        for outline in self.outlines:
            if document.urn and _folded(document.urn) == _folded(outline.urn or ""):
                return outline
            area = self.key_areas[outline.key_area - 1].printed
            if not document.urn and (document.title, document.key_area) == (outline.title, area):
                return outline
        return None


@cache
def read_suite() -> Suite:
    return Suite.of(_read("suite.json"))


def shipped_text(outline: Outline) -> bytes | None:
    """The wording of the standard as it was published, byte for byte, if it ships."""
    return (FOLDER / outline.text).read_bytes() if outline.text else None


def shipped_terms() -> list[dict[str, Any]]:
    """Hard words of the suite in our own plain words: {"word", "forms", "meaning"}."""
    return _read("glossary.json")["terms"]


def lineage_of(kind: Kind, number: str) -> UUID | None:
    """The lineage of a requirement of the one text that ships, by its number as printed there.

    Only for that very text: to ask about any other document use `lineages_for`.
    """
    if kind == "value":
        return next((value.lineage for value in read_suite().values if value.number == number), None)
    lineage = _read("lineages.json")[kind].get(number)
    return UUID(lineage) if lineage else None


def lineages_for(document: StandardDocument) -> dict[tuple[Kind, str], UUID]:
    """The shipped lineages of the document's requirements, by kind and number as printed in the document.

    Empty unless it is the shipped standard. A requirement is in it only if number and every word are the
    shipped ones, because a number alone says nothing about what it asks.
    """
    shipped = _shipped_document()
    if read_suite().outline_of(document) != read_suite().outline_of(shipped):
        return {}
    same = _requirements(document) & _requirements(shipped)
    lineages = {(kind, number): lineage_of(kind, number) for kind, number, words in same}
    return {key: lineage for key, lineage in lineages.items() if lineage}


def _requirements(document: StandardDocument) -> set[tuple[Kind, str, str]]:
    requirements: list[tuple[Kind, str | None, str]] = [
        *(("performance", item.number, item.text) for item in document.performance),
        *(("knowledge", item.number, item.text) for item in document.knowledge),
        *(("value", value.number, value.title) for value in document.values),
    ]
    return {(kind, number, words) for kind, number, words in requirements if number}


@cache
def _shipped_document() -> StandardDocument:
    outline = next(outline for outline in read_suite().outlines if outline.text)
    return read_nos(shipped_text(outline) or b"", suite=read_suite().slug)


@cache
def _read(name: str) -> dict[str, Any]:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def _with_lineage(entry: dict[str, Any]) -> dict[str, Any]:
    return {**entry, "lineage": UUID(entry["lineage"])}


def _folded(urn: str) -> str:
    return urn.replace(" ", "").casefold()
