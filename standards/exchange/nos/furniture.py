"""What a page prints around the standard: headers, footers and page numbers, which are no part of it.

Known by their words (`SQA Unit Code`, `Final Version – Approved …`), by standing at the edge of several pages, or
by repeating the title. Nothing else is taken away, and what is taken is told.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from standards.exchange.document import Fact
from standards.exchange.nos.headings import BARE_FACT, FACT, is_heading, is_lead_in
from standards.exchange.nos.lines import Line, bulleted, numbered
from standards.exchange.nos.navigation import navigation

UNIT_CODE = re.compile(
    r"(?:(?P<urn>[A-Z]{2,8}[A-Za-z]?\s?[A-Z]{0,3}[0-9.]{1,6}L?) )?SQA Unit Code:?\s*(?P<code>.{0,20})"
)
FINAL_VERSION = re.compile(
    r"(?P<before>.{0,200}?)[\s/|–—-]*\bfinal version\b[\s,:–—-]*approved(?: on)?\s*(?P<when>.{0,30})",
    re.IGNORECASE,
)
PAGE_NUMBER = re.compile(
    r"(page )?[0-9]{1,3}( ?(of|/) ?[0-9]{1,3})?|- ?[0-9]{1,3} ?-|page [0-9]{1,3}( of [0-9]{1,3})?",
    re.IGNORECASE,
)
ADDRESS = re.compile(
    r"(?P<address>(?:https?://)?(?:www\.)?ukstandards\.org\.uk/\S*?nos-finder/(?P<urn>[^/\s]+)\S*)(\s+[0-9]+/[0-9]+)?"
)
MONTH = re.compile(r"([0-9]{1,2} )?[A-Z][a-z]{2,8} [0-9]{4}")
EDGE = 4  # lines at the top and bottom of a page
LONGEST_HEADER = 400  # characters
LONGEST_TITLE = 255
SHORTEST = 6  # characters of a line that can be known again


@dataclass(slots=True)
class Furniture:
    """The lines of the standard itself; the others, each with how often it stands there; what they tell."""

    lines: list[Line] = field(default_factory=list)
    headers: list[tuple[Line, int]] = field(default_factory=list)
    page_numbers: list[Line] = field(default_factory=list)
    around: list[Line] = field(default_factory=list)
    urn: str | None = None
    facts: list[Fact] = field(default_factory=list)


def without_furniture(lines: Sequence[Line]) -> Furniture:
    furniture = Furniture()
    front = _front(lines)
    known = _known(lines, furniture)
    taken = known | (_edges(lines) - _title_at_top(lines, front, known))
    taken |= _titles_again(lines, front, taken)
    furniture.around = navigation(lines, front)
    taken |= {line.number for line in furniture.around}
    pages = _page_numbers(lines, taken)
    furniture.page_numbers = [line for line in lines if line.number in pages]
    around = {line.number for line in furniture.around}
    furniture.headers = _told_once([line for line in lines if line.number in taken - around])
    taken |= pages
    furniture.lines = _closed_up(lines, taken)
    return furniture


def key_of(line: Line) -> str:
    """The same header on two pages: only the number of the page differs."""
    return re.sub(r"[0-9]+", "#", line.text.casefold())


def _front(lines: Sequence[Line]) -> list[Line]:
    end = next((place for place, line in enumerate(lines) if is_heading(line.text)), 0)
    return list(lines[: min(end, 20)])


def _known(lines: Sequence[Line], furniture: Furniture) -> set[int]:
    """Lines known by their words, and what they say of the standard."""
    taken = set()
    for place, line in enumerate(lines):
        if len(line.text) > LONGEST_HEADER:
            continue
        if match := UNIT_CODE.fullmatch(line.text):
            _tell(furniture, match["urn"], "SQA Unit Code", match["code"])
        elif match := ADDRESS.fullmatch(line.text):
            _tell(furniture, match["urn"], "Source", match["address"])
        elif rest := _final_version(lines[place : place + 2], furniture):
            taken |= {below.number for below in rest}
        else:
            continue
        taken.add(line.number)
    return taken


def _final_version(lines: Sequence[Line], furniture: Furniture) -> Sequence[Line]:
    """The lines, one or two, of a footer `… / Final Version – Approved March 2013`."""
    first, *below = lines
    if "final" not in first.text.casefold():
        return []
    match = FINAL_VERSION.fullmatch(first.text)
    if match and (match["when"] or not below or not MONTH.fullmatch(below[0].text)):
        _tell(furniture, None, "Approved on", match["when"])
        return [first]
    if below and (match or re.search(r"\bfinal( version)?[\s,:–—-]*$", first.text, re.IGNORECASE)):
        match = FINAL_VERSION.fullmatch(f"{first.text} {below[0].text}")
        _tell(furniture, None, "Approved on", match["when"] if match else "")
        return lines if match else []
    return []


def _tell(furniture: Furniture, urn: str | None, label: str, text: str) -> None:
    furniture.urn = furniture.urn or urn
    if text.strip() and label not in [fact.label for fact in furniture.facts]:
        furniture.facts.append(Fact(label, text.strip(" /|")))


def _edges(lines: Sequence[Line]) -> set[int]:
    """Lines that stand at the top, or at the bottom, of two pages or more."""
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    if len(pages) < 2:
        return set()
    taken = set()
    for edge in (slice(None, EDGE), slice(-EDGE, None)):
        at_edge = [line for page in pages.values() for line in page[edge] if _can_be_header(line, least=3)]
        found = Counter((key, page) for key, page in {(key_of(line), line.page) for line in at_edge})
        often = Counter(key for key, _page in found)
        taken |= {line.number for line in at_edge if often[key_of(line)] > 1}
    return taken


def _title_at_top(lines: Sequence[Line], front: Sequence[Line], known: set[int]) -> set[int]:
    """Of a title that every page repeats the first print stays, unless something else is left to be the title."""
    again = _edges(lines)
    words = [line for line in front[: EDGE + 1] if line.page == 0 and line.number not in known]
    other = [line for line in words if line.number not in again and not FACT.fullmatch(line.text)]
    is_titled = bool(other) and len(other[0].text) <= LONGEST_TITLE and other[0].text[-1] not in ".:;"
    return set() if is_titled else {line.number for line in words}


def _can_be_header(line: Line, *, least: int = SHORTEST) -> bool:
    is_entry = numbered(line) or bulleted(line)
    return not (is_entry or is_heading(line.text) or is_lead_in(line.text)) and len(line.text) >= least


def _titles_again(lines: Sequence[Line], front: Sequence[Line], taken: set[int]) -> set[int]:
    """The title, or the URN with the title, printed again below the first heading, with or without a page number."""
    titles = _titles(front)
    found = _twice_above(front, titles)
    for place in range(len(front), len(lines)):
        line, bare = lines[place], _bare(lines[place].text[:LONGEST_HEADER])
        begins = bare != line.text.casefold() and any(title.startswith(bare) for title in titles)
        goes_on = begins and place + 1 < len(lines) and lines[place + 1].number in taken
        if _can_be_header(line) and (bare in titles or goes_on):
            found.add(line.number)
    return found


def _twice_above(front: Sequence[Line], titles: set[str]) -> set[int]:
    """The title above the first heading, below itself: once as the title, once as what the page prints at its top."""
    said: set[str] = set()
    found = set()
    for before, line in pairwise([Line(0, ""), *front]):
        bare = _bare(line.text[:LONGEST_HEADER])
        is_value = before.text[-1:] == ":" or BARE_FACT.fullmatch(before.text)
        if bare in said & titles and not is_value:
            found.add(line.number)
        said.add(bare)
    return found


def _titles(front: Sequence[Line]) -> set[str]:
    """What the first two lines that are no facts say, alone and together, without URN and LEGACY."""
    words: list[str] = []
    is_value = False
    for line in front:
        is_label = bool(FACT.fullmatch(line.text) or BARE_FACT.fullmatch(line.text))
        if not is_label and not is_value and len(line.text) <= LONGEST_TITLE:
            words.append(_bare(line.text))
        is_value = is_label and line.text[-1] in ":/"
    found = {*words[:2], " ".join(words[:2])}
    return {
        title for title in found if len(title) >= SHORTEST and (" " in title or re.search("[0-9]", title))
    }


def _bare(words: str) -> str:
    """The words of a title without URN, LEGACY and the number of the page."""
    words = re.sub(r"^[A-Z]{2,8}[A-Za-z]?[A-Z]?[0-9][0-9.]*L?\s+[–—-]?\s*(?=\S)", "", words)
    words = re.sub(r"[\s/|–—-]*\b(page )?[0-9]{1,3}( of [0-9]+)?$", "", words, flags=re.IGNORECASE)
    return re.sub(r"[\s(–-]+LEGACY\)?$", "", words).casefold()


def _page_numbers(lines: Sequence[Line], taken: set[int]) -> set[int]:
    """Numbers alone on a line between headers and footers, or counting on from one page's edge to the next."""
    found = set()
    for place, line in enumerate(lines):
        if PAGE_NUMBER.fullmatch(line.text):
            before = place == 0 or lines[place - 1].number in taken or lines[place - 1].page != line.page
            last = place == len(lines) - 1
            after = last or lines[place + 1].number in taken or lines[place + 1].page != line.page
            says_page = not line.text.strip("- ").isdigit() and not re.fullmatch(
                r"[0-9]+ ?/ ?[0-9]+", line.text
            )
            if says_page or (before and after and bool(taken)):
                found.add(line.number)
    return found | _counting_on(lines)


