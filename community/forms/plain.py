"""Fields drawn without templates, for pages with thousands of them."""

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe


class PlainSelect(forms.Select):
    """As Django draws it, without a template for each option."""

    def render(self, name, value, attrs=None, renderer=None):
        chosen = self.format_value(value)
        options = (
            (one, mark_safe(" selected") if str(one) in chosen else "", words) for one, words in self.choices
        )
        drawn = format_html_join("", '<option value="{}"{}>{}</option>', options)
        return format_html("<select{}>{}</select>", self.attributes(name, attrs), drawn)

    def attributes(self, name, attrs):
        return flatatt(self.build_attrs(self.attrs, (attrs or {}) | {"name": name}))


class PlainInput(forms.TextInput):
    """As Django draws it, without a template."""

    def render(self, name, value, attrs=None, renderer=None):
        own = {"type": self.input_type, "name": name} | ({"value": value} if value not in ("", None) else {})
        return format_html("<input{}>", flatatt(self.build_attrs(self.attrs, (attrs or {}) | own)))


class PlainHidden(forms.HiddenInput, PlainInput):
    render = PlainInput.render
