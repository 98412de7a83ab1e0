"""The rows of a suite, each from its item of a CASE file."""

import re
from typing import Any

from django.utils.translation import gettext as _

from standards.exchange.case.graph import FACTS
from standards.exchange.case.kinds import ASKED, GROUPS, is_list_title, standard_above
from standards.exchange.case.names import canonical, uuid_of
from standards.exchange.case.notes import Notes, sayable, shortly, text_in
from standards.exchange.case.tree import Item, Tree
from standards.exchange.suite import (
    AreaRow,
    IllustrationRow,
    RequirementRow,
    RetiredRow,
    StandardRow,
    ValueRow,
)

LONGEST_TITLE, LONGEST_NUMBER, LONGEST_URN, LONGEST_WORDS = 255, 12, 20, 20
LABEL = re.compile(r"(?:.*/)?[PKV]?(\d[\w.]*)")


class Rows:
    """Reads rows of one file. `is_ours`: our own extensions stand in it, and say what CASE has no field for."""

    def __init__(self, tree: Tree, notes: Notes, *, is_ours: bool):
        self.tree, self.notes, self.is_ours = tree, notes, is_ours
        self.without_lineage = 0
        self.areas: dict[str, int] = {}
        self.numbers: set[int] = set()
        self.highest = 0
        self.examples = self.values_of_examples()

    # --- what every row has ---

    def lineage(self, item: Item) -> str | None:
        """The id that stays: what our extension says, or the item's own where that is a UUID."""
        said = item.extensions.get("x_lineage") if self.is_ours else None
        if isinstance(said, str):
            return canonical(said) or None
        if uuid_of(item.identifier):
            return canonical(item.identifier)
        self.without_lineage += 1
        return None

    def short(self, text: str, longest: int = LONGEST_TITLE) -> str:
        text = " ".join(text.split()) if not self.is_ours else text
        if len(text) <= longest:
            return text
        self.notes.say(_("Too long for its place, and cut: “%s”") % sayable(text), "red")
        return f"{text[: longest - 1]}…"

    # --- areas and values ---

    def area(self, item: Item) -> AreaRow:
        words = item.extensions.get("x_words")
        number = self.area_number(item)
        self.areas[item.identifier] = number
        self.numbers.add(number)
        self.highest = max(self.highest, number)
        words = words[:LONGEST_WORDS] if isinstance(words, str) else None
        return AreaRow(self.lineage(item), number, words, self.short(item.statement))

    def area_number(self, item: Item) -> int:
        said = item.extensions.get("x_number")
        if self.is_ours and isinstance(said, int) and not isinstance(said, bool):
            return said
        printed = re.search(r"\d{1,4}$", item.code) or re.search(r"^\d{1,4}$", item.number)
        number = int(printed[0]) if printed else 1
        return number if number not in self.numbers else self.highest + 1

    def value(self, item: Item, place: int) -> ValueRow:
        return ValueRow(
            self.lineage(item),
            self.number(item) or ("" if self.is_ours else str(place)),
            self.short(item.statement),
        )

    def number(self, item: Item) -> str:
        """As printed, or as the code says: "JETSCD16L/K5" is 5. "" where neither does."""
        if self.is_ours:
            return item.number
        label = LABEL.fullmatch(item.code)
        number = item.number.rstrip(".):") or (label[1] if label else item.code)
        return number if len(number) <= LONGEST_NUMBER else ""

    # --- standards ---

    def standard(self, item: Item) -> StandardRow:
        area = next((above for above in item.ancestors() if above.kind == "area"), None)
        parts = self.parts_of(item)
        facts = self.own_facts(item) if self.is_ours else self.facts(item)
        lost = item.extensions.get("x_key_area") if self.is_ours else None
        title = {"title": self.short(item.statement)}
        if len(item.statement) > LONGEST_TITLE:
            facts["overview"] = item.statement
        return StandardRow(
            lineage=self.lineage(item),
            key_area=self.areas[area.identifier] if area else lost if isinstance(lost, int) else None,
            requirements=tuple(self.requirements(item, parts)),
            illustrations=tuple(self.illustration(part) for part in parts if part.kind == "illustration"),
            retired=tuple(self.retired(part) for part in parts if self.is_retired(part)),
            **title | facts,
        )

    def parts_of(self, standard: Item) -> list[Item]:
        parts = [item for item in self.tree.walk(standard.children) if standard_above(item) is standard]
        return sorted(parts, key=lambda part: part.place) if self.is_ours else parts

    def own_facts(self, item: Item) -> dict[str, Any]:
        kinds = {"title_confirmed": bool}
        said = {name: item.extensions.get(f"x_{name}") for name in (*FACTS, "urn")}
        facts = {name: each for name, each in said.items() if isinstance(each, kinds.get(name, str))}
        return {"urn": item.code or None} | facts

    def facts(self, item: Item) -> dict[str, Any]:
        """What another system's file says, of the standard or of the whole document."""
        document = self.tree.document
        is_old = item.ended or text_in(document, "adoptionStatus").casefold() == "deprecated"
        urn = item.code if len(item.code) <= LONGEST_URN else ""
        if item.code and not urn:
            self.notes.say(
                _("This code is longer than any URN, and stays behind: “%s”.") % shortly(item.code)
            )
        return {
            "urn": urn or None,
            "status": "legacy" if is_old else None,
            "approved": text_in(item.raw, "statusStartDate")[:10] or None,
            "developed_by": self.short(text_in(document, "creator")) or None,
            "source": text_in(document, "officialSourceURL")[:500] or None,
        }

    # --- what stands in a standard ---

    def is_retired(self, item: Item) -> bool:
        said = item.extensions.get("x_retired") is True if self.is_ours else item.ended
        return said and item.kind in ASKED

    def requirements(self, standard: Item, parts: list[Item]):
        asked = [part for part in parts if part.kind in ASKED and not self.is_retired(part)]
        numbers = [self.number(part) for part in asked]
        if not all(numbers) and not self.is_ours:
            numbers = self.counted(standard, asked, numbers)
        for part, number in zip(asked, numbers, strict=True):
            yield RequirementRow(self.lineage(part), part.kind, number, self.group(part), part.statement)

    def counted(self, standard, asked, numbers) -> list[str]:
        """Where a number is missing, each kind is counted from 1 in the file's order."""
        self.notes.say(
            _("“%s”: not every item has a number, so they are counted in their order.") % standard.name
        )
        seen = dict.fromkeys(ASKED, 0)
        counted = []
        for part in asked:
            seen[part.kind] += 1
            counted.append(str(seen[part.kind]))
        return counted

    def group(self, item: Item) -> str:
        """The heading it stands below; headings within headings, outermost first."""
        headings = [
            above.statement for above in item.ancestors() if above.kind in GROUPS and not is_list_title(above)
        ]
        return self.short(": ".join(reversed(headings))) if headings else ""

    def retired(self, item: Item) -> RetiredRow:
        group = item.extensions.get("x_group")
        group = group if self.is_ours and isinstance(group, str) else self.group(item)
        return RetiredRow(self.lineage(item) or "", item.kind, self.number(item), group, item.statement)

    def illustration(self, item: Item) -> IllustrationRow:
        value = self.examples.get(item.identifier)
        said = item.extensions.get("x_value") if self.is_ours else None
        if value is None and not self.is_ours:
            self.notes.say(
                _("This example does not say which value it is for: “%s”.") % shortly(item.statement)
            )
        reference = (self.lineage(value) or value.number) if value else said
        return IllustrationRow(reference if isinstance(reference, str) else "", item.statement)

    def values_of_examples(self) -> dict[str, Item]:
        found: dict[str, Item] = {}
        for link in self.tree.links:
            origin, value = self.tree.items.get(link.origin), self.tree.items.get(link.destination)
            if origin and value and (origin.kind, value.kind) == ("illustration", "value"):
                found.setdefault(origin.identifier, value)
        return found
