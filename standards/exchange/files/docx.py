"""A Word document as the lines a person sees in it. Runs in the child process.

The words come from the document's own XML, because Word keeps the numbers of its lists out of the text: they are
counted here as Word counts them (`docx_numbers`). Inserted words are read, deleted ones are not; headers and
footers stand in parts of their own and are not opened.
"""

import sys

from standards.exchange.files.bounded_child import NotRead
from standards.exchange.files.docx_numbers import Numbering
from standards.exchange.files.docx_xml import child, children, name_of, parsed, value_of
from standards.exchange.files.laid_out import is_heading, lines_of_table, with_labels_joined
from standards.exchange.files.packed import kind_of, opened, part

HOLDERS = {
    "sdt",
    "sdtContent",
    "customXml",
    "smartTag",
    "ins",
    "moveTo",
    "hyperlink",
    "fldSimple",
    "Choice",
    "AlternateContent",
}
GONE = {"del", "moveFrom", "Fallback", "pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "delText"}
LETTERS = {"tab": " ", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "", "ptab": " "}


def read_docx(source: bytes) -> str:
    """The text of the document, one paragraph, list item or row a line; NotRead when it holds none."""
    sys.setrecursionlimit(20_000)
    if (kind := kind_of(source)) != "docx":
        raise NotRead(kind)
    packed = opened(source)
    parts = {name: part(packed, place) for name, place in places_in(packed).items()}
    body = child(parsed(parts["document"]), "body")
    lines = Document(Numbering(parts.get("numbering"), parts.get("styles"))).lines_of(body)
    if not any(lines):
        raise NotRead("empty")
    return "\n".join(with_labels_joined(lines)) + "\n"


def places_in(packed):
    """Where the three parts we read are kept: the document says, in its table of contents."""
    places = {}
    for override in parsed(part(packed, "[Content_Types].xml")):
        told, place = override.get("ContentType", ""), override.get("PartName", "").lstrip("/")
        for name, ending in (
            ("document", ".main+xml"),
            ("numbering", ".numbering+xml"),
            ("styles", ".styles+xml"),
        ):
            if told.endswith(ending) and place in packed.NameToInfo:
                places.setdefault(name, place)
    if "document" not in places:
        raise NotRead("broken")
    return places


class Document:
    def __init__(self, numbering):
        self.numbering = numbering

    def lines_of(self, holder, *, in_cell=False):
        lines = []
        for element in holder:
            name = name_of(element)
            if name == "p":
                lines = _added(lines, *self.paragraph(element, in_cell=in_cell))
            elif name == "tbl":
                lines = _added(lines, self.table(element), apart=True)
            elif name in HOLDERS:
                lines = _added(lines, self.lines_of(element, in_cell=in_cell), apart=False)
        return lines

    def table(self, table):
        rows = [row for holder in (table, *children(table, *HOLDERS)) for row in children(holder, "tr")]
        return lines_of_table(
            [[self.lines_of(cell, in_cell=True) for cell in _cells_of(row)] for row in rows]
        )

    def paragraph(self, element, *, in_cell):
        """(lines, whether they stand apart): the words with their number, then those of boxes anchored here."""
        boxes = []
        words = "".join(words_in(element, boxes))
        label = self.numbering.label_of(element, counts=bool(words.strip()) or in_cell)
        lines = self.lines_of_words(element, words, label, in_cell=in_cell)
        for box in boxes:
            lines += self.lines_of(box)
        return lines, not label

    def lines_of_words(self, element, words, label, *, in_cell):
        if label and not is_heading(words.strip()):
            line = f"{label} {' '.join(words.split())}".rstrip()
            return [line] if words.strip() or in_cell else []
        return [line for line in (" ".join(line.split()) for line in words.splitlines()) if line]


def _added(lines, more, apart):
    if apart and lines and lines[-1] and more:
        lines.append("")
    return lines + more


def _cells_of(row):
    for holder in (row, *children(row, *HOLDERS)):
        yield from children(holder, "tc")
        for inner in children(holder, "sdtContent"):
            yield from children(inner, "tc")


def words_in(element, boxes):
    """The letters of a paragraph in order; boxes of text are put aside."""
    for piece in element:
        name = name_of(piece)
        if name == "t":
            yield piece.text or ""
        elif name in LETTERS:
            yield LETTERS[name]
        elif name == "br":
            yield "\n" if value_of(piece, "type") in (None, "textWrapping") else " "
        elif name == "txbxContent":
            boxes.append(piece)
        elif name not in GONE and not (name == "r" and _is_hidden(piece)):
            yield from words_in(piece, boxes)


def _is_hidden(run):
    properties = child(run, "rPr")
    vanish = child(properties, "vanish") if properties is not None else None
    return vanish is not None and value_of(vanish, "val") not in ("0", "false", "off")
