"""A suite as CASE sees it: a document, the items below it, and the links between them, each with its id."""

from collections import defaultdict
from functools import cached_property

from standards.exchange.case.names import (
    ILLUSTRATES,
    IS_CHILD_OF,
    IS_RELATED_TO,
    ITEM_TYPES,
    Identifiers,
    canonical,
    derived_id,
    true_lineage,
)
from standards.exchange.case.nodes import Grouping, Link, Node, Told
from standards.exchange.suite import StandardRow, SuiteDocument

# Facts of a standard for which CASE has no field: they travel in its extensions.
FACTS = (
    "urn_source", "title_confirmed", "status", "developed_by", "approved", "source", "last_start_date",
    "last_assessment_date", "overview", "performance_lead", "knowledge_lead", "values_introduction",
    "illustrations_introduction", "scope_performance", "scope_knowledge",
)  # fmt: skip


class Framework:
    """`nodes` and `links` in the order they are written; crosswalks may be added to `links` and `groupings` later."""

    def __init__(self, document: SuiteDocument, told: Told):
        self.document, self.told = document, told
        self.ids = Identifiers(*lineages_in(document))
        self.nodes: list[Node] = []
        self.links: list[Link] = []
        self.groupings: list[Grouping] = []
        self.by_lineage: dict[tuple[str, str], Node] = {}
        self.identifier = self.ids.document(document)
        self.areas = self.add_areas()
        self.values = self.add_values()
        first = len(self.areas) + len(self.values) + 1
        for place, standard in enumerate(document.standards, start=first):
            self.add_standard(standard, place)

    @cached_property
    def by_id(self) -> dict[str, Node]:
        return {node.identifier: node for node in self.nodes}

    @cached_property
    def child_links(self) -> dict[str, Node]:
        return {self.child_id(node): node for node in self.nodes}

    @property
    def other_links(self) -> dict[str, Link]:
        return {link.identifier: link for link in self.links}

    def child_id(self, node: Node) -> str:
        """The id of the association that puts an item below its parent."""
        parent = node.parent.identifier if node.parent else self.identifier
        return derived_id(node.identifier, f"{IS_CHILD_OF}/{parent}")

    def node(self, standard: str, lineage: str) -> Node | None:
        """What has a lineage: a standard, area or value (`standard` ""), or something in the standard of a lineage."""
        return self.by_lineage.get((canonical(standard), canonical(lineage)))

    def add(self, kind, statement, *, lineage=None, owner=None, name, parent, place, **more) -> Node:
        ended, extensions = more.get("ended"), more.get("extensions") or {}
        identifier = self.ids.of(
            lineage, owner=owner or self.identifier, name=name, is_retired="x_retired" in extensions
        )
        node = Node(
            identifier,
            ITEM_TYPES[kind],
            statement,
            more.get("code") or "",
            more.get("number") or "",
            parent,
            place,
            more.get("changed_at") or self.told.changes.get(lineage or "") or self.told.changed_at,
            extensions | true_lineage(lineage, identifier, kind),
            ended,
        )
        self.nodes.append(node)
        if lineage:
            self.by_lineage.setdefault((more.get("of") or "", canonical(lineage)), node)
        return node

    def add_areas(self):
        """{number: node}; of two areas with one number the standards belong to the first."""
        areas: dict[int, Node] = {}
        for place, area in enumerate(self.document.key_areas, start=1):
            words = {"x_words": area.words} if area.words is not None else {}
            node = self.add(
                "area",
                area.title,
                lineage=area.lineage,
                name=f"area/{area.number}",
                parent=None,
                place=place,
                code=f"KA{area.number}",
                extensions={"x_number": area.number} | words,
            )
            areas.setdefault(area.number, node)
        return areas

    def add_values(self):
        """{lineage and number: node}: an illustration names its value by either."""
        values: dict[str, Node] = {}
        for place, value in enumerate(self.document.values, start=len(self.document.key_areas) + 1):
            node = self.add(
                "value",
                value.title,
                lineage=value.lineage,
                name=f"value/{value.number}/{place}",
                parent=None,
                place=place,
                code=f"V{value.number}",
                number=value.number,
            )
            values[canonical(value.lineage) or value.number] = node
            values.setdefault(value.number, node)
        return values

    def add_standard(self, row: StandardRow, place):
        facts = {f"x_{name}": getattr(row, name) for name in FACTS if getattr(row, name) is not None}
        facts |= {"x_urn": ""} if row.urn == "" else {}
        node = self.add(
            "standard",
            row.title,
            lineage=row.lineage,
            name=f"standard/{place}",
            parent=self.areas.get(row.key_area) if row.key_area is not None else None,
            place=place,
            code=row.urn,
            extensions=facts | self.lost_area(row),
        )
        StandardParts(self, row, node).add()

    def lost_area(self, row):
        known = row.key_area is None or row.key_area in self.areas
        return {} if known else {"x_key_area": row.key_area}


