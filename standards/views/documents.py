"""What the JSON twins say. How they are addressed and what their fields mean: see twins.py."""

from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from django.db.models import Q
from django.urls import reverse

from standards.models import KeyAreaPage, StandardPage, SuitePage
from standards.models.pages import key_areas_below, standards_below
from standards.models.wording import PASSAGES
from standards.queries import history
from standards.queries.awards import groups_in_award, rules_in_words
from standards.queries.pages import address_of, current_text_of, requirements_of
from standards.registry import PUBLIC_PAGES
from standards.views.about import full


def whole(address):
    """The address to pass on, whether it was a path or came with a host."""
    parts = urlsplit(address or "/")
    return full(parts._replace(scheme="", netloc="").geturl())


def at(name, thing):
    return full(reverse(name, kwargs={"code": thing.code}))


def of_link(page):
    return {"title": page.title, "address": whole(page.get_url()), "lineage": str(page.lineage)}


def of_suite(page):
    values = [{"number": v.number, "title": v.title, "lineage": str(v.lineage)} for v in page.values.all()]
    areas = [area_with(area, area.standards) for area in key_areas_below(page)]
    return of_link(page) | {"edition": page.edition, "values": values, "key_areas": areas}


def of_key_area(page):
    return area_with(page, standards_below(page)) | {"suite": of_link(page.get_parent().specific)}


def area_with(area, standards):
    more = {"number": area.number, "printed": area.printed}
    return of_link(area) | more | {"standards": [facts_of(standard) for standard in standards]}


def facts_of(page):
    return of_link(page) | {
        "urn": page.urn,
        "status": page.status,
        "title_confirmed": page.title_confirmed,
        "has_wording": page.has_wording,
        "last_start_date": day(page.last_start_date),
        "last_assessment_date": day(page.last_assessment_date),
    }


def of_standard(page):
    """An outline has no version and no requirements yet."""
    source = {name: getattr(page, name) for name in ("developed_by", "approved", "source")}
    words = words_of(page.version) if page.version else {"version": None, "requirements": []}
    versions = history.versions_of(page.own_standard) if page.version else []
    return facts_of(page) | source | words | {"versions": [line_of(version) for version in versions]}


def of_version(version):
    standard = version.standard
    return {
        "title": version.title,
        "address": at("version-address", version),
        "standard": whole(address_of(standard)) if address_of(standard) else at("standard-address", standard),
        "urn": version.urn,
        "status": standard.status,
        "last_start_date": day(standard.last_start_date),
        "last_assessment_date": day(standard.last_assessment_date),
        "is_newest": standard.current_version == version,
    } | words_of(version)


def words_of(version):
    passages = {name: getattr(version, name) for name in PASSAGES if name != "title"}
    text = current_text_of(version)
    values = {value.lineage: value.label for value in text.of_kind("value")}
    return {
        "version": line_of(version),
        "suite": version.suite_title,
        "key_area": version.key_area,
        **passages,
        "requirements": [requirement_line(row) for row in requirements_of(version)],
        "illustrations": [
            {"value": values.get(example.value_lineage, ""), "text": example.text, "assessable": False}
            for example in text.illustrations
        ],
    }


def line_of(version):
    return {
        "number": version.number,
        "code": version.code,
        "published": version.published_at.isoformat(timespec="seconds"),
        "change": version.change,
        "why": version.why,
        "digest": version.digest,
        "address": at("version-address", version),
    }


def requirement_line(row):
    return {
        "code": row.code,
        "label": row.label,
        "number": row.number,
        "kind": row.kind,
        "group": row.group,
        "text": row.text,
        "lineage": str(row.lineage),
        "address": at("requirement-address", row),
        "assessable": True,
    }


def of_requirement(row):
    """`newest`: the same by lineage today, null if it is asked no more; `became`: what agreed crosswalks say."""
    newest = history.newest_of(row)
    gone = None if newest else history.first_version_without(row)
    became = [
        {
            "relation": entry.relation,
            "reason": entry.reason,
            "requirement": requirement_line(entry.target) if entry.target else None,
        }
        for entry in history.what_became_of(row)
    ]
    return requirement_line(row) | {
        "title": row.version.title,
        "version": line_of(row.version),
        "newest": requirement_line(newest) if newest else None,
        "no_longer_asked_since": gone.number if gone else None,
        "became": became,
    }


def of_term(term):
    return {
        "word": term.word,
        "forms": term.forms,
        "meaning": term.meaning,
        "suite": term.suite.title if term.suite else None,
        "address": full(f"{reverse('glossary')}#{term.code}"),
    }


def award_line(award):
    rules = award.current_version
    facts = {"code": award.code, "title": rules.title, "suite": award.suite.title, "version": rules.number}
    return facts | {"address": at("award-detail", award)}


def of_award(award):
    """`rules`: sentences; `groups`: how many of which standards."""
    rules = award.current_version
    groups = [
        {"title": title, "needed": needed, "standards": [standard_line(standard) for standard in standards]}
        for title, needed, standards in groups_in_award(rules)
    ]
    dates = {name: day(getattr(rules, name)) for name in ("last_start_date", "last_assessment_date")}
    said = {"summary": rules.summary, "rules": [str(rule) for rule in rules_in_words(rules)]}
    return award_line(award) | said | dates | {"groups": groups}


def standard_line(standard):
    return {"title": standard.title, "urn": standard.urn, "address": at("standard-address", standard)}


def day(date):
    return date.isoformat() if date else None


def public_addresses():
    """Whole and escaped: the front page, the glossary, the suites and all below them, and what upper apps add."""
    yield from (full(path) for path in ["/", reverse("glossary")])
    for kind in (SuitePage, KeyAreaPage, StandardPage, *PUBLIC_PAGES):
        pages = (
            kind.objects.live().filter(~Q(view_restrictions__isnull=False), alias_of=None).order_by("path")
        )
        yield from (escape(whole(url)) for page in pages if (url := page.get_url()))
