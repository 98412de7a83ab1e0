"""The text layer of a PDF as lines in reading order. Runs in the child process.

Words come with their places, so columns, labels beside text, page furniture and paragraphs are told by where they
stand: `pdf_words` finds the words, `pdf_columns` their order, `pdf_paragraphs` what belongs to one paragraph.
"""

import re

import pypdfium2

from standards.exchange.files.bounded_child import NotRead
from standards.exchange.files.laid_out import is_heading, with_labels_joined
from standards.exchange.files.pdf_columns import lines_in_order
from standards.exchange.files.pdf_paragraphs import paragraphs_of
from standards.exchange.files.pdf_words import lines_of_page, words_of_page

MOST_PAGES = 60  # the longest standard seen has twelve
MOST_CHARACTERS = 400_000
EDGE = 0.14  # of the page's height, above and below, where furniture stands
FURNITURE = re.compile(
    r"(page\s*)?[-–—]?\s*[0-9]{1,3}\s*[-–—]?(\s*(of|/)\s*[0-9]{1,3})?"
    r"|([A-Z]{2,8}[A-Z0-9&.]*[0-9]L?\s+)?National Occupational Standards?"
    r"|([A-Z]{2,8}[A-Z0-9&.]*[0-9]L?\s.*\s)?Final version.{0,60}",
    re.IGNORECASE,
)  # also of a print of one page
URN = re.compile(r"[A-Z]{2,8}[A-Za-z0-9&.]*[0-9]L?")


def read_pdf(source: bytes) -> str:
    """The text of the PDF, one paragraph or entry a line; NotRead when it holds none or is locked."""
    start = source.find(b"%PDF-")
    pages = [lines_of_page(words, height) for words, height in _pages_of(source[start:])]
    if not any(pages):
        raise NotRead("scanned")
    urn = _leave_out_furniture(pages)
    known: list[float] = []
    lines = paragraphs_of([lines_in_order(lines, known) for lines in pages])
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
            if _is_at_edge(line):
                places.setdefault(_alike_on(line, number), []).append((line.y, number))
    filled = sum(bool(lines) for lines in pages)
    repeated = {words for words, found in places.items() if _pages_with(found) * 2 >= max(filled, 4)}
    urns = set()
    for number, lines in enumerate(pages):
        for line in _furniture_of(lines, repeated, number):
            lines.remove(line)
            urns |= {word.text for word in line.words[:1] if URN.fullmatch(word.text)}
    return urns.pop() if len(urns) == 1 else None


def _is_at_edge(line):
    return (line.depth < EDGE or line.depth > 1 - EDGE) and not is_heading(line.text)


def _alike(line):
    """The words without what changes from page to page: numbers, and the spaces about them."""
    return re.sub(r"[0-9]+", "0", "".join(line.text.split()))


def _alike_on(line, number):
    """For a number alone also how far it runs ahead of the pages: labels of entries do not count pages."""
    return f"page {int(line.text) - number}" if line.text.isdecimal() else _alike(line)


def _pages_with(found):
    """On how many pages it stands at the same height as on another."""
    return len(
        {number for y, number in found for other, page in found if page != number and abs(y - other) < 4}
    )


def _furniture_of(lines, repeated, number):
    """From the outermost line inwards: furniture ends at the first line that is none."""
    found = []
    margin = min((line.left for line in lines), default=0)
    for outwards_in in (lines, lines[::-1]):
        for line in outwards_in:
            # A number alone at the left is the label of an entry, unless such a number stands there page after page.
            is_label = line.text.isdecimal() and line.left < margin + line.size
            is_known = _alike_on(line, number) in repeated or (
                FURNITURE.fullmatch(line.text) and not is_label
            )
            if not (_is_at_edge(line) and is_known) or line in found:
                break
            found.append(line)
    return found
