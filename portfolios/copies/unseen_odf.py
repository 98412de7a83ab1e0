"""OpenDocument: every change accepted, no remark, no hidden words, rows, sheets, slides or notes to them.

Source: OASIS OpenDocument 1.3.
"""

import copy

from portfolios.copies.unseen import empty, everything, is_inside, local, said, take_out

GONE = {
    *("tracked-changes", "change", "change-start", "change-end", "annotation", "annotation-end"),
    *("hidden-text", "dde-links", "notes"),
}
WORDS_OF = {"span": "text", "p": "paragraph", "h": "paragraph"}
TELLING = {*GONE, *WORDS_OF, "section", "hidden-paragraph", "page"}
OF_A_CELL = {"style-name", "number-columns-repeated", "number-columns-spanned", "number-rows-spanned"}
UNSEEN_ROWS = {"collapse", "filter"}
MOST_APART = 1_000  # cells written apart, where only some of a row of the same ones are hidden


def hiding_styles(tree):
    """(family, name) of each style that hides what it is put on."""
    found = set()
    for style in everything(tree):
        if local(style) == "style":
            for thing in style:
                hides = said(thing, "display") in ("none", "false") or said(thing, "visibility") == "hidden"
                if hides and local(thing) in (
                    "text-properties",
                    "table-properties",
                    "drawing-page-properties",
                ):
                    found.add((said(style, "family"), said(style, "name")))
        elif local(style) == "layer" and said(style, "display") in ("none", "printer"):
            found.add(("layer", said(style, "name")))
    return found


def clear_open_document(tree, known):
    styles, cut = known | hiding_styles(tree), False
    for thing in everything(tree):
        name = local(thing)
        if (name in TELLING or ("layer", said(thing, "layer")) in styles) and is_inside(thing, tree):
            clear_hidden(thing, name, styles)
    for table in everything(tree):
        if local(table) == "table":
            cut |= clear_table(table, ("table", said(table, "style-name")) in styles)
    for cell in everything(tree) if cut else ():
        for key in [key for key in cell.attrib if key.endswith("}formula")]:
            del cell.attrib[key]


def clear_hidden(thing, name, styles):
    style = said(thing, "style-name")
    if name in GONE or is_hidden_section(thing, name) or ("layer", said(thing, "layer")) in styles:
        take_out(thing)
    elif name == "hidden-paragraph" and said(thing, "is-hidden") == "true":
        empty(thing.getparent())
    elif name in WORDS_OF and (WORDS_OF[name], style) in styles:
        take_out(thing) if name == "span" else empty(thing)
    elif name == "page" and ("drawing-page", style) in styles:
        empty(thing)


def is_hidden_section(thing, name):
    return name == "section" and (said(thing, "display") == "none" or said(thing, "is-hidden") == "true")


def clear_table(table, is_hidden):
    """Empty what is hidden of a sheet; says whether there was any."""
    columns, found = hidden_columns(table), False
    for row in (thing for thing in everything(table) if local(thing) == "table-row"):
        all_of_it = is_hidden or said(row, "visibility") in UNSEEN_ROWS
        found |= clear_row(row, None if all_of_it else columns)
    if is_hidden:
        for shapes in [thing for thing in table if local(thing) in ("shapes", "forms")]:
            table.remove(shapes)
    return found


def hidden_columns(table):
    """[(first, last)] of the columns nobody sees."""
    found, at = [], 0
    for column in (thing for thing in everything(table) if local(thing) == "table-column"):
        count = repeated(column)
        if said(column, "visibility") in UNSEEN_ROWS:
            found.append((at, at + count - 1))
        at += count
    return found


def repeated(thing):
    told = said(thing, "number-columns-repeated") or "1"
    return int(told) if told.isdigit() and len(told) < 9 else 1


def clear_row(row, columns):
    """`columns`: those that are hidden, or None where the whole row is."""
    at, found = 0, False
    for cell in [thing for thing in row if local(thing) in ("table-cell", "covered-table-cell")]:
        count = repeated(cell)
        hidden = columns is None or any(first < at + count and last >= at for first, last in columns)
        if hidden and says_something(cell):
            for one, place in apart(cell, at, count) if columns is not None else [(cell, at)]:
                if columns is None or any(first <= place <= last for first, last in columns):
                    clear_cell(one)
            found = True
        at += count
    return found


def says_something(cell):
    return len(cell) > 0 or any(key.rpartition("}")[2] not in OF_A_CELL for key in cell.attrib)


def apart(cell, at, count):
    """[(cell, its column)], each on its own; more than so many the same are all taken for hidden."""
    if not 1 < count <= MOST_APART:
        return [(cell, at)]
    key = next(key for key in cell.attrib if key.endswith("number-columns-repeated"))
    del cell.attrib[key]
    cells = [cell]
    for _more in range(count - 1):
        twin = copy.deepcopy(cell)
        twin.tail = None
        cells[-1].addnext(twin)
        cells.append(twin)
    return [(one, at + place) for place, one in enumerate(cells)]


def clear_cell(cell):
    empty(cell)
    for key in [key for key in cell.attrib if key.rpartition("}")[2] not in OF_A_CELL]:
        del cell.attrib[key]
