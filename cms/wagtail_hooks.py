"""Trainers keep Wagtail's own admin; only its colour is ours."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def our_colour():
    return format_html('<link rel="stylesheet" href="{}">', static("admin.css"))
