"""The shipped standard as Word documents, with the numbers where Word keeps them: outside the text."""

import io
from functools import cache

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from . import pages, seed

DECIMAL = '<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{text}"/></w:lvl>'
BULLET = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>'


def saved(document):
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


class Lists:
    """Lists of a document's own. Their number is 100 and up, beside those the template brings."""

    def __init__(self, document):
        self.root = document.part.numbering_part.element
        self.made = 100

    def add(self, *levels):
        """The number of a new list whose levels print like "%1."."""
        told = "".join(DECIMAL.format(depth=depth, text=text) for depth, text in enumerate(levels)) or BULLET
        self.made += 1
        abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{self.made}">{told}</w:abstractNum>'
        self.root.insert(0, parse_xml(abstract))
        return self.again(self.made)

    def again(self, abstract, *, start=None):
        """A list that goes on with the one before, or starts again."""
        self.made += 1
        starts = (
            f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>' if start else ""
        )
        self.root.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{self.made}"><w:abstractNumId w:val="{abstract}"/>{starts}</w:num>'
            )
        )
        return self.made


def numbered(paragraph, number, depth=0):
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = depth
    properties.get_or_add_numId().val = number
    return paragraph


def with_lists():
    """Each list is Word's own; the knowledge runs on across its headings, as one list does."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "JETSCD16L"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    lists = Lists(document)
    bullets, current = lists.add(), None
    document.add_heading(seed.LINES[0], 0)
    for line in seed.LINES[1:]:
        number, _, words = line.partition(" ")
        if line in pages.HEADINGS:
            current = None
            document.add_heading(line, 1)
        elif line == seed.TURN:
            current = None
            document.add_paragraph(line)
        elif number.isdigit():
            current = current or lists.add("%1.")
            numbered(document.add_paragraph(words), current)
        elif line.startswith("• "):
            numbered(document.add_paragraph(line[2:]), bullets)
        else:
            document.add_paragraph(line)
    return saved(document)


def in_two_columns(*, with_numbers):
    """Part names to the left, the words to the right; labels typed in a column between, or drawn by Word."""
    document = Document()
    lists = Lists(document)
    document.add_paragraph(seed.LINES[0])
    table, waiting, part, made = document.add_table(0, 3), [], "", {}
    for line in seed.LINES[1:]:
        number, _, words = line.partition(" ")
        if line in pages.HEADINGS:
            waiting, part = [line], line
        elif line.startswith("You "):
            waiting.append(line)
        else:
            name, label, text = table.add_row().cells
            name.text = "\n".join(waiting)
            text.text = words if number.isdigit() else line
            if number.isdigit() and with_numbers:
                label.text = f"{part[0] if part[0] in 'PK' else ''}{number}"
            elif number.isdigit():
                turned = part == "Values" and made.get("turned")
                made.setdefault(f"{part}{turned}", lists.add("%1."))
                numbered(label.paragraphs[0], made[f"{part}{turned}"])
            made["turned"] = made.get("turned") or line == seed.TURN
            waiting = []
    return saved(document)


def plain():
    document = Document()
    for line in seed.LINES:
        document.add_paragraph(line)
    return saved(document)


def in_one_paragraph():
    document = Document()
    document.add_paragraph(seed.TEXT)
    return saved(document)


def with_styles():
    """The number comes with the style of the paragraph, as in Word's own List Number."""
    document = Document()
    lists = Lists(document)
    for line in seed.LINES:
        number, _, words = line.partition(" ")
        if number.isdigit():
            if number == "1":
                style = document.styles.add_style(f"List {lists.made}", 1)
                style.base_style = document.styles["Normal"]
                numbering = style.element.get_or_add_pPr().get_or_add_numPr()
                numbering.get_or_add_numId().val = lists.add("%1.")
            document.add_paragraph(words, style)
        else:
            document.add_paragraph(line)
    return saved(document)


def tracked():
    """A number and words that someone put in while changes were tracked, and words they took out."""
    document = Document()
    for line in seed.LINES:
        paragraph = document.add_paragraph()
        first, _, rest = line.partition(" ")
        inserted = parse_xml(f'<w:ins {nsdecls("w")} w:id="1" w:author="Sample"><w:r><w:t/></w:r></w:ins>')
        inserted.find(f".//{qn('w:t')}").text = first
        deleted = f'<w:del {nsdecls("w")} w:id="2" w:author="Sample"><w:r><w:delText>9 gone</w:delText></w:r></w:del>'
        paragraph._p.append(inserted)
        paragraph._p.append(parse_xml(deleted))
        paragraph.add_run(f" {rest}" if rest else "")
    return saved(document)


@cache
def word_files():
    return {
        "lists": with_lists(),
        "two columns with labels": in_two_columns(with_numbers=True),
        "two columns with Word’s numbers": in_two_columns(with_numbers=False),
        "plain paragraphs": plain(),
        "one paragraph with line breaks": in_one_paragraph(),
        "numbers by style": with_styles(),
        "tracked changes": tracked(),
    }
