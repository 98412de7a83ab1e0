"""What stands in a document and is not to be seen in it: told apart before anything is written.

In Office Open XML and OpenDocument alike: remarks, words struck out, hidden words, rows, sheets and slides, notes to
slides, what was fetched from other files. What can be read stays, as it would look with every change accepted.
"""

import posixpath
from urllib.parse import unquote

from lxml import etree

NO = {"0", "false", "off", "none"}


def local(thing):
    return thing.tag.rpartition("}")[2]


def said(thing, name):
    """An attribute by its name, whatever its namespace; or None."""
    return next((value for key, value in thing.attrib.items() if key.rpartition("}")[2] == name), None)


def is_on(thing, name="val"):
    """A switch that is there is on, unless it says otherwise."""
    return (said(thing, name) or "1").lower() not in NO


def is_set(thing, name):
    """An attribute that has to be there, and on."""
    value = said(thing, name)
    return value is not None and value.lower() not in NO


def everything(tree):
    return list(tree.iter(etree.Element))


def is_inside(thing, tree):
    """Not taken out together with something around it."""
    return thing is tree or any(above is tree for above in thing.iterancestors())


def take_out(thing):
    """What follows it in the same paragraph stays where it was."""
    parent = thing.getparent()
    if parent is None:
        return
    if thing.tail:
        before = thing.getprevious()
        if before is None:
            parent.text = (parent.text or "") + thing.tail
        else:
            before.tail = (before.tail or "") + thing.tail
    parent.remove(thing)


def unwrap(thing):
    """What stands in it takes its place."""
    for child in list(thing):
        thing.addprevious(child)
    take_out(thing)


def empty(thing):
    for child in list(thing):
        thing.remove(child)
    thing.text = None


# --- parts, and what leads to them ----------------------------------------------------------


def ways_of(part):
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def led_to(tree, ways):
    """The parts that a list of ways leads to."""
    beside = posixpath.dirname(posixpath.dirname(ways))
    rows = [row for row in everything(tree) if row.get("Target") and row.get("TargetMode") != "External"]
    targets = [unquote(row.get("Target")) for row in rows]
    return {
        posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(beside, target))
        for target in targets
    }


def reached(start, names, read_part):
    """Every part one comes to from these."""
    found, waiting = set(), list(start)
    while waiting:
        part = waiting.pop()
        if part in found or part not in names:
            continue
        found.add(part)
        if ways_of(part) in names:
            waiting += led_to(read_part(ways_of(part)), ways_of(part))
    return found
