"""The shipped standard printed as PDF in the layouts standards are met in."""

import io
import re
from functools import cache
from html import escape

import pypdfium2
from weasyprint import HTML
from weasyprint.urls import URLFetcher

from . import pages, seed

FETCHER = URLFetcher()  # one for all: each reads whom this machine trusts, which takes as long as a page
BASE = """
@page { size: A4; margin: 25mm 20mm;
  @top-left { content: "JETSCD16L" } @top-right { content: "National Occupational Standards" }
  @bottom-left { content: "JETSCD16L Support collaborative and partnership work" }
  @bottom-right { content: counter(page) } }
body { font: 11pt/1.4 sans-serif } h1 { font-size: 18pt } h2 { font-size: 14pt } li { margin: 0 0 3pt }
"""
SMALL = "@page { size: A5 } body { font-size: 10pt }"
COLUMNS = "div.text { columns: 2; column-gap: 10mm } body { font-size: 9pt }"
LANDSCAPE = "@page { size: A4 landscape } div.text { columns: 2; column-gap: 12mm }"
TEMPLATE = """
table { border-collapse: collapse; width: 100% } td { vertical-align: top; padding: 1mm 2mm }
td.part { width: 38mm; font-weight: bold } td.label { width: 10mm; font-weight: bold } tr { page-break-inside: avoid }
"""


TITLE = f"<h1>{seed.LINES[0]}</h1>"


def printed(body, *styles):
    style = f"<style>{BASE}{''.join(styles)}</style>"
    return HTML(string=f"<html lang=en><title>t</title>{style}{body}", url_fetcher=FETCHER).write_pdf()


def template():
    """Part names in a column of their own, labels P1 and K1 in another, the words in the third."""
    rows, letter, waiting = [], "", []
    for line in seed.LINES[1:]:
        number, _, words = line.partition(" ")
        if line in pages.HEADINGS:
            letter = {"P": "P", "K": "K"}.get(line[0], "")
            waiting = [line]
        elif line.startswith("You "):
            waiting.append(line)
        else:
            part = "<br>".join(map(escape, waiting))
            cells = (f"{letter}{number}", words) if number.isdigit() else ("", line)
            rows.append(f"<tr><td class=part>{part}<td class=label>{cells[0]}<td>{escape(cells[1])}")
            waiting = []
    return f"{TITLE}<table>{''.join(rows)}</table>"


def lists():
    """WeasyPrint counts from where the style says, not from the attribute."""
    return re.sub(
        r'start="(\d+)"',
        lambda start: f'style="counter-reset: list-item {int(start[1]) - 1}"',
        pages.listed(),
    )


def side_by_side():
    """Criteria and knowledge in two cells of one row, as some Word files print."""
    start, middle, end = (
        seed.LINES.index(name)
        for name in ("Performance criteria", "Knowledge and Understanding", "Scope/range")
    )
    above, left, right, below = (
        "".join(f"<p>{escape(line)}</p>" for line in lines)
        for lines in (seed.LINES[1:start], seed.LINES[start:middle], seed.LINES[middle:end], seed.LINES[end:])
    )
    return f"{TITLE}{above}<table><tr><td>{left}<td>{right}</table>{below}"


def turned(source, degrees):
    """The same print as a scanner’s software turns it: the pages say which way up they are."""
    pdf = pypdfium2.PdfDocument(source)
    for page in pdf:
        page.set_rotation(degrees)
    pdf.new_page(595, 842)
    file = io.BytesIO()
    pdf.save(file)
    pdf.close()
    return file.getvalue()


STAMP = """
body::before { content: "DRAFT COPY"; position: fixed; top: 40%; left: 20%; font-size: 80pt; color: #ddd;
  transform: rotate(-45deg) }
"""
HALVES = "table { page-break-inside: avoid } td { width: 50%; vertical-align: top; padding: 2mm }"
DENSE = "* { margin: 0 } body { font-size: 8pt; line-height: 1.15 }"


