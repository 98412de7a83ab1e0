"""Official wording as HTML: a paragraph for each line, a list for lines that begin with a bullet. No word changes."""

from itertools import groupby

from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

from standards.models.wording import lines_of


def as_published(text, marked=None):
    """Plain text, as published, in paragraphs and lists. Escaped: it is a text, never mark-up.

    `marked`: {line: the same words as HTML, with hard ones to be opened}, from standards.glossing.
    """
    parts = [
        part_of([line for _point, line in run], bulleted, marked or {})
        for bulleted, run in groupby(lines_of(text), lambda line: line[0])
    ]
    return mark_safe("\n".join(parts))  # noqa: S308  every line of it is escaped


def part_of(lines, bulleted, marked):
    shown = [conditional_escape(marked.get(line, line)) for line in lines]
    if not bulleted:
        return "\n".join(f"<p>{line}</p>" for line in shown)
    points = "\n".join(f"<li>{line}</li>" for line in shown)
    return f'<ul class="bullets">{points}</ul>'


def count_items(groups):
    """How many requirements stand in these groups."""
    return sum(len(group["items"]) for group in groups)
