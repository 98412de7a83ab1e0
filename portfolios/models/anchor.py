"""The exact spot in a file that is meant: a page, a paragraph, a moment."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _


class Anchored(models.Model):
    """`anchor_page` and `anchor_paragraph` count from 1, `anchor_seconds` from the start of a recording."""

    anchor_file = models.ForeignKey("portfolios.EvidenceFile", models.SET_NULL, null=True, related_name="+")
    anchor_page = models.PositiveIntegerField(null=True)
    anchor_paragraph = models.PositiveIntegerField(null=True)
    anchor_seconds = models.PositiveIntegerField(null=True)

    SPOT = ("anchor_file_id", "anchor_page", "anchor_paragraph", "anchor_seconds")

    class Meta:
        abstract = True

    @property
    def spot(self):
        """The four columns of it, {name: value}, to copy or to compare."""
        return {name: getattr(self, name) for name in self.SPOT}

    @property
    def has_anchor(self):
        return any(value is not None for value in self.spot.values())

    @property
    def anchor(self):
        """“page 3, paragraph 2”, “at 4:05”, or nothing"""
        return spot_in_words(self.anchor_page, self.anchor_paragraph, self.anchor_seconds)

    @property
    def anchor_place(self):
        """“minutes.pdf, page 3”: the file too, while it is known. It stays as words when the file was removed."""
        file = [self.anchor_file.name] if self.anchor_file else []
        return ", ".join(part for part in [*file, self.anchor] if part)

    @property
    def anchor_opens(self):
        """Whether its owner can still go there."""
        return self.anchor_file is not None and self.anchor_file.removed_at is None

    @property
    def anchor_at(self):
        """What an address asks for the spot with, ?at=…: “page-3”, “paragraph-2”, or seconds."""
        if self.anchor_page:
            return f"page-{self.anchor_page}"
        if self.anchor_paragraph:
            return f"paragraph-{self.anchor_paragraph}"
        return "" if self.anchor_seconds is None else str(self.anchor_seconds)

    @property
    def anchor_fragment(self):
        """Where on a page that shows the file: a recording has no such place, it starts at its moment."""
        return f"#{self.anchor_at}" if self.anchor_page or self.anchor_paragraph else ""

    @property
    def anchor_url(self):
        """Where its owner reads the file, at the spot; nothing without a file. It works without scripts."""
        if self.anchor_file is None:
            return ""
        asked = f"?{urlencode({'at': self.anchor_at})}" if self.anchor_at else ""
        return reverse("file-read", args=[self.anchor_file.code]) + asked + self.anchor_fragment


@dataclass(frozen=True)
class Link:
    """How a piece shows a requirement, in words, and where in it. `file`: an EvidenceFile of that piece."""

    note: str = ""
    file: Any = None
    page: int | None = None
    paragraph: int | None = None
    seconds: int | None = None

    @property
    def columns(self):
        """As the columns of a Claim have it."""
        return {
            "note": self.note,
            "anchor_file_id": self.file.pk if self.file else None,
            "anchor_page": self.page,
            "anchor_paragraph": self.paragraph,
            "anchor_seconds": self.seconds,
        }


def spot_in_words(page, paragraph, seconds):
    spots = []
    if page:
        spots.append(_("page %(number)d") % {"number": page})
    if paragraph:
        spots.append(_("paragraph %(number)d") % {"number": paragraph})
    if seconds is not None:
        spots.append(_("at %(moment)s") % {"moment": clock(seconds)})
    return ", ".join(spots)


def clock(seconds):
    """“4:05”, “1:02:09”"""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
