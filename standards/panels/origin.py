"""In the editor of a standard, or a charter: the texts its drafts were made of, to read side by side with what was read."""

from django.utils.functional import cached_property
from wagtail.admin.panels import Panel

from standards.queries.intakes import origins_of


class OriginPanel(Panel):
    """`review`: name of the screen where text and reading stand beside each other."""

    def __init__(self, *args, review, **options):
        super().__init__(*args, **options)
        self.review = review

    def clone_kwargs(self):
        return super().clone_kwargs() | {"review": self.review}

    class BoundPanel(Panel.BoundPanel):
        template_name = "standards/admin/_intake_origin.html"

        @cached_property
        def intakes(self):
            return origins_of(self.instance) if self.instance.pk else []

        def is_shown(self):
            return bool(self.intakes)

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {
                "intakes": self.intakes,
                "review": self.panel.review,
            }
