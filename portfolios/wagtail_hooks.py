"""What a trainer meets in the Wagtail admin about portfolios."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from standards.wagtail_hooks import ForTrainers


@hooks.register("register_admin_menu_item")
def declaration():
    words, url = _("What people declare"), reverse("declaration-words")
    return ForTrainers(words, url, name="declaration", icon_name="form", order=260)


@hooks.register("register_admin_menu_item")
def kinds_of_evidence():
    words, url = _("Kinds of evidence"), reverse("evidence-kinds")
    return ForTrainers(words, url, name="evidence-kinds", icon_name="folder-open-inverse", order=305)
