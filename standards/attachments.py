"""What standards add to the ground: mails and where they lead, and what waits for its moment."""

from typing import Any

from django.urls import reverse

from people.registry import EACH_MINUTE, notice
from standards.models import KeyAreaPage, StandardPage, SuitePage
from standards.operations.due import do_what_is_due
from standards.operations.readings import take_the_place_of_wagtails_mails

PAGES: list[Any] = [StandardPage, SuitePage, KeyAreaPage]


def editor_of(code):
    """A page by its lineage. One that was deleted since leads to the start of the admin."""
    for model in PAGES:
        if page := model.objects.filter(lineage=code).order_by("pk").first():
            return reverse("wagtailadmin_pages:edit", args=[page.pk])
    return reverse("wagtailadmin_home")


for kind in ("page_to_read", "page_approved", "page_sent_back", "page_not_published"):
    notice(kind, editor_of)

EACH_MINUTE.append(do_what_is_due)
take_the_place_of_wagtails_mails()
