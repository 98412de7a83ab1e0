"""A CASE package as a SuiteDocument: our own without loss, other systems' as far as they say what a suite says."""

from collections import Counter
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from standards.exchange.case.kinds import KINDS, settle
from standards.exchange.case.names import ILLUSTRATES, IS_RELATED_TO, OUR_VERSION, OURS, canonical, uuid_of
from standards.exchange.case.notes import CaseIsRefused, Notes, object_in, shortly, text_in
from standards.exchange.case.rows import Rows
from standards.exchange.case.tree import Item, Tree, count_levels, definitions, tree_of
from standards.exchange.case.writing import is_case, unwrapped
from standards.exchange.suite import SuiteDocument

# What a suite has no place for; each is named in a warning if a file holds it.
STAYS_BEHIND = (
    "abbreviatedStatement", "alternativeLabel", "conceptKeywords", "conceptKeywordsURI", "notes", "subject",
    "subjectURI", "educationLevel", "licenseURI",
)  # fmt: skip


def read_case(package: Any, *, today: date | None = None) -> SuiteDocument:
    """What a parsed CASE 1.1 or 1.0 package says; refused, with a sentence in `errors`, when it is none.

    `today`: the day against which an item's last day is held.
    """
    notes = Notes()
    try:
        return document_in(package, today or timezone.localdate(), notes)
    except CaseIsRefused as refusal:
        return SuiteDocument(errors=(str(refusal),))


def document_in(package, today, notes) -> SuiteDocument:
    if is_case(package) is None:
        raise CaseIsRefused(_("This is not a CASE package: it has no CFDocument."))
    package = unwrapped(package)
    tree = tree_of(package, today=today, notes=notes)
    is_ours = ours(tree, notes)
    take_in_strays(tree, notes)
    settle(tree, notes)
    say_what_stays_behind(package, tree, notes, is_ours)
    return rows_of(tree, Rows(tree, notes, is_ours=is_ours), notes)


def ours(tree: Tree, notes: Notes) -> bool:
    version = object_in(tree.document, "extensions").get(OURS)
    if isinstance(version, int) and not isinstance(version, bool) and version > OUR_VERSION:
        notes.say(
            _("A newer version of this software wrote the file. Not all of it may be understood."), "red"
        )
    return isinstance(version, int) and not isinstance(version, bool)


def rows_of(tree: Tree, rows: Rows, notes: Notes) -> SuiteDocument:
    items = list(tree.walk())
    say_what_is_left_out(items, notes)
    areas = tuple(rows.area(item) for item in items if item.kind == "area")
    values = [item for item in items if item.kind == "value"]
    standards = [item for item in items if item.kind == "standard"]
    if rows.is_ours:
        standards.sort(key=lambda item: item.place)
    document, own = tree.document, object_in(tree.document, "extensions")
    edition = own.get("x_edition") if rows.is_ours else None
    return SuiteDocument(
        title=rows.short(text_in(document, "title")) or None,
        slug=own["x_slug"] if rows.is_ours and isinstance(own.get("x_slug"), str) else None,
        lineage=lineage_of_document(tree, own, is_ours=rows.is_ours),
        edition=edition if isinstance(edition, str) else text_in(document, "version")[:50] or None,
        key_areas=areas,
        values=tuple(rows.value(item, place) for place, item in enumerate(values, start=1)),
        standards=tuple(map(rows.standard, standards)),
        warnings=with_lineages(rows, notes),
    )


def lineage_of_document(tree, own, *, is_ours):
    if is_ours and isinstance(own.get("x_lineage"), str):
        return canonical(own["x_lineage"]) or None
    return canonical(tree.identifier) if uuid_of(tree.identifier) else None


def with_lineages(rows, notes):
    if rows.without_lineage:
        message = _("Items whose id is not a UUID, so that only their words tell them apart: %s.")
        notes.say(message % rows.without_lineage)
    return notes.all()


# --- what belongs nowhere -------------------------------------------------------------------------


def take_in_strays(tree: Tree, notes: Notes) -> None:
    """An item the tree does not reach is placed by its type or its code where they say enough."""
    by_code = {item.code: item for item in tree.items.values() if item.code}
    lost = {item.identifier for item in tree.strays}
    for item in tree.strays:
        if item.identifier not in lost:
            continue
        kind = KINDS.get(item.type_name.casefold())
        home = by_code.get(item.code.rpartition("/")[0])
        if kind in ("area", "standard", "value"):
            place(tree, item, None)
        elif home is not None and home.identifier not in lost:
            place(tree, item, home)
        else:
            continue
        notes.say(_("“%s” is not said to belong anywhere. It is placed by its type or code.") % item.name)
        lost -= count_levels(tree, [item])
    for item in tree.strays:
        if item.identifier in lost:
            notes.say(_("“%s” belongs to nothing in this file, and is left out.") % item.name, "red")


def place(tree: Tree, item: Item, home: Item | None) -> None:
    """Where it stood before, it is passed over from now on: a walk follows both ends of a bond."""
    item.parent = home
    (home.children if home else tree.top).append(item)


def say_what_is_left_out(items, notes):
    for item in items:
        if not item.kind:
            notes.say(_("“%s” stands in no standard, and is left out.") % item.name, "red")


# --- what stays behind ----------------------------------------------------------------------------


def say_what_stays_behind(package, tree, notes, is_ours):
    raw = [item.raw for item in tree.items.values()]
    fields = {name: sum(row.get(name) not in (None, "", []) for row in raw) for name in STAYS_BEHIND}
    if not is_ours:
        fields["extensions"] = sum(bool(item.extensions) for item in tree.items.values())
    said = [f"{name} ({count})" for name, count in fields.items() if count]
    if said:
        notes.say(_("There is no place here for these, so they stay behind: %s.") % ", ".join(said))
    say_parts(package, notes, is_ours)
    say_links(tree, notes)


def say_parts(package, notes, is_ours):
    """Words explained travel with our packages for others to read; they are no part of a suite, here or there."""
    rubrics = package.get("CFRubrics")
    if isinstance(rubrics, list) and rubrics:
        notes.say(_("Rubrics stay behind: %s.") % len(rubrics))
    for name in ("CFSubjects", "CFLicenses") if is_ours else ("CFConcepts", "CFSubjects", "CFLicenses"):
        if count := len(definitions(package, name)):
            message = _("%(name)s stay behind, because a suite holds only its standards: %(count)s.")
            notes.say(message % {"count": count, "name": name})


def say_links(tree, notes):
    counts = Counter(link.type for link in tree.links if not is_known(tree, link))
    for kind, count in counts.items():
        message = _(
            "Links of the type %(type)s stay behind: %(count)s. What became of what is agreed here, by people."
        )
        notes.say(message % {"count": count, "type": shortly(kind)})


def is_known(tree, link):
    """A standard and its values, or an example and its value: read with the rows."""
    origin, end = tree.items.get(link.origin), tree.items.get(link.destination)
    kinds = (origin.kind, end.kind) if origin and end else ()
    return link.type in (ILLUSTRATES, IS_RELATED_TO) and kinds in (
        ("standard", "value"),
        ("illustration", "value"),
    )
