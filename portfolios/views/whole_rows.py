"""The rows of the whole table, as HTML written here: six hundred through a template take longer than the page may.
So are the choices above it, of which there may be two hundred.

One shape for all widths: on a phone a row is a card with the names of its evidence, on a wide screen the same links
stand in columns. See docs/decisions/0013.
"""

from functools import lru_cache
from html import escape

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from portfolios.asking import titles_of
from portfolios.whole import NOTHING as NOBODYS
from portfolios.whole import STATES
from standards.models.wording import label_of

COLUMNS = 20
ROOM = 2300  # of a page: a row takes 3, a claim 1; about 270 KB
ROW, CLAIM = 3, 1


class Table:
    """What all rows share: the columns, how a state is shown, and a row of which nothing is known yet."""

    def __init__(self, selection):
        self.evidence = selection.whole.evidence
        self.units = [section.unit for section in selection.whole.sections]
        self.titles = titles_of(self.units)
        self.counted = _("%(covered)d of %(total)d covered")
        self.columns = columns_of(selection)
        self.places = {pk: place for place, pk in enumerate(self.columns)}
        self.has_more = len(self.columns) < selection.figures["evidence"]
        self.gaps = [self.gap(width) for width in range(len(self.columns) + 2)]
        self.links = {pk: (named.code, f'">{escape(named.name)}</a>') for pk, named in self.evidence.items()}
        self.states = {state: self.badge(icon, str(words)) for state, (icon, words) in STATES.items()}
        self.untouched = f"{self.states['none']}{self.cells(NOBODYS, '')}</tr>"

    def badge(self, icon, words):
        sign = f'<svg class="icon" aria-hidden="true"><use href="#i-{icon}"/></svg>'
        return f'<td role="cell">{sign}{escape(words)}</td>'

    @property
    def headings(self):
        """A heading for each column, leading to its evidence."""
        links = [self.links[pk] for pk in self.columns]
        cells = (
            f'<th role="columnheader" scope="col"><a href="../evidence/{code}/{name}</th>'
            for code, name in links
        )
        return mark_safe("".join(cells))  # noqa: S308  escaped where the links are made

    def html(self, page):
        """The bodies of a page: [(section, [row])] in, one <tbody> for each standard out."""
        return mark_safe("".join(self.body(section, rows) for section, rows in page))  # noqa: S308  every word is escaped where it is put in

    def body(self, section, rows):
        area = section.unit.version.key_area_number
        mark = f' data-area="{area}"' if area else ""
        return f'<tbody role="rowgroup"{mark}>{self.head(section)}{"".join(map(self.row, rows))}</tbody>'

    def head(self, section):
        counts = self.counted % {"covered": section.covered, "total": len(section.rows)}
        return (
            f'<tr role="row" class="wh__g"><th role="rowheader" scope="rowgroup" colspan="2">'
            f'<a href="../standards/{section.unit.code}/">{escape(self.titles[section.unit.pk])}</a> '
            f'<span class="num">{escape(counts)}</span></th>{self.gaps[len(self.columns) + self.has_more]}</tr>'
        )

    def row(self, row):
        _pk, _version, code, kind, number, _group, text, _lineage = row.requirement
        if (state := row.state) == "none":
            return f'<tr role="row" class="is-gap">{asked(kind, number, text)}{self.untouched}'
        return (
            f'<tr role="row" class="is-{STATES[state][0]}">{asked(kind, number, text)}'
            f"{self.states[state]}{self.cells(row.claims, code)}</tr>"
        )

    def cells(self, claims, code):
        """A cell for each claim, and one as wide as needed for what lies between."""
        by_place, beyond, cells, at = {}, [], [], 0
        for said in claims:
            place = self.places.get(said.evidence)
            if place is None:
                beyond.append(said)
            else:
                by_place[place] = said
        for place in sorted(by_place):
            cells.append(f'{self.gaps[place - at]}<td role="cell">{self.link(by_place[place], code)}</td>')
            at = place + 1
        cells.append(self.gaps[len(self.columns) - at])
        if self.has_more:
            links = " ".join(self.link(said, code) for said in beyond)
            cells.append(f'<td role="cell" class="wh__more">{links}</td>' if beyond else self.gaps[1])
        return "".join(cells)

    def gap(self, width):
        if not width:
            return ""
        return '<td role="cell"></td>' if width == 1 else f'<td role="cell" colspan="{width}"></td>'

    def link(self, said, code):
        evidence, name = self.links[said.evidence]
        noted = ' class="n"' if said.note else ""
        return f'<a{noted} href="../evidence/{evidence}/#c-{code}{name}'


@lru_cache(maxsize=16_384)  # of words that were printed: they are the same for everyone
def asked(kind, number, text):
    return (
        f'<th role="rowheader" scope="row"><b>{label_of(kind, number)}</b> '
        f"<i>{escape(number)}</i> {escape(text)}</th>"
    )


def options(choices):
    """What a <select> offers."""
    lines = (
        f'<option value="{escape(choice.value)}"{" selected" if choice.here else ""}>{escape(choice.label)}</option>'
        for choice in choices
    )
    return mark_safe("".join(lines))  # noqa: S308  every word is escaped where it is put in


def columns_of(selection):
    """The evidence that shows most of what is shown, at most twenty: [pk], the newest change first."""
    counts = {}
    for row in selection.shown:
        for said in row.claims:
            counts[said.evidence] = counts.get(said.evidence, 0) + 1
    most = set(sorted(counts, key=lambda pk: (-counts[pk], pk))[:COLUMNS])
    return [pk for pk in selection.whole.evidence if pk in most]


def pages_of(sections):
    """[[(section, [row])]]: as much on a page as there is room for. Standards stay whole while they fit on a page."""
    pages, left = [[]], ROOM
    for section in sections:
        needed = ROW * len(section.shown) + CLAIM * sum(len(row.claims) for row in section.shown)
        if needed > left and pages[-1]:
            pages.append([])
            left = ROOM
        if needed <= left:
            pages[-1].append((section, section.shown))
            left -= needed
            continue
        for row in section.shown:
            if room_of(row) > left:
                pages.append([])
                left = ROOM
            if not pages[-1] or pages[-1][-1][0] is not section:
                pages[-1].append((section, []))
            pages[-1][-1][1].append(row)
            left -= room_of(row)
    return pages


def room_of(row):
    return ROW + CLAIM * len(row.claims)
