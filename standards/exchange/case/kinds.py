"""What each item of a CASE file is, by the name of its type or, without one, by where it stands."""

from collections import Counter

from django.utils.translation import gettext as _

from standards.exchange.case.names import ITEM_TYPES
from standards.exchange.case.notes import Notes, shortly
from standards.exchange.case.tree import Item, Tree

NAMES = {
    "area": ("key area", "key role", "functional area", "area", "domain"),
    "standard": ("standard", "national occupational standard", "nos", "unit"),
    "performance": ("performance criterion", "performance criteria", "performance", "criterion"),
    "knowledge": ("knowledge and understanding", "knowledge", "knowledge item", "understanding"),
    "performance-group": ("performance group", "criteria group"),
    "knowledge-group": ("knowledge group", "knowledge sub-heading", "knowledge heading"),
    "value": ("value",),
    "illustration": ("practice example", "illustration", "example", "example statement"),
}
KINDS = {name: kind for kind, names in NAMES.items() for name in names} | {
    item_type.title.casefold(): kind for kind, item_type in ITEM_TYPES.items()
}
ASKED = ("performance", "knowledge")
GROUPS = ("performance-group", "knowledge-group")
IN_A_STANDARD = (*ASKED, *GROUPS, "illustration")
# A whole list under its own title is no heading inside the list.
LIST_TITLES = {
    "performance criteria": "performance",
    "performance": "performance",
    "you must be able to": "performance",
    "knowledge and understanding": "knowledge",
    "knowledge": "knowledge",
    "you need to know and understand": "knowledge",
}


def settle(tree: Tree, notes: Notes) -> None:
    """Gives every placed item its kind; "" to one that belongs in a standard and stands in none."""
    deepest = levels_of(tree)
    guessed = Counter[str]()
    for item in tree.walk():
        named = KINDS.get(item.type_name.casefold(), "")
        item.kind = named if named and fits(named, item) else by_place(item, deepest)
        if item.kind != named:
            guessed[item.type_name] += 1
    say_guesses(guessed, deepest, notes)


def say_guesses(guessed, deepest, notes):
    nameless = guessed.pop("", 0)
    if nameless:
        message = _("Items without a type, read by their place among %(levels)s levels: %(count)s.")
        notes.say(message % {"count": nameless, "levels": deepest})
    for name, count in guessed.items():
        message = _("We don’t know “%(name)s” in this place. Items read by where they stand: %(count)s.")
        notes.say(message % {"name": shortly(name), "count": count})


def standard_above(item: Item) -> Item | None:
    return next((above for above in item.ancestors() if above.kind == "standard"), None)


def fits(kind: str, item: Item) -> bool:
    """Whether something of this kind can stand here."""
    inside = standard_above(item) is not None
    return kind == "value" or inside == (kind in IN_A_STANDARD)


def by_place(item: Item, deepest: int) -> str:
    above = item.parent
    if standard_above(item) is None:
        is_area = above is None and deepest > 2
        if KINDS.get(item.type_name.casefold()) in IN_A_STANDARD:
            return ""
        return "area" if is_area else "standard"
    kind = asked_in(item)
    children = [child for child in item.children if child.parent is item]
    is_heading = bool(children) and not any(map(is_sub, children))
    return f"{kind}-group" if is_heading and above is not None and above.kind not in ASKED else kind


def asked_in(item: Item) -> str:
    """Performance or knowledge, by the nearest thing that says which."""
    for each in (item, *item.ancestors()):
        if each.kind in (*ASKED, *GROUPS):
            return each.kind.removesuffix("-group")
        if title := LIST_TITLES.get(folded_title(each.statement)):
            return title
    return "performance"


def folded_title(text: str) -> str:
    return text.strip(" :.…").casefold() if len(text) < 60 else ""


def is_list_title(item: Item) -> bool:
    return item.kind in GROUPS and folded_title(item.statement) in LIST_TITLES


def is_sub(item: Item) -> bool:
    """Numbered as a part of what it stands below: 8.1 or 8a below 8."""
    number = item.parent.number if item.parent else ""
    rest = item.number[len(number) :] if number and item.number.startswith(number) else ""
    return rest[:1] in (".", ")", ":", "(") or rest[:1].isalpha()


def levels_of(tree: Tree) -> int:
    """How many levels there are, not counting values and examples."""
    skipped = ("value", "illustration")
    levels = [item.level for item in tree.walk() if KINDS.get(item.type_name.casefold()) not in skipped]
    return max(levels, default=1)
