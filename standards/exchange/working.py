"""A reading as a person corrects it: every entry on a line of its own, in order, with what kind of thing it is.

It is the document's working form (`StandardDocument.as_working`) with `entries` in the place of its four lists, and:

    "entries":   [{"kind": "criterion", "number": "1", "text": "…", "line": 12}, …]   kinds: KINDS
    "looked_at": [keys of the red warnings a person has looked at]
    "belongs_to": "" to go by URN and title, "new", or the lineage of the page it is another wording of

A heading stands above the entries it heads, until the next heading or the next list; one without words ends a heading.
What was left out on purpose stays where it was, so that it can be taken back. Decision 0006 says why it is JSON.
"""

import hashlib
from dataclasses import replace

from standards.exchange.document import Illustration, Item, StandardDocument, Value

CRITERION, KNOWLEDGE, HEADING, SUB_ITEM = "criterion", "knowledge", "heading", "sub-item"
VALUE, ILLUSTRATION, OVERVIEW, LEFT_OUT = "value", "illustration", "overview", "left out"
KINDS = (CRITERION, KNOWLEDGE, HEADING, SUB_ITEM, VALUE, ILLUSTRATION, OVERVIEW, LEFT_OUT)
LISTS = ("performance", "knowledge", "values", "illustrations")
SECTION = {CRITERION: "performance", KNOWLEDGE: "knowledge"}
NEW_PAGE = "new"


def working_of(document):
    """The reading a person begins to correct."""
    working = document.as_working()
    for name in LISTS:
        del working[name]
    entries = [
        *entries_of(document.performance, CRITERION),
        *entries_of(document.knowledge, KNOWLEDGE),
        *(entry(VALUE, value.number, value.title, value.line) for value in document.values),
        *(
            entry(ILLUSTRATION, example.number, example.text, example.line)
            for example in document.illustrations
        ),
    ]
    return working | {"entries": entries, "looked_at": [], "belongs_to": ""}


def entry(kind, number, text, line=0):
    return {"kind": kind, "number": number or "", "text": text or "", "line": line}


def entries_of(items, kind):
    entries, group, main = [], None, None
    for item in items:
        if item.group != group:
            group = item.group
            entries.append(entry(HEADING, "", group))
        is_sub = bool(main and item.number and item.number.startswith(f"{main}."))
        main = main if is_sub else item.number
        entries.append(entry(SUB_ITEM if is_sub else kind, item.number, item.text, item.line))
    return entries


def document_of(working):
    """The document this reading tells. `document_of(working_of(document)) == document`."""
    lists = _Lists()
    for row in working.get("entries", ()):
        lists.take(row)
    own = {"entries", "looked_at", "belongs_to"}
    told = {name: value for name, value in working.items() if name not in own}
    overview = "\n".join(part for part in [told.get("overview"), *lists.overview] if part) or None
    told |= {"overview": overview, **{name: [] for name in LISTS}}
    return lists.put_into(StandardDocument.from_working(told))


class _Lists:
    """The four lists, taken apart again; a heading holds for the list in which its first entry stands."""

    def __init__(self):
        self.items = {"performance": [], "knowledge": []}
        self.values, self.illustrations, self.overview = [], [], []
        self.group, self.headed, self.section = None, None, "performance"

    def take(self, row):
        kind, number, text, line = row["kind"], row["number"] or None, row["text"], row.get("line", 0)
        if kind == HEADING:
            self.group, self.headed = text or None, None
        elif kind in (CRITERION, KNOWLEDGE, SUB_ITEM):
            self.section = SECTION.get(kind, self.section)
            self.items[self.section].append(Item(self.heading(), number, text, line))
        elif kind == VALUE:
            self.values.append(Value(number, text, line))
        elif kind == ILLUSTRATION:
            self.illustrations.append(Illustration(number, text, line))
        elif kind == OVERVIEW and text:
            self.overview.append(text)

    def heading(self):
        if self.headed not in (None, self.section):
            self.group = None
        self.headed = self.section
        return self.group

    def put_into(self, document):
        return replace(
            document,
            performance=tuple(self.items["performance"]),
            knowledge=tuple(self.items["knowledge"]),
            values=tuple(self.values),
            illustrations=tuple(self.illustrations),
        )


def key_of(warning):
    """Names a warning for as long as it says the same of the same line."""
    said = f"{warning['line']}\x1f{warning['message']}"
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def not_looked_at(working):
    """The red warnings nobody has said they looked at."""
    seen = set(working.get("looked_at", ()))
    return [w for w in working.get("warnings", ()) if w.get("level") == "red" and key_of(w) not in seen]