def prints():
    """{layout: what makes the PDF}."""
    in_columns = f"{TITLE}<div class=text>{lists()}</div>"
    flat = TITLE + pages.FLAT
    return {
        "one column": lambda: printed(TITLE + lists()),
        "narrow pages": lambda: printed(TITLE + lists(), SMALL),
        "paragraphs": lambda: printed(flat),
        "paragraphs close together": lambda: printed(flat, "p { margin: 0 }"),
        "justified": lambda: printed(TITLE + lists(), "body { text-align: justify }"),
        "two columns": lambda: printed(in_columns, COLUMNS),
        "two columns of paragraphs": lambda: printed(f"{TITLE}<div class=text>{pages.FLAT}</div>", COLUMNS),
        "landscape, two columns": lambda: printed(in_columns, LANDSCAPE),
        "two columns close together, one page": lambda: printed(
            in_columns, DENSE, COLUMNS, "body { text-align: justify }"
        ),
        "two columns under a title as wide as both": lambda: printed(
            in_columns, DENSE, COLUMNS, "h1 { font-size: 13pt; text-align-last: justify }"
        ),
        "three columns": lambda: printed(
            in_columns, "@page { size: A3 landscape } div.text { columns: 3; column-gap: 8mm }"
        ),
        "words broken at the end of lines": lambda: printed(
            TITLE + lists(), "body { hyphens: auto; width: 80mm }"
        ),
        "numbers inside the text": lambda: printed(
            TITLE + lists(), "ol { list-style-position: inside; padding: 0 }"
        ),
        "close together": lambda: printed(TITLE + lists(), DENSE),
        "a table of facts": lambda: printed(TITLE + pages.FACT_ROWS + lists()),
        "lists side by side": lambda: printed(side_by_side(), HALVES),
        "stamped": lambda: printed(TITLE + lists(), STAMP),
        "turned, with an empty page": lambda: turned(printed(TITLE + lists()), 90),
        "Core NOS template, labels in the middle": lambda: printed(
            template(), TEMPLATE.replace("top", "middle")
        ),
        "Core NOS template": lambda: printed(template(), TEMPLATE),
        "Core NOS template, small": lambda: printed(template(), TEMPLATE, SMALL),
    }


@cache
def one(layout):
    return prints()[layout]()


# The template in which suites of 2013 and 2014 were printed, with words of our own.
CORE_STYLE = """
@page { size: A4; margin: 30mm 20mm; @top-left { content: "SAMCH3 SQA Unit Code H44K 04"; font-size: 9pt }
  @bottom-left { content: "SAMCH3 Communicate with others\\A" counter(page) "\\A Final Version – Approved March 2013";
    white-space: pre; font-size: 8pt } @top-right { content: none } @bottom-right { content: none } }
body { font: 11pt sans-serif } td { vertical-align: top; padding: 2mm 1mm } td.a { width: 40mm; font-weight: bold }
td.b { width: 14mm } p { margin: 0 0 2mm } table + table { page-break-before: always } h1 { font-size: 22pt }
"""
CORE = """
<h1>SAMCH3<br>Communicate with others in groups of people</h1>
<table><tr><td class=a>Overview<td class=b><td><p>This standard is about communicating with others so that a group of
people who live in one place can act.</p><p>It is for those who lead groups.</p>
<tr><td class=a>Performance criteria<br><i>You must be able to:</i><td class=b>P1<td>plan with the group what it wants
to say and to whom, well before it is said
<tr><td><td>P2<td>communicate with each person in a way which is:
<tr><td><td>P2.1<td>clear
<tr><td><td>P2.2<td>right for the person and where they come from, with whatever help they need to take part
<tr><td><td>P3<td>say what you have done</table>
<table><tr><td class=a>Knowledge and understanding<br><i>You need to know and understand:</i><td class=b>K1<td>why groups
need to be heard and what happens when they are not
<tr><td><td>K2<td>how to listen</table>
<table><tr><td class=a>Developed by<td>Sample Skills<tr><td class=a>Version number<td>1<tr><td class=a>Validity
<td>Current<tr><td class=a>Status<td>Original<tr><td class=a>Relevant occupations<td>Community workers; Health, Public
Services and Care; Sports, leisure and recreation and many others<tr><td class=a>Keywords<td>communication; groups</table>
"""


def core():
    return printed(CORE, CORE_STYLE)
