"""What a charter calls itself: the title above everything, where there is one."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from community.exchange.document import Doubt
from community.exchange.text.doubts import doubt
from community.exchange.text.facts import NAMED_TITLE, date_line
from community.exchange.text.headings import CAPS, Headings, is_lead_in
from community.exchange.text.kinds import begins_section, names_charter
from community.exchange.text.labels import labelled
from community.exchange.text.passages import Passage

MOST_WORDS = 18
LONGEST = 255  # characters a page's title may have
LIKE = 12  # words of a heading


@dataclass(frozen=True, slots=True)
class Title:
    """`taken` passages from the first on are the title."""

    words: str | None = None
    taken: int = 0
    doubts: tuple[Doubt, ...] = ()
    is_named: bool = False  # "title: …", as files say it to programs


def title_of(passages: list[Passage]) -> Title:
    first = passages[0]
    named = NAMED_TITLE.fullmatch(first.text)
    if named and len(named["title"]) <= LONGEST:
        return Title(named["title"], 1, is_named=True)
    if not _may_be_title(first):
        return Title()
    second = passages[1] if len(passages) > 1 else None
    if first.first.hashes:
        return _by_sign(first, passages)
    if second and _goes_together(first, second, passages):
        message = _("The first two lines were read as the title: %(line)s")
        words = f"{first.text} {_bare(second.text)}"
        return Title(words, 2, (doubt(first.line, message, words),))
    if names_charter(first.text) or _names_whole(passages):
        return Title(_bare(first.text), 1)
    return Title()


def _bare(words: str) -> str:
    return words.removesuffix(":").rstrip()


def _may_be_title(passage: Passage) -> bool:
    is_short = passage.words <= MOST_WORDS and len(passage.text) <= LONGEST
    return (
        is_short and not passage.is_item and not passage.ends and not passage.text.endswith((",", ";", "?"))
    )


def _by_sign(first: Passage, passages: list[Passage]) -> Title:
    """The only heading of its size, above all others."""
    sizes = [passage.first.hashes for passage in passages if passage.first.hashes]
    is_alone = sizes.count(first.first.hashes) == 1 and first.first.hashes == min(sizes)
    is_largest = is_alone and (len(sizes) > 1 or first.first.hashes == 1 or names_charter(first.text))
    is_title = is_largest or (names_charter(first.text) and not begins_section(first.text))
    return Title(_bare(first.text), 1) if is_title else Title()


def _goes_together(first: Passage, second: Passage, passages: list[Passage]) -> bool:
    """ "Community of practice:" and "Care Charter" """
    if (
        not _may_be_title(second)
        or second.text.endswith("?")
        or second.first.hashes
        or _is_section(first)
        or labelled(second).label
        or date_line(second.text)
        or len(first.text) + len(second.text) >= LONGEST
    ):
        return False
    if is_lead_in(second.text) or second.words > LIKE or is_lead_in(first.text):
        return False
    if names_charter(second.text):
        return not names_charter(first.text) or first.text.endswith(":") or second.is_caps == first.is_caps
    third = passages[2] if len(passages) > 2 else None
    stands_apart = not second.gap and third is not None and third.gap and not _is_section(second)
    return bool(stands_apart and names_charter(first.text) and second.is_caps == first.is_caps)


def _is_section(passage: Passage) -> bool:
    return begins_section(passage.text) and not names_charter(passage.text)


def _names_whole(passages: list[Passage]) -> bool:
    """A line of its own above a heading that is surely one, and no heading of a section itself."""
    first, rest = passages[0], passages[1:]
    if (
        _is_section(first)
        or is_lead_in(first.text)
        or labelled(first).label
        or first.words > LIKE
        or not rest
    ):
        return False
    headings = Headings(passages)
    ranks = [headings.rank(place) for place in range(len(passages))]
    if not ranks[0]:
        return False
    if not any(ranks[1:]) and not begins_section(first.text):
        return True
    is_above_heading = bool(ranks[1]) and _is_section(rest[0])
    is_larger = (
        ranks[0] <= CAPS + 20 and all(rank > ranks[0] for rank in ranks[1:] if rank) and any(ranks[1:])
    )
    return is_above_heading or is_larger or (rest[0].first.hashes > 0)
