"""Fields drawn without templates, for a page with thousands of them."""

from functools import lru_cache

from django import forms
from django.forms.utils import flatatt
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from wagtail.admin.widgets import AdminAutoHeightTextInput


@lru_cache(maxsize=32)
def options_of(choices, language):
    """The options of a select, in this language, none of them chosen."""
    return format_html_join("", '<option value="{}">{}</option>', choices)


class PlainSelect(forms.Select):
    """`choices` are (value, words), without groups."""

    def render(self, name, value, attrs=None, renderer=None):
        drawn = options_of(tuple(map(tuple, self.choices)), get_language())
        for chosen in self.format_value(value):
            mark = f'<option value="{escape(chosen)}"'
            drawn = mark_safe(drawn.replace(f"{mark}>", f"{mark} selected>"))  # noqa: S308 - escaped above
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
