"""Fields drawn without templates, for a page with thousands of them."""

from functools import lru_cache

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language
from wagtail.admin.widgets import AdminAutoHeightTextInput


@lru_cache(maxsize=256)
def options_of(choices, place, language):
    """The options of a select, in this language, the one at that place chosen."""
    rows = ((value, " selected" if at == place else "", words) for at, (value, words) in enumerate(choices))
    return format_html_join("", '<option value="{}"{}>{}</option>', rows)


class PlainSelect(forms.Select):
    """`choices` are (value, words), without groups."""

    def render(self, name, value, attrs=None, renderer=None):
        choices, chosen = tuple(map(tuple, self.choices)), self.format_value(value)
        place = next((at for at, (given, _words) in enumerate(choices) if str(given) in chosen), None)
        drawn = options_of(choices, place, get_language())
        own = flatatt(self.build_attrs(self.attrs, (attrs or {}) | {"name": name}))
        return format_html("<select{}>{}</select>", own, drawn)


class PlainInput(forms.TextInput):
    def render(self, name, value, attrs=None, renderer=None):
        own = {"type": self.input_type, "name": name} | ({"value": value} if value not in ("", None) else {})
        return format_html("<input{}>", flatatt(self.build_attrs(self.attrs, (attrs or {}) | own)))


class PlainHidden(forms.HiddenInput):
    render = PlainInput.render


class PlainWords(AdminAutoHeightTextInput):
    """Grows with its words, as Wagtail’s own does."""

    def render(self, name, value, attrs=None, renderer=None):
        own = flatatt(self.build_attrs(self.attrs, (attrs or {}) | {"name": name}))
        return format_html("<textarea{}>\n{}</textarea>", own, value or "")
