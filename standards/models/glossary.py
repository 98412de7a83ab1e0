"""Hard words and what they mean, in the trainers’ own plain words. Ours, beside the official text, never in it."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from people.codes import CodeField


class TermQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Explanations are for everyone to read. Editing them asks for a trainer."""
        return self


class Term(models.Model):
    """A word, the other ways it is written (one a line: plurals, capital letters), and what it means here."""

    code = CodeField()
    word = models.CharField(_("word"), max_length=100)
    other_forms = models.TextField(_("also written as"), blank=True)
    meaning = models.TextField(_("what it means"))
    suite = models.ForeignKey(
        "standards.SuitePage",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="terms",
        verbose_name=_("suite"),
    )  # None: in every suite
    revision = models.PositiveIntegerField(default=1)

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")
        ordering = ["word", "pk"]
        constraints = [
            models.UniqueConstraint(Lower("word"), "suite", name="a_word_is_explained_once_in_a_suite"),
            models.UniqueConstraint(
                Lower("word"), condition=Q(suite__isnull=True), name="a_word_is_explained_once_for_all"
            ),
        ]

    def __str__(self):
        return self.word

    @property
    def forms(self):
        """Every way it is written, the word itself first."""
        return [self.word, *(line.strip() for line in self.other_forms.splitlines() if line.strip())]
