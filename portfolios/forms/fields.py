"""Fields that several forms of a portfolio ask with: a moment, several files, ticks."""

import re
from datetime import date

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from portfolios.files import allowed_kinds
from portfolios.models import Precision
from portfolios.refusals import FileRefused

EARLIEST_YEAR, YEARS_AHEAD = 1900, 10
NOT_OURS = _("That is not one of the choices here. Nothing was changed. Reload the page and choose again.")


def number_typed(typed, *, otherwise=0):
    """A whole number of at most nine digits, from a part of a form that no field reads; `otherwise` for anything else."""
    return int(typed) if re.fullmatch(r"[0-9]{1,9}", typed) else otherwise


class Choice(forms.ChoiceField):
    default_error_messages = {"invalid_choice": NOT_OURS}


class Ticks(forms.MultipleChoiceField):
    default_error_messages = {"invalid_choice": NOT_OURS, "invalid_list": NOT_OURS}


# --- when it happened -----------------------------------------------------------------------


class WhenInput(forms.MultiWidget):
    """Day, month and year, each with its own label. Only the year matters."""

    template_name = "portfolios/when.html"
    use_fieldset = True

    def __init__(self):
        number = {"inputmode": "numeric", "autocomplete": "off", "class": "input"}
        super().__init__(
            {
                "day": forms.TextInput(number | {"maxlength": 2}),
                "month": forms.Select({"class": "select"}, choices=[("", "–"), *MONTHS.items()]),
                "year": forms.TextInput(number | {"maxlength": 4}),
            }
        )

    def decompress(self, value):
        return value or ["", "", ""]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        labels = [_("Day"), _("Month"), _("Year")]
        for part, label in zip(context["widget"]["subwidgets"], labels, strict=True):
            part["label"] = label
        return context


def moment_in_parts(day, precision):
    """[day, month, year] as someone would type a moment that was kept."""
    return [
        day.day if precision == Precision.DAY else "",
        day.month if precision != Precision.YEAR else "",
        day.year,
    ]


class When(forms.Field):
    """A day, a month or a year, as exactly as the person knows it: (date, Precision), or None."""

    widget = WhenInput

    def to_python(self, value):
        day, month, year = (self.number(part) for part in value or ("", "", ""))
        if not (day or month or year):
            return None
        if not year:
            raise forms.ValidationError(_("Add the year. The year alone is enough."))
        if day and not month:
            raise forms.ValidationError(_("Add the month too, or leave the day out."))
        latest = timezone.localdate().year + YEARS_AHEAD
        if not EARLIEST_YEAR <= year <= latest:
            said = {"first": EARLIEST_YEAR, "last": latest}
            raise forms.ValidationError(_("Check the year. We can keep %(first)d to %(last)d."), params=said)
        precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
        return self.real_day(year, month or 1, day or 1), precision

    def number(self, part):
        part = str(part or "").strip()
        if part and not re.fullmatch(r"[0-9]{1,4}", part):
            raise forms.ValidationError(_("Write the day and the year in numbers, such as 14 and 2027."))
        return int(part or 0)

    def real_day(self, year, month, day):
        try:
            return date(year, month, day)
        except ValueError:
            raise forms.ValidationError(_("There is no such day. Check the day and the month.")) from None


# --- files ----------------------------------------------------------------------------------


OTHERS_SEE = _(
    "Others see your photos without the place or camera hidden in them, and your documents without remarks, words "
    "struck out, and hidden layers, rows, sheets, slides or notes to slides."
)


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class Files(forms.FileField):
    """Any number of files up to the limit; what is in each is checked when it is kept."""

    widget = FilesInput

    def __init__(self, **options):
        super().__init__(required=False, **options)

    def clean(self, chosen, initial=None):
        files = [file for file in chosen or [] if file is not None]
        if len(files) > settings.EVIDENCE_MAX_FILES:
            refusal = FileRefused("too_many_files", count=len(files), most=settings.EVIDENCE_MAX_FILES)
            raise forms.ValidationError(str(refusal))
        return files

    def say_what_is_taken(self):
        """The limits of this moment, before anyone chooses."""
        allowed = allowed_kinds()
        self.help_text = format_lazy("{} {}", str(allowed), OTHERS_SEE)
        self.widget.attrs["accept"] = allowed.accept
