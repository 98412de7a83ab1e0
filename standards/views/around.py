"""What the public pages of a suite show besides their own fields."""

from django.utils.translation import gettext as _

from standards.models import KeyAreaPage, StandardPage, SuitePage
from standards.models.pages import suite_page_of
from standards.queries.history import versions_of
from standards.queries.ways import ways_from
from standards.views.about import About, full
from standards.views.reading import Reading

MOST_VERSIONS = 5


def around(page, request, context):
    """`about` for every page; for a standard also `reading`, `versions` and `permanent`, its short address."""
    for kind, more in MORE.items():
        if isinstance(page, kind):
            return more(page, request, context)
    return {}


def about(page, request, description):
    is_preview = getattr(request, "is_preview", False)
    path = "" if is_preview else (page.alias_of or page).get_url(request) or ""
    return {"about": About(path, description, page.locale.language_code, is_hidden=is_preview)}


def around_suite(page, request, context):
    count = sum(len(area.standards) for area in context["areas"])
    words = _("%(title)s: %(standards)s standards in %(areas)s key areas, with every word as published.")
    facts = {"title": page.title, "standards": count, "areas": len(context["areas"])}
    return {"standards_count": count} | about(page, request, words % facts)


def around_key_area(page, request, context):
    titles = ", ".join(standard.title for standard in context["standards"])
    return about(page, request, f"{page.printed}: {page.title}. {titles}")


def around_standard(page, request, context):
    version, text = context["version"], context["text"]
    reading = Reading(text, version=version, suite_page=suite_page_of(page))
    versions = list(versions_of(version.standard)[: MOST_VERSIONS + 1]) if version else []
    return {
        "reading": reading,
        "versions": versions[:MOST_VERSIONS],
        "has_more_versions": len(versions) > MOST_VERSIONS,
        "successors": successors_of(version),
        "permanent": full(f"/v/{version.code}/") if version else "",
        "title": text.title or page.title,
    } | about(page, request, text.overview or page.title)


def successors_of(version):
    """Ways on to standards that take the place of this one, by agreed crosswalks."""
    ways = ways_from([version])[version.pk] if version else []
    return [way for way in ways if way.is_successor]


MORE = {SuitePage: around_suite, KeyAreaPage: around_key_area, StandardPage: around_standard}
