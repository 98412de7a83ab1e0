"""The text layer of a PDF as lines in reading order. Runs in the child process.

Words come with their places, so columns, labels beside text, page furniture and paragraphs are told by where they
stand: `pdf_words` finds the words, `pdf_columns` their order, `pdf_paragraphs` what belongs to one paragraph.
"""

import re

import pypdfium2

from .bounded_child import NotRead
from .laid_out import with_labels_joined
from .pdf_columns import lines_in_order
from .pdf_paragraphs import paragraphs_of
from .pdf_words import lines_of_page, words_of_page

MOST_PAGES = 60  # the longest standard seen has twelve
MOST_CHARACTERS = 400_000
EDGE = 0.14  # of the page's height, above and below, where furniture stands
PAGE_NUMBER = re.compile(r"(page\s*)?[-–—]?\s*[0-9]{1,3}\s*[-–—]?(\s*(of|/)\s*[0-9]{1,3})?", re.IGNORECASE)
URN = re.compile(r"[A-Z]{2,8}[A-Za-z0-9&.]*[0-9]L?")


def read_pdf(source: bytes) -> str:
    """The text of the PDF, one paragraph or entry a line; NotRead when it holds none or is locked."""
    start = source.find(b"%PDF-")
    pages = [lines_of_page(words, height) for words, height in _pages_of(source[start:])]
    if not any(pages):
        raise NotRead("scanned")
    urn = _leave_out_furniture(pages)
    lines = paragraphs_of([lines_in_order(lines) for lines in pages])
    if urn and not any(line.startswith("URN") for line in lines):
        lines = [f"URN: {urn}", *lines]
    return "\n".join(with_labels_joined(lines)) + "\n"


def _pages_of(source):
    try:
        pdf = pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError as problem:
        raise NotRead(
            "locked" if problem.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD else "broken"
        ) from problem
    if len(pdf) > MOST_PAGES:
        raise NotRead("too_many_pages")
    left = MOST_CHARACTERS
    for number in range(len(pdf)):
        words, height, count = words_of_page(pdf[number], most=left)
        left -= count
        yield words, height


def _leave_out_furniture(pages):
    """Take away what stands at the edge of page after page. Returns the URN printed there, where there is one."""
    places = {}
    for number, lines in enumerate(pages):
        for line in lines:
            if line.depth < EDGE or line.depth > 1 - EDGE:
                places.setdefault((re.sub(r"[0-9]+", "0", line.text), round(line.y / 4)), set()).add(number)
    filled = sum(bool(lines) for lines in pages)
    repeated = {
        text for (text, _y), numbers in places.items() if len(numbers) > 1 and len(numbers) * 2 >= filled
    }
    urns = set()
    for lines in pages:
        for line in _furniture_of(lines, repeated):
            lines.remove(line)
            urns |= {word.text for word in line.words[:1] if URN.fullmatch(word.text)}
    return urns.pop() if len(urns) == 1 else None


def _furniture_of(lines, repeated):
    """From the outermost line inwards: furniture ends at the first line that is not repeated."""
    found = []
    for outwards_in in (lines, lines[::-1]):
        for line in outwards_in:
            is_at_edge = line.depth < EDGE or line.depth > 1 - EDGE
            known = re.sub(r"[0-9]+", "0", line.text) in repeated or PAGE_NUMBER.fullmatch(line.text)
            if not (is_at_edge and known) or line in found:
                break
            found.append(line)
    return found
