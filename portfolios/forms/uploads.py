"""Files that arrived before their form was saved, as ticks: what is ticked goes with it when it is saved."""

from dataclasses import dataclass

from portfolios.forms.fields import Ticks
from portfolios.kinds import size_in_words
from portfolios.operations.evidence_files import UploadGone

MOST_SHOWN = 50


@dataclass
class Arrived:
    """One row: a file that waits for its evidence."""

    code: str
    name: str
    in_words: str
    is_ticked: bool


class UploadFields:
    """Mixed into a form whose view keeps files first: `kept`, the codes of files that arrived and wait.

    `waiting`: a queryset of Upload, one’s own; `came`: those that came with this very request.
    """

    def add_uploads(self, waiting, came):
        self.waiting, self.came = list(waiting[:MOST_SHOWN]), list(came)
        known = dict.fromkeys([*self.waiting, *self.came])
        self.fields["kept"] = Ticks(
            required=False,
            choices=[(upload.code, upload.name) for upload in known],
            error_messages={"invalid_choice": UploadGone.sentence},
        )
        self.arrived_files = list(known)

    @property
    def all_kept(self):
        """The codes to put to the evidence: what was ticked, and what came along."""
        ticked = self.cleaned_data.get("kept", [])
        return list(dict.fromkeys([*ticked, *(upload.code for upload in self.came)]))

    @property
    def arrived(self):
        """Rows for the page: ticked are those of this form, not those that wait from another day."""
        ticked = {*(upload.code for upload in self.came), *self.ticked_before()}
        return [
            Arrived(upload.code, upload.name, size_in_words(upload.size), upload.code in ticked)
            for upload in self.arrived_files
        ]

    def ticked_before(self):
        name = self.add_prefix("kept")
        return self.data.getlist(name) if hasattr(self.data, "getlist") else []
