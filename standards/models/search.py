"""What searching looks through: one row for each thing that can be found, its words folded.

A row repeats what stands elsewhere, so it may be thrown away and made again at any time: see operations/searching.py.
The databases' own text search is not asked: it finds different things on SQLite and on PostgreSQL.
"""

import re
import unicodedata

from django.db import models
from django.utils.translation import gettext_lazy as _

WORD = re.compile(r"[^\W_]+")


def folded(word):
    """Without capitals and accents: "Café" is "cafe"."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def words_in(text):
    """Each word of a text, folded, in order. Anything else in it is left out: marks, signs, pictures, NUL."""
    return [folded(word) for word in WORD.findall(unicodedata.normalize("NFC", text))]


def folded_words(*texts):
    """What `SearchEntry.words` keeps."""
    return "".join(f" {word}" for text in texts for word in words_in(text))


class Finding(models.IntegerChoices):
    """What was found. The number is its rank: titles come first."""

    TITLE = 1, _("Standard")
    PERFORMANCE = 2, _("Performance criterion")
    KNOWLEDGE = 3, _("Knowledge item")
    OVERVIEW = 4, _("Overview")
    ILLUSTRATION = 5, _("Illustration only, not assessed")
    TERM = 6, _("Word explained")


class SearchEntry(models.Model):
    """`words`: each word of it folded, with a space before it, so that " part" finds partnership and not apart."""

    kind = models.PositiveSmallIntegerField(choices=Finding.choices)
    page = models.ForeignKey(
        "standards.StandardPage", models.CASCADE, null=True, related_name="search_entries"
    )
    term = models.ForeignKey("standards.Term", models.CASCADE, null=True, related_name="search_entries")
    place = models.PositiveIntegerField(default=0)
    label = models.CharField(max_length=20, blank=True)
    number = models.CharField(max_length=12, blank=True)
    anchor = models.CharField(max_length=40, blank=True)
    text = models.TextField()
    words = models.TextField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("what can be found")
        ordering = ["kind", "page__path", "place", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(page__isnull=False, term__isnull=True)
                | models.Q(page__isnull=True, term__isnull=False),
                name="found_on_a_page_or_in_the_glossary",
            )
        ]

    def __str__(self):
        return self.text
