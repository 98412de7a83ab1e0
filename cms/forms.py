"""Every form in the house's own mark-up: {{ form }} is enough."""

from django.forms.renderers import TemplatesSetting


class HouseRenderer(TemplatesSetting):
    form_template_name = "forms/form.html"
    formset_template_name = "forms/formset.html"
    field_template_name = "forms/field.html"
