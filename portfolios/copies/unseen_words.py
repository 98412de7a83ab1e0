"""Word and PowerPoint: every change accepted, no remark, no hidden words, shapes or slides. Source: ECMA-376."""

from portfolios.copies.unseen import (
    empty,
    everything,
    is_inside,
    is_on,
    is_set,
    local,
    said,
    take_out,
    unwrap,
)

STRUCK_OUT = {"del", "moveFrom", "delText", "delInstrText"}
PUT_IN = {"ins", "moveTo"}
MARKS = {
    *("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef", "cellIns", "cellMerge"),
    *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "numberingChange"),
    *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tblGridChange"),
    *("trPrChange", "tcPrChange"),
}
HIDES = ("vanish", "specVanish")
TELLING = {*STRUCK_OUT, *PUT_IN, *MARKS, *HIDES, "cellDel", "rStyle", "pStyle"}
WAYS = ("InsRange", "DelRange", "MoveFromRange", "MoveToRange")  # customXmlInsRangeStart and its like


def hiding_styles(tree):
    """The styles of a Word document that hide what they are put on, themselves or by what they are based on."""
    based, hiding = {}, set()
    for style in everything(tree):
        if local(style) == "style":
            name = said(style, "styleId") or ""
            for thing in everything(style):
                if local(thing) == "basedOn":
                    based[name] = first_value(thing)
                elif local(thing) in HIDES and is_on(thing):
                    hiding.add(name)
    while more := {name for name, root in based.items() if root in hiding} - hiding:
        hiding |= more
    return {("style", name) for name in hiding}


def accept_changes(tree, styles):
    for thing in everything(tree):
        name = local(thing)
        if (
            not (name in TELLING or name.startswith("customXml"))
            or thing is tree
            or not is_inside(thing, tree)
        ):
            continue
        if name in STRUCK_OUT:
            strike_out(thing)
        elif name in PUT_IN:
            take_out(thing) if local(thing.getparent()) in ("rPr", "trPr") else unwrap(thing)
        elif name == "cellDel":
            empty_cell(thing.getparent().getparent())
        elif name in MARKS or (name.startswith("customXml") and any(way in name for way in WAYS)):
            take_out(thing)
        elif hides(thing, name, styles):
            hide(thing)
    for table in everything(tree):
        if local(table) == "tbl" and not any(local(child) == "tr" for child in table):
            take_out(table)


def hides(thing, name, styles):
    return (name in HIDES and is_on(thing)) or (
        name in ("rStyle", "pStyle") and ("style", first_value(thing)) in styles
    )


def first_value(thing):
    return thing.get(thing.keys()[0], "") if thing.keys() else ""


def strike_out(thing):
    """A struck out run, the mark at the end of a paragraph, or a whole row."""
    is_of_row = local(thing.getparent()) == "trPr"
    take_out(thing.getparent().getparent() if is_of_row else thing)


def empty_cell(cell):
    """A cell keeps one empty paragraph, without which no program opens the table."""
    kept = next((child for child in cell if local(child) == "p"), None)
    for child in list(cell):
        if local(child) != "tcPr" and child is not kept:
            cell.remove(child)
    if kept is not None:
        empty(kept)


def hide(thing):
    """The run it hides; or, said of a paragraph by its style, all of its runs."""
    above = thing.getparent()
    owner = above.getparent() if above is not None else None
    if owner is None:
        return
    if local(above) == "rPr" and local(owner) == "r":
        take_out(owner)
    elif local(above) == "pPr":
        for child in list(owner):
            if local(child) != "pPr":
                owner.remove(child)


# --- shapes and slides ----------------------------------------------------------------------


def take_hidden_shapes(tree):
    for thing in everything(tree):
        if local(thing) in ("cNvPr", "docPr") and is_set(thing, "hidden") and is_inside(thing, tree):
            take_shape(thing)


def take_shape(named):
    above = named.getparent()
    shape = above.getparent() if local(named) == "cNvPr" and above is not None else above
    if shape is None or shape.getparent() is None:
        return
    around = shape.getparent()
    is_frame = local(around).endswith("Anchor") or local(around) == "drawing"
    take_out(around if is_frame else shape)


def empty_slide(tree):
    """Its place among the others stays; nothing is on it."""
    for thing in everything(tree):
        if local(thing) == "spTree" and is_inside(thing, tree):
            for child in list(thing):
                if local(child) not in ("nvGrpSpPr", "grpSpPr"):
                    thing.remove(child)
        elif local(thing) in ("timing", "transition", "custDataLst", "controls") and is_inside(thing, tree):
            take_out(thing)


def is_hidden_slide(tree):
    return (tree.get("show") or "1").lower() in ("0", "false")
