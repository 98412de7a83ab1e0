"""Boxes on pages: four numbers each, in hundredths of the page, whether they were drawn or typed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portfolios.forms.fields import number_typed

MOST_BOXES = 300
WRONG = _("Give a number from 0 to 100.")
TINY = _("Give a width and a height above 0.")


def share(label):
    widget = forms.NumberInput(attrs={"step": "any", "min": 0, "max": 100, "data-look": "short"})
    errors = dict.fromkeys(("required", "invalid", "min_value", "max_value", "max_digits"), WRONG)
    return forms.FloatField(label=label, min_value=0, max_value=100, widget=widget, error_messages=errors)


class BoxForm(forms.Form):
    page = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    left = share(_("From the left"))
    top = share(_("From the top"))
    width = share(_("Width"))
    height = share(_("Height"))

    def has_changed(self):
        """A box without any number is no box."""
        return any(self[name].data not in (None, "") for name in ("left", "top", "width", "height"))

    def clean(self):
        said = super().clean()
        for side in ("width", "height"):
            if said.get(side) == 0:
                self.add_error(side, TINY)
        return said

    @property
    def on_page(self):
        return number_typed(str(self["page"].value() or ""), otherwise=1)


class BaseBoxes(forms.BaseFormSet):
    """`boxes` is {page: [[left, top, width, height], …]}, as portfolios.copies.burning has it."""

    def __init__(self, *given, pages, **more):
        self.pages = pages
        super().__init__(*given, **more)

    def clean(self):
        if any(self.errors):
            return
        self.boxes = {}
        for form in self.forms:
            box = form.cleaned_data
            if form.has_changed() and box["page"] in self.pages:
                sides = [box[name] for name in ("left", "top", "width", "height")]
                self.boxes.setdefault(str(box["page"]), []).append(sides)
        if not self.boxes:
            raise forms.ValidationError(
                _("There is no box yet. Draw one over what nobody else should see, or give its four numbers.")
            )

    def on(self, page):
        return [form for form in self.forms if form.on_page == page]


Boxes: Any = forms.formset_factory(
    BoxForm, BaseBoxes, extra=0, max_num=MOST_BOXES, absolute_max=MOST_BOXES, validate_max=True
)


def with_one_more(typed, page):
    """What was typed, and an empty box on this page."""
    typed = typed.copy()
    count = number_typed(typed.get("form-TOTAL_FORMS", ""))
    if count < MOST_BOXES:
        typed["form-TOTAL_FORMS"] = str(count + 1)
        typed[f"form-{count}-page"] = page
    return typed
