"""At the foot of the editor of a charter: what publishing it would do, and what there is to think of before."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from standards.models import Term
from standards.operations.glossary import notes_on_abbreviations

PLACES = {
    "title": _("title"),
    "preamble": _("words before the first heading"),
    "": _("clauses without a heading"),
}


class BeforeAdoptingPanel(Panel):
    """As last saved when the page was opened: autosave does not draw it again."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "community/admin/before_adopting.html"

        def is_shown(self):
            return bool(self.instance.pk and self.instance.latest_revision_id)

        def get_context_data(self, parent_context=None):
            page, terms = self.instance, Term.objects.filter(suite=None)
            return super().get_context_data(parent_context) | {
                "page": page,
                "version": page.version,
                "notes": notes_on_abbreviations(page.draft_wording, terms, PLACES),
            }
