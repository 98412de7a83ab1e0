"""In the editor of a standard: the texts its drafts were made of, to read side by side with what was read."""

from django.utils.functional import cached_property
from wagtail.admin.panels import Panel

from standards.queries.intakes import origins_of


class OriginPanel(Panel):
    class BoundPanel(Panel.BoundPanel):
        template_name = "standards/admin/_intake_origin.html"

        @cached_property
        def intakes(self):
            return origins_of(self.instance) if self.instance.pk else []

        def is_shown(self):
            return bool(self.intakes)

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {"intakes": self.intakes}
