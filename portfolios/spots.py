"""Where in a file: read from what someone typed, checked against the file, and asked for in an address."""

import re
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portfolios.excerpts import excerpt_of
from portfolios.files import open_file
from portfolios.models.anchor import clock, spot_in_words
from portfolios.previews import PreviewNotPossible, pdf_page_count

MOST = 100_000  # pages, paragraphs or seconds: more is a slip of the finger
MOMENT = re.compile(r"(?:(?P<hours>[0-9]{1,3}):)?(?P<minutes>[0-9]{1,3}):(?P<seconds>[0-9]{1,3})")
PARTS = {  # what can be pointed at in each form of file; a bare number is the first
    "pdf": ("page", "paragraph"),
    "text": ("paragraph",),
    "audio": ("seconds",),
    "video": ("seconds",),
    "image": (),
    "document": ("paragraph", "page"),
    "other": ("page", "paragraph"),
}


class BadSpot(Exception):
    """What was typed is no place in that file; `str()` says so to whoever typed it."""


class Spot(NamedTuple):
    """`page` and `paragraph` from 1, `seconds` from the start of a recording."""

    page: int | None = None
    paragraph: int | None = None
    seconds: int | None = None

    @property
    def typed(self):
        """As someone would type it: “page 3, paragraph 2”, “4:05”, or nothing."""
        return clock(self.seconds) if self.seconds is not None else spot_in_words(*self)

    @property
    def media(self):
        """What the address of a recording ends in, so that it starts there."""
        return f"#t={self.seconds}" if self.seconds is not None else ""


def spot_of(anchored):
    return Spot(anchored.anchor_page, anchored.anchor_paragraph, anchored.anchor_seconds)


def spot_asked(query):
    """The spot that an address asks for: ?at=page-3, ?at=paragraph-2, or seconds, ?at=245. Anything else is nothing."""
    asked = re.fullmatch(r"(?:(page|paragraph)-)?([0-9]{1,6})", query.get("at", ""))
    return Spot(**{asked[1] or "seconds": int(asked[2])}) if asked else Spot()


def form_of(file):
    """What it is to point at: a document whose words we have is pointed at like a text."""
    return "document" if file.words else file.form


# --- what someone typed ---------------------------------------------------------------------


def spot_typed(typed, file):
    """The Spot that these words mean in this file. Raises BadSpot."""
    rest, found = typed.strip().casefold(), {}
    if moment := MOMENT.search(rest):
        found["seconds"] = seconds_of(moment)
        rest = rest.replace(moment[0], "").replace(_("at %(moment)s") % {"moment": ""}, "")
    for name, pattern in patterns():
        if number := pattern.search(rest):
            found[name], rest = int(number[1]), rest.replace(number[0], "", 1)
    rest = rest.strip(" ,;.@")
    parts = PARTS[form_of(file)]
    if rest and parts and re.fullmatch(r"[0-9]{1,9}", rest):
        found.setdefault(parts[0], int(rest))
        if file.form in ("audio", "video"):
            raise BadSpot(_("Write minutes and seconds, such as 4:05."))
    elif rest and rest != _("at %(moment)s").partition("%")[0].strip():
        raise BadSpot(how_to_write(file))
    return checked(Spot(**found), file)


def patterns():
    """[(part, what it looks like)], in English and as this language writes it."""
    page = written(_("page %(number)d")), r"\bp(?:age|p)?\.?\s*([0-9]{1,9})\b"
    paragraph = written(_("paragraph %(number)d")), r"(?:\bpara?(?:graph)?\.?|¶|§)\s*([0-9]{1,9})\b"
    for name, ways in (("paragraph", paragraph), ("page", page)):
        for way in ways:
            yield name, re.compile(way)


def written(words):
    return re.escape(words.casefold()).replace(re.escape("%(number)d"), "([0-9]{1,9})")


def seconds_of(moment):
    hours, minutes, seconds = (int(moment[part] or 0) for part in ("hours", "minutes", "seconds"))
    if seconds > 59 or (moment["hours"] and minutes > 59):
        raise BadSpot(_("Minutes and seconds go up to 59. Write them such as 4:05, or 1:04:05."))
    return 3600 * hours + 60 * minutes + seconds


def how_to_write(file):
    return {
        "pdf": _("Write a page, such as 3. A paragraph can follow: page 3, paragraph 2."),
        "text": _("Write the number of a paragraph, such as 2."),
        "audio": _("Write minutes and seconds, such as 4:05."),
        "video": _("Write minutes and seconds, such as 4:05."),
        "image": _("A picture is seen at once. Leave the place empty, and say it in the note."),
        "document": _("Write the number of a paragraph, such as 2, or a page, such as page 3."),
        "other": _("Write a page, such as 3. A paragraph can follow: page 3, paragraph 2."),
    }[form_of(file)]


# --- is it there ----------------------------------------------------------------------------


def checked(spot, file):
    """The same spot, if the file has it, or if we can’t know. Raises BadSpot."""
    given = {name: value for name, value in spot._asdict().items() if value is not None}
    if not set(given) <= set(PARTS[form_of(file)]):
        raise BadSpot(how_to_write(file))
    if any(value > MOST for value in given.values()):
        raise BadSpot(_("That number is larger than any file we know. Check it."))
    if 0 in (spot.page, spot.paragraph):
        raise BadSpot(_("Count from 1."))
    if spot.page and (pages := pages_in(file, at_least=spot.page)) and spot.page > pages:
        said = ngettext("“%(name)s” has %(count)d page.", "“%(name)s” has %(count)d pages.", pages)
        raise BadSpot(said % {"name": file.name, "count": pages})
    counts = file.reads_here and spot.paragraph and not spot.page  # on a page, they are counted from its top
    if counts and (last := paragraphs_in(file)) and spot.paragraph > last:
        said = ngettext("“%(name)s” has %(count)d paragraph.", "“%(name)s” has %(count)d paragraphs.", last)
        raise BadSpot(said % {"name": file.name, "count": last})
    return spot


def pages_in(file, *, at_least):
    """How many pages a PDF has, as far as one has to look; None where it can’t be opened, or for any other file."""
    if file.form != "pdf" or file.preview_trouble or not file.is_released:
        return None
    if file.page_count or len(file.pages) >= at_least:
        return file.page_count or len(file.pages)
    try:
        with open_file(file.file.name) as source:
            return pdf_page_count(source)
    except (FileNotFoundError, PreviewNotPossible):
        return None


def paragraphs_in(file):
    """How many paragraphs a text, or a document we read, has; None where it is longer than we show, or gone."""
    excerpt = excerpt_of(file)
    return None if excerpt is None or excerpt.is_cut else excerpt.count
