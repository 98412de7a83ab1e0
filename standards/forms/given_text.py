"""A text that someone gives us, pasted or as a file; and how what was typed over it is taken."""

from django import forms
from django.utils.translation import gettext_lazy as _

from standards.exchange.reading import MAX_BYTES

ONE_OF_TWO = _("Paste the text, or choose a file. One of the two.")


class GivenTextForm(forms.Form):
    """`HOW_TO_COPY` helps with pasting, `TOO_LARGE` says so of a file, each in the words of what is brought in."""

    HOW_TO_COPY, TOO_LARGE = "", _("This file is larger than 10 MB.")

    text = forms.CharField(
        label=_("Paste the text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    file = forms.FileField(
        label=_("Or choose a file"),
        required=False,
        help_text=_("A text, a saved web page, a PDF or a Word document (.docx), up to 10 MB."),
        widget=forms.FileInput(attrs={"accept": ".txt,.text,.md,.html,.htm,.pdf,.docx"}),
        error_messages={"empty": _("This file is empty.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = self.HOW_TO_COPY

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and file.size > MAX_BYTES:
            raise forms.ValidationError(self.TOO_LARGE)
        return file

    def clean(self):
        cleaned = super().clean()
        if "file" not in self.errors and bool(cleaned.get("file")) == bool(
            (cleaned.get("text") or "").strip()
        ):
            self.add_error("text", ONE_OF_TWO)
        return cleaned

    @property
    def source(self):
        """(text or bytes, name): "" for what was pasted."""
        file = self.cleaned_data.get("file")
        return (file.read(), file.name) if file else (self.cleaned_data["text"], "")

    def refuse(self, sentences, *, name):
        """Say at the field it came by why the text can’t be read as what it should be."""
        for sentence in sentences:
            self.add_error("file" if name else "text", sentence)


def plain(text):
    return (text or "").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()


def whole(typed):
    return int(typed) if typed and typed.isascii() and typed.isdigit() and len(typed) < 8 else 0
