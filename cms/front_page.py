"""The map on the front page: six places, and for someone signed in, how far they are in each."""

from django.utils.translation import gettext as _

from portfolios.queries import coverages_of, units_of
from standards.queries.pages import areas_of, suites


def areas_shown(request):
    """Key areas of the first public suite: [{number, word, title, url, standards_count, progress_words or None}]."""
    suite_page = suites().first()
    if suite_page is None:
        return []
    progress = progress_in(suite_page, request)
    return [place_of(area, progress.get(area.number), request) for area in areas_of(suite_page)]


def place_of(area, progress_words, request):
    return {
        "number": area.number,
        "word": area.words,
        "title": area.title,
        "url": area.get_url(request),
        "standards_count": len(area.standards),
        "progress_words": progress_words,
    }


def progress_in(suite_page, request):
    """{number of a key area: how far the person is there, in words}, only where they have begun."""
    if not request.user.is_authenticated or not hasattr(suite_page, "suite"):
        return {}
    units = units_of(request.user, organisation=request.organisation)
    here = [unit for unit in units if unit.version.standard.suite_id == suite_page.suite.pk]
    coverages, by_area = coverages_of(here), {}
    for unit in here:
        by_area.setdefault(unit.version.key_area_number, []).append(coverages[unit.pk])
    return {number: words_for(found) for number, found in by_area.items()}


def words_for(coverages):
    counts = {name: sum(getattr(c, name) for c in coverages) for name in ("claimed", "met", "total")}
    if counts["total"] and counts["met"] == counts["total"]:
        return _("Everything agreed")
    if not counts["claimed"]:
        return _("Begun. Nothing matched yet.")
    return _("%(claimed)s of %(total)s covered") % counts
