"""How a piece is said to show a requirement, and where in it: what an earlier round had otherwise."""

import json
from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery, TextField, Value
from django.db.models.functions import Cast, Coalesce, JSONObject
from django.db.models.lookups import Exact
from django.utils.translation import gettext as _

from assessments.changes import Change, words_changed
from portfolios.models import SubmissionItem, in_sight
from portfolios.models.anchor import spot_in_words


@dataclass(frozen=True)
class Told:
    """`text`: how it shows this. `place`: where to look, in words."""

    text: str = ""
    place: str = ""


def told_otherwise(note, kept):
    """(Told before, Told now), where they differ. `note`: a SubmissionItemNote or None; `kept`: as told_before() has it,
    None where no earlier round had this match."""
    if kept is None:
        return None
    told = json.loads(kept)
    spot = spot_in_words(told["page"], told["paragraph"], told["seconds"])
    before = Told(told["text"], ", ".join(part for part in (told["file"], spot) if part))
    now = Told(note.text, note.anchor_place) if note else Told()
    return (before, now) if before != now else None


def changes_told(finding, piece):
    """[Change] of how this piece is said to show this, and where in it, since an earlier round had it."""
    before, now = finding.retold.get(piece, (Told(), Told()))
    both = (
        (_("How this shows %(label)s"), before.text, now.text),
        (_("Where to look for %(label)s"), before.place, now.place),
    )
    return [
        Change(what % {"label": finding.requirement.label}, pieces=words_changed(then, now))
        for what, then, now in both
        if then != now
    ]


def as_told():
    """What an item says of how and where, as one text to compare."""
    said = JSONObject(
        text=Coalesce("note__text", Value("")),
        file="note__anchor_file__name",
        page="note__anchor_page",
        paragraph="note__anchor_paragraph",
        seconds="note__anchor_seconds",
    )
    return Cast(said, TextField())


def told_before():
    """The same of the newest earlier round that had this evidence for this requirement, if it is in sight still."""
    earlier = SubmissionItem.objects.filter(
        in_sight("evidence_version__", "evidence_version__evidence__"),
        submission__unit=OuterRef("submission__unit"),
        submission__round__lt=OuterRef("submission__round"),
        submission__recalled_at=None,  # nobody read that one
        requirement=OuterRef("requirement"),
        evidence_version__evidence=OuterRef("evidence_version__evidence"),
    )
    return Subquery(earlier.order_by("-submission__round").values(told=as_told())[:1])


def is_told_otherwise():
    """Whether an item says otherwise how and where than that round did. What is matched anew does not."""
    return ~Q(Exact(Coalesce(told_before(), as_told()), as_told()))
