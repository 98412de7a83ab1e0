from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class HomePage(Page):
    """The first page anyone sees."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    template = "cms/home.html"

    class Meta:
        verbose_name = _("home page")
