"""What the JSON twins of charters say. How they are addressed and what their fields mean: see twins.py."""

from community.models import Charter
from community.models.wording import Entry
from community.queries import charters
from community.queries.stewards import stewards_named
from community.views.addresses import address_of, at, language_of
from standards.views.about import full

DEEPEST = 20  # what stands deeper is told as standing there


def whole(name, thing):
    return full(at(name, thing))


def line_of(charter):
    version = charter.current_version
    return {
        "code": charter.code,
        "lineage": str(charter.lineage),
        "title": version.title,
        "language": language_of(charter),
        "organisation": charter.organisation.name if charter.organisation else None,
        "version": version.number,
        "adopted_on": version.adopted_on.isoformat(),
        "address": full(address_of(charter)),
        "permanent": whole("charter-address", charter),
    }


def of_charters(page):
    rows = charters.public_charters().select_related(None)
    return {"charters": [line_of(charter) for charter in rows.select_related(*AROUND)]}


def of_page(page):
    """Of a charter’s page, or of a translation of one."""
    if page.version:
        return of_charter(Charter.objects.select_related(*AROUND).get(pk=page.version.charter_id))
    return of_translation(page)


def of_charter(charter):
    told = of_version(charter.current_version, charter)
    return told | {"versions": [version_line(version) for version in charters.versions_of(charter)]}


def of_version(version, charter=None):
    charter = charter or version.charter
    rows = [(Entry.of(row), row) for row in charters.clauses_of(version)]
    return {
        "title": version.title,
        "language": language_of(charter),
        "charter": line_of(charter),
        "version": version_line(version),
        "is_in_force": charter.current_version == version,
        "address": whole("charter-version", version),
        "preamble": version.preamble,
        "sections": sections_of([(entry, codes_of(row)) for entry, row in rows]),
        "last_revised": version.last_revised.isoformat() if version.last_revised else None,
        "stewards": stewards_of(version),
    }


def stewards_of(version):
    """`as_named`: in the text itself; `people`: stewards of the place who said that their name may stand here."""
    place = version.charter.organisation
    return {
        "as_named": [line for line in version.stewards_named.split("\n") if line],
        "people": [person.name for person in stewards_named(place)] if place else [],
    }


def version_line(version):
    return {
        "number": version.number,
        "code": version.code,
        "adopted_on": version.adopted_on.isoformat(),
        "how": version.how,
        "changes": [line for line in version.changes.split("\n") if line],
        "digest": version.digest,
        "address": whole("charter-version", version),
    }


def codes_of(row):
    return {"code": row.code, "address": whole("clause-address", row)}


def words_of(entry):
    return {
        "kind": entry.kind,
        "label": entry.label or None,
        "mark": entry.mark,
        "text": entry.text,
        "lineage": entry.lineage,
    }


def sections_of(rows):
    """The tree as `import_charter` prints it, with marks, lineages and addresses besides.

    `rows`: [(Entry, {more to tell of it})] in their order.
    """
    sections, above = [], []
    for entry, more in rows:
        if entry.is_section:
            told = words_of(entry)
            head = {"heading": told.pop("label"), "mark": told.pop("mark"), "lineage": told["lineage"]}
            sections.append(head | more | {"clauses": []})
            above = []
            continue
        if not sections:
            sections.append({"heading": None, "clauses": []})
        above = [one for one in above if one[0] < entry.level][:DEEPEST]
        node = words_of(entry) | more | {"children": []}
        (above[-1][1]["children"] if above else sections[-1]["clauses"]).append(node)
        above.append((entry.level, node))
    return sections


def of_translation(page):
    """Words of a page that gives those of a version in another language. They have no clauses that bind."""
    wording, original = page.draft_wording, page.translates
    return {
        "title": wording.title,
        "language": page.locale.language_code,
        "translates": version_line(original) | {"title": original.title} if original else None,
        "charter": line_of(Charter.objects.select_related(*AROUND).get(pk=original.charter_id))
        if original
        else None,
        "preamble": wording.preamble,
        "sections": sections_of([(entry, {}) for entry in wording.entries]),
    }


def of_clause(clause):
    """`newest`: the same by lineage today, null if it is said no more."""
    newest = charters.newest_of(clause)
    gone = None if newest else charters.first_version_without(clause)
    return told_clause(clause) | {
        "title": clause.version.title,
        "language": language_of(clause.version.charter),
        "version": version_line(clause.version),
        "charter": whole("charter-address", clause.version.charter),
        "above": [told_clause(row) for row in charters.what_stands_above(clause)],
        "is_in_force": newest == clause,
        "newest": told_clause(newest) if newest else None,
        "no_longer_said_since": gone.number if gone else None,
    }


def told_clause(row):
    return {"level": row.level} | words_of(Entry.of(row)) | codes_of(row)


def of_comparison(charter, old, new, changes):
    return {
        "charter": whole("charter-address", charter),
        "language": language_of(charter),
        "from": version_line(old),
        "to": version_line(new),
        "changes": [change_line(change) for change in changes],
    }


def change_line(change):
    return {
        "what": str(change.what),
        "is_moved": change.is_moved,
        "lineage": change.lineage or None,
        "before": words_of(change.before) if change.before else None,
        "after": words_of(change.after) if change.after else None,
        "words": [{"what": piece.what, "text": piece.text} for piece in change.pieces],
    }


AROUND = ("current_version", "organisation", "page__locale")
