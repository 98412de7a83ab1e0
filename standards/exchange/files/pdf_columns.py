"""The reading order of the lines of a page: one column, several, or labels in a column of their own beside the text.

    lines_in_order(lines)

What looks like two columns may be either: newspaper columns are read one after the other, labels are read each just
before the line it stands beside.
"""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from standards.exchange.files.laid_out import HEADER_LABELS, TAIL_LABELS, folded
from standards.exchange.files.pdf_rows import MARK, blocks_of_labels, place_of_label, with_marks_put_up
from standards.exchange.files.pdf_words import Line

CLEAR = 0.6  # of the size of the letters: how much white a column has at its left
GUTTER, SHORT = 0.85, 10  # of the size; lines: a short stretch needs this much white between its columns
ALIGNED = 0.7  # of the lines of a column begin at one of three places
RECURS = 3  # lines that make a column
ENOUGH = 0.8  # of the lines the best edge parts
NARROW = 0.75  # of the width of the text beside it: more, and they are columns of a newspaper
SPARSE = 0.7  # of the lines beside it
BESIDE, ROW_FOR_ROW = 0.1, 0.9  # of the size; of the lines
MOST_NESTED = 6
EVEN, STRETCHED = 0.15, 3  # of the size; how many gaps: chance makes two alike


@dataclass(slots=True)
class Column:
    """A stretch of lines set to one width. `key` is the place of its column on the page, the same on every page."""

    lines: list[Line]
    key: tuple[float, float]
    is_label: bool = False


def lines_in_order(lines, known, key=(0.0, 9999.0), depth=0):
    """The columns of a page in reading order. `known`: where columns began on the pages before; it grows."""
    edge = _column_edge(lines, known) if depth < MOST_NESTED and len(lines) > RECURS else None
    if edge is None:
        return [Column(with_marks_put_up(lines), key)] if lines else []
    columns = []
    for band, is_split in _bands(lines, edge, known):
        if not is_split:
            columns += (
                lines_in_order(band, known, key, depth + 1) if len(band) < len(lines) else [Column(band, key)]
            )
            continue
        left, right = _halves(band, edge)
        left_columns = lines_in_order(left, known, (key[0], edge), depth + 1)
        right_columns = lines_in_order(right, known, (edge, key[1]), depth + 1)
        if _are_labels(left, [column for column in right_columns if column.key == right_columns[0].key]):
            columns += _beside(left, right_columns, (key[0], edge))
        else:
            known.append(edge)
            columns += [*left_columns, *right_columns]
    return columns


def _column_edge(lines, known):
    """Where a column that stands beside another begins, or None.

    The leftmost of the places that part nearly as many lines as the best: further right stand the words of its
    entries, behind their numbers.
    """
    starts = set(known)
    for line in lines:
        if _is_stretched(line):
            continue
        for before, word in zip([None, *line.words], line.words, strict=False):
            if before is None or word.left - before.right > CLEAR * word.size:
                starts.add(round(word.left - 1))
    parted = {
        edge: sum(len(band) for band, is_split in _bands(lines, edge, known) if is_split)
        for edge in sorted(starts)
    }
    most = max(parted.values(), default=0)
    return next((edge for edge, count in parted.items() if count and count >= ENOUGH * most), None)


def _bands(lines, edge, known):
    """The lines in runs: (lines, whether two columns part at `edge`)."""
    bands, run, above = [], [], None
    for line in lines:
        if _crosses(line, edge) or (above and not run and _ends(above, line, edge)):
            bands += [(run, _is_split(run, edge, known)), ([line], False)]
            run, above = [], line
        else:
            run.append(line)
    bands.append((run, _is_split(run, edge, known)))
    merged = []
    for band, is_split in bands:
        if merged and not is_split and not merged[-1][1]:
            merged[-1][0].extend(band)
        elif band:
            merged.append((list(band), is_split))
    return merged


def _ends(above, line, edge):
    """The short last line of a paragraph that runs across the columns."""
    return line.right < edge and abs(line.size - above.size) < 0.5 and line.y - above.y < 1.6 * line.size


def _crosses(line, edge):
    if any(word.left < edge < word.right + CLEAR * word.size for word in line.words):
        return True
    return line.left < edge < line.right and _is_stretched(line)


def _is_stretched(line):
    """Set out to the width of what it stands in: as much white between any two of its words, and much."""
    white = [after.left - word.right for word, after in pairwise(line.words)]
    return (
        len(white) >= STRETCHED
        and min(white) > CLEAR * line.size
        and max(white) - min(white) < EVEN * line.size
    )


def _halves(lines, edge):
    left = [Line([word for word in line.words if word.left < edge], line.depth) for line in lines]
    right = [Line([word for word in line.words if word.left >= edge], line.depth) for line in lines]
    return [line for line in left if line.words], [line for line in right if line.words]


def _is_split(lines, edge, known):
    """Both sides hold words, beside each other, and not only marks such as numbers on one of them."""
    left, right = _halves(lines, edge)
    least = 1 if any(abs(edge - place) < 3 for place in known) else RECURS
    if len(right) < least or not left or _only_marks(left) or _only_marks(right):
        return False
    if len(left) > SPARSE * len(right) and _is_river(left, right, edge):
        return False
    return left[0].y <= right[-1].y and right[0].y <= left[-1].y + left[-1].size


def _is_river(left, right, edge):
    """White that runs down through justified lines by chance: narrow, and to its right the lines begin anywhere."""
    if len(right) < SHORT and any(line.right + GUTTER * line.size > edge for line in left):
        return True
    starts = Counter(round(line.left / 3) for line in right)
    return sum(count for _start, count in starts.most_common(3)) < ALIGNED * len(right)


def _only_marks(lines):
    return all(MARK.fullmatch(line.text) for line in lines)


def _are_labels(left, columns):
    """The left is narrower than the text beside it, and says less or stands row for row beside it."""
    right = [line for column in columns for line in column.lines]
    if sum(folded(line.text) in (*HEADER_LABELS, *TAIL_LABELS) for line in left) * 2 > len(left):
        return True
    widths = [max(line.right for line in side) - min(line.left for line in side) for side in (left, right)]
    beside = sum(any(abs(line.y - other.y) < BESIDE * line.size for other in right) for line in left)
    is_table = len(left) >= RECURS and beside >= ROW_FOR_ROW * len(left)
    return widths[0] < NARROW * widths[1] and (is_table or len(left) <= SPARSE * len(right))


def _beside(labels, columns, key):
    """Each label, all its lines together, just before the lines that stand beside it."""
    blocks = blocks_of_labels(labels)
    ordered = []
    for column in columns:
        places = {}
        for block in [*blocks]:
            place = place_of_label(block, column.lines)
            if place is not None:
                places[place] = places.get(place, []) + block
                blocks.remove(block)
        rest = []
        for place, line in enumerate(column.lines):
            if place in places:
                ordered += [Column(rest, column.key), Column(places[place], key, is_label=True)]
                rest = []
            rest.append(line)
        ordered.append(Column(rest, column.key, column.is_label))
    return [*ordered, *[Column(block, key, is_label=True) for block in blocks]]
