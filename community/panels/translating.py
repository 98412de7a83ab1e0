"""In the editor of a translation: which version of the charter its words give in this language."""

from wagtail.admin.panels import FieldPanel


class TranslatesPanel(FieldPanel):
    """A charter of its own has none. Whoever brings a translation up to date says so here."""

    class BoundPanel(FieldPanel.BoundPanel):
        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            if self.is_shown() and self.bound_field:
                versions = self.instance.translates.charter.versions.order_by("-number")
                self.bound_field.field.queryset = versions
                self.bound_field.field.empty_label = None

        def is_shown(self):
            return bool(self.instance.translates_id) and super().is_shown()
