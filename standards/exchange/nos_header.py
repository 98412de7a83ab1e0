"""What stands above the criteria: title, status, URN and the overview with its key area."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from .document import Fact, Warning
from .nos_lines import Line, Page, joined, quoted
from .nos_parts import Labelled, Part, Parts

LEGACY = re.compile(
    r"(?P<title>.*[^\s(\[–—:-])[\s(\[–—:-]{1,4}(LEGACY|Legacy)[)\]]?|(?P<bracketed>.*\S)\s\(legacy\)"
)
# Letters of the authority and suite, then a number; real ones also hold a dot, an ampersand or a space.
URN = re.compile(r"(?=.{1,20}$)[A-Za-z]{2,8}(?=.*[0-9])[A-Za-z0-9.& ]+")
URN_BEFORE_TITLE = re.compile(
    r"(?P<urn>[A-Z]{3,8}[a-z]?[A-Z]?[0-9]{1,3}(\.[0-9]{1,2})?L?)(\s*[–—:-])?(\s+(?P<title>.+))?"
)
KEY_AREA = re.compile(r"\bwithin (?P<area>Key Area \w+)", re.IGNORECASE)
SUITE_LABELS = ("business sectors (suites)", "business sector (suites)", "suite")


@dataclass(slots=True)
class Header:
    title: str | None = None
    urn: str | None = None
    suite: str | None = None
    status: str | None = None
    overview: str | None = None
    key_area: str | None = None
    warnings: list[Warning] = field(default_factory=list)

    def warn(self, line: int, message: str, words: str = "") -> None:
        self.warnings.append(Warning(line, message % {"line": quoted(words)}))


def read_header(parts: Parts, page: Page) -> Header:
    header = Header()
    urn = next((label for label in parts.facts if label.label.casefold() == "urn" and label.lines), None)
    header.urn = joined(urn.lines) if urn else None
    header.suite = next((joined(label.lines) for label in parts.facts if _names_suite(label)), None)
    _read_overview(header, parts, _read_title(header, parts.lines[Part.HEADER]), page)
    _check_urn(header, urn.line if urn else 1)
    return header


def facts_of(parts: Parts, page: Page) -> tuple[Fact, ...]:
    """Every labelled line that says something, the URN and the suite too."""
    return tuple(Fact(label.label, page.text(label.lines) or "") for label in parts.facts if label.lines)


def _names_suite(label: Labelled) -> bool:
    return label.label.casefold().replace("sectors(", "sectors (") in SUITE_LABELS and bool(label.lines)


def _read_title(header: Header, lines: list[Line]) -> list[Line]:
    """Take the title off the header's lines and return the rest, which belong to the overview."""
    if lines and (match := URN_BEFORE_TITLE.fullmatch(lines[0].text)):
        header.urn = header.urn or match["urn"]
        if match["title"]:
            header.warn(lines[0].number, _("The URN was taken off the title: %(line)s"), lines[0].text)
            lines = [Line(lines[0].number, match["title"], lines[0].after_blank), *lines[1:]]
        else:
            lines = lines[1:]
    taken = _title_length(lines)
    if taken:
        _set_title(header, joined(lines[:taken]))
    else:
        header.warn(1, _("This text has no title."))
    return lines[taken:]


def _title_length(lines: list[Line]) -> int:
    """One line, and those that plainly run on from it."""
    taken = min(len(lines), 1)
    while taken and taken < len(lines) and not lines[taken].after_blank:
        if not (lines[taken].text[0].islower() or lines[taken].text == "LEGACY"):
            break
        taken += 1
    return taken


def _set_title(header: Header, words: str) -> None:
    match = LEGACY.fullmatch(words)
    header.title = (match["title"] or match["bracketed"]) if match else words
    header.status = "legacy" if match else None


def _read_overview(header: Header, parts: Parts, above: list[Line], page: Page) -> None:
    lines = [*above, *parts.lines[Part.OVERVIEW]]
    header.overview = page.text(lines)
    match = KEY_AREA.search(joined(lines))
    header.key_area = match["area"] if match else None
    if above and Part.OVERVIEW in parts.headings:
        header.warn(
            above[0].number,
            _("This line stood above the overview and was kept with it: %(line)s"),
            above[0].text,
        )


def _check_urn(header: Header, line: int) -> None:
    if header.urn and not URN.fullmatch(header.urn):
        header.warn(line, _("This does not look like a URN: %(line)s"), header.urn)
    elif header.urn and re.search(r"[0-9]L$", header.urn) and not header.status:
        header.warn(
            line,
            _("The URN ends in L, as legacy ones do, but the title does not say LEGACY: %(line)s"),
            header.urn,
        )