class StandardParts:
    """Everything below one standard. Places run on through all of it, so that the printed order is never lost."""

    def __init__(self, framework: Framework, row: StandardRow, node: Node):
        self.framework, self.row, self.node = framework, row, node
        self.place = 0
        self.seen: dict[str, int] = defaultdict(int)

    def add(self):
        if self.row.requirements:
            self.relate_to_values()
        self.add_requirements()
        for illustration in self.row.illustrations:
            self.add_illustration(illustration)
        for retired in self.row.retired:
            self.add_retired(retired)

    def relate_to_values(self):
        for value in dict.fromkeys(self.framework.values.values()):
            self.link(IS_RELATED_TO, self.node, value)

    def link(self, kind, origin, destination):
        self.framework.links.append(Link(kind, origin, destination, self.node.changed_at))

    def add_part(self, kind, statement, *, parent=None, name, **more):
        self.place += 1
        self.seen[name] += 1
        return self.framework.add(
            kind,
            statement,
            owner=self.node.identifier,
            name=f"{name}/{self.seen[name]}",
            parent=parent or self.node,
            place=self.place,
            changed_at=self.node.changed_at,
            of=canonical(self.row.lineage),
            **more,
        )

    def add_requirements(self):
        """A heading is an item of its own each time it is printed; a sub-criterion stands below its criterion."""
        run, group, above = None, None, {}
        for row in self.row.requirements:
            if run != (row.kind, row.group):
                run, above = (row.kind, row.group), {}
                group = self.add_group(row) if row.group else None
            parent = (above.get(row.number.rpartition(".")[0]) if "." in row.number else None) or group
            above[row.number] = self.add_part(
                row.kind,
                row.text,
                lineage=row.lineage,
                parent=parent,
                name=f"{row.kind}/{row.number}",
                code=self.code(row),
                number=row.number,
            )

    def add_group(self, row):
        return self.add_part(f"{row.kind}-group", row.group, name=f"{row.kind}-group/{row.group}")

    def code(self, row):
        label = f"{row.kind[0].upper()}{row.number}"
        return f"{self.row.urn}/{label}" if self.row.urn else label

    def add_illustration(self, row):
        value = self.framework.values.get(canonical(row.value))
        lost = {} if value else {"x_value": row.value}
        name = f"illustration/{canonical(row.value)}"
        node = self.add_part("illustration", row.text, name=name, extensions={"x_assessable": False} | lost)
        if value:
            self.link(ILLUSTRATES, node, value)

    def add_retired(self, row):
        group = {"x_group": row.group} if row.group else {}
        self.add_part(
            row.kind,
            row.text,
            lineage=row.lineage,
            name=f"retired/{row.kind}/{row.lineage}",
            code=self.code(row),
            number=row.number,
            ended=self.framework.told.retired_on.get((self.row.lineage or "", row.lineage)),
            extensions={"x_retired": True} | group,
        )


def lineages_in(document: SuiteDocument) -> tuple[list[str], list[str]]:
    """(what is asked today, what is retired)."""
    named = [area.lineage for area in document.key_areas]
    named += [value.lineage for value in document.values]
    named += [standard.lineage for standard in document.standards]
    named += [row.lineage for standard in document.standards for row in standard.requirements]
    retired = [row.lineage for standard in document.standards for row in standard.retired]
    return [lineage for lineage in named if lineage], retired
