"""One entry, one line: labels that stand alone get their text, and two entries on a line are taken apart."""

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from .nos_lines import Line, Numbered, bulleted, follows, numbered


@dataclass(slots=True)
class Labelling:
    """The lines, each with its own label if it has one; the line numbers of pages; the lines that held two."""

    lines: list[Line] = field(default_factory=list)
    left_out: list[Line] = field(default_factory=list)
    taken_apart: list[Line] = field(default_factory=list)


def put_labels_right(lines: Iterable[Line]) -> Labelling:
    labelling = Labelling()
    queue = deque(lines)
    previous: Numbered | None = None
    while queue:
        line = queue.popleft()
        found = numbered(line)
        if found and not found.text:
            if not _labels_next(found, previous, labelling, queue):
                labelling.left_out.append(line)
                continue
            line = _with_text(line, queue.popleft())
        elif found and found.letter:
            line = _first_of_two(line, found, labelling, queue)
        labelling.lines.append(line)
        previous = found or previous
    return labelling


def _labels_next(
    found: Numbered, previous: Numbered | None, labelling: Labelling, queue: deque[Line]
) -> bool:
    """A number alone on its line labels the next line, unless it is the number of a page."""
    if not queue or numbered(queue[0]) or bulleted(queue[0]):
        return False
    starts_again = found.number == "1" and bool(labelling.lines) and not numbered(labelling.lines[-1])
    return bool(found.letter) or starts_again or follows(previous.number if previous else None, found.number)


def _with_text(label: Line, text: Line) -> Line:
    return replace(text, text=f"{label.text} {text.text}", after_blank=label.after_blank)


def _first_of_two(line: Line, found: Numbered, labelling: Labelling, queue: deque[Line]) -> Line:
    """`P2 agree aims P3 review them`: the second goes back into the queue."""
    following = f"{found.letter}{int(found.number.split('.')[0]) + 1}"
    first, *second = re.split(rf"\s+(?={following}[.:)]?\s)", line.text, maxsplit=1)
    if second:
        queue.appendleft(replace(line, text=second[0], after_blank=False))
        labelling.taken_apart.append(line)
    return replace(line, text=first)
