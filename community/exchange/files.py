"""Saved web pages and Word files as the text of a charter: headings, levels of lists and bold labels stay to be seen.

Runs in the child process of `standards.exchange.files.bounded`, whose limits it keeps; knows neither Django nor the
database. What it writes is what people write in plain text: "## " before headings, "- " before points, two spaces
for each level, "**" around bold labels. Words stay as they are, no-break spaces too.
"""

import re
import sys

from community.exchange.page_parts import facts_among, keep_what_belongs
from standards.exchange.files.bounded_child import NotRead
from standards.exchange.files.docx import Document, places_in
from standards.exchange.files.docx_numbers import BULLET, Numbering
from standards.exchange.files.docx_xml import child, children, name_of, parsed, value_of, whole
from standards.exchange.files.html import COPIED, LARGEST, decoded, leave_out_what_stands_around, page_of
from standards.exchange.files.html import parsed as parsed_page
from standards.exchange.files.html_lines import BLOCKS
from standards.exchange.files.packed import kind_of, opened, part

SPACE = re.compile(r"[ \t\r\n\f]+")
HEADING = re.compile(r"h[1-6]")
STEP = "  "  # before points, for each level
LIST_NAME = re.compile(r"list (?:bullet|number|continue|paragraph)\s?([2-9])", re.IGNORECASE)
HEADING_NAME = re.compile(r"(?:heading|title|subtitle)\s?([1-6])?", re.IGNORECASE)
MOST_BOLD = 100  # characters of a label
AROUND = re.compile(r"word/(header|footer)[0-9]*\.xml")
MOST_AROUND = 30  # parts: a section has six at most, and few documents more than one
LONGEST_LABEL = 60  # of a table with more columns than two


# --- web pages ------------------------------------------------------------------------------


def read_page(source: bytes) -> str:
    """The text of the page, from its great heading on; NotRead when it holds none."""
    sys.setrecursionlimit(10_000)
    if len(source) > LARGEST:
        raise NotRead("too_large")
    page = parsed_page(COPIED.sub("", decoded(page_of(source)), count=1).replace("\x00", ""))
    dates = keep_what_belongs(page)
    leave_out_what_stands_around(page)
    writer, main = _Writer(), _main(page)
    for title in page.iter("h1"):
        if main not in title.iterancestors() and title is not main:
            writer.write(_great_part(title, main))
    writer.inside(main)
    writer.end()
    writer.lines += [line for date in dates for line in ("", date)]
    if not any(line.strip() for line in writer.lines):
        raise NotRead("empty")
    return "\n".join(writer.lines).strip("\n") + "\n"


def _great_part(title, main):
    """The part the great heading stands in with what belongs to it; else the heading alone."""
    for area in title.iterancestors():
        if area.get("data-great") is not None and len(list(area.iter("h1"))) == 1:
            return area if main not in area.iter() else title
    return title


def _main(page):
    """The part of the page that says that it is the main one, if it has most of the words; else the body."""
    body = page.find(".//body")
    body = page if body is None else body
    whole_length = len("".join(body.itertext()).split())
    for path in (".//main", ".//*[@role='main']", ".//article"):
        for element in body.iterfind(path):
            if len("".join(element.itertext()).split()) * 2 >= whole_length:
                return element
    return body


class _Writer:
    def __init__(self):
        self.lines: list[str] = []
        self.words: list[str] = []
        self.before = ""  # the sign of the point or heading that begins
        self.depth = 0
        self.gap = False

    def end(self):
        for line in "".join(self.words).split("\v"):
            words = SPACE.sub(" ", line).strip(" ")
            if words.strip():
                if self.gap and self.lines:
                    self.lines.append("")
                self.lines.append(self.before + words)
                self.before = STEP * (self.depth + 1) if self.depth else ""
                self.gap = False
        self.words = []

    def inside(self, element):
        self.words.append(element.text or "")
        for each in element:
            if isinstance(each.tag, str):
                self.write(each)
            self.words.append(each.tail or "")

    def write(self, element):
        tag = element.tag
        if HEADING.fullmatch(tag):
            self.block(element, before="#" * int(tag[1]) + " ")
        elif tag in ("ul", "ol", "menu", "dir"):
            self.list(element)
        elif tag == "tr":
            self.row([each for each in element if each.tag in ("td", "th")])
        elif tag == "dl":
            self.row_of_terms(element)
        elif tag == "br":
            self.words.append("\v")
        elif tag in BLOCKS:
            self.block(element)
        elif tag in ("strong", "b") and not "".join(self.words).strip():
            self.bold(element)
        else:
            self.inside(element)

    def block(self, element, *, before=None):
        self.end()
        self.gap = self.gap or not self.depth
        if before is not None:
            self.before = before
        self.inside(element)
        self.end()
        self.gap = self.gap or not self.depth
        self.before = STEP * (self.depth + 1) if self.depth and self.lines else ""

    def bold(self, element):
        words = SPACE.sub(" ", "".join(element.itertext())).strip(" ")
        is_label = words and len(words) <= MOST_BOLD and "*" not in words and not "".join(self.words).strip()
        in_heading = self.before.startswith("#")
        self.words.append(f"**{words}**" if is_label and not in_heading else words)

    def list(self, element):
        self.end()
        self.gap = self.gap or not self.depth
        self.depth += 1
        count = whole(element.get("start"), 1)
        for item in element:
            if not isinstance(item.tag, str):
                continue
            sign = f"{count}. " if element.tag == "ol" else "- "
            if item.tag in ("ul", "ol"):
                self.list(item)
                continue
            self.before = STEP * (self.depth - 1) + sign
            self.inside(item)
            self.end()
            count += 1
        self.depth -= 1
        self.gap = not self.depth
        self.before = STEP * (self.depth + 1) if self.depth else ""

    def row(self, cells):
        """Cells beside each other are a label and its words."""
        told = [SPACE.sub(" ", "".join(cell.itertext())).strip(" ") for cell in cells]
        told = [words for words in told if words.strip()]
        self.end()
        is_row = _begins_with_label(told)
        self.words = ["\t".join(told) if is_row else "\v".join(told)]
        if is_row:
            self.lines += [""] if self.lines else []
            self.lines.append(self.words.pop())
        self.end()
        self.gap = True

    def row_of_terms(self, element):
        term = None
        for each in element.iter("dt", "dd"):
            if each.tag == "dt":
                self.row([each for each in [term] if each is not None])
                term = each
            else:
                self.row([cell for cell in (term, each) if cell is not None])
                term = None
        self.row([each for each in [term] if each is not None])


