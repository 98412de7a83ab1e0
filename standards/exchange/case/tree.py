"""A CASE package as a tree of its items, whoever wrote it: nothing is lost here without a sentence that says so."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from standards.exchange.case.names import IS_CHILD_OF
from standards.exchange.case.notes import CaseIsRefused, Notes, object_in, shortly, text_in

MOST_ITEMS = 50_000
MOST_LINKS = 200_000
MOST_LEVELS = 20
LONGEST_STATEMENT = 100_000


@dataclass(slots=True, eq=False)
class Item:
    """`identifier` in small letters; `number` is its listEnumeration; `kind` is ours, settled later."""

    identifier: str
    statement: str
    code: str
    number: str
    type_name: str
    ended: bool
    raw: dict[str, Any]
    extensions: dict[str, Any]
    parent: "Item | None" = None
    children: "list[Item]" = field(default_factory=list)
    place: float = float("inf")
    level: int = 1
    kind: str = ""

    @property
    def name(self) -> str:
        return shortly(f"{self.code or self.number} {self.statement}".strip())

    def ancestors(self) -> "Iterator[Item]":
        item = self.parent
        while item:
            yield item
            item = item.parent


@dataclass(slots=True)
class Tree:
    """`top`: the items of the first level; `strays`: what belongs nowhere; `links`: every other association."""

    document: dict[str, Any]
    identifier: str
    items: dict[str, Item]
    top: list[Item]
    strays: list[Item]
    links: "list[Edge]"

    def walk(self, roots: list[Item] | None = None) -> Iterator[Item]:
        """Every placed item in reading order, parents first."""
        waiting = list(reversed(self.top if roots is None else roots))
        while waiting:
            item = waiting.pop()
            yield item
            waiting.extend(child for child in reversed(item.children) if child.parent is item)


def tree_of(package: dict[str, Any], *, today: date, notes: Notes) -> Tree:
    """The package as a tree. Raises CaseIsRefused where it is none, or larger than any suite."""
    document = package["CFDocument"]
    items = items_in(package, notes, today)
    identifier = text_in(document, "identifier").casefold()
    edges = edges_in(package, notes)
    links = [edge for edge in edges if edge.type != IS_CHILD_OF]
    tree = Tree(document, identifier, items, [], [], links)
    hang(tree, [edge for edge in edges if edge.type == IS_CHILD_OF], notes)
    return tree


# --- items ----------------------------------------------------------------------------------------


def rows_in(package, name, most):
    rows = package.get(name)
    if rows is None:
        return []
    if not isinstance(rows, list):
        raise CaseIsRefused(_("In this file “%s” is not a list.") % name)
    if len(rows) > most:
        message = _("This file holds %(count)s of “%(name)s”. No suite of standards has more than %(most)s.")
        raise CaseIsRefused(message % {"count": len(rows), "name": name, "most": most})
    return rows


def items_in(package, notes, today) -> dict[str, Item]:
    types = {text_in(row, "identifier"): text_in(row, "title") for row in definitions(package, "CFItemTypes")}
    items: dict[str, Item] = {}
    for place, row in enumerate(rows_in(package, "CFItems", MOST_ITEMS), start=1):
        item = item_of(row, types, today)
        if item is None or not item.identifier or not item.statement:
            notes.say(_("Item %s has no id or no words, and is left out.") % place, "red")
        elif item.identifier in items:
            message = _("Two items have one id. Kept: “%(first)s”. Left out: “%(second)s”.")
            told = {"first": items[item.identifier].name, "second": item.name}
            notes.say(message % told, "red")
        else:
            items[item.identifier] = item
    if not items:
        raise CaseIsRefused(_("This CASE file holds no items."))
    return items


def definitions(package, name):
    found = package.get("CFDefinitions")
    rows = found.get(name) if isinstance(found, dict) else None
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def item_of(row, types, today) -> Item | None:
    if not isinstance(row, dict):
        return None
    link = object_in(row, "CFItemTypeURI")
    type_name = (
        text_in(row, "CFItemType") or text_in(link, "title") or types.get(text_in(link, "identifier"), "")
    )
    statement = text_in(row, "fullStatement").strip()
    if len(statement) > LONGEST_STATEMENT:
        raise CaseIsRefused(_("One item of this file is longer than a whole suite of standards."))
    return Item(
        text_in(row, "identifier").casefold(),
        statement,
        text_in(row, "humanCodingScheme").strip(),
        text_in(row, "listEnumeration").strip(),
        type_name.strip(),
        has_ended(text_in(row, "statusEndDate"), today),
        row,
        object_in(row, "extensions"),
    )


def has_ended(text, today) -> bool:
    try:
        return date.fromisoformat(text[:10]) <= today
    except ValueError:
        return False


# --- links ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Edge:
    type: str
    origin: str
    destination: str
    place: float


def edges_in(package, notes) -> list[Edge]:
    edges = list(map(edge_of, rows_in(package, "CFAssociations", MOST_LINKS)))
    if unread := edges.count(None):
        notes.say(_("Links without a type or an end, left out: %s.") % unread)
    return [edge for edge in edges if edge]


def edge_of(row) -> Edge | None:
    if not isinstance(row, dict):
        return None
    kind = text_in(row, "associationType").strip()
    kind = IS_CHILD_OF if "".join(kind.split()).casefold() == IS_CHILD_OF.casefold() else kind
    edge = Edge(kind, end_of(row, "originNodeURI"), end_of(row, "destinationNodeURI"), sequence_of(row))
    return edge if edge.type and edge.origin and edge.destination else None


def end_of(row, name) -> str:
    node = row.get(name)
    if isinstance(node, str):
        return node.rstrip("/").rpartition("/")[2].casefold()
    found = object_in(row, name)
    known = text_in(found, "identifier") or text_in(found, "uri").rstrip("/").rpartition("/")[2]
    return known.casefold()


def sequence_of(row) -> float:
    number = row.get("sequenceNumber")
    return float("inf") if isinstance(number, bool) or not isinstance(number, int) else max(number, 0)


def hang(tree: Tree, edges: list[Edge], notes: Notes) -> None:
    """Each item below the first parent the file gives it."""
    placed: dict[str, Item] = {}
    for edge in edges:
        child, parent = tree.items.get(edge.origin), tree.items.get(edge.destination)
        if child is None or (parent is None and edge.destination != tree.identifier):
            name = child.name if child else shortly(edge.origin)
            notes.say(_("“%s” is said to belong to something this file does not hold.") % name)
        elif edge.origin in placed:
            notes.say(_("“%s” stands in more than one place. Only the first is kept.") % child.name)
        else:
            placed[edge.origin] = child
            child.parent, child.place = parent, edge.place
    put_in_order(tree, placed)


def put_in_order(tree: Tree, placed: dict[str, Item]) -> None:
    for item in tree.items.values():
        if item.identifier in placed:
            (item.parent.children if item.parent else tree.top).append(item)
    for siblings in (tree.top, *(item.children for item in tree.items.values())):
        siblings.sort(key=lambda item: item.place)
    reached = count_levels(tree)
    tree.strays = [item for item in tree.items.values() if item.identifier not in reached]


def count_levels(tree: Tree, roots=None) -> set[str]:
    """Gives every item its level, and tells which can be reached. Raises CaseIsRefused for a well without bottom."""
    reached = set()
    for item in tree.walk(roots):
        item.level = item.parent.level + 1 if item.parent else 1
        reached.add(item.identifier)
        if item.level > MOST_LEVELS:
            raise CaseIsRefused(_("This file goes deeper than any suite of standards does."))
    return reached
