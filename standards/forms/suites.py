"""What a person may type when a whole suite comes in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from standards.exchange.suites.files import MAX_BYTES
from standards.models import SuitePage


class BringInSuiteForm(forms.Form):
    """A file, and the suite it goes into where it does not say so itself."""

    file = forms.FileField(
        label=_("Choose a file"),
        help_text=_("Our own JSON, CASE (1.1 or 1.0), or a spreadsheet: CSV, Excel or OpenDocument."),
        widget=forms.FileInput(attrs={"accept": ".json,.csv,.xlsx,.ods,.txt"}),
        error_messages={"required": _("Choose a file first."), "empty": _("This file is empty.")},
    )
    suite = forms.ModelChoiceField(
        label=_("Which suite does it go into?"),
        queryset=SuitePage.objects.none(),
        required=False,
        empty_label=_("The one the file speaks of, or a new one"),
        error_messages={"invalid_choice": _("Choose one of these suites.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["suite"].queryset = SuitePage.objects.filter(alias_of=None).order_by("path")

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(_("This file is larger than any suite of standards."))
        return file
