"""What was published when, and what became of it: for addresses that never change."""

from django.db.models import FETCH_PEERS

from standards.models import CrosswalkEntry, Requirement, Standard, StandardVersion


def versions_of(standard):
    """Newest first."""
    return standard.versions.order_by("-number")


def version_at(code):
    """The version with this code, or None."""
    rows = StandardVersion.objects.select_related("standard__current_version", "standard__page")
    return rows.filter(code=code.lower()).first()


def standard_at(code):
    rows = Standard.objects.select_related("current_version", "page")
    return rows.filter(code=code.lower()).first()


def requirement_at(code):
    rows = Requirement.objects.select_related("version__standard__current_version", "version__standard__page")
    return rows.filter(code=code.lower()).first()


def newest_of(requirement):
    """The same requirement, by lineage, in the newest version of its standard; None if that asks it no more."""
    newest = requirement.version.standard.current_version
    if newest == requirement.version:
        return requirement
    return newest.requirements.filter(lineage=requirement.lineage).first()


def first_version_without(requirement):
    """The first version after the last one that asked it."""
    versions = requirement.version.standard.versions
    last = versions.filter(requirements__lineage=requirement.lineage).order_by("-number").first()
    return versions.filter(number__gt=last.number).order_by("number").first()


def what_became_of(requirement):
    """Entries of agreed crosswalks that say what it became, from its standard, the latest crosswalk first."""
    entries = CrosswalkEntry.objects.filter(
        source__lineage=requirement.lineage,
        source__version__standard=requirement.version.standard_id,
        crosswalk__agreed_at__isnull=False,
    )
    entries = entries.select_related("target__version__standard", "crosswalk__target__standard")
    return entries.order_by("-crosswalk__agreed_at", "target__position", "pk").fetch_mode(FETCH_PEERS)


def texts_around(version):
    """(the version before, the version after), each None at its end."""
    versions = version.standard.versions
    before = versions.filter(number__lt=version.number).order_by("-number").first()
    return before, versions.filter(number__gt=version.number).order_by("number").first()
