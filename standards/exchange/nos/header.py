"""What stands above the criteria: title, status, URN and the overview with its key area."""

import re
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from standards.exchange.document import Fact, Level, Warning
from standards.exchange.nos.furniture import Furniture
from standards.exchange.nos.headings import LISTS
from standards.exchange.nos.lines import CONNECTING, Line, Page, joined, quoted
from standards.exchange.nos.parts import Labelled, Part, Parts

LEGACY = re.compile(
    r"(?P<title>.*[^\s(\[–—:-])[\s(\[–—:-]{1,4}(LEGACY|Legacy)[)\]]?|(?P<bracketed>.*\S)\s\(legacy\)"
)
# Letters of the authority and suite, then a number; real ones also hold a dot, an ampersand or a space.
URN = re.compile(r"(?=.{1,20}$)[A-Za-z]{2,8}(?=.*[0-9])[A-Za-z0-9.& ]+")
_LETTERS = (
    r"(?:[A-Z]{3,8}[a-z]?[A-Z]?[0-9]|[A-Z]{2}[0-9]{2}|[A-Z]{2,4} [A-Z]{1,3}[0-9]|[A-Z]{3}[A-Z&]{1,5}[0-9])"
)
_CODE = rf"{_LETTERS}[0-9]{{0,2}}(?:\.[0-9]{{1,2}})?L?"
URN_BEFORE_TITLE = re.compile(rf"(?P<urn>{_CODE})(\s*[/–—:-])?(\s+(?P<title>.+))?")
URN_AFTER_TITLE = re.compile(rf"(?P<title>\S.*?)\s*[(\[–—:-]\s*(?P<urn>{_CODE})[)\]]?")
KEY_AREA = re.compile(r"\b(?:within|in|part of|belongs to)\s+(?P<area>Key Area \w+)", re.IGNORECASE)
SUITE_LABELS = ("business sectors (suites)", "business sector (suites)", "suite")
TITLE_LABELS = ("unit title", "standard title", "title")
NUMBER_LABELS = (
    "urn", "unit number", "unit no", "unit no.", "unit code", "reference", "reference number", "nos code",
    "nos number", "nos reference",
)  # fmt: skip
LONGEST_TITLE = 255


@dataclass(slots=True)
class Header:
    title: str | None = None
    urn: str | None = None
    suite: str | None = None
    status: str | None = None
    overview: str | None = None
    key_area: str | None = None
    warnings: list[Warning] = field(default_factory=list)

    def warn(self, line: int, message: str, words: str = "", *, level: Level = "amber") -> None:
        self.warnings.append(Warning(line, message % {"line": quoted(words)}, level))


def read_header(parts: Parts, page: Page, furniture: Furniture) -> Header:
    header = Header()
    urn = _labelled(parts, NUMBER_LABELS)
    if urn:
        header.urn, header.status = _without_legacy(joined(urn.lines))
    if (status := _labelled(parts, ("status",), above=True)) and joined(status.lines).casefold() == "legacy":
        header.status = "legacy"
    suite = next((label for label in parts.facts if _names_suite(label)), None)
    header.suite = joined(suite.lines) if suite else None
    _read_overview(header, parts, _read_title(header, parts), page)
    header.urn = header.urn or furniture.urn
    _check_urn(header, urn.line if urn else 1)
    return header


def facts_of(parts: Parts, page: Page, furniture: Furniture) -> tuple[Fact, ...]:
    """Every labelled line that says something, the URN and the suite too, and what page headers say."""
    facts = [Fact(label.label, page.text(label.lines) or "") for label in parts.facts if label.lines]
    known = {fact.label.casefold() for fact in facts}
    return (*facts, *(fact for fact in furniture.facts if fact.label.casefold() not in known))


def _labelled(parts: Parts, labels: tuple[str, ...], *, above: bool = False) -> Labelled | None:
    """What one of the labels says; with `above`, only above the criteria: the tail says of a standard what it was."""
    first = min((line.number for part, line in parts.headings.items() if part in LISTS), default=0)
    facts = (found for found in parts.facts if not above or found.line < first)
    return next((found for found in facts if found.label.casefold() in labels and found.lines), None)


def _names_suite(label: Labelled) -> bool:
    return label.label.casefold().replace("sectors(", "sectors (") in SUITE_LABELS and bool(label.lines)


def _read_title(header: Header, parts: Parts) -> list[Line]:
    """Take the title off the header's lines and return the rest, which belong to the overview."""
    lines = parts.lines[Part.HEADER]
    if lines:
        lines = _without_urn(header, lines)
    if label := _labelled(parts, TITLE_LABELS):
        first, *more = _without_urn(header, label.lines) or label.lines
        _set_title(header, joined([first, *more]))
        return lines
    taken = _title_length(lines)
    if taken:
        _set_title(header, joined(lines[:taken]))
    else:
        header.warn(lines[0].number if lines else 1, _("This text has no title."), level="red")
    return _without_urn_below(header, lines[taken:])


def _without_urn_below(header: Header, lines: list[Line]) -> list[Line]:
    """Pages print the URN below the title too: a line of its own, and nothing else on it."""
    if header.urn or not lines or not re.fullmatch(_CODE, lines[0].text):
        return lines
    header.urn = lines[0].text
    return lines[1:]


def _without_urn(header: Header, lines: list[Line]) -> list[Line]:
    first = lines[0]
    before = URN_BEFORE_TITLE.fullmatch(first.text)
    match = before or URN_AFTER_TITLE.fullmatch(first.text)
    if not match:
        return lines
    header.urn = header.urn or match["urn"]
    if not match["title"]:
        return lines[1:]
    header.warn(first.number, _("The URN was taken off the title: %(line)s"), first.text)
    return [replace(first, text=match["title"]), *lines[1:]]


def _title_length(lines: list[Line]) -> int:
    """One line, and those that plainly run on from it; none where the text begins with a sentence."""
    if not lines or _is_sentence(lines[0].text):
        return 0
    taken = 1
    while taken < len(lines) and not lines[taken].after_blank:
        runs_on = lines[taken].text[0].islower() or CONNECTING.search(lines[taken - 1].text)
        if not (runs_on or lines[taken].text == "LEGACY"):
            break
        taken += 1
    return taken


def _is_sentence(words: str) -> bool:
    begins = re.match(
        r"(this|these|the) (standard|unit|NOS)s? (is|are|relates?|covers?|describes?)\b", words, re.IGNORECASE
    )
    return len(words) > LONGEST_TITLE or bool(begins) or (len(words) > 120 and words.endswith("."))


def _set_title(header: Header, words: str) -> None:
    header.title, status = _without_legacy(words)
    header.status = status or header.status


def _without_legacy(words: str) -> tuple[str, str | None]:
    """(the words without LEGACY, "legacy" where they said so)."""
    match = LEGACY.fullmatch(words)
    return (match["title"] or match["bracketed"], "legacy") if match else (words, None)


def _read_overview(header: Header, parts: Parts, above: list[Line], page: Page) -> None:
    lines = [*above, *parts.lines[Part.OVERVIEW]]
    header.overview = page.text(lines)
    match = KEY_AREA.search(joined(lines))
    header.key_area = match["area"] if match else None
    if above and Part.OVERVIEW in parts.headings:
        for line in above:
            header.warn(
                line.number, _("This line stood above the overview and was kept with it: %(line)s"), line.text
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
