"""Official wording as HTML: a paragraph for each line, a list for lines that begin with a bullet. No word changes."""

from itertools import groupby

from django.utils.html import format_html, format_html_join

BULLET = "• "


def as_published(text):
    """Plain text, as published, in paragraphs and lists. Escaped: it is a text, never mark-up."""
    lines = [line.strip() for line in str(text).splitlines() if line.strip()]
    parts = [
        part_of(list(run), bulleted) for bulleted, run in groupby(lines, lambda line: line.startswith(BULLET))
    ]
    return format_html_join("\n", "{}", ((part,) for part in parts))


def part_of(lines, bulleted):
    if not bulleted:
        return format_html_join("\n", "<p>{}</p>", ((line,) for line in lines))
    items = format_html_join("\n", "<li>{}</li>", ((line.removeprefix(BULLET),) for line in lines))
    return format_html('<ul class="bullets">{}</ul>', items)


def count_items(groups):
    """How many requirements stand in these groups."""
    return sum(len(group["items"]) for group in groups)
