"""What a page needs so that publishing it can freeze its words: who to ask, what was answered, and how it is refused.

Publishing a standard, or adopting a charter, freezes its words. That is an operation, and a model may not import one:
the operations put themselves into lists such as the two below when the app starts.
"""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page

from standards.models.version import Change

AT_STANDARD_PUBLISHED = []  # functions(page, *, by), inside the transaction that makes the page live
AT_SUITE_PUBLISHED = []  # functions(page, *, before, by), the same for a suite; `before`: digest of its values then


class CannotBePublished(ValidationError):
    """Something is missing before this can be published. Its messages are sentences for the trainer."""


class PublishedMeanwhile(CannotBePublished, PermissionDenied):
    """What a draft would be saved over is public by now. The editor tells whoever saves it, and keeps what they typed."""

    def __str__(self):
        return " ".join(self.messages)


class FreezesItsWords(models.Model):
    """A page whose words are frozen in the transaction that makes them public, whichever way they become so."""

    translation_key: Any
    alias_of_id: int | None
    AT_PUBLISHED: list = []  # functions(page, *, by): raising CannotBePublished in one of them undoes it all
    opened_as_draft = False  # in the editor, when nothing of it was public

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self._state.adding and self.live and not self.alias_of_id:
            self.live, self.has_unpublished_changes = False, True  # public only by publishing
        with transaction.atomic():
            self.keep_in_sight(kwargs.get("update_fields"))
            result = super().save(*args, **kwargs)
            if kwargs.get("update_fields") is None and self.live and self.has_words_of_its_own:
                for react in self.AT_PUBLISHED:
                    react(self, by=publisher_of(self))
        return result

    def with_content_json(self, content):
        page = super().with_content_json(content)
        page.opened_as_draft = not self.live
        return page

    def keep_in_sight(self, update_fields):
        """The editor saves by itself, and may still be at it when the page is published: as it knew the page, nobody
        sees it. Raises PublishedMeanwhile."""
        if self.live:
            self.opened_as_draft = False
        elif self.opened_as_draft and update_fields is None:
            is_live = (
                Page.objects.select_for_update(no_key=True)
                .values_list("live", flat=True)
                .filter(pk=self.pk)
                .first()
            )
            if is_live:
                raise PublishedMeanwhile(_("This was published in the meantime. Open it again to go on."))

    @property
    def has_words_of_its_own(self):
        """An alias repeats another page, a translation gives another page’s words in a further language."""
        elder = type(self)._default_manager.filter(translation_key=self.translation_key, pk__lt=self.pk)
        return not self.alias_of_id and not elder.exists()


class SaysWhatChanged(models.Model):
    """Someone said what kind of change this is. `change_for` is the digest of the words it takes the place of,
    because Wagtail keeps the answer in the draft and would offer it again at the next change."""

    change = models.CharField(
        _("What kind of change is it?"),
        max_length=10,
        blank=True,
        choices=[choice for choice in Change.choices if choice[0] != Change.FIRST],
    )
    why = models.TextField(_("Why?"), blank=True)
    change_for = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        abstract = True

    def answer_for(self, digest):
        """(change, why) if it was given for a change of the words with this digest, or (None, "")."""
        return (self.change, self.why) if self.change and self.change_for == digest else (None, "")


def publisher_of(page):
    """Who is publishing: whoever is in the admin, or whoever saved the revision that goes live."""
    revision = page.live_revision
    return get_active_log_context().user or (revision.user if revision else None)
