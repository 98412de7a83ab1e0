"""What can be asked about charters: which there are, what was adopted when, and what became of a clause."""

from django.db.models import FETCH_RAISE

from community.models import Charter, CharterPage, CharterVersion, Clause


def public_charters():
    """Charters whose page is public, by title, each with what a list shows."""
    rows = Charter.objects.filter(page__live=True, current_version__isnull=False)
    return rows.select_related("current_version", "organisation", "page").order_by("title", "pk")


def versions_of(charter):
    """Newest first."""
    return charter.versions.order_by("-number")


def charter_at(code):
    """The charter with this code, or None."""
    rows = Charter.objects.select_related("current_version", "organisation", "page__locale")
    return rows.filter(code=code.lower(), current_version__isnull=False).first()


def version_at(code):
    return CharterVersion.objects.select_related(*AROUND_A_VERSION).filter(code=code.lower()).first()


def clause_at(code):
    around = [f"version__{name}" for name in AROUND_A_VERSION]
    return Clause.objects.select_related("version", *around).filter(code=code.lower()).first()


def clauses_of(version):
    """Headings and clauses in their order."""
    return version.clauses.order_by("position").fetch_mode(FETCH_RAISE)


def version_numbered(charter, number):
    return charter.versions.filter(number=number).first()


def version_after(version):
    """The one that took its place, or None."""
    return version.charter.versions.filter(number__gt=version.number).order_by("number").first()


def versions_between(old, new):
    """Versions adopted after one and up to the other that say in words what changed, in their order."""
    later = new.charter.versions.filter(number__gt=old.number, number__lte=new.number)
    return later.exclude(changes="").order_by("number")


def newest_of(clause):
    """The same clause, by lineage, in the version in force; None where that says it no more."""
    newest = clause.version.charter.current_version
    if newest == clause.version:
        return clause
    return newest.clauses.filter(lineage=clause.lineage).first()


def first_version_without(clause):
    """The first version after the last one that said it."""
    versions = clause.version.charter.versions
    last = versions.filter(clauses__lineage=clause.lineage).order_by("-number").first()
    return versions.filter(number__gt=last.number).order_by("number").first()


def what_stands_above(clause):
    """The headings and clauses it belongs to, the outermost first."""
    before = clause.version.clauses.filter(position__lt=clause.position, level__lt=clause.level)
    above, level = [], clause.level
    for row in before.order_by("-position"):
        if row.level < level:
            above.insert(0, row)
            level = row.level
    return above


def what_stands_below(clause):
    """Clauses that belong to it, in their order."""
    after = clause.version.clauses.filter(position__gt=clause.position).order_by("position")
    end = after.filter(level__lte=clause.level).values_list("position", flat=True).first()
    return after.filter(position__lt=end) if end else after


def public_page_of(charter):
    """Its page, while that is public, else None."""
    page = charter.page
    return page if page and page.live else None


def translations_of(charter):
    """Public pages that give its words in another language, by language."""
    page = charter.page
    if page is None:
        return CharterPage.objects.none()
    return (
        CharterPage.objects.live()
        .filter(translation_key=page.translation_key, alias_of=None)
        .exclude(pk=page.pk)
        .select_related("locale", "translates")
        .order_by("locale__language_code")
    )


AROUND_A_VERSION = ("charter__current_version", "charter__organisation", "charter__page__locale")
