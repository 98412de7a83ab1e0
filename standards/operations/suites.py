"""Setting up a suite that ships: its pages, an outline for each standard, and the wording of those whose text ships."""

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogContext
from wagtail.models import Site

from people.audit import operation
from standards.exchange.nos.reading import read_nos
from standards.exchange.shipped import shipped_terms, shipped_text
from standards.models import KeyAreaPage, StandardPage, SuitePage, SuiteValue
from standards.operations.glossary import add_term
from standards.operations.importing import import_standard
from standards.operations.trainers import let_trainers_edit
from standards.queries.pages import areas_in, standards_in

FROM_OUTLINE = _("Not in the text itself: taken from the suite’s list of standards.")


@operation
def load_suite(shipped, *, by=None):
    """Make what is missing of a shipped suite, and leave alone what is there. Returns its page.

    `shipped`: a standards.exchange.shipped.Suite. Doing it twice is doing it once.
    """
    with LogContext(user=by):
        known = SuitePage.objects.filter(slug=shipped.slug).first()
        suite = known or make_suite(shipped)
        if not known:
            explain_words(suite, by=by)
        let_trainers_edit(suite)
        areas = make_areas(shipped, suite)
        make_outlines(shipped, suite, areas)
        bring_in_texts(shipped, suite, by=by)
    return suite


def make_suite(shipped):
    suite = SuitePage(title=shipped.title, slug=shipped.slug, edition=shipped.edition)
    suite.values = [
        SuiteValue(number=value.number, title=value.title, lineage=value.lineage, sort_order=place)
        for place, value in enumerate(shipped.values)
    ]
    return add_public(Site.objects.get(is_default_site=True).root_page, suite)


def explain_words(suite, *, by):
    """Once, with the suite: from then on the words are the trainers’."""
    for term in shipped_terms():
        forms = "\n".join(term["forms"])
        add_term(word=term["word"], other_forms=forms, meaning=term["meaning"], suite=suite, by=by)


def make_areas(shipped, suite):
    """{number: page}."""
    known = {area.lineage: area for area in areas_in(suite)}
    return {
        area.number: known.get(area.lineage)
        or add_public(
            suite,
            KeyAreaPage(
                title=area.title,
                slug=slugify(area.title)[:200],
                lineage=area.lineage,
                number=area.number,
                words=area.words,
            ),
        )
        for area in shipped.key_areas
    }


def make_outlines(shipped, suite, areas):
    known = {page.lineage for page in standards_in(suite)}
    for outline in shipped.outlines:
        if outline.lineage not in known:
            add_public(areas[outline.key_area], page_of(outline))


def page_of(outline):
    page = StandardPage(
        title=outline.title,
        slug=slugify(outline.title)[:200],
        lineage=outline.lineage,
        title_confirmed=outline.title_confirmed,
        urn=outline.urn or "",
        urn_source=str(FROM_OUTLINE) if outline.urn else "",
        developed_by=outline.developed_by or "",
        approved=outline.approved or "",
        source=outline.source or "",
    )
    page.status = outline.status or page.status
    return page


def bring_in_texts(shipped, suite, *, by):
    """The standards we ship in full come in by the same door as any other text."""
    pages = {page.lineage: page for page in standards_in(suite)}
    for outline in shipped.outlines:
        if (text := shipped_text(outline)) and not pages[outline.lineage].has_wording:
            import_standard(read_nos(text, suite=shipped.slug), suite=suite, by=by, publish=True)


def add_public(parent, page):
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page
