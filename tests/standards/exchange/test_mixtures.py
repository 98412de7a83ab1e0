"""The layouts of text, each set as a web page, a Word file and a print: what the text says, the file says."""

from html import escape

import pytest
from docx import Document

from standards.exchange.nos.reading import read_nos
from standards.exchange.reading import read_standard

from . import prints, seed, word_files
from .test_nos_layouts import LAYOUTS


def as_word(lines):
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    return word_files.saved(document)


def as_paragraphs(lines):
    return "".join(f"<p>{escape(line) or '&nbsp;'}</p>" for line in lines)


WAYS = {
    "page of paragraphs": lambda lines: f"<html><main>{as_paragraphs(lines)}</main></html>".encode(),
    "page of line breaks": lambda lines: (
        f"<html><main><p>{'<br>'.join(map(escape, lines))}</p></main></html>".encode()
    ),
    "Word file": as_word,
    "print": lambda lines: prints.printed(as_paragraphs(lines)),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_the_text_says_the_file_says(layout, way):
    expected = read_nos(LAYOUTS[layout])
    document = read_standard(WAYS[way](LAYOUTS[layout].splitlines())).document

    assert seed.requirements_of(document) == seed.requirements_of(expected)
    assert (document.title, document.status, document.key_area) == (
        expected.title,
        expected.status,
        expected.key_area,
    )
