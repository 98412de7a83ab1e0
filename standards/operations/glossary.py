"""Explaining hard words: trainers add, change and remove terms. Nothing of a standard itself changes by it."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from people.audit import operation, record
from standards.models import Term
from standards.operations.searching import index_term


class TermChangedMeanwhile(Exception):
    """Someone else saved this term after it was opened. `term` is as it is now; nothing was overwritten."""

    def __init__(self, term):
        self.term = term
        super().__init__(str(self))

    def __str__(self):
        return str(
            _(
                "Someone else changed this word while you had it open. Their words are shown below, "
                "yours are still in the form. Save again to keep yours."
            )
        )


@operation
def add_term(*, word, meaning, by, other_forms="", suite=None):
    """Explain a word: in one suite, or in all of them. Raises IntegrityError for a word explained there already."""
    with transaction.atomic():
        term = Term.objects.create(word=word, other_forms=other_forms, meaning=meaning, suite=suite)
    index_term(term)
    record("glossary.term_added", by=by, subject=term)
    return term


@operation
def change_term(term, *, word, meaning, by, revision, other_forms="", suite=None):
    """`revision`: the one that was opened. Raises TermChangedMeanwhile when it is no longer the last."""
    fields = {"word": word, "other_forms": other_forms, "meaning": meaning, "suite": suite}
    changed = Term.objects.filter(pk=term.pk, revision=revision).update(**fields, revision=revision + 1)
    term.refresh_from_db()
    if not changed:
        raise TermChangedMeanwhile(term)
    index_term(term)
    record("glossary.term_changed", by=by, subject=term, revision=term.revision)
    return term


@operation
def remove_term(term, *, by):
    """No longer explained. The record keeps that there was one, by its code."""
    record("glossary.term_removed", by=by, subject=term)
    term.delete()
