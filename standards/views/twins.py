"""The JSON twin of every public page: the page’s address with `.json` in place of its last stroke.

    /standards.json                        the suites
    /<suite>.json, /<suite>/<area>.json    the pages below, with their addresses
    /<suite>/<area>/<standard>.json        a standard: its words, requirements and versions
    /v/<code>.json, /r/<code>.json         one frozen version, one requirement
    /s/<code>/versions.json                every version of a standard
    /awards.json, /awards/<code>.json      what awards ask
    /glossary.json                         every word explained
    /standards/search.json?q=…&page=…      what was found

A standard or version holds `title`, `urn`, `status`, `version`, `requirements` (each `code`, `label`, `number` as
printed, `kind`, `group`, `text`, `lineage`, `address`, `assessable`), `illustrations` (`value`, `text`, and
`assessable`, which is false) and the passages as published. Addresses are whole, days are ISO 8601. Read-only,
for everyone: any site may fetch it, and an ETag says whether anything changed.
"""

import hashlib

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import redirect
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe
from wagtail.models import Site

from standards.models import Finding, KeyAreaPage, StandardPage, SuitePage
from standards.queries import history
from standards.queries.awards import public_awards
from standards.queries.pages import suites
from standards.registry import PUBLIC_PAGES
from standards.views import documents
from standards.views.about import twin_of
from standards.views.addresses import or_404, version_path
from standards.views.glossary import public_terms
from standards.views.search import asked, title_of, url_of

PAGES = {
    SuitePage: documents.of_suite,
    KeyAreaPage: documents.of_key_area,
    StandardPage: documents.of_standard,
}
A_MOMENT = 300  # seconds a copy may be used without asking


def answer(request, document):
    """The document as JSON, or 304 for someone who has it."""
    response: HttpResponse = JsonResponse(document, json_dumps_params={"ensure_ascii": False, "indent": 1})
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response = HttpResponseNotModified()
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={A_MOMENT}"
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@login_not_required
@require_safe
def suites_json(request):
    return answer(request, {"suites": [documents.of_link(suite) for suite in suites()]})


@login_not_required
@require_safe
def page_json(request, address):
    """Of a page of a suite, or of an upper app. What is no such page, or not public, is not there."""
    page = public_page(request, address)
    document = (PAGES | PUBLIC_PAGES).get(type(page))
    if document is None:
        raise Http404
    return answer(request, document(page))


def public_page(request, address):
    site = Site.find_for_request(request)
    parts = [part for part in address.split("/") if part]
    found = site.root_page.specific.route(request, parts).page if site and parts else None
    if found is None or found.get_view_restrictions().exists():
        raise Http404
    return found.specific


@login_not_required
@require_safe
def standard_json(request, code):
    found = or_404(history.standard_at(code))
    page = StandardPage.objects.live().filter(standard=found, alias_of=None).first()
    return redirect(twin_of((page and page.get_url(request)) or version_path(or_404(found.current_version))))


@login_not_required
@require_safe
def versions_json(request, code):
    found = or_404(history.standard_at(code))
    return answer(request, {"versions": [documents.line_of(one) for one in history.versions_of(found)]})


@login_not_required
@require_safe
def version_json(request, code):
    return answer(request, documents.of_version(or_404(history.version_at(code))))


@login_not_required
@require_safe
def requirement_json(request, code):
    return answer(request, documents.of_requirement(or_404(history.requirement_at(code))))


@login_not_required
@require_safe
def glossary_json(request):
    return answer(request, {"terms": [documents.of_term(term) for term in public_terms()]})


@login_not_required
@require_safe
def search_json(request):
    question, page = asked(request)
    found = [
        {
            "kind": Finding(entry.kind).name.lower(),
            "title": title_of(entry),
            "label": entry.label,
            "number": entry.number,
            "text": entry.text,
            "assessable": entry.kind in (Finding.PERFORMANCE, Finding.KNOWLEDGE),
            "address": documents.whole(url_of(entry, request)),
        }
        for entry in page
    ]
    counts = {"count": page.paginator.count, "page": page.number, "pages": page.paginator.num_pages}
    return answer(request, {"words": list(question.words), **counts, "found": found})


@login_not_required
@require_safe
def awards_json(request):
    return answer(request, {"awards": [documents.award_line(award) for award in public_awards()]})


@login_not_required
@require_safe
def award_json(request, code):
    return answer(request, documents.of_award(or_404(public_awards().filter(code=code).first())))


@login_not_required
@require_safe
def sitemap(request):
    """Every public page of the standards site, for search engines."""
    lines = "".join(f"<url><loc>{url}</loc></url>\n" for url in documents.public_addresses())
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return HttpResponse(f"{head}{lines}</urlset>\n", content_type="application/xml; charset=utf-8")
