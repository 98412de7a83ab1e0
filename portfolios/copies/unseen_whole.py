"""Looking at a document as a whole, before it is packed again: what of it is hidden, and which parts only that leads to."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from portfolios.copies import unseen_cells, unseen_odf, unseen_words
from portfolios.copies.unseen import everything, led_to, reached, ways_of

TYPES = "[Content_Types].xml"
LEFT_OUT = re.compile(
    r"(comments\w*|threadedcomments|person|commentAuthors|authors|notesSlide|externalLink)\+xml$",
    re.IGNORECASE,
)
PIVOT = re.compile(
    r"(pivotCacheDefinition|pivotCacheRecords|pivotTable|slicer\w*|queryTable|connections)\+xml$"
)
BY_ID = re.compile(r"(^|/)(image|hyperlink|oleObject|package|audio|video|media|chart)$")
XML = re.compile(r"\.(xml|vml)$", re.IGNORECASE)


def part_of(ways):
    """The part whose ways these are; "" for those of the whole."""
    return ways.replace("_rels/", "").removesuffix(".rels")


@dataclass
class Whole:
    """`read_part(name)` gives a part as a tree; `names`: all there are."""

    names: set
    read_part: Callable
    sheets: set = field(default_factory=set)  # hidden sheets and slides
    styles: set = field(default_factory=set)  # (family, name) of styles that hide what they are put on
    strings: set | None = None  # the numbers of words that cells of a workbook still show; None: all
    is_cut: bool = False  # something was taken out that formulas and pivots would show still
    dropped: dict = field(
        default_factory=dict
    )  # {list of ways: the numbers of those that lead to what is gone}
    used: dict = field(default_factory=dict)  # {the part looked at last: what its attributes say}
    gone: set = field(default_factory=set)  # parts that only what is gone leads to

    def __post_init__(self):
        self.look_at_sheets()
        self.look_at_styles()
        self.look_at_ways()

    @cached_property
    def types(self):
        """{part: its content type}, of Office Open XML."""
        if TYPES not in self.names:
            return {}
        rows = everything(self.read_part(TYPES))
        return {
            row.get("PartName").lstrip("/"): row.get("ContentType", "") for row in rows if row.get("PartName")
        }

    def typed(self, ending):
        return sorted(
            name for name, kind in self.types.items() if kind.endswith(ending) and name in self.names
        )

    def leaves(self, name):
        kind = self.types.get(name, "")
        if name.endswith(".rels") and (part := part_of(name)):
            return part not in self.names or self.leaves(part)
        return name in self.gone or bool(LEFT_OUT.search(kind)) or (self.is_cut and bool(PIVOT.search(kind)))

    # --- what is hidden ---

    def look_at_sheets(self):
        for book in self.typed("sheet.main+xml"):
            hidden = set(unseen_cells.hidden_sheets(self.read_part(book)))
            for row in self.rows_of(ways_of(book)):
                if row.get("Id") in hidden:
                    self.sheets |= led_to(row, ways_of(book))
        cut, shown = bool(self.sheets or self.typed("externalLink+xml")), set()
        for name in self.typed("worksheet+xml"):
            tree = self.read_part(name)
            cut |= name not in self.sheets and unseen_cells.clear_hidden_cells(tree)
            shown |= set() if name in self.sheets else unseen_cells.strings_shown(tree)
        self.is_cut, self.strings = cut, shown if cut else None
        self.sheets |= {
            name for name in self.typed("slide+xml") if unseen_words.is_hidden_slide(self.read_part(name))
        }

    def look_at_styles(self):
        for name in self.typed("wordprocessingml.styles+xml"):
            self.styles |= unseen_words.hiding_styles(self.read_part(name))
        if not self.types and "styles.xml" in self.names:
            self.styles |= unseen_odf.hiding_styles(self.read_part("styles.xml"))

    # --- what only that leads to ---

    def look_at_ways(self):
        leading = {}  # {a list of ways: where those that stay lead}
        candidates = set()
        for ways in sorted(name for name in self.names if name.endswith(".rels")):
            part = part_of(ways)
            gone = [row for row in self.rows_of(ways) if self.is_loose(row, part)]
            self.dropped[ways] = {row.get("Id") for row in gone}
            stay = [row for row in self.rows_of(ways) if row.get("Id") not in self.dropped[ways]]
            leading[part] = set().union(*(led_to(row, ways) for row in stay))
            candidates |= set().union(*(led_to(row, ways) for row in gone))
        candidates = reached(candidates, self.names, self.read_part) - self.sheets
        waiting, still = list(self.names - candidates), set()
        while waiting:
            part = waiting.pop()
            if part not in still:
                still.add(part)
                waiting += leading.get(part, ())
        self.gone = candidates - still

    def rows_of(self, ways):
        return (
            [row for row in everything(self.read_part(ways)) if row.get("Id")] if ways in self.names else []
        )

    def is_loose(self, row, part):
        """Whether this way leads from what is gone, or from nothing that is still there."""
        kind = row.get("Type", "")
        if part and part not in self.names:
            return True
        if part in self.sheets:
            return not kind.endswith("/slideLayout")
        if self.is_cut and kind.endswith("/table") and self.types.get(part, "").endswith("worksheet+xml"):
            return True
        is_one_of_many = bool(BY_ID.search(kind)) and part in self.names and bool(XML.search(part))
        return is_one_of_many and row.get("Id") not in self.used_in(part)

    def used_in(self, part):
        if part not in self.used:
            tree = self.read_part(part)
            self.clear(tree, part)
            self.used = {part: {value for thing in everything(tree) for value in thing.attrib.values()}}
        return self.used[part]

    # --- one part ---

    def clear(self, tree, name):
        """Take out of one part what nobody sees."""
        kind = self.types.get(name, "")
        if not self.types:
            return unseen_odf.clear_open_document(tree, self.styles)
        if name in self.sheets:
            return (
                unseen_words.empty_slide(tree)
                if kind.endswith("slide+xml")
                else unseen_cells.empty_sheet(tree)
            )
        if "wordprocessingml" in kind or name.startswith("word/"):
            unseen_words.accept_changes(tree, self.styles)
        if kind.endswith("worksheet+xml"):
            unseen_cells.clear_hidden_cells(tree)
        if self.is_cut and kind.endswith(("worksheet+xml", "sheet.main+xml")):
            unseen_cells.take_formulas(tree)
        if self.strings is not None and kind.endswith("sharedStrings+xml"):
            unseen_cells.clear_strings(tree, self.strings)
        if name.endswith(".vml"):
            unseen_cells.take_notes(tree)
        return unseen_words.take_hidden_shapes(tree)
