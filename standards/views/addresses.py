"""Addresses that never change: `/s/` for a standard, `/v/` for one of its versions, `/r/` for one requirement.

They show what is frozen, so what stands there today stands there for good; a newer version is named beside it.
A standard taken out of sight keeps its addresses, because work and certificates point at them.
"""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from standards.glossing import Glossary, Marker
from standards.models.pages import suite_page_of
from standards.queries import history
from standards.queries.pages import address_of, current_text_of
from standards.registry import ALSO_SAID
from standards.views.about import About, full
from standards.views.around import successors_of
from standards.views.reading import Reading, terms_of

ON_A_PAGE = 20


def or_404(found):
    if found is None:
        raise Http404
    return found


@login_not_required
@require_safe
def standard(request, code):
    """To the page of a standard, wherever it stands today."""
    found = or_404(history.standard_at(code))
    return redirect(address_of(found) or version_path(or_404(found.current_version)))


@login_not_required
@require_safe
def versions(request, code):
    """Every version of a standard, newest first."""
    found = or_404(history.standard_at(code))
    page = Paginator(history.versions_of(found), ON_A_PAGE).get_page(request.GET.get("page"))
    about = About(request.path, found.title, language_of(found))
    shown = {"standard": found, "page_obj": page, "address": address_of(found), "about": about}
    return render(request, "standards/version_list.html", shown)


@login_not_required
@require_safe
def version(request, code):
    """One version, every word as it was published."""
    found = or_404(history.version_at(code))
    standard, text = found.standard, current_text_of(found)
    page, is_newest = standard.page, standard.current_version == found
    reading = Reading(text, version=found, suite_page=suite_page_of_standard(standard))
    path, address = version_path(found), address_of(standard)
    shown = {
        "version": found,
        "standard": standard,
        "text": text,
        "reading": reading,
        "title": found.title,
        "page": page,
        "is_newest": is_newest,
        "successors": successors_of(found),
        "after": None if is_newest else history.texts_around(found)[1],
        "address": address,
        "permanent": full(path),
        "about": About(address if is_newest and address else path, text.overview or text.title,
                       language_of(standard), is_hidden=not address, twin=f"/v/{found.code}.json"),
    }  # fmt: skip
    template = "print.html" if "print" in request.GET else "version_page.html"
    return render(request, f"standards/{template}", shown)


@login_not_required
@require_safe
def requirement(request, code):
    """One requirement as it was published, and what is asked today."""
    found = or_404(history.requirement_at(code))
    version, standard = found.version, found.version.standard
    newest = history.newest_of(found)
    marker = Marker(Glossary(terms_of(suite_page_of_standard(standard))))
    address = address_of(standard)
    shown = {
        "requirement": found,
        "words": marker.mark(found.text),
        "terms": marker.terms,
        "version": version,
        "standard": standard,
        "newest": newest,
        "gone_since": None if newest else history.first_version_without(found),
        "became": list(history.what_became_of(found)),
        "also_said": [note for ask in ALSO_SAID for note in ask([found]).get(found.lineage, [])],
        "address": address,
        "permanent": full(request.path),
        "about": About(reverse("requirement-address", kwargs={"code": found.code}), found.text,
                       language_of(standard), is_hidden=not address),
    }  # fmt: skip
    return render(request, "standards/requirement_detail.html", shown)


def version_path(version):
    return reverse("version-address", kwargs={"code": version.code})


def language_of(standard):
    """The language its words are in: its page’s."""
    page = standard.page
    return page.locale.language_code if page else About("", "").language


def suite_page_of_standard(standard):
    return suite_page_of(standard.page) if standard.page else None
