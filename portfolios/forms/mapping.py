"""What one piece of evidence shows: ticks, each with an optional note and the spot to look at."""

import re
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext as _

from people.forms import Words
from portfolios.forms.fields import NOT_OURS
from portfolios.mapping import requirements_of, rows_of, seen_in, sides_of
from portfolios.models import Link
from portfolios.spots import PARTS, BadSpot, Spot, form_of, spot_typed

NOTE = Words(max_length=2000)


class SpotAtHand(NamedTuple):
    """A place in a file that someone pressed, and has not said yet what it shows. `value`: as the page sends it."""

    value: str
    file: Any
    typed: str
    place: str


class MappingForm(forms.Form):
    """`row` (codes of requirements) says which were on the page, `claim` which were ticked; of each `note_…`,
    `file_…` (a code) and `where_…` (a spot as typed). `seen`: what stood when the page was shown.

    `spot`: a SpotAtHand, None unless one was pressed.

    `shows` is {unit: {requirement: Link, or None}}; `rows` is everything on the page, as it was typed.
    """

    def __init__(self, data, *, evidence, units, files):
        super().__init__(data)
        self.spot = None
        self.files_at_hand = files = list(files)
        asked = set(data.getlist("row"))
        known = list(requirements_of(units).filter(code__in=asked)) if all(map(str.isalnum, asked)) else []
        self.is_ours = bool(asked) and {requirement.code for requirement in known} == asked
        self.rows = rows_of(evidence, units, known)
        ticked = set(data.getlist("claim"))
        self.is_ours = self.is_ours and ticked <= asked
        for row in self.rows:
            code = row.requirement.code
            row.is_ticked = code in ticked
            row.note, row.file, row.where = (
                data.get(f"{name}_{code}", "").replace("\r\n", "\n").strip()
                for name in ("note", "file", "where")
            )
            if row.where and not row.file and len(files) == 1 and not row.is_where_it_was:
                row.file = files[0].code

    def asks_again(self):
        """Whether a button was pressed that saves nothing, where no script does it at once: “Tick all”, “Untick all”,
        “Use page 3”. The rows are changed as it says, for the page to come again.
        """
        pressed = [name for name in ("tick", "spot", "here") if name in self.data]
        for name in pressed if self.is_ours else ():
            getattr(self, f"press_{name}")(self.data[name])
        return self.is_ours and bool(pressed)

    def press_tick(self, asked):
        what, _space, anchor = asked.partition(" ")
        sides = sides_of(self.rows)
        for several in [*sides, *(group for side in sides for group in side.groups)]:
            if several.anchor == anchor:
                for row in several.rows:
                    row.is_ticked = what == "all"

    def press_spot(self, asked):
        code, _space, number = asked.partition(" ")
        file = next((file for file in self.files_at_hand if file.code == code), None)
        parts = PARTS[form_of(file)] if file and re.fullmatch("[0-9]{1,6}", number) else ()
        if parts:
            words = Spot(**{parts[0]: int(number)}).typed
            self.spot = SpotAtHand(asked, file, words, f"{file.name}, {words}")

    def press_here(self, code):
        self.press_spot(self.data.get("spot_at_hand", ""))
        row = next((row for row in self.rows if row.requirement.code == code), None)
        if self.spot and row:
            row.is_ticked, row.file, row.where = True, self.spot.file.code, self.spot.typed
        self.spot = None

    def clean(self):
        if not self.is_ours:
            raise forms.ValidationError(NOT_OURS)
        self.shows = {row.unit: {} for row in self.rows}
        for row in self.rows:
            try:
                self.shows[row.unit][row.requirement] = self.link_in(row) if row.is_ticked else None
            except (BadSpot, forms.ValidationError) as problem:
                row.problem = " ".join(getattr(problem, "messages", [str(problem)]))
        if self.problems:
            raise forms.ValidationError(_("Some of it could not be read. Nothing was saved yet."))
        return super().clean()

    @property
    def seen(self):
        return self.data.get("seen", "")

    @property
    def problems(self):
        return [row for row in self.rows if row.problem]

    def link_in(self, row):
        note, claim = NOTE.clean(row.note), row.claim
        if row.is_where_it_was:
            columns = claim.anchor_file, claim.anchor_page, claim.anchor_paragraph, claim.anchor_seconds
            return Link(note, *columns)
        if not (row.file or row.where):
            return Link(note)
        file = self.file_meant(row)
        return Link(note, file, *spot_typed(row.where, file)) if row.where else Link(note, file)

    def file_meant(self, row):
        """The file chosen, or the only one there is; never one of other evidence."""
        files = self.files_at_hand
        if not files:
            raise BadSpot(_("There is no file here to point into. Say it in the note."))
        if not row.file and len(files) > 1:
            raise BadSpot(_("Choose the file you mean too."))
        chosen = [file for file in files if file.code == row.file] if row.file else files
        if not chosen:
            raise BadSpot(
                _("That file is not part of this evidence any more. Choose another, or leave it out.")
            )
        return chosen[0]

    def stand_beside(self, rows):
        """Someone saved in between: say row by row what stands now. Saving once more keeps what was typed."""
        stand = {row.requirement.pk: row.claim for row in rows}
        for row in self.rows:
            row.claim = stand.get(row.requirement.pk)
            row.is_stale = row.differs
        self.data = self.data.copy()
        self.data["seen"] = seen_in(self.rows)
