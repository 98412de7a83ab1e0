"""Keeping what can be found in step with what is shown. Rows may be thrown away and made again at any time."""

from people.audit import operation
from standards.models import Finding, SearchEntry, StandardPage, Term
from standards.models.pages import saved_wording
from standards.models.search import folded_words
from standards.models.wording import anchors_of

KINDS = {"performance": Finding.PERFORMANCE, "knowledge": Finding.KNOWLEDGE}


@operation
def index_standard(page, *, by=None, answer=None):
    """What can be found on the page of a standard: when it is published, in the same transaction."""
    SearchEntry.objects.filter(page=page).delete()
    SearchEntry.objects.bulk_create(entries_on(page))


def entries_on(page, wording=None):
    """Of a page without wording only its title. Values are the suite’s: found as illustrations, not on every page.

    `wording`: what its tables hold, where the caller knows already."""
    wording = wording or saved_wording(page)
    yield entry_of(page, Finding.TITLE, 0, page.title, page.urn)
    if page.has_wording and wording.overview:
        yield entry_of(page, Finding.OVERVIEW, 0, wording.overview, anchor="overview")
    anchors = anchors_of(wording.requirements) if page.has_wording else []
    values = {}
    for place, (item, anchor) in enumerate(zip(wording.requirements, anchors, strict=False)):
        if item.kind in KINDS:
            more = {"label": item.label, "number": item.number, "anchor": anchor}
            yield entry_of(page, KINDS[item.kind], place, item.text, **more)
        else:
            values[item.lineage] = (item, anchor)
    for place, example in enumerate(wording.illustrations if page.has_wording else []):
        if example.value_lineage in values:
            value, anchor = values[example.value_lineage]
            more = {"label": value.label, "number": value.number, "anchor": anchor}
            yield entry_of(page, Finding.ILLUSTRATION, place, example.text, **more)


def entry_of(page, kind, place, text, *also, **more):
    return SearchEntry(page=page, kind=kind, place=place, text=text, words=folded_words(text, *also), **more)


@operation
def index_term(term):
    SearchEntry.objects.filter(term=term).delete()
    words = folded_words(*term.forms, term.meaning)
    SearchEntry.objects.create(term=term, kind=Finding.TERM, text=term.meaning, words=words)


@operation
def index_everything():
    """Every public standard and every term anew. Returns how many rows there are."""
    SearchEntry.objects.all().delete()
    for page in StandardPage.objects.live().filter(alias_of=None).select_related("standard__current_version"):
        index_standard(page)
    for term in Term.objects.all():
        index_term(term)
    return SearchEntry.objects.count()
