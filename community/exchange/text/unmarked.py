"""Lists whose points have no sign before them: where they end, and which of their points stand inside others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from community.exchange.document import Doubt, Level
from community.exchange.text.doubts import doubt, quoted
from community.exchange.text.labels import labelled
from community.exchange.text.passages import Passage

MOST_WORDS = 16  # of a point without a sign
FRAGMENT = 3  # words, up to which a point is surely a fragment


@dataclass(frozen=True, slots=True)
class Point:
    """`depth` counts from 0. `doubt` is what nobody can see from the text."""

    passage: Passage
    depth: int
    doubt: Doubt | None = None


def points_below(
    opener: Passage, passages: Sequence[Passage], is_heading: Callable[[Passage], bool]
) -> list[Point]:
    """The points of the list that `opener` opens with its colon, from the first of `passages` on; [] if there is none."""
    found: list[Passage] = []
    for passage in passages:
        is_point = _may_be_point(passage) and not is_heading(passage)
        if not is_point or _leaves(found, passage) or _opens_next(opener, passage):
            break
        found.append(passage)
    if not found or (len(found) == 1 and (found[0].ends or found[0].words > MOST_WORDS / 2)):
        return []
    return _nested(opener, found)


def _may_be_point(passage: Passage) -> bool:
    return passage.is_plain and passage.words <= MOST_WORDS and labelled(passage).label is None


def _leaves(found: list[Passage], passage: Passage) -> bool:
    """A blank line ends a list that has none between its points; so does a sentence among fragments."""
    if not found:
        return False
    if passage.gap and not all(each.gap for each in found):
        return True
    if passage.gap and len(found) == 1 and not found[0].gap:
        return True
    return passage.ends and passage.words > 6 and not any(each.ends for each in found)


def _opens_next(opener: Passage, passage: Passage) -> bool:
    """ "Please:" … and then "Please do not:" """
    first, other = (each.text.rstrip(":").split()[:1] for each in (opener, passage))
    return passage.text.endswith(":") and passage.words < 6 and first == other


def _nested(opener: Passage, found: list[Passage]) -> list[Point]:
    points: list[Point] = []
    inside: Passage | None = None  # the point whose own list is being read
    for passage in found:
        said = None
        if inside is not None and points[-1].passage is not inside and _goes_up(inside, points, passage):
            said = _ends(inside, passage, is_shown=_is_shown(inside, points, passage))
            inside = None
        points.append(Point(passage, 1 if inside else 0, said))
        if passage.text.endswith(":"):
            inside = passage
    if inside is not None and points[-1].depth == 1:
        points[-1] = Point(points[-1].passage, 1, stays(inside, points[-1].passage))
    return points


def _goes_up(inside: Passage, points: list[Point], passage: Passage) -> bool:
    own = [point.passage for point in points if point.depth == 1][-20:]
    if passage.text.endswith(":") or passage.gap > own[-1].gap:
        return True
    if own[0].indent > inside.indent:
        return passage.indent < own[0].indent
    return _begins_alike(inside, passage) or _is_longer(own, passage)


def _is_shown(inside: Passage, points: list[Point], passage: Passage) -> bool:
    own = next(point.passage for point in points if point.depth == 1)
    return own.indent > inside.indent > passage.indent - 1


def _is_longer(own: list[Passage], passage: Passage) -> bool:
    """Fragments of a word or two, and then a phrase of several."""
    return passage.words > max(FRAGMENT, 2 * max(each.words for each in own))


def _begins_alike(inside: Passage, passage: Passage) -> bool:
    return inside.text.split()[:2] == passage.text.split()[:2]


def _ends(inside: Passage, passage: Passage, *, is_shown: bool) -> Doubt:
    """Where indents show it a look will do; else words could stand in the wrong place."""
    message = _(
        "Nothing marks the points of this list. The list inside %(inside)s was taken to end before this line, where other"
        " or longer words begin: %(line)s. Please look where it ends."
    )
    level: Level = "amber" if is_shown else "red"
    return doubt(passage.line, message, passage.text, inside=quoted(inside.text, 50), level=level)


def stays(inside: Passage, passage: Passage) -> Doubt:
    message = _(
        "Nothing marks the points of this list. All that follow %(line)s were taken to stand inside it. Please look where"
        " it ends."
    )
    return doubt(passage.line, message, inside.text)
