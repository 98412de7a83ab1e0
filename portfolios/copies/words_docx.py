"""The words of a Word document: headings, paragraphs with the numbers Word draws before them, rows of tables.

Headers and footers are left out; what stands at the foot of a page follows at the end. Source: ECMA-376, part 1, 17.
"""

import re
import zipfile

from portfolios.copies.office_xml import read
from standards.exchange.files.docx import HOLDERS, places_in, words_in
from standards.exchange.files.docx_numbers import LONGEST_CHAIN, Numbering
from standards.exchange.files.docx_xml import child, children, name_of, value_of, whole

HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
TITLES = {"title": 1, "subtitle": 2}
NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}


def docx_blocks(source):
    with zipfile.ZipFile(source) as packed:
        places = places_in(packed)
        numbering, styles = (
            packed.read(places[name]) if name in places else None for name in ("numbering", "styles")
        )
        document = WordDocument(Numbering(numbering, styles), heading_levels(styles))
        body = child(read(packed.read(places["document"])), "body")
        asked = numbered_notes(body)
        yield from document.blocks(body)
        yield from document.notes(asked, packed, places["document"].rpartition("/")[0])


def numbered_notes(body):
    """{(part, its own number): the number we write}, in the order they are met; each is written where it belongs."""
    asked = {}
    for mark in list(body.iter("{*}footnoteReference", "{*}endnoteReference")):
        note = NOTES[name_of(mark)], value_of(mark, "id")
        mark.text = f"[{asked.setdefault(note, len(asked) + 1)}]"
        mark.tag = mark.tag.replace(name_of(mark), "t")
    return asked


class WordDocument:
    def __init__(self, numbering, levels):
        self.numbering, self.levels = numbering, levels

    def blocks(self, holder):
        for thing in holder:
            name = name_of(thing)
            if name == "p":
                yield from self.paragraph(thing)
            elif name == "tbl":
                yield from self.table(thing)
            elif name in HOLDERS:
                yield from self.blocks(thing)

    def paragraph(self, thing):
        boxes = []
        words = tidied("".join(words_in(thing, boxes)))
        label = self.numbering.label_of(thing, counts=bool(words)).strip()
        if words:
            level = self.level_of(thing)
            yield ("heading" if level else "text", level, f"{label} {words}" if label else words)
        yield from pictures_in(thing)
        for box in boxes:
            yield from self.blocks(box)

    def table(self, table):
        for row in under(table, "tr"):
            yield "row", 0, [self.cell(cell) for cell in under(row, "tc")]

    def cell(self, cell):
        said = (words for kind, _level, words in self.blocks(cell) if kind != "picture")
        return "\n".join(" · ".join(words) if isinstance(words, list) else words for words in said)

    def level_of(self, paragraph):
        """1 to 9 for a heading, 0 for anything else."""
        properties = child(paragraph, "pPr")
        if properties is None:
            return 0
        outline = value_of(child(properties, "outlineLvl"), "val")
        if outline is not None:
            return level_at(outline)
        return self.levels.get(value_of(child(properties, "pStyle"), "val"), 0)

    def notes(self, asked, packed, folder):
        told = {}
        for part in NOTES.values():
            if (place := f"{folder}/{part}.xml") in packed.NameToInfo:
                told |= {(part, value_of(note, "id")): note for note in read(packed.read(place))}
        for note, number in asked.items():
            if note in told and (words := self.cell(told[note])):
                yield "text", 0, f"[{number}] {words}"


def level_at(outline):
    at = whole(outline, 9)
    return at + 1 if at < 9 else 0


def heading_levels(styles):
    """{style: its level as a heading}, by its name, by what it says of itself, or by the style it is based on."""
    own, based_on = {}, {}
    for style in children(read(styles), "style") if styles else ():
        key, name = value_of(style, "styleId"), (value_of(child(style, "name"), "val") or "").lower()
        outline = value_of(child(style, "pPr", "outlineLvl"), "val")
        if found := HEADING.fullmatch(name):
            own[key] = int(found[1])
        elif name in TITLES:
            own[key] = TITLES[name]
        elif outline is not None:
            own[key] = level_at(outline)
        based_on[key] = value_of(child(style, "basedOn"), "val")
    return {key: inherited(key, own, based_on) for key in based_on}


def inherited(key, own, based_on):
    for _step in range(LONGEST_CHAIN):
        if key in own or key not in based_on:
            break
        key = based_on[key]
    return own.get(key, 0)


def under(holder, name):
    """Rows of a table, or cells of a row, also those in a box to fill in."""
    for thing in holder:
        if name_of(thing) == name:
            yield thing
        elif name_of(thing) in HOLDERS:
            yield from under(thing, name)


def pictures_in(paragraph):
    """What each picture is said to show, or nothing; pictures in a box of words come with the words of the box."""
    for thing in paragraph.iter("{*}docPr"):
        is_here = next(thing.iterancestors("{*}p"), None) is paragraph
        if is_here and any(True for _picture in thing.getparent().iter("{*}pic")):
            yield "picture", 0, (value_of(thing, "descr") or "").strip()


def tidied(words):
    return "\n".join(" ".join(line.split()) for line in words.strip().splitlines()).strip()
