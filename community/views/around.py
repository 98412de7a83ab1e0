"""What the public pages of charters show besides their own fields."""

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from community.models import CharterPage, ChartersPage
from community.queries import charters
from community.queries.stewards import stewards_named, stewards_of
from community.views.charters_paper import sides_of
from community.views.charters_reading import Reading
from standards.views.about import About, full

MOST_VERSIONS = 5
ON_A_PAGE = 20


def around(page, request, context):
    """`about` for every page; for a charter what `around_words` gives, its versions and its other languages."""
    for kind, more in MORE.items():
        if isinstance(page, kind):
            return more(page, request, context)
    return {}


def about(page, request, description, elsewhere=""):
    """`elsewhere`: where it stands if its own tree is on no site of Wagtail’s."""
    is_preview = getattr(request, "is_preview", False)
    path = "" if is_preview else (page.alias_of or page).get_url(request) or elsewhere
    return {"about": About(path, description, page.locale.language_code, is_hidden=is_preview)}


def around_charters(page, request, context):
    found = Paginator(charters.public_charters(), ON_A_PAGE).get_page(request.GET.get("page"))
    words = _("How we treat each other here, in words we agreed on together.")
    return {"page_obj": found} | about(page, request, words)


def around_charter(page, request, context):
    version = context["version"]
    charter = page.own_charter
    versions = list(charters.versions_of(charter)[: MOST_VERSIONS + 1]) if charter else []
    translated = page.translates if not version else None
    address = address_in(translated.charter, page.locale) if translated else ""
    return (
        {
            "charter": charter,
            "is_newest": True,
            "versions": versions[:MOST_VERSIONS],
            "has_more_versions": len(versions) > MOST_VERSIONS,
            "translated": translated,
            "languages": languages_of(charter or (translated and translated.charter), page, request),
            "title": context["wording"].title or page.title,
            "source": page.source,
            "last_revised": version.last_revised if version else page.last_revised,
        }
        | around_words(context["wording"], version, charter, named=page.stewards_named)
        | about(page, request, description_of(context["wording"]), address)
    )


def around_words(wording, version, charter, *, named=""):
    """`reading`: its Reading; `permanent`: the short address; `sides`: of paper; and who looks after it."""
    place = charter.organisation if charter else None
    return {
        "reading": Reading(wording, version=version),
        "permanent": full(reverse("charter-version", kwargs={"code": version.code})) if version else "",
        "sides": sides_of(wording, version.how if version else ""),
        "stewards": {
            "as_named": [line for line in (version.stewards_named if version else named).split("\n") if line],
            "place": place,
            "people": list(stewards_named(place)) if place else [],
            "are_there": bool(place) and stewards_of(place).exists(),
        },
    }


def description_of(wording):
    """Its first words."""
    words = (entry.words for entry in wording.entries if not entry.is_section)
    return wording.preamble or next(words, wording.title)


def languages_of(charter, page, request):
    """[(language code, its own name, address)] in which these words can be read besides, the original first."""
    if charter is None:
        return []
    found = []
    if charter.page_id not in (page.pk, page.alias_of_id) and charters.public_page_of(charter):
        found.append((charter.page.locale, reverse("charter-address", args=[charter.code])))
    for other in charters.translations_of(charter):
        if other.pk != page.pk:
            found.append((other.locale, address_in(charter, other.locale)))
    return [(locale.language_code, name_of(locale), address) for locale, address in found]


def address_in(charter, locale):
    return reverse("charter-language", kwargs={"code": charter.code, "language": locale.language_code})


def name_of(locale):
    """As its speakers call it, where we know."""
    try:
        return get_language_info(locale.language_code)["name_local"]
    except KeyError:
        return locale.language_code


MORE = {ChartersPage: around_charters, CharterPage: around_charter}
