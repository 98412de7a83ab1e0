"""The exact spot in a file that is meant: a page, a paragraph, a moment."""

from django.db import models
from django.utils.translation import gettext as _


class Anchored(models.Model):
    """`anchor_page` and `anchor_paragraph` count from 1, `anchor_seconds` from the start of a recording."""

    anchor_file = models.ForeignKey("portfolios.EvidenceFile", models.SET_NULL, null=True, related_name="+")
    anchor_page = models.PositiveIntegerField(null=True)
    anchor_paragraph = models.PositiveIntegerField(null=True)
    anchor_seconds = models.PositiveIntegerField(null=True)

    class Meta:
        abstract = True

    @property
    def anchor(self):
        """“page 3, paragraph 2”, “at 4:05”, or nothing"""
        spots = []
        if self.anchor_page:
            spots.append(_("page %(number)d") % {"number": self.anchor_page})
        if self.anchor_paragraph:
            spots.append(_("paragraph %(number)d") % {"number": self.anchor_paragraph})
        if self.anchor_seconds is not None:
            spots.append(_("at %(moment)s") % {"moment": clock(self.anchor_seconds)})
        return ", ".join(spots)


def clock(seconds):
    """“4:05”, “1:02:09”"""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