def _begins_with_label(cells):
    """Of two cells the first is the label; of more, if it is short."""
    return len(cells) == 2 or (len(cells) > 2 and len(cells[0]) <= LONGEST_LABEL)


# --- Word -----------------------------------------------------------------------------------


def read_word(source: bytes) -> str:
    """The text of a Word document; NotRead when it holds none."""
    sys.setrecursionlimit(20_000)
    if (kind := kind_of(source)) != "docx":
        raise NotRead(kind)
    packed = opened(source)
    parts = {name: part(packed, place) for name, place in places_in(packed).items()}
    body = child(parsed(parts["document"]), "body")
    numbering = Numbering(parts.get("numbering"), parts.get("styles"))
    document = _Document(numbering, _names_in(parts.get("styles")))
    lines = document.lines_of(body)
    if not any(lines):
        raise NotRead("empty")
    around = [line for root in _around(packed) for line in document.lines_of(root)]
    lines += [line for words in dict.fromkeys(facts_among(around, lines)) for line in ("", words)]
    return "\n".join(lines) + "\n"


def _around(packed):
    """The headers and footers of its sheets, in the order of their names."""
    places = sorted(name for name in packed.namelist() if AROUND.fullmatch(name))
    return [parsed(part(packed, place)) for place in places[:MOST_AROUND]]


def _names_in(styles):
    """{style: its name}: Word keeps the names of its own styles in English."""
    return {
        value_of(style, "styleId"): value_of(child(style, "name"), "val") or ""
        for style in (children(parsed(styles), "style") if styles else ())
    }


class _Document(Document):
    def __init__(self, numbering, names):
        super().__init__(numbering)
        self.names = names

    def lines_of_words(self, element, words, label, *, in_cell):
        properties = child(element, "pPr")
        style = value_of(child(properties, "pStyle"), "val") if properties is not None else None
        outline = value_of(child(properties, "outlineLvl"), "val") if properties is not None else None
        name = self.names.get(style, "")
        heading = HEADING_NAME.fullmatch(name)
        size = int(heading[1] or 0) + 1 if heading else whole(outline, 8) + 2 if outline else 0
        told = [line.strip(" \t") for line in words.splitlines()]
        told = [line for line in told if line.strip()]
        if not told:
            return []
        if 0 < size < 8:
            return ["#" * min(6, size) + " " + " ".join(told)]
        told[0] = _with_bold_label(element, told[0])
        if not label:
            return told
        deeper = LIST_NAME.fullmatch(name)
        depth = (self.numbering.place_of(element)[1] or 0) + (int(deeper[1]) - 1 if deeper else 0)
        sign = "-" if label.strip() == BULLET else label.strip()
        return [f"{STEP * depth}{sign} {told[0]}", *(STEP * (depth + 1) + line for line in told[1:])]

    def table(self, table):
        rows = [row for row in children(table, "tr")]
        lines = []
        for row in rows:
            cells = [self.lines_of(cell, in_cell=True) for cell in children(row, "tc")]
            told = [[line for line in cell if line] for cell in cells if any(cell)]
            is_label = all(len(cell) == 1 for cell in told) and _begins_with_label([cell[0] for cell in told])
            lines += (
                ["\t".join(cell[0] for cell in told), ""]
                if is_label
                else [line for cell in told for line in cell]
            )
        return lines


def _with_bold_label(element, words):
    """`**Respect:** …` where the first runs of the paragraph are bold and the others are not, or all are."""
    label, runs = "", [run for run in element.iter() if name_of(run) == "r"]
    for run in runs:
        letters = "".join(piece.text or "" for piece in run if name_of(piece) == "t")
        if letters.strip() and not _is_bold(run):
            break
        label += letters
    label = label.strip()
    if not label or len(label) > MOST_BOLD or "*" in label or not words.startswith(label):
        return words
    return f"**{label}**{words[len(label) :]}"


def _is_bold(run):
    properties = child(run, "rPr")
    bold = child(properties, "b") if properties is not None else None
    return bold is not None and value_of(bold, "val") not in ("0", "false", "off")
