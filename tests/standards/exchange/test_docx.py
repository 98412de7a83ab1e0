"""A Word document says what the same standard says as plain text, its automatic numbers too."""

import io
import zipfile
from dataclasses import replace

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from standards.exchange.reading import read_standard

from . import seed, word_files
from .hostile import repacked

NAMES = [
    "lists",
    "two columns with labels",
    "two columns with Word’s numbers",
    "plain paragraphs",
    "one paragraph with line breaks",
    "numbers by style",
    "tracked changes",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_word_document_says_what_the_text_says(name):
    reading = read_standard(word_files.word_files()[name])
    expected = read_standard(seed.TEXT).document

    assert reading.format == "docx"
    assert replace(reading.document, warnings=()) == replace(expected, warnings=())
    assert [w.message for w in reading.document.warnings] == [w.message for w in expected.warnings]


def lines_of(document):
    return [line for line in read_standard(word_files.saved(document)).original.splitlines() if line]


def test_levels_print_their_numbers():
    document = Document()
    lists = word_files.Lists(document)
    own, parts = lists.add("%1.", "%2."), lists.add("P%1", "P%1.%2")
    for words, number, depth in [
        ("plan", own, 0), ("with people", own, 1), ("with groups", own, 1), ("do", own, 0), ("soon", own, 1),
        ("see", parts, 0), ("clearly", parts, 1), ("say", parts, 0),
    ]:  # fmt: skip
        word_files.numbered(document.add_paragraph(words), number, depth)

    assert lines_of(document) == [
        "1. plan", "1.1 with people", "1.2 with groups", "2. do", "2.1 soon", "P1 see", "P1.1 clearly", "P2 say",
    ]  # fmt: skip


def test_a_list_goes_on_or_starts_again_as_word_says():
    document = Document()
    lists = word_files.Lists(document)
    first = lists.add("%1)")
    goes_on, again = lists.again(first - 1), lists.again(first - 1, start=4)
    for words, number in [("a", first), ("b", first), ("c", goes_on), ("d", again), ("e", again)]:
        word_files.numbered(document.add_paragraph(words), number)

    assert lines_of(document) == ["1) a", "2) b", "3) c", "4) d", "5) e"]


FACTS = [
    ("URN:", "JETSCD16L"), ("Business Sectors (Suites)", "Community Development"), ("Developed by:", "NYA"),
    ("Approved on", "28 Feb 2015"),
]  # fmt: skip


def test_facts_in_a_table_and_beside_tabs():
    in_table, with_tabs = Document(), Document()
    for document in (in_table, with_tabs):
        document.add_paragraph("Work together")
    table = in_table.add_table(0, 2)
    for label, text in FACTS:
        for cell, words in zip(table.add_row().cells, (label, text), strict=True):
            cell.text = words
        with_tabs.add_paragraph(f"{label}\t{text}")
    for document in (in_table, with_tabs):
        for line in ("Overview", "What it is.", "Performance criteria", "1 agree aims"):
            document.add_paragraph(line)
        read = read_standard(word_files.saved(document)).document

        assert (read.urn, read.suite, read.fact("developed by"), read.fact("approved on")) == (
            "JETSCD16L", "Community Development", "NYA", "28 Feb 2015",
        )  # fmt: skip


def test_points_below_an_item_and_letters_stay_as_printed():
    document = Document()
    lists = word_files.Lists(document)
    items, points, letters = lists.add("%1."), lists.add(), lists.add("%1)")
    lists.root.find(f".//{qn('w:abstractNum')}[@{qn('w:abstractNumId')}='{letters - 1}']").find(
        f".//{qn('w:numFmt')}"
    ).set(qn("w:val"), "lowerLetter")
    for words, number in [
        ("plan", items),
        ("with people", points),
        ("first", letters),
        ("second", letters),
        ("do", items),
    ]:
        word_files.numbered(document.add_paragraph(words), number)

    assert lines_of(document) == ["1. plan", "• with people", "a) first", "b) second", "2. do"]


def test_a_bullet_below_a_bullet_is_set_further_in():
    document = Document()
    root = word_files.Lists(document)
    points = root.add()
    root.root.find(f".//{qn('w:abstractNum')}[@{qn('w:abstractNumId')}='{points - 1}']").append(
        parse_xml(word_files.BULLET.replace('"0"', '"1"', 1).replace("<w:lvl ", f"<w:lvl {nsdecls('w')} ", 1))
    )
    for words, depth in [("sow", 0), ("beans", 1), ("rest", 0)]:
        word_files.numbered(document.add_paragraph(words), points, depth)

    assert lines_of(document) == ["• sow", "  • beans", "• rest"]


def test_a_numbered_heading_is_a_heading():
    document = Document()
    chapters = word_files.Lists(document).add("%1.")
    for words in ("Overview", "Performance criteria"):
        word_files.numbered(document.add_heading(words, 1), chapters)

    assert lines_of(document) == ["Overview", "Performance criteria"]


BOX = """
<w:p {names}><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">
<mc:Choice Requires="wps"><w:drawing><w:txbxContent><w:p><w:r><w:t>in a box</w:t></w:r></w:p></w:txbxContent></w:drawing>
</mc:Choice>
<mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>in a box</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback>
</mc:AlternateContent></w:r></w:p>
"""
CONTROL = "<w:sdt {names}><w:sdtContent><w:p><w:r><w:t>in a control</w:t></w:r></w:p></w:sdtContent></w:sdt>"
HIDDEN = "<w:p {names}><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>seen</w:t></w:r></w:p>"
FIELD = (
    "<w:p {names}><w:r><w:instrText>PAGE</w:instrText></w:r><w:hyperlink><w:r><w:t>a link</w:t></w:r></w:hyperlink>"
    "<w:r><w:noBreakHyphen/><w:t>on</w:t><w:tab/><w:t>and</w:t></w:r></w:p>"
)


def test_words_in_boxes_controls_and_links_are_read_once_and_hidden_ones_never():
    document = Document()
    document.sections[0].header.paragraphs[0].text = "above every page"
    for piece in (BOX, CONTROL, HIDDEN, FIELD):
        document.element.body.insert(-1, parse_xml(piece.format(names=nsdecls("w"))))
    inner = document.add_table(1, 1).rows[0].cells[0].add_table(1, 2)
    inner.rows[0].cells[0].text, inner.rows[0].cells[1].text = "P1", "in a table in a table"

    assert lines_of(document) == [
        "in a box", "in a control", "seen", "a link-on and", "P1 in a table in a table",
    ]  # fmt: skip


def test_a_document_that_may_run_programs_is_only_read():
    source = word_files.plain()
    with zipfile.ZipFile(io.BytesIO(source)) as packed:
        types = packed.read("[Content_Types].xml").replace(
            b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"application/vnd.ms-word.document.macroEnabled.main+xml",
        )
    with_programs = repacked(source, {"[Content_Types].xml": types}, more=[("word/vbaProject.bin", b"x")])

    assert seed.requirements_of(read_standard(with_programs).document) == seed.REQUIREMENTS
