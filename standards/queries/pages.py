"""What can be asked about standards."""

from django.db.models import FETCH_RAISE

from standards.models import KeyAreaPage, StandardPage, SuitePage
from standards.models.pages import key_areas_below
from standards.models.wording import Entry, Example, Wording


def suites():
    """Public suites, in their order on the site."""
    return SuitePage.objects.live().order_by("path")


def areas_of(suite_page):
    """The public key areas of a suite, each with `standards`, its public StandardPages: two queries in all."""
    return key_areas_below(suite_page)


def areas_in(suite_page):
    """Every key area of a suite, drafts too."""
    return list(KeyAreaPage.objects.child_of(suite_page).order_by("path"))


def standards_in(suite_page):
    """Every page of a standard in a suite, drafts too; published ones first, so that a copy is never preferred."""
    pages = StandardPage.objects.descendant_of(suite_page).filter(alias_of=None)
    pages = list(pages.select_related("standard").order_by("path"))
    return sorted(pages, key=lambda page: page.own_standard is None)


def requirements_of(version):
    """The requirements of a version in their printed order."""
    return version.requirements.order_by("position").fetch_mode(FETCH_RAISE)


def current_text_of(version):
    """The frozen words of a version, as pages show them: a Wording, in two queries."""
    requirements = [
        Entry.of(r.kind, number=r.number, group=r.group, text=r.text, lineage=r.lineage)
        for r in requirements_of(version)
    ]
    examples = [Example.of(i.value_lineage, i.text) for i in version.illustrations.order_by("position")]
    return Wording.of(version, requirements, examples)


def address_of(standard):
    """The path of a standard's public page, or "" while it has none."""
    page = StandardPage.objects.live().filter(standard=standard, alias_of=None).order_by("path").first()
    return (page.get_url() or "") if page else ""
