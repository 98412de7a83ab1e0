"""The objects of CASE 1.1, each as the official schema wants it: no nulls, and no key it does not name."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from standards.exchange.case.graph import Framework
from standards.exchange.case.names import (
    BASE_PATH,
    IS_CHILD_OF,
    ITEM_TYPES,
    OUR_VERSION,
    OURS,
    ItemType,
    true_lineage,
)
from standards.exchange.case.nodes import Concept, Grouping, Link, Node

LONGEST_NAME = 200  # of a link's end, which is only there for people to read
ITEM_TYPES_SINCE = "2026-11-21T00:00:00Z"  # when we last changed what they mean
NOT_KNOWN = "Not known"  # CASE wants a creator even where nobody wrote down who it was


class Writer:
    """Objects of one suite. `base_url` has no slash at its end: "https://portfolio.example.org"."""

    def __init__(self, framework: Framework, base_url: str):
        self.framework, self.base = framework, base_url.rstrip("/") + BASE_PATH

    def address(self, kind: str, identifier: str) -> str:
        return f"{self.base}/{kind}/{identifier}"

    def link(self, kind: str, identifier: str, title: str) -> dict[str, Any]:
        return {"title": short(title), "identifier": identifier, "uri": self.address(kind, identifier)}

    def named(self, kind: str, identifier: str, changed_at: datetime) -> dict[str, Any]:
        uri = self.address(kind, identifier)
        return {"identifier": identifier, "uri": uri, "lastChangeDateTime": moment(changed_at)}

    # --- the document ---

    def document(self) -> dict[str, Any]:
        suite, told = self.framework.document, self.framework.told
        return self.named("CFDocuments", self.framework.identifier, told.changed_at) | without_nothing(
            {
                "caseVersion": "1.1",
                "creator": creator_of(suite.standards),
                "title": suite.title or "",
                "language": told.language,
                "version": suite.edition,
                "adoptionStatus": adoption_of(suite.standards),
                "statusStartDate": approved_of(suite.standards),
                "extensions": document_extensions(self.framework),
            }
        )

    def document_alone(self) -> dict[str, Any]:
        title = self.framework.document.title or ""
        return self.document() | {"CFPackageURI": self.link("CFPackages", self.framework.identifier, title)}

    def document_link(self) -> dict[str, Any]:
        return self.link("CFDocuments", self.framework.identifier, self.framework.document.title or "")

    # --- items ---

    def item(self, node: Node) -> dict[str, Any]:
        approved = node.extensions.get("x_approved")
        return self.named("CFItems", node.identifier, node.changed_at) | without_nothing(
            {
                "fullStatement": node.statement,
                "humanCodingScheme": node.code,
                "listEnumeration": node.number,
                "CFItemType": node.type.title,
                "CFItemTypeURI": self.link("CFItemTypes", node.type.identifier, node.type.title),
                "language": self.framework.told.language,
                "statusStartDate": approved if is_day(approved) else None,
                "statusEndDate": node.ended.isoformat() if node.ended else None,
                "extensions": dict(node.extensions),
            },
            kept=("fullStatement",),
        )

    def item_alone(self, node: Node) -> dict[str, Any]:
        return self.item(node) | {"CFDocumentURI": self.document_link()}

    # --- associations ---

    def associations(self) -> Iterator[dict[str, Any]]:
        for node in self.framework.nodes:
            yield self.child_of(node)
        for link in self.framework.links:
            yield self.association(link)

    def child_of(self, node: Node) -> dict[str, Any]:
        parent = self.end(node.parent) if node.parent else self.document_link() | {"targetType": "CASE"}
        identifier = self.framework.child_id(node)
        return self.named("CFAssociations", identifier, node.changed_at) | {
            "associationType": IS_CHILD_OF,
            "sequenceNumber": node.place,
            "originNodeURI": self.end(node),
            "destinationNodeURI": parent,
        }

    def association(self, link: Link) -> dict[str, Any]:
        said = link.said and self.link("CFAssociationGroupings", link.said.identifier, link.said.title)
        return self.named("CFAssociations", link.identifier, link.changed_at) | without_nothing(
            {
                "associationType": link.type,
                "originNodeURI": self.end(link.origin),
                "destinationNodeURI": self.end(link.destination),
                "CFAssociationGroupingURI": said,
                "notes": link.notes,
                "extensions": dict(link.extensions),
            }
        )

    def association_alone(self, identifier: str) -> dict[str, Any] | None:
        node, link = self.framework.child_links.get(identifier), self.framework.other_links.get(identifier)
        found = self.child_of(node) if node else self.association(link) if link else None
        return found and found | {"CFDocumentURI": self.document_link()}

    def associations_of(self, node: Node) -> Iterator[dict[str, Any]]:
        """Every link of this suite that begins or ends in the item, which may be another suite's."""
        for each in self.framework.nodes:
            if each is node or each.parent is node:
                yield self.child_of(each)
        for link in self.framework.links:
            if node.identifier in (link.origin.identifier, link.destination.identifier):
                yield self.association(link)

    def end(self, node) -> dict[str, Any]:
        return self.link("CFItems", node.identifier, node.name) | {"targetType": "CASE"}

    # --- definitions ---

    def definitions(self) -> dict[str, Any]:
        return without_nothing(
            {
                "CFConcepts": [self.concept(concept) for concept in self.framework.told.concepts],
                "CFItemTypes": [item_type(each, self.base) for each in ITEM_TYPES.values()],
                "CFAssociationGroupings": [self.grouping(each) for each in self.framework.groupings],
            }
        )

    def grouping(self, grouping: Grouping) -> dict[str, Any]:
        more = {"description": grouping.description, "extensions": dict(grouping.extensions)}
        named = self.named("CFAssociationGroupings", grouping.identifier, grouping.changed_at)
        return named | {"title": grouping.title} | without_nothing(more)

    def concept(self, concept: Concept) -> dict[str, Any]:
        return self.named("CFConcepts", concept.identifier, concept.changed_at) | without_nothing(
            {
                "title": concept.title,
                "keywords": "|".join(concept.keywords),
                "hierarchyCode": concept.code,
                "description": concept.description,
            }
        )


