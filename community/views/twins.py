"""The JSON twin of every public page of charters: its address with `.json` in place of its last stroke.

    /charters.json                      every charter that can be read here
    /charters/<slug>.json               a charter in force, or a translation of one: its words and its versions
    /ch/<code>.json                     leads there
    /ch/<code>/versions.json            every version
    /ch/<code>/compare.json?from=&to=   what changed from one version to another
    /cv/<code>.json, /cl/<code>.json    one version, one clause, as adopted

A version holds `title`, `language`, `preamble`, `sections` (each `heading`, `clauses`; a clause has `kind`, `label`,
`mark`, `text`, `lineage`, `code`, `address`, `children`), `version` (`number`, `adopted_on`, `how`, `changes`, a list
of sentences), `last_revised` and `stewards`. Answered like the twins of standards: see standards/views/twins.py,
where pages are found.
"""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from community.queries import charters
from community.queries.comparing import changes_between
from community.views import charters_documents as documents
from community.views.addresses import address_of
from community.views.compare import asked
from standards.views.about import twin_of
from standards.views.addresses import or_404
from standards.views.twins import answer


@login_not_required
@require_safe
def charter_json(request, code):
    return redirect(twin_of(address_of(or_404(charters.charter_at(code)), request)))


@login_not_required
@require_safe
def language_json(request, code, language):
    found = charters.translations_of(or_404(charters.charter_at(code)))
    return answer(
        request, documents.of_page(or_404(found.filter(locale__language_code__iexact=language).first()))
    )


@login_not_required
@require_safe
def versions_json(request, code):
    found = charters.versions_of(or_404(charters.charter_at(code)))
    return answer(request, {"versions": [documents.version_line(version) for version in found]})


@login_not_required
@require_safe
def version_json(request, code):
    return answer(request, documents.of_version(or_404(charters.version_at(code))))


@login_not_required
@require_safe
def clause_json(request, code):
    return answer(request, documents.of_clause(or_404(charters.clause_at(code))))


@login_not_required
@require_safe
def compare_json(request, code):
    charter = or_404(charters.charter_at(code))
    old, new = asked(request, charter)
    changes = changes_between(old.wording, new.wording)
    return answer(request, documents.of_comparison(charter, old, new, changes))
