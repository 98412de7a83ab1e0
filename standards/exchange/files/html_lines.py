"""The lines of a piece of a web page: one for each paragraph, heading, list item with its number, and row."""

from standards.exchange.files.laid_out import STARTS_NUMBERED, lines_of_table

BLOCKS = {
    "address", "article", "blockquote", "body", "center", "dd", "details", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
    "legend", "li", "main", "menu", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul",
}  # fmt: skip
LETTERED = {
    "a": "lower",
    "A": "upper",
    "lower-alpha": "lower",
    "lower-latin": "lower",
    "upper-alpha": "upper",
}
ROMAN = {"i": "lower", "I": "upper", "lower-roman": "lower", "upper-roman": "upper"}
POINT = "• "  # set further in where it stands below another
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
NUMERALS = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
            (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def lines_of(element):
    """Lines, blank ones between paragraphs; white space folded, no-break spaces too."""
    writer = _Writer()
    writer.inside(element)
    writer.end_line()
    return writer.lines


class _Writer:
    def __init__(self):
        self.lines = []
        self.words = []
        self.prefix = ""
        self.gap = False
        self.in_item = self.in_points = 0

    # Lines

    def end_line(self):
        line = " ".join("".join(self.words).split())
        self.words = []
        if line:
            if self.gap and self.lines and self.lines[-1]:
                self.lines.append("")
            self.lines.append(self.prefix + line)
            self.prefix, self.gap = "", False

    def end_paragraph(self):
        self.end_line()
        self.gap = True

    # Elements

    def inside(self, element, number=None):
        self.words.append(element.text or "")
        for child in element:
            if isinstance(child.tag, str):
                self.write(child, number)
            self.words.append(child.tail or "")

    def write(self, element, number):
        if element.tag in ("ol", "ul", "menu", "dir"):
            self.end_line()
            self.list(element, number)
        elif element.tag == "table":
            self.table(element)
        elif element.tag == "dl":
            self.definitions(element)
        elif element.tag == "pre":
            self.preformatted(element)
        elif element.tag == "sup" and (raised := "".join(element.itertext()).strip()).isdecimal():
            self.words.append(raised.translate(RAISED))
        elif element.tag == "br":
            self.words.append(" ") if self.in_item else self.end_line()
        elif element.tag in BLOCKS and self.in_item:
            # The paragraphs of an item are one entry.
            self.words.append(" ")
            self.inside(element, number)
            self.words.append(" ")
        elif element.tag in BLOCKS:
            self.end_paragraph()
            self.inside(element, number)
            self.end_paragraph()
        else:
            self.inside(element, number)

    def list(self, element, above):
        self.gap = self.gap or not self.in_item
        labels = _labels(element, above, depth=self.in_points)
        last = above
        for child in element:
            if not isinstance(child.tag, str):
                continue
            if child.tag in ("ol", "ul"):
                self.list(child, last)  # a list straight inside a list belongs to the item above
                continue
            label, last = labels.get(child, ("", above))
            self.item(child, label, last)
        self.end_line()
        self.gap = not self.in_item

    def item(self, element, label, number):
        self.end_line()
        self.prefix = label
        is_point = label.endswith(POINT)
        self.in_item += 1
        self.in_points += is_point
        self.inside(element, number)
        self.end_line()
        self.in_item -= 1
        self.in_points -= is_point
        self.prefix = ""

    def table(self, table):
        self.end_paragraph()
        rows = [[lines_of(cell) for cell in row if cell.tag in ("td", "th")] for row in _rows_of(table)]
        for line in lines_of_table(rows):
            self.words = [line]
            self.end_paragraph()

    def definitions(self, element):
        self.end_paragraph()
        term = []
        for child in element.iter("dt", "dd"):
            if child.tag == "dt":
                self._pieces(term)
                term = lines_of(child)
            else:
                self._pieces(lines_of_table([[term, lines_of(child)]]))
                term = []
        self._pieces(term)

    def _pieces(self, lines):
        for line in lines:
            self.words = [line]
            self.end_paragraph()

    def preformatted(self, element):
        self.end_paragraph()
        for line in "".join(element.itertext()).splitlines():
            self.words = [line]
            self.end_line()
            if not line.strip():
                self.gap = True
        self.gap = True


def _rows_of(table):
    """The rows of this table, not of tables inside its cells, which their cells read."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _labels(element, above, *, depth):
    """For each item what stands before its words, and its number for the items inside it."""
    items = [child for child in element if child.tag == "li"]
    if sum(bool(STARTS_NUMBERED.match("".join(item.itertext()).lstrip())) for item in items) * 2 > len(items):
        return {item: ("", _own_number(item)) for item in items}
    if element.tag != "ol":
        return {item: ("  " * depth + POINT, None) for item in items}
    style = element.get("type") or _styled(element)
    step = -1 if element.get("reversed") is not None else 1
    count = _whole(element.get("start"), len(items) if step < 0 else 1)
    labels = {}
    for item in items:
        count = _whole(item.get("value"), count)
        labels[item] = _label(count, style, above)
        count += step
    return labels


def _label(count, style, above):
    if style in LETTERED and 1 <= count <= 26:
        return f"{_cased(chr(96 + count), LETTERED[style])}) ", None
    if style in ROMAN and 1 <= count < 4000:
        return f"{_cased(roman(count), ROMAN[style])}) ", None
    number = f"{above}.{count}" if above else str(count)
    return f"{number} ", number


def _cased(letters, case):
    return letters.upper() if case == "upper" else letters


def roman(count):
    numeral = ""
    for value, letters in NUMERALS:
        numeral += letters * (count // value)
        count %= value
    return numeral


def _own_number(item):
    found = STARTS_NUMBERED.match("".join(item.itertext()).lstrip())
    return found[0].strip(" .):(ABCDEFGHIJKLMNOPQRSTUVWXYZ") if found else None


def _styled(element):
    style = (element.get("style") or "").replace(" ", "").lower()
    return next(
        (name for name in (*LETTERED, *ROMAN) if len(name) > 1 and f"list-style-type:{name}" in style), "1"
    )


def _whole(written, otherwise):
    try:
        return max(-999, min(999, int(written)))
    except (TypeError, ValueError):
        return otherwise
