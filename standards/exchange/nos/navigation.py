"""What a page saved whole prints so that people find their way: round its site, and round itself."""

import re
from collections.abc import Sequence
from itertools import groupby, takewhile

from standards.exchange.nos.headings import BARE_FACT, FACT, LISTS, PART_OF, Part, folded
from standards.exchange.nos.lines import Line, bulleted

AROUND = re.compile(
    r"skip to (main )?content|nos[ -]finder|home|menu|search|print( this page)?|download( as)?( pdf| word)?|share"
    r"|back to (search|results|top).{0,20}|cymraeg|english|view pdf|you are here:?.{0,80}|cookies?( policy)?"
    r"|home\s*[>/›»|→].{0,150}|(pdf|word|print|download|share|save)([\s|/·,]+(pdf|word|print|download|share|save))+"
    r"|uk ?standards|national occupational standards?( \(NOS\))?( (for|in) .{1,60})?",
    re.IGNORECASE,
)  # fmt: skip
WAYS = {Part.OVERVIEW, *LISTS}
TOP = 100  # lines; a list of contents stands above what it names
FEWEST_WAYS = 2  # of them in a list of contents


def navigation(lines: Sequence[Line], front: Sequence[Line]) -> list[Line]:
    """The lines of both; `front` is what stands above the first heading."""
    return [*_round_the_site(front), *_contents(lines)]


def _round_the_site(front: Sequence[Line]) -> list[Line]:
    """Never all there is: then what looks like the name of the site is the title."""
    around = [line for line in front if AROUND.fullmatch(line.text)]
    says = [line for line in front if line not in around and not _is_fact(line)]
    return around if says else []


def _is_fact(line: Line) -> bool:
    return bool(FACT.fullmatch(line.text) or BARE_FACT.fullmatch(line.text))


def _contents(lines: Sequence[Line]) -> list[Line]:
    """Headings one below the other with nothing between them, each of which heads its part further down."""
    parts = [PART_OF.get(folded(bulleted(line) or line.text)) for line in lines]
    last = {part: place for place, part in enumerate(parts)}
    found: list[Line] = []
    for is_heading, run in groupby(range(len(lines[:TOP])), lambda place: parts[place] is not None):
        ways = list(takewhile(lambda place: last[parts[place]] > place, run)) if is_heading else []
        if len(WAYS & {parts[place] for place in ways}) >= FEWEST_WAYS:
            found += [lines[place] for place in ways]
    return found
