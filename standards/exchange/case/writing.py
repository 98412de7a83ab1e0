"""1EdTech CASE: a suite as a CFPackage of version 1.1, written piece by piece, and how to tell one when it is seen.

What CASE has no field for stands in `extensions`, so that our own package comes back without loss:

    CFDocument      x_practice_portfolio: 1   the others are read only where this stands
                    x_slug; x_edition: ""     an edition that says there is none
    every item      x_lineage                 its true lineage, where CASE does not allow it or it stands twice; "" for none
    Key Area        x_number, x_words         4, "Four"
    Standard        x_<field>                 each fact of a StandardRow but title and URN; x_urn: "" for none
                    x_key_area                the number of an area the document does not hold
    Practice Example  x_assessable: false     and x_value, where it names no value of the suite
    a retired item  x_retired: true, x_group  its heading as printed
    CFAssociation   x_relation                what people said: same, reworded, split, merged
    CFAssociationGrouping  x_dropped, x_new   ids of what has no other end
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from standards.exchange.case.graph import Framework
from standards.exchange.case.nodes import Told
from standards.exchange.case.objects import Writer
from standards.exchange.suite import SuiteDocument

PIECE = 64 * 1024  # characters
ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def write_case(document: SuiteDocument, *, base_url: str, told: Told | None = None) -> Iterator[bytes]:
    """The document as CASE 1.1, in pieces of JSON. `base_url`: where this site is, for the addresses inside."""
    return write_framework(Framework(document, told or Told()), base_url=base_url)


def write_framework(framework: Framework, *, base_url: str) -> Iterator[bytes]:
    piece: list[str] = []
    length = 0
    for text in texts(Writer(framework, base_url)):
        piece.append(text)
        length += len(text)
        if length >= PIECE:
            yield "".join(piece).encode()
            piece, length = [], 0
    yield "".join(piece).encode()


def texts(writer: Writer) -> Iterator[str]:
    yield f'{{"CFDocument":{as_json(writer.document())},"CFItems":['
    yield from joined(map(writer.item, writer.framework.nodes))
    yield '],"CFAssociations":['
    yield from joined(writer.associations())
    yield f'],"CFDefinitions":{as_json(writer.definitions())}}}'


def joined(objects: Iterable[dict[str, Any]]) -> Iterator[str]:
    comma = ""
    for each in objects:
        yield comma + as_json(each)
        comma = ","


def as_json(content) -> str:
    return ENCODER.encode(content)


def is_case(content: Any) -> Literal["1.1", "1.0"] | None:
    """Which version of CASE a parsed file is, or None for anything else."""
    package = unwrapped(content)
    if not isinstance(package, dict) or not isinstance(package.get("CFDocument"), dict):
        return None
    document = package["CFDocument"]
    says = document.get("caseVersion") == "1.1" or "/case/v1p1/" in str(document.get("uri"))
    return "1.1" if says or "frameworkType" in document or "extensions" in document else "1.0"


def unwrapped(content: Any) -> Any:
    """Some systems put the package into an object of its own."""
    inner = content.get("CFPackage") if isinstance(content, dict) else None
    return inner if isinstance(inner, dict) else content
