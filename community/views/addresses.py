"""Addresses of charters that never change: `/ch/` for a charter, `/cv/` for one of its versions, `/cl/` for a clause.

They show what is frozen. What is not in force any more says so, beside what is today.
"""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from community.models import ChartersPage
from community.models.wording import CharterWording
from community.queries import charters
from community.views.around import ON_A_PAGE, around_words, description_of
from community.views.charters_reading import Reading
from standards.queries.differences import difference
from standards.views.about import About, full
from standards.views.addresses import or_404


@login_not_required
@require_safe
def charters_of_this_place(request):
    """To the page where charters stand together; before the first one comes, to nothing yet."""
    page = ChartersPage.objects.live().order_by("path").first()
    if page:
        return redirect(page.get_url(request) or "/")
    return render(request, "community/charters_none.html")


@login_not_required
@require_safe
def charter(request, code):
    """To the page of a charter, wherever it stands today."""
    found = or_404(charters.charter_at(code))
    return redirect(address_of(found, request))


@login_not_required
@require_safe
def language(request, code, language):
    """A translation of a charter, on whatever site Wagtail keeps it."""
    found = or_404(charters.charter_at(code))
    page = charters.translations_of(found).filter(locale__language_code__iexact=language).first()
    return or_404(page).serve(request)


@login_not_required
@require_safe
def versions(request, code):
    """Every version of a charter, newest first."""
    found = or_404(charters.charter_at(code))
    shown = {
        "charter": found,
        "page_obj": Paginator(charters.versions_of(found), ON_A_PAGE).get_page(request.GET.get("page")),
        "address": address_of(found, request),
        "about": About(
            request.path, found.title, language_of(found), twin=at("charter-versions-json", found)
        ),
    }
    return render(request, "community/charter_versions.html", shown)


@login_not_required
@require_safe
def version(request, code):
    """One version, every word as it was adopted."""
    found = or_404(charters.version_at(code))
    charter, wording = found.charter, found.wording
    is_newest, path = charter.current_version == found, at("charter-version", found)
    page = charters.public_page_of(charter)
    home = address_of(charter, request)
    shown = {
        "version": found,
        "charter": charter,
        "wording": wording,
        "title": found.title,
        "is_newest": is_newest,
        "after": None if is_newest else charters.version_after(found),
        "address": home,
        "last_revised": found.last_revised,
        "about": About(home if is_newest and page else path, description_of(wording), language_of(charter),
                       is_hidden=page is None, twin=at("charter-version-json", found)),
    }  # fmt: skip
    template = "charter_print.html" if "print" in request.GET else "charter_version.html"
    return render(request, f"community/{template}", shown | around_words(wording, found, charter))


@login_not_required
@require_safe
def clause(request, code):
    """One clause as it was adopted, and what is said today."""
    found = or_404(charters.clause_at(code))
    charter, newest = found.version.charter, charters.newest_of(found)
    below = charters.what_stands_below(found)
    reading = Reading(CharterWording.of("", "", [found, *below]), version=found.version)
    reading.top.children[0].address = ""  # it is here
    shown = {
        "clause": found,
        "reading": reading,
        "above": charters.what_stands_above(found),
        "version": found.version,
        "charter": charter,
        "newest": newest,
        "pieces": difference(found.words, newest.words) if newest and newest.words != found.words else [],
        "gone_since": None if newest else charters.first_version_without(found),
        "address": address_of(charter, request),
        "permanent": full(request.path),
        "about": About(at("clause-address", found), found.words, language_of(charter),
                       is_hidden=charters.public_page_of(charter) is None),
    }  # fmt: skip
    return render(request, "community/clause.html", shown)


def at(name, thing):
    return reverse(name, kwargs={"code": thing.code})


def address_of(charter, request=None):
    """The path of its page, or of the version in force while it has none."""
    page = charters.public_page_of(charter)
    return (page and page.get_url(request)) or at("charter-version", charter.current_version)


def language_of(charter):
    """The language its words are in: its page’s."""
    return charter.page.locale.language_code if charter.page else About("", "").language
