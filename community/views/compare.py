"""Any two versions of a charter beside each other, word by word."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from community.queries import charters
from community.queries.comparing import side_by_side
from community.views.addresses import address_of, at, language_of
from standards.views.about import About
from standards.views.addresses import or_404


@login_not_required
@require_safe
def compare(request, code):
    """`?from=1&to=2`. Without them, or with numbers there are not: the version in force and the one before it."""
    charter = or_404(charters.charter_at(code))
    old, new = asked(request, charter)
    rows = side_by_side(old.wording, new.wording)
    path = at("charter-compare", charter)
    shown = {
        "charter": charter,
        "old": old,
        "new": new,
        "rows": rows,
        "changes": [change for change in rows if change.what],
        "said": list(charters.versions_between(old, new)),
        "numbers": list(charters.versions_of(charter).values_list("number", "adopted_on")),
        "address": address_of(charter, request),
        "language": language_of(charter),
        "about": About(path, charter.title, language_of(charter), is_hidden=True,
                       twin=f"{at('charter-compare-json', charter)}?from={old.number}&to={new.number}"),
    }  # fmt: skip
    return render(request, "community/charter_compare.html", shown)


def asked(request, charter):
    """(the older version, the newer one), in whichever order they were asked for."""
    newest = charter.current_version
    new = numbered(charter, request.GET.get("to")) or newest
    before = numbered(charter, new.number - 1) or new
    old = numbered(charter, request.GET.get("from")) or before
    return sorted((old, new), key=lambda version: version.number)


def numbered(charter, number):
    number = str(number)
    is_number = number.isascii() and number.isdecimal() and len(number) < 9
    return charters.version_numbered(charter, int(number)) if is_number else None
