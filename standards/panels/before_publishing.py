"""At the foot of the editor: whom publishing would affect, what changed so far, and what there is to think of."""

from wagtail.admin.panels import Panel

from standards.queries.impact import notes_for


class BeforePublishingPanel(Panel):
    """As last saved when the page was opened: autosave does not draw it again."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "standards/admin/before_publishing.html"

        def is_shown(self):
            return bool(self.instance.pk and self.instance.latest_revision_id)

        def get_context_data(self, parent_context=None):
            more = {"page": self.instance, "notes": notes_for(self.instance)}
            return super().get_context_data(parent_context) | more
