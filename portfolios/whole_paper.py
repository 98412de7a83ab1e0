"""The whole table to take along: as a CSV file and as a tagged PDF, with the figures of the page."""

from functools import cache
from pathlib import Path

from django.contrib.staticfiles.finders import find
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from people.press import ONE_AT_A_TIME, TRUSTS_NOBODY
from portfolios.asking import titles_of
from portfolios.coverage import NAMES
from portfolios.models.anchor import spot_in_words
from portfolios.whole import STATES
from standards.exchange.sheets.shape import cell_of
from standards.exchange.sheets.writing import csv_of
from standards.models import Kind

MOST_ON_PAPER = 1000  # rows; a PDF of so many takes some seconds to draw
FONTS = {
    "body": "fonts/atkinson-next-latin.woff2",
    "bold": "fonts/atkinson-next-700.woff2",
    "more": "fonts/atkinson-next-latin-ext.woff2",
    "head": "fonts/vollkorn-800.woff2",
}


def csv_for(selection):
    """One row for each part, in UTF-8 with a byte-order mark; nothing in a cell can run when it is opened."""
    headings = [
        _("Standard"), _("Key area"), _("Kind"), _("Heading"), _("Code"), _("Number as printed"), _("Words"),
        _("Where it stands"), _("Pieces of evidence"), _("Evidence"), _("How it shows this"),
    ]  # fmt: skip
    titles = titles_of([section.unit for section in selection.whole.sections])
    rows = [
        [cell_of(cell, typed=False) for cell in line]
        for section in selection.sections
        for line in lines_of(section, titles, selection)
    ]
    return csv_of(headings, rows)


def lines_of(section, titles, selection):
    title, area = titles[section.unit.pk], section.unit.version.key_area
    for row in section.shown:
        wanted, told = row.requirement, [on_paper(said, selection.whole) for said in row.claims]
        yield [
            title,
            area,
            str(NAMES[Kind(wanted.kind)]),
            wanted.group,
            wanted.label,
            wanted.number,
            wanted.text,
            str(STATES[row.state][1]),
            str(len(row.claims)),
            "; ".join(name for name, _how in told),
            "; ".join(how for _name, how in told if how),
        ]


def on_paper(said, whole):
    """(what a piece is called, how it shows this). Paper goes from hand to hand: what is out of sight is not on it."""
    if said.evidence in whole.hidden:
        return _("Out of sight"), ""
    return str(whole.evidence[said.evidence]), how(said)


def how(said):
    """Where to look and what the note says: “page 3: the list”."""
    spot = spot_in_words(said.page, said.paragraph, said.seconds)
    return ": ".join(filter(None, (spot, " ".join(said.note.split()))))


# --- on paper -------------------------------------------------------------------------------


def pdf_for(selection, *, owner, on):
    """A4, lying down, tagged for reading aloud. The same figures as the page."""
    titles = titles_of([section.unit for section in selection.whole.sections])
    shown = {
        "selection": selection,
        "figures": selection.figures,
        "owner": owner,
        "on": on,
        "chosen": chosen_in(selection),
        "sections": [
            (titles[section.unit.pk], section, [paper_row(row, selection) for row in section.shown])
            for section in selection.sections
        ],
    }
    with ONE_AT_A_TIME:
        fonts, style = press()
        page = HTML(string=render_to_string("portfolios/coverage_paper.html", shown), url_fetcher=Nothing())
        return page.write_pdf(stylesheets=[style], font_config=fonts, pdf_tags=True)


def chosen_in(selection):
    """What was asked for, in words: [(what, which)]."""
    said = [
        (label, choice.label)
        for _name, label, choices in selection.fields
        for choice in choices
        if choice.here and choice.value
    ]
    states = [
        (_("Where it stands"), state["label"])
        for state in selection.states
        if state["here"] and state["value"]
    ]
    words = [(_("Words"), selection.asked.q)] if selection.asked.q else []
    return [*said, *states, *words]


def paper_row(row, selection):
    return {
        "requirement": row.requirement,
        "state": STATES[row.state][1],
        "kind": STATES[row.state][0],
        "evidence": [on_paper(said, selection.whole) for said in row.claims],
    }


@cache
def press():
    """The fonts and the style sheet, read once per process."""
    fonts = FontConfiguration()
    faces = "".join(
        face(*each) for each in (("Body", "body", 400), ("Body", "bold", 700), ("Head", "head", 800))
    )
    return fonts, CSS(string=faces + STYLE, font_config=fonts, url_fetcher=Ours())


def face(family, name, weight):
    return f'@font-face {{ font-family: {family}; font-weight: {weight}; src: url("font:{name}") }}\n'


class Nothing(URLFetcher):
    """The page asks for nothing; whatever it seems to ask for is refused unopened."""

    def __init__(self):
        super().__init__(allowed_protocols=(), allow_redirects=False, ssl_context=TRUSTS_NOBODY)


class Ours(Nothing):
    """Answers `font:NAME` with a typeface of the site."""

    def fetch(self, url, headers=None):
        scheme, _colon, name = url.partition(":")
        if scheme == "font" and name in FONTS:
            content = Path(str(find(FONTS[name]))).read_bytes()
            return URLFetcherResponse(url, content, {"Content-Type": "font/woff2"})
        return super().fetch(url, headers)


STYLE = """
@page { size: A4 landscape; margin: 16mm 14mm 18mm;
  @bottom-right { content: counter(page) " / " counter(pages); font: 9pt Body; color: #4C5756 } }
body { font: 9.5pt/1.4 Body, sans-serif; color: #16302E; margin: 0 }
h1, h2 { font-family: Head, serif; font-weight: 800; line-height: 1.15; margin: 0 }
h1 { font-size: 22pt } h2 { font-size: 13pt; margin: 7mm 0 2mm; break-after: avoid }
p { margin: 1.5mm 0 }
.figures { font-weight: 700 }
.muted { color: #4C5756 }
table { width: 100%; border-collapse: collapse; table-layout: fixed }
thead th { text-align: left; border-bottom: 1pt solid #16302E; padding: 1mm 2mm; font-weight: 700 }
tbody th, td { text-align: left; vertical-align: top; font-weight: 400; border-bottom: 0.5pt solid #C9D1CF }
tbody th, td { padding: 1mm 2mm; overflow-wrap: anywhere }
tr { break-inside: avoid }
.code { font-weight: 700 }
.part { width: 46% } .state { width: 16% }
ul { margin: 0; padding: 0; list-style: none }
"""
