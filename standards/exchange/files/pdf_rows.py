"""Rows of a table without lines: which words a number or a label belongs to, whether it stands at their top or middle."""

import re

from standards.exchange.files.laid_out import HEADER_LABELS, NUMBER_ALONE, TAIL_LABELS, folded
from standards.exchange.files.pdf_words import Line

MARK = re.compile(rf"{NUMBER_ALONE.pattern}|[•·▪◦‣*–—-]|\(?([a-z]|[ivx]{{1,4}})[.)]")
SAME = 0.6  # of the size of the letters
WIDEST = 1.6  # of the size: lines further apart are not of one paragraph
ROW = 1.08  # times the usual distance of lines, past which a new row begins


def with_marks_put_up(lines):
    """A number set half-way down the words beside it is put before their first line."""
    alone = [line for line in lines if MARK.fullmatch(line.text)]
    reach = max((line.right for line in alone), default=0)
    if not alone or len(alone) == len(lines):
        return lines
    marks, words = [], []
    for line in lines:
        count = sum(word.right < reach + 1 for word in line.words)
        if count and not MARK.fullmatch(" ".join(word.text for word in line.words[:count])):
            return lines  # words stand where the marks do: these are no rows of a table
        marks += [Line(line.words[:count], line.depth)] if count else []
        words += [Line(line.words[count:], line.depth)] if line.words[count:] else []
    rows = _rows_of(words)
    homes = [[row for row in rows if _is_within(mark, row)] for mark in marks]
    if any(len(home) != 1 for home in homes) or len({id(home[0]) for home in homes}) < len(marks):
        return lines
    for mark, (home,) in zip(marks, homes, strict=True):
        for word in mark.words:
            word.y = home[0].y
        home[0].words[:0] = mark.words
    return words


def _rows_of(lines):
    leading = _leading(lines)
    rows = [[lines[0]]]
    for above, line in zip(lines, lines[1:], strict=False):
        if line.y - above.y > ROW * leading:
            rows.append([line])
        else:
            rows[-1].append(line)
    return rows


def _leading(lines):
    """The distance of lines in one paragraph; a page of single lines does not show it."""
    distances = sorted(
        line.y - above.y for above, line in zip(lines, lines[1:], strict=False) if line.y > above.y
    )
    usual = distances[len(distances) // 10] if distances else 0
    widest = WIDEST * lines[0].size
    return min(usual, widest) if usual else widest


def _is_within(mark, row):
    return row[0].y - SAME * mark.size < mark.y < row[-1].y + SAME * mark.size


# --- labels beside rows -----------------------------------------------------------------------


def blocks_of_labels(lines):
    """The lines of each label together."""
    blocks = []
    for line in lines:
        is_label = folded(line.text) in (*HEADER_LABELS, *TAIL_LABELS)
        if blocks and line.y - blocks[-1][-1].y < 1.9 * line.size and not is_label:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def place_of_label(block, lines):
    """Before which of the lines the label comes; None when it stands below all of them."""
    place = next((at for at, line in enumerate(lines) if block[0].y < line.y + SAME * line.size), None)
    if place is None:
        return None
    row = next(row for row in _rows_of(lines) if lines[place] in row)
    middle, middle_of_row = ((side[0].y + side[-1].y) / 2 for side in (block, row))
    is_centred = len(row) > len(block) and abs(middle - middle_of_row) < SAME * block[0].size
    return lines.index(row[0]) if is_centred else place
