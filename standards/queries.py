"""What can be asked about standards."""

from django.db.models import FETCH_RAISE
from django.db.models.fields.json import KT

from standards.award_rules import grouped
from standards.models import AwardDefinition, Intake, KeyAreaPage, Kind, StandardPage, SuitePage
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


def requirement_counts(version):
    """How many of each kind: {"performance": 9, "knowledge": 17, "value": 5}."""
    kinds = list(version.requirements.values_list("kind", flat=True))
    return {str(kind): kinds.count(kind) for kind in Kind}


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


# --- awards ---------------------------------------------------------------------------------


def public_awards():
    """Awards that were published and not withdrawn, each with the rules people start on."""
    published = AwardDefinition.objects.filter(current_version__isnull=False, withdrawn_at=None)
    return published.select_related("suite", "current_version").order_by("suite", "title", "pk")


def awards_to_edit():
    """Every award, drafts and withdrawn ones too."""
    return AwardDefinition.objects.select_related("suite", "current_version").order_by("suite", "title", "pk")


def groups_in_award(version):
    """[(title, how many are needed, [standards])] of a published award."""
    members = version.members.select_related("standard__current_version").order_by("position")
    return grouped(members)


# --- texts brought in -----------------------------------------------------------------------


def standards_brought_in():
    """Every text brought in for one standard, the newest first, without the texts themselves."""
    standards = Intake.objects.filter(subject=Intake.Subject.STANDARD).defer("original")
    return standards.select_related("suite", "page", "made_by").order_by("-made_at", "-pk")


def suites_brought_in():
    """Every file brought in for a whole suite, the newest first, each with its `heading`, without what was read."""
    suites = Intake.objects.filter(subject=Intake.Subject.SUITE).defer("original", "reading", "answers")
    suites = suites.annotate(heading=KT("reading__title"))
    return suites.select_related("suite", "made_by").order_by("-made_at", "-pk")


def origins_of(page):
    """The texts the drafts of this page were made of, the newest first, without the texts themselves."""
    agreed = page.intakes.filter(state=Intake.State.AGREED).defer("original", "reading")
    return list(agreed.order_by("-agreed_at", "-pk")[:5])
