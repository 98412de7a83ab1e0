"""Explaining hard words: trainers add, change and remove terms. Nothing of a standard itself changes by it."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.audit import operation, record
from standards.glossing import unexplained_acronyms
from standards.models import StandardPage, SuitePage, Term
from standards.models.page_manners import paths_down_to
from standards.models.page_wording import draft_wording
from standards.operations.searching import index_term
from standards.registry import Note


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


# --- before publishing ----------------------------------------------------------------------

PLACES = {
    "title": _("title"),
    "overview": _("overview"),
    "performance_lead": _("words before the criteria"),
    "knowledge_lead": _("words before the knowledge items"),
    "values_introduction": _("words before the values"),
    "illustrations_introduction": _("words before the illustrations"),
    "scope_performance": _("scope"),
    "scope_knowledge": _("scope"),
    "illustrations": _("illustrations"),
}
MOST_NAMED = 12


def notes_before_publishing(page):
    """[Note] about abbreviations in a draft that nobody has explained; see standards.registry."""
    if not isinstance(page, StandardPage):
        return []
    suite = SuitePage.objects.filter(path__in=paths_down_to(page)).first()
    terms = Term.objects.filter(suite=None) | Term.objects.filter(suite=suite)
    return notes_on_abbreviations(draft_wording(page), terms, PLACES)


def notes_on_abbreviations(wording, terms, places):
    """[Note] about abbreviations that none of these terms explains; `places`: {where: what to call it}."""
    found = unexplained_acronyms(wording, terms)
    if not found:
        return []
    named = ", ".join(f"{short} ({places.get(where, where)})" for short, where in found[:MOST_NAMED])
    more = " …" if len(found) > MOST_NAMED else ""
    sentence = gettext("The glossary does not explain these abbreviations yet: %(named)s.") % {
        "named": named + more
    }
    url = f"{reverse('glossary-term-add')}?word={found[0][0]}"
    return [Note(sentence, url, gettext("Explain %(word)s") % {"word": found[0][0]})]