def _counting_on(lines: Sequence[Line]) -> set[int]:
    at_edges: dict[tuple[str, int], list[Line]] = {}
    for place, line in enumerate(lines):
        if line.text.isdigit() and len(line.text) < 4 and lines[-1].page:
            ends = place == len(lines) - 1 or lines[place + 1].page != line.page
            begins = place == 0 or lines[place - 1].page != line.page
            for edge in ["top"] * begins + ["bottom"] * ends:
                at_edges.setdefault((edge, int(line.text) - line.page), []).append(line)
    return {line.number for same in at_edges.values() if len(same) > 1 for line in same}


def _told_once(lines: Sequence[Line]) -> list[tuple[Line, int]]:
    often = Counter(key_of(line) for line in lines)
    firsts = {key_of(line): line for line in reversed(lines)}
    return [(line, often[key]) for key, line in firsts.items()]


def _closed_up(lines: Sequence[Line], taken: set[int]) -> list[Line]:
    """What is left, the gap where a page ended closed: a blank line there says nothing."""
    kept: list[Line] = []
    for place, line in enumerate(lines):
        if line.number in taken:
            continue
        before = lines[place - 1] if place else None
        at_page_end = before and (before.number in taken or before.page != line.page)
        kept.append(replace(line, after_blank=False) if at_page_end and kept else line)
    return kept
