"""Which headings begin a section and which head a clause inside one."""

from collections.abc import Sequence

from community.exchange.text.headings import CAPS, COUNTED, Headings
from community.exchange.text.kinds import begins_section, kind_counted, kind_of
from community.exchange.text.outline import Outline
from community.exchange.text.passages import Passage

GROUPS = {"value", "principle", "design principle", "expected behaviour", "unacceptable behaviour"}


class Sizes:
    """The ranks of all headings in the text; `sections` are those of sections met so far."""

    def __init__(self, passages: Sequence[Passage], headings: Headings):
        self.ranks = [headings.rank(place) for place in range(len(passages)) if headings.rank(place)]
        self.hashes = sorted({rank for rank in self.ranks if rank < CAPS})
        self.sections: set[int] = set()
        self.names_sections = any(
            headings.rank(place) and begins_section(passage.text) for place, passage in enumerate(passages)
        )

    @property
    def is_even(self) -> bool:
        """All headings look alike, so only their words tell which are larger."""
        return len(set(self.ranks)) < 2

    def is_section(self, words: str, rank: int, outline: Outline, *, mark: str = "") -> bool:
        is_open = self._is_open(rank, outline)
        if kind_counted(words) and (outline.section is None or rank >= CAPS):
            return False
        if rank < CAPS:
            return self._is_section_by_sign(words, rank, outline, is_open=is_open)
        if outline.section is None:
            return not is_open
        if outline.section_rank < CAPS:
            return rank == CAPS and self._names_another_kind(words, outline)
        if (begins_section(words) or words.endswith("?")) and not self._is_deeper_number(rank, outline):
            return (
                kind_of(words) is not None
                or words.endswith("?")
                or mark == ":"
                or rank <= (outline.section_rank or rank)
                or self._is_lonely(outline)
            )
        if rank == outline.section_rank:
            return not is_open
        if rank > outline.section_rank:
            return False
        return rank in self.sections or not is_open

    def _names_another_kind(self, words: str, outline: Outline) -> bool:
        """ "EXPECTED BEHAVIOUR" in capitals, below "## Values" and its clauses."""
        return begins_section(words) and kind_of(words) in GROUPS - {outline.kind}

    def _is_open(self, rank: int, outline: Outline) -> bool:
        """The section at hand may go on with a heading of this rank: it names values, and no clauses have come yet
        but such as stand under headings no smaller than this one."""
        kind = outline.kind
        if outline.section is None and not self.names_sections:
            kind = outline.default_kind
        others = [each for each in outline.label_ranks if each > max(rank, outline.section_rank)]
        return kind in GROUPS and not outline.has_points and not others

    def _is_section_by_sign(self, words: str, rank: int, outline: Outline, *, is_open: bool) -> bool:
        """By the `#` before it; where all have as many, by its words."""
        if len(self.hashes) > 1:
            return rank == self.hashes[0] or outline.section is None
        return begins_section(words) or words.endswith("?") or not is_open

    def _is_deeper_number(self, rank: int, outline: Outline) -> bool:
        return rank > COUNTED and outline.section_rank == COUNTED

    def _is_lonely(self, outline: Outline) -> bool:
        """No other heading looks like that of the section at hand, so their looks tell nothing of their size."""
        return self.ranks.count(outline.section_rank) < 2
