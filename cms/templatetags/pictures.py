"""Our drawings as tags, in every template without {% load %}."""

from functools import cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from cms.icons import ICONS

register = template.Library()


@register.simple_tag
@cache  # there are as many as we drew, times the few classes they are given
def icon(name, more_classes=""):
    """A line icon. Decorative: the word beside it says the same."""
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        f"icon {more_classes}".strip(),
        mark_safe(ICONS[name]),  # noqa: S308 - our own drawings, no one's input
    )


@register.simple_tag
def icon_symbols(names):
    """Icons kept once on a page that shows hundreds: each is drawn by <use href="#i-…">. Put where nothing is seen."""
    return format_html_join(
        "",
        '<symbol id="i-{}" viewBox="0 0 24 24">{}</symbol>',
        ((name, mark_safe(ICONS[name])) for name in names),  # noqa: S308 - our own drawings, no one's input
    )


@register.simple_tag
def drawing(name, classes=""):
    return render_to_string(f"components/drawings/{name}.svg", {"class": classes})


def drawn(number):
    """There are six drawings; a suite with more key areas begins again."""
    return (int(number) - 1) % 6 + 1


@register.simple_tag
def area_block(number, size=""):
    """The quilt block of a key area (1 to 6). Size: s, l or nothing."""
    return drawing(f"block_{drawn(number)}", f"block-icon block-icon--{size}" if size else "block-icon")


@register.simple_tag
def area_picture(number, classes="map__pic"):
    """The place that stands for a key area (1 to 6)."""
    return drawing(f"place_{drawn(number)}", classes)
