"""What stays the same about an entry while its words, number and place change."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.models import model_from_serializable_data
from wagtail.models import Orderable


class OnItsPage(Orderable):
    """A row of a page. Read from a draft it stands on the page that is being read: asking the database whether
    that page exists, once for each row, is what makes a long standard slow to open."""

    class Meta(Orderable.Meta):
        abstract = True

    @classmethod
    def from_serializable_data(cls, data, check_fks=True, strict_fks=False):
        return model_from_serializable_data(cls, data, check_fks=False, strict_fks=strict_fks)


class Lineaged(OnItsPage):
    """An entry of a page. `lineage` travels through the form as a hidden field, or drafts would lose it."""

    LINEAGE = "lineage"
    lineage = models.UUIDField(default=uuid.uuid4)

    class Meta(OnItsPage.Meta):
        abstract = True


class PrintedEntry(Lineaged):
    """A numbered entry of a standard, as printed."""

    group = models.CharField(_("heading"), max_length=255, blank=True)
    number = models.CharField(_("number"), max_length=12)
    text = models.TextField(_("words"))

    class Meta(Lineaged.Meta):
        abstract = True

    def __str__(self):
        return f"{self.number} {self.text}"


class KeepsLineage(models.Model):
    """A page whose entries are found again, by lineage, when a revision is loaded.

    A revision names rows by id. A row added to the draft of a live page has none there, and a row deleted since
    has a wrong one: both would come back as strangers.
    """

    ENTRIES = ()

    class Meta:
        abstract = True

    def with_content_json(self, content):
        page = super().with_content_json(content)
        for name in self.ENTRIES:
            entries = list(getattr(page, name).all())
            saved = type(self)._meta.get_field(name).related_model
            key = saved.LINEAGE
            ids = dict(saved.objects.filter(page_id=self.pk).values_list(key, "pk"))
            for entry in entries:
                entry.pk = ids.get(getattr(entry, key))
                entry._state.adding = entry.pk is None
            setattr(page, name, entries)
        return page
