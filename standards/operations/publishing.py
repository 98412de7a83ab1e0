"""Freezing what a trainer publishes: the words of a standard as a version that nothing can change."""

import uuid

from django.utils.translation import gettext_lazy as _

from people.audit import operation, record
from standards.models import (
    CannotBePublished,
    Change,
    Illustration,
    Kind,
    Requirement,
    Standard,
    StandardVersion,
    Suite,
    Tombstone,
)
from standards.models.page_manners import suite_of
from standards.models.page_wording import digest_of_values, saved_values, saved_wording
from standards.models.pages import suite_page_of
from standards.registry import AT_VERSION_PUBLISHED

FACTS = ("title", "urn", "status", "last_start_date", "last_assessment_date")
NOTHING_TO_SHOW = _(
    "People are working with this standard, and nothing would be left to show. Keep at least one criterion."
)
NO_WORDS_YET = _(
    "A criterion, knowledge item or value has no words or no number yet. Write them, and publish again."
)
WHAT_CHANGED = _(
    "The words changed. Open the page, say whether they mean the same or something else, and publish it from there."
)


@operation
def freeze_version(page, *, by, answer=None):
    """Freeze the words in the page's tables, if they are other words than the last version's.

    `answer`: (change, why); default: what the trainer answered on the page. Returns the version people work with
    from now on, or None for an outline, which has no wording yet. Raises CannotBePublished, and then nothing changed.
    """
    wording = saved_wording(page)
    standard = Standard.objects.select_for_update(no_key=True).filter(page=page).first()
    if wording.is_empty and standard is None:
        return None
    if wording.is_empty:
        raise CannotBePublished(NOTHING_TO_SHOW)
    if any(not entry.text or not entry.number for entry in wording.requirements):
        raise CannotBePublished(NO_WORDS_YET)
    standard = standard or begin_standard(page)
    keep_facts(standard, page, by=by)
    last = standard.current_version
    if last and last.digest == wording.digest:
        return last
    change, why = (answer or page.answer_for(last.digest)) if last else (Change.FIRST, "")
    if not change:
        raise CannotBePublished(WHAT_CHANGED)
    return write_version(standard, page, wording, change=change, why=why, by=by)


def begin_standard(page):
    """The identity that all versions share. Two pages never share one, so a taken lineage is not used again."""
    lineage = uuid.uuid4() if Standard.objects.filter(lineage=page.lineage).exists() else page.lineage
    return Standard.objects.create(page=page, suite=suite_of(page) or begin_suite(page), lineage=lineage)


def begin_suite(page):
    suite_page = suite_page_of(page)
    slug = suite_page.slug
    while Suite.objects.filter(slug=slug).exists():
        slug = f"{suite_page.slug[:90]}-{uuid.uuid4().hex[:6]}"
    return Suite.objects.create(page=suite_page, slug=slug, title=suite_page.title)


def keep_facts(standard, page, *, by):
    """What may change without a change of words: known of the standard from today on."""
    new = {name: getattr(page, name) for name in FACTS}
    changed = {name: value for name, value in new.items() if getattr(standard, name) != value}
    for name, value in changed.items():
        setattr(standard, name, value)
    standard.save(update_fields=changed)
    if standard.current_version_id and changed:
        told = {name: str(value or "") for name, value in changed.items() if name != "title"}
        record("standard.facts_changed", by=by, subject=standard, **told)


def write_version(standard, page, wording, *, change, why, by):
    area = page.key_area
    version = StandardVersion.objects.create(
        standard=standard,
        number=standard.versions.count() + 1,
        suite_title=standard.suite.title,
        key_area=f"{area.printed}: {area.title}" if area else "",
        key_area_number=area.number if area else None,
        urn=standard.urn,
        status=standard.status,
        change=change,
        why=why,
        digest=wording.digest,
        requirement_count=len(wording.requirements),
        illustration_count=len(wording.illustrations),
        published_by=by,
        **wording.passages,
    )
    write_entries(version, wording)
    set_stones(version, last=standard.current_version)
    standard.current_version = version
    standard.save(update_fields=["current_version"])
    record(
        "standard.published",
        by=by,
        subject=version,
        standard=standard.code,
        number=version.number,
        change=str(change),
        digest=version.digest,
    )
    for follow in AT_VERSION_PUBLISHED:
        follow(version, by=by)
    return version


def write_entries(version, wording):
    values = {value.lineage: value.number for value in wording.of_kind(Kind.VALUE)}
    Requirement.objects.bulk_create(
        Requirement(
            version=version,
            kind=entry.kind,
            number=entry.number,
            group=entry.group,
            text=entry.text,
            lineage=entry.lineage,
            position=position,
        )
        for position, entry in enumerate(wording.requirements, start=1)
    )
    Illustration.objects.bulk_create(
        Illustration(
            version=version,
            value_lineage=example.value_lineage or None,
            number=values.get(example.value_lineage, ""),
            text=example.text,
            position=position,
        )
        for position, example in enumerate(wording.illustrations, start=1)
    )


def set_stones(version, *, last):
    """What the last version asked and this one asks no more. Its frozen rows stay, with all that was judged on them."""
    retired = last.requirements.exclude(lineage__in=version.requirements.values("lineage")) if last else ()
    Tombstone.objects.bulk_create(
        Tombstone(
            standard=version.standard,
            version=version,
            lineage=requirement.lineage,
            kind=requirement.kind,
            number=requirement.number,
            group=requirement.group,
            text=requirement.text,
            retired_at=version.published_at,
        )
        for requirement in retired
    )


@operation
def renew_versions(suite_page, *, before, by):
    """After the values of a suite changed, freeze each of its published standards with the new ones.

    `before`: digest of the values until now. Returns the new versions. Raises CannotBePublished without an answer.
    """
    Suite.objects.filter(page=suite_page).update(title=suite_page.title)
    published = Standard.objects.filter(page__path__startswith=suite_page.path, page__live=True)
    if digest_of_values(saved_values(suite_page)) == before or not published.exists():
        return []
    answer = suite_page.answer_for(before)
    if not answer[0]:
        raise CannotBePublished(WHAT_CHANGED)
    return [freeze_version(standard.page, by=by, answer=answer) for standard in published]
