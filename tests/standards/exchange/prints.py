"""The shipped standard printed as PDF in the layouts standards are met in."""

import re
from functools import cache
from html import escape

from weasyprint import HTML

from . import pages, seed

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
    return HTML(
        string=f"<html lang=en><title>t</title><style>{BASE}{''.join(styles)}</style>{body}"
    ).write_pdf()


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


@cache
def prints():
    flat = TITLE + pages.FLAT
    return {
        "one column": printed(TITLE + lists()),
        "narrow pages": printed(TITLE + lists(), SMALL),
        "paragraphs": printed(flat),
        "paragraphs close together": printed(flat, "p { margin: 0 }"),
        "justified": printed(TITLE + lists(), "body { text-align: justify }"),
        "two columns": printed(f"{TITLE}<div class=text>{lists()}</div>", COLUMNS),
        "two columns of paragraphs": printed(f"{TITLE}<div class=text>{pages.FLAT}</div>", COLUMNS),
        "landscape, two columns": printed(f"{TITLE}<div class=text>{lists()}</div>", LANDSCAPE),
        "Core NOS template": printed(template(), TEMPLATE),
        "Core NOS template, small": printed(template(), TEMPLATE, SMALL),
    }
