"""Official wording as HTML: a paragraph for each line, a list for lines that begin with a bullet. No word changes."""

from itertools import groupby

from django.utils.html import escape, format_html, format_html_join

from standards.models.wording import lines_of


def as_published(text, marked=None):
    """Plain text, as published, in paragraphs and lists. Escaped: it is a text, never mark-up.

    `marked`: {line: the same words as HTML, with hard ones to be opened}, from standards.glossing.
    """
    parts = [
        part_of([line for _point, line in run], bulleted, marked or {})
        for bulleted, run in groupby(lines_of(text), lambda line: line[0])
    ]
    return format_html_join("\n", "{}", ((part,) for part in parts))


def part_of(lines, bulleted, marked):
    shown = ((marked.get(line, escape(line)),) for line in lines)
    if not bulleted:
        return format_html_join("\n", "<p>{}</p>", shown)
    return format_html('<ul class="bullets">{}</ul>', format_html_join("\n", "<li>{}</li>", shown))


def count_items(groups):
    """How many requirements stand in these groups."""
    return sum(len(group["items"]) for group in groups)
