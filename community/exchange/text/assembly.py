"""The passages of a charter, one after another, put where they belong."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from community.exchange.text.headings import LONG, Headings
from community.exchange.text.kinds import CLOSING, TENDS, kind_of
from community.exchange.text.labels import Labelled, labelled, uses_dashes
from community.exchange.text.lines import BLANK
from community.exchange.text.outline import Outline
from community.exchange.text.passages import Passage
from community.exchange.text.prose import give_kinds_to_prose
from community.exchange.text.sizes import Sizes
from community.exchange.text.unmarked import points_below, stays

NOUNS = (
    "values", "principles", "behaviours", "behaviors", "rules", "commitments", "promises", "pledges", "agreements",
    "responsibilities", "expectations", "guidelines",
)  # fmt: skip
LAST_FEW = 5  # passages, among which closing words are looked for


class Assembly:
    """Reads once from top to bottom. Afterwards `outline` has every row and `preamble` the words above them."""

    def __init__(
        self,
        passages: Sequence[Passage],
        headings: Headings,
        *,
        default_kind: str | None,
        apart: Sequence[Passage] = (),
    ):
        self.apart = apart  # lines about the charter as a whole
        self.passages, self.headings = passages, headings
        self.sizes = Sizes(passages, headings)
        self.outline = Outline(default_kind)
        self.opening: list[Passage] = []
        self.heads = {passage for place, passage in enumerate(passages) if headings.rank(place)}
        self.dashes = uses_dashes(passages)
        # By the line of their section: headings no larger than it.
        self.as_clauses: dict[int, list[tuple[int, str]]] = {}
        self.has_parts = any(
            headings.rank(place) or passage.is_item or self.taken_apart(passage).label
            for place, passage in enumerate(passages)
        )

    def read(self) -> None:
        place = 0
        while place < len(self.passages):
            place = self._read(place)
        if not self.outline.entries:
            for passage in self.opening:
                self.outline.add(1, None, "", passage.text, passage.line)
            self.opening = []
        give_kinds_to_prose(self.outline)

    @property
    def preamble(self) -> str:
        return "\n".join(passage.text for passage in self.opening)

    def taken_apart(self, passage: Passage) -> Labelled:
        return labelled(passage, dashes=self.dashes)

    def _read(self, place: int) -> int:
        """Read the passage at `place`, and give the place of the next."""
        passage = self.passages[place]
        if passage in self.apart:
            self._stand_apart(passage)
        elif rank := self.headings.rank(place):
            self._heading(place, rank)
        elif passage.is_item:
            below = self._opens_own_list(place - 1) or self._is_labelled(place - 1)
            self.outline.point(self.taken_apart(passage), passage, below=below)
        elif taken := self._unmarked(place):
            return place + taken
        elif (passage.is_hanging and self.outline.points) or self._goes_on(place):
            self.outline.more_of_point(passage.text)
        else:
            self._paragraph(place)
        return place + 1

    # Headings

    def _heading(self, place: int, rank: int) -> None:
        passage, outline = self.passages[place], self.outline
        words = passage.text.removesuffix(":").rstrip(BLANK)
        mark = ":" if passage.text.endswith(":") else ""
        if self.sizes.is_section(words, rank, outline, mark=mark):
            if self.headings.is_unmarked(place) or (
                outline.section and kind_of(words) is None and self.sizes.is_even
            ):
                outline.warn(passage.line, _("This line was read as a heading. Is it one? %(line)s"), words)
            outline.begin_section(words, mark, passage.line, rank)
            self.sizes.sections.add(rank)
            return
        if self.headings.is_unmarked(place):
            outline.warn(
                passage.line, _("This line was read as the heading of a clause. Is it one? %(line)s"), words
            )
        elif outline.section and rank <= outline.section_rank:
            self.as_clauses.setdefault(outline.section.line, []).append((passage.line, words))
        outline.begin_clause(words, mark, passage.line, rank)

    # Paragraphs

    def _stand_apart(self, passage: Passage) -> None:
        outline = self.outline
        if outline.section is None and not outline.entries and self.has_parts:
            self.opening.append(passage)
            return
        outline.labels, outline.points = [], []
        outline.add(1, None, "", passage.text, passage.line).kind = "statement"

    def _paragraph(self, place: int) -> None:
        passage, outline = self.passages[place], self.outline
        told = self.taken_apart(passage)
        if self._is_preamble(place, told):
            self.opening.append(passage)
            return
        if self._closes(place):
            outline.labels = []
            entry = outline.add(1, None, "", passage.text, passage.line)
            entry.kind = (
                "stewardship" if outline.kind == "stewardship" and TENDS.search(passage.text) else "statement"
            )
            outline.warn(passage.line, _("This was taken as a closing statement: %(line)s"), passage.text)
            return
        outline.paragraph(told, passage)

    def _is_preamble(self, place: int, told: Labelled) -> bool:
        before_all = self.outline.section is None and not self.outline.entries
        return before_all and self.has_parts and told.label is None and not self._opens_own_list(place)

    def _closes(self, place: int) -> bool:
        """ "This charter was agreed by …" below the last clause speaks of the whole charter."""
        passage = self.passages[place]
        is_near_end = place >= len(self.passages) - LAST_FEW and not any(
            self.headings.rank(after) for after in range(place, len(self.passages))
        )
        last = self.outline.last
        headed = (
            bool(self.outline.labels)
            and last is not None
            and (last.text or last.level > self.outline.labels[-1][1])
        )
        return bool(is_near_end and headed and CLOSING.match(passage.text))

    def _is_labelled(self, place: int) -> bool:
        """A paragraph with a label of its own: points below it are its points."""
        passage = self.passages[place] if place >= 0 else None
        is_plain = passage is not None and passage.is_plain and not self.headings.rank(place)
        return bool(passage and is_plain and self.taken_apart(passage).label)

    def _goes_on(self, place: int) -> bool:
        """Set in below such a paragraph, without a blank line: more of it."""
        passage = self.passages[place]
        above = self.passages[place - 1] if place else None
        return bool(
            above and not passage.gap and passage.indent > above.indent + 1 and self._is_labelled(place - 1)
        ) and not self._is_labelled(place)

    # Lists

    def _opens_own_list(self, place: int) -> bool:
        """The paragraph at `place` ends with a colon, and its list is the rest of its sentence."""
        if place < 0 or self.headings.rank(place) or self.passages[place].is_item:
            return False
        words = self.passages[place].text
        if not words.endswith(":"):
            return False
        if self.outline.labels:
            return True
        last = words.casefold().split(". ")[-1]
        names_kind = any(noun in last for noun in NOUNS) or last.endswith(("following:", "these:"))
        is_grouped = bool(self.outline.kind or self.outline.default_kind or self.outline.section is None)
        return not (
            names_kind and is_grouped and kind_of(last) in (None, self.outline.kind_here, self.outline.kind)
        )

    def _unmarked(self, place: int) -> int:
        """How many passages from here on were points of a list that the passage above opens."""
        opener = self.passages[place - 1] if place else None
        if opener is None or not opener.text.endswith(":") or self.headings.rank(place - 1):
            return 0
        points = points_below(opener, self.passages[place:], self.heads.__contains__)
        if not points:
            return 0
        outline, base = self.outline, self._base_below(opener, place)
        for point in points:
            entry = outline.add(base + point.depth, None, "", point.passage.text, point.passage.line)
            entry.from_prose = False
            if point.doubt:
                outline.doubts.append(point.doubt)
        if self._is_among_lines(place - 1):
            outline.doubts.append(stays(opener, points[-1].passage))
        outline.points = []
        outline.has_points = outline.has_points or not outline.labels
        return len(points)

    def _is_among_lines(self, place: int) -> bool:
        """The line that opens the list is itself one of a list without signs, which may go on below it."""
        above = self.passages[place - 1] if place else None
        is_line = above is not None and above.is_plain and above.words <= LONG + 3 and not above.ends
        return is_line and above not in self.heads and not self.passages[place].gap

    def _base_below(self, opener: Passage, place: int) -> int:
        last = self.outline.last
        if last is None:
            return 1
        if opener.is_item or self._opens_own_list(place - 1):
            return last.level + 1
        return self.outline.inside