def item_type(each: ItemType, base: str) -> dict[str, Any]:
    """The definition of a kind of item. `base`: the address of the service."""
    return {
        "identifier": each.identifier,
        "uri": f"{base}/CFItemTypes/{each.identifier}",
        "lastChangeDateTime": ITEM_TYPES_SINCE,
        "title": each.title,
        "description": each.description,
        "hierarchyCode": each.code,
        "typeCode": each.kind,
    }


def item_type_set(first: ItemType, base_url: str) -> list[dict[str, Any]]:
    """A kind of item, and those below it by their codes."""
    below = [each for each in ITEM_TYPES.values() if each.code.startswith(f"{first.code}.")]
    return [item_type(each, base_url.rstrip("/") + BASE_PATH) for each in (first, *below)]


# --- what a suite says as a whole ---------------------------------------------------------------


def creator_of(standards) -> str:
    """Who developed the standards, each once, in their order."""
    names = dict.fromkeys(row.developed_by for row in standards if row.developed_by)
    return "; ".join(" ".join(name.split()) for name in names) or NOT_KNOWN


def adoption_of(standards) -> str:
    """Deprecated once no standard of the suite is current."""
    statuses = {row.status or "current" for row in standards}
    return "Deprecated" if statuses and "current" not in statuses else "Adopted"


def approved_of(standards) -> str | None:
    """The day the standards were approved, if one day is known for all of them."""
    days = {row.approved for row in standards}
    day = days.pop() if len(days) == 1 else None
    return day if is_day(day) else None


def document_extensions(framework: Framework) -> dict[str, Any]:
    suite = framework.document
    own: dict[str, Any] = {OURS: OUR_VERSION} | true_lineage(suite.lineage, framework.identifier, "standard")
    own |= {"x_slug": suite.slug} if suite.slug is not None else {}
    return own | ({"x_edition": ""} if suite.edition == "" else {})


# --- how things are written ---------------------------------------------------------------------


def moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def is_day(text) -> bool:
    try:
        return date.fromisoformat(text or "").isoformat() == text
    except (TypeError, ValueError):
        return False


def short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_NAME else f"{text[: LONGEST_NAME - 1]}…"


def without_nothing(said: dict[str, Any], kept: tuple[str, ...] = ("title",)) -> dict[str, Any]:
    """Without the keys that say nothing: null is never allowed, and an empty text tells nobody anything."""
    return {key: entry for key, entry in said.items() if key in kept or entry not in (None, "", {}, [])}
