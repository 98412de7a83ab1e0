"""Saying which claims go along to newer words."""

from django import forms

from portfolios.forms.fields import NOT_OURS


class CarryForm(forms.Form):
    """`agreed` are keys of portfolios.carrying.Row, all of this preview."""

    def __init__(self, data, *, preview):
        super().__init__(data)
        self.known = {row.key for row in preview.rows}

    def clean(self):
        self.agreed = set(self.data.getlist("agreed"))
        if self.agreed - self.known:
            raise forms.ValidationError(NOT_OURS)
        return super().clean()
