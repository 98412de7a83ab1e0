"""The rows of a charter in its editor. It may have 500 clauses, and a field drawn by six templates takes its time."""

from wagtail.admin.panels import FieldRowPanel


class FieldsOfAnEntry(FieldRowPanel):
    """The fields of one row, drawn together. Wagtail takes no comments inside rows, so there is nothing else to draw."""

    class BoundPanel(FieldRowPanel.BoundPanel):
        template_name = "community/admin/_entry_fields.html"
