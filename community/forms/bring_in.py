"""What a person may type over the reading of a charter: its parts, and its rows one by one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.exchange import reworking
from community.models import ClauseKind
from standards.forms.given_text import GivenTextForm, plain, whole

KINDS = dict(ClauseKind.choices) | {reworking.LEFT_OUT: _("Left out, on purpose")}
MOST_ROWS = 10_000


class BringInCharterForm(GivenTextForm):
    HOW_TO_COPY = _("Open the charter, select everything, copy it, and paste it here.")
    TOO_LARGE = _("This file is larger than 10 MB. A charter is a few pages.")


class CharterPartsForm(forms.Form):
    """The parts of a charter that are no clauses. Nothing is required: a reading may be kept half-way."""

    title = forms.CharField(
        label=_("Title"),
        required=False,
        help_text=_("What the charter calls itself. Write one if the text has none."),
    )
    last_revised = forms.DateField(
        label=_("Last revised, as the text says"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write the day like this: 2027-03-02, or leave it empty.")},
    )
    preamble = forms.CharField(
        label=_("Words before the first heading"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    stewards = forms.CharField(
        label=_("Stewards, as the text names them"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One on each line."),
    )

    def __init__(self, posted, *, reading):
        parts = reading | {"stewards": "\n".join(reading["stewards"])}
        super().__init__(posted, initial=parts, auto_id="part-%s")
        self.reading = reading

    def corrected(self):
        """The reading with these parts."""
        day = self.cleaned_data["last_revised"]
        stewards = plain(self.cleaned_data["stewards"]).split("\n")
        return self.reading | {
            "title": plain(self.cleaned_data["title"]) or None,
            "preamble": plain(self.cleaned_data["preamble"]),
            "last_revised": day.isoformat() if day else None,
            "stewards": [line.strip() for line in stewards if line.strip()],
        }


def rows_in(posted):
    """The rows as typed: row-0-kind, row-0-label, row-0-mark, row-0-text, row-0-level, …; how many says `rows`.

    What no browser of ours would send is put right without a word: it can’t have been typed.
    """
    count = min(whole(posted.get("rows")), MOST_ROWS)
    rows = (row_in(posted, f"row-{place}-") for place in range(count))
    return [row for row in rows if row]


def row_in(posted, prefix):
    kind = posted.get(f"{prefix}kind", "")
    if kind not in reworking.CHOICES:
        return None
    words = {name: plain(posted.get(f"{prefix}{name}")) for name in ("label", "mark", "text")}
    numbers = {name: whole(posted.get(f"{prefix}{name}")) for name in ("level", "line")}
    row = {"kind": kind} | words | numbers
    was = posted.get(f"{prefix}was", "")
    return row | {"was": was} if kind == reworking.LEFT_OUT and was in reworking.KINDS_KEPT else row
