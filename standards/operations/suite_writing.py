"""Carrying out the plan of a suite: pages in bulk, then what publishing asks for, once for each standard."""

from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _
from wagtail.models import Revision

from people.audit import record
from standards.exchange.suites.published import pages_of
from standards.exchange.suites.waiting import unfinished_contents
from standards.models import CannotBePublished, Standard, Suite, Tombstone
from standards.models.page_wording import digest_of_values, draft_wording, saved_values
from standards.models.publishing import AT_STANDARD_PUBLISHED
from standards.models.wording import PASSAGES
from standards.operations import suite_pages
from standards.operations.first_versions import freeze_first_versions
from standards.operations.page_rows import Writing, write_pages
from standards.operations.publishing import freeze_version
from standards.operations.searching import index_standard
from standards.operations.trainers import let_trainers_edit
from standards.queries.pages import areas_in

LOCKED = _("Someone locked “%s”, so nothing was brought in. Ask them to unlock it, and try again.")
SCHEDULED = _("“%s” waits to be published on a day, so nothing was brought in. Cancel that, and try again.")


@dataclass
class Work:
    """What one import writes. `answer`: (change, why), None where changed words wait for a trainer."""

    plan: object
    suite: object
    by: object
    answer: tuple | None
    areas: dict = field(default_factory=dict)  # {number it will have: page}
    pages: dict = field(default_factory=dict)  # {lineage: StandardPage} of those that are here
    writings: list = field(default_factory=list)  # [(Step, Writing)]
    values_renewed: bool = False


def write_plan(plan, suite, *, by, answer):
    """Returns the suite’s page. Raises CannotBePublished, and then the operation it runs in changes nothing."""
    work = Work(plan, suite, by, answer)
    write_suite(work)
    write_areas(work)
    write_standards(work)
    publish(work)
    keep_stones(work)
    return work.suite


# --- the suite and its key areas --------------------------------------------------------------


def write_suite(work):
    """New values reach the standards that are published already only when someone said what kind of change it is."""
    plan = work.plan
    if work.suite is None:
        root = suite_pages.root_of_the_site()
        work.suite = suite_pages.new_suite(plan, root)
        write_pages([Writing(work.suite, suite_pages.value_entries(plan.values), root)], by=work.by)
        let_trainers_edit(work.suite)
        return
    before = saved_values(work.suite)
    entries = suite_pages.value_entries(plan.values)
    other_values = digest_of_values(before) != digest_of_values(entries["values"])
    other_facts = (work.suite.title, work.suite.edition) != (plan.suite["title"], plan.suite["edition"])
    if not (other_values or other_facts) or suite_waits(plan):
        return
    rewrite_suite(work, entries, before, other_values)


def suite_waits(plan):
    """The suite’s own draft says it already: it was told in the plan, and is not written again."""
    kinds = {row["kind"] for name in ("added", "changed", "moved", "retired") for row in plan.changes[name]}
    return not kinds & {"suite", "value"}


def rewrite_suite(work, entries, before, other_values):
    check_open([work.suite])
    published = Standard.objects.filter(page__path__startswith=work.suite.path, page__live=True).exists()
    waits = other_values and published and not work.answer
    contents = unfinished_contents([work.suite])
    page = work.suite
    page.title, page.edition = work.plan.suite["title"], work.plan.suite["edition"]
    if other_values and work.answer:
        page.change, page.why = work.answer
        page.change_for = digest_of_values(before)
    kept = contents.get(page.pk) if not waits else None
    write_pages([Writing(page, entries, is_draft=waits, kept_draft=kept)], by=work.by)
    if not waits:
        Suite.objects.filter(page=page).update(title=page.title)
        work.values_renewed = other_values and published


def write_areas(work):
    known = {str(area.lineage): area for area in areas_in(work.suite)}
    slugs = suite_pages.Slugs(work.suite)
    writings = []
    for step in work.plan.areas:
        row, area = step.becomes, known.get(step.here.lineage) if step.here else None
        if area is None:
            writings.append(Writing(suite_pages.new_area(row, work.suite, slugs), parent=work.suite))
        elif step.here != row:
            area.title, area.number, area.words = row.title, row.number, row.words
            writings.append(Writing(area))
        work.areas.setdefault(row.number, area or writings[-1].page)
    check_open([writing.page for writing in writings if not writing.is_new])
    write_pages(writings, by=work.by)


# --- standards --------------------------------------------------------------------------------


def write_standards(work):
    pages = pages_of(work.suite, drafts=True)
    work.pages = {str(page.lineage): page for page in pages}
    slugs = suite_pages.Slugs(work.suite)
    steps = [step for step in work.plan.steps if step.changes]
    there = [work.pages[step.here.lineage] for step in steps if step.here]
    check_open(there)
    drafts = unfinished_contents([page for page in there if page.live])
    for step in steps:
        writing = new_page(work, step, slugs) if step.here is None else other_page(work, step, drafts)
        if writing:
            work.writings.append((step, writing))
    write_pages([writing for _step, writing in work.writings], by=work.by)
    move_standards(work, steps)


def new_page(work, step, slugs):
    parent = work.areas[step.becomes.key_area]
    page = suite_pages.new_standard(step.becomes, parent, slugs)
    return Writing(page, suite_pages.standard_entries(step.becomes), parent)


def other_page(work, step, drafts):
    """Facts are published at once. So are words, unless people work with others and nobody said what changed."""
    page, other_words = work.pages[step.here.lineage], words_of(step.here) != words_of(step.becomes)
    if not other_words and facts_of(step.here) == facts_of(step.becomes):
        return None
    published = page.version
    if other_words and published and work.answer:
        page.change, page.why = work.answer
        page.change_for = published.digest
    suite_pages.written(page, step.becomes)
    kept = drafts.get(page.pk)
    return Writing(
        page,
        suite_pages.standard_entries(step.becomes),
        is_draft=bool(page.live and other_words and published and not work.answer),
        kept_draft=kept | suite_pages.facts_in(step.becomes) if kept else None,
    )


def words_of(row):
    passages = tuple(getattr(row, name) for name in PASSAGES)
    return (passages, row.requirements, row.illustrations)


def facts_of(row):
    names = (*suite_pages.FACTS, *suite_pages.DATES)
    return [getattr(row, name) for name in names]


def move_standards(work, steps):
    for step in steps:
        page = work.pages.get(step.here.lineage) if step.here else None
        area = work.areas.get(step.becomes.key_area)
        if page and area and not page.path.startswith(area.path):
            page = type(page).objects.get(pk=page.pk)
            page.move(area, pos="last-child", user=work.by)


def check_open(pages):
    """What someone locked, or set to be published on a day, is theirs until they are done."""
    for page in pages:
        if page.locked:
            raise CannotBePublished(LOCKED % page.title)
    waiting = Revision.objects.filter(
        object_id__in=[str(page.pk) for page in pages],
        base_content_type__model="page",
        approved_go_live_at__isnull=False,
    )
    titles = {str(page.pk): page.title for page in pages}
    for object_id in waiting.values_list("object_id", flat=True)[:1]:
        raise CannotBePublished(SCHEDULED % titles[object_id])


# --- publishing -------------------------------------------------------------------------------


def publish(work):
    """Let publishing react to each page that became, or stayed, public; tell of each draft."""
    public, drafts = [], []
    for _step, writing in work.writings:
        (public if writing.page.live and not writing.is_draft else drafts).append(writing)
    for writing in drafts:
        page = writing.page
        record("standard.drafted", by=work.by, subject=page, digest=draft_wording(page).digest)
    publish_new(work, [writing for writing in public if writing.is_new])
    again = [writing.page for writing in public if not writing.is_new]
    if work.values_renewed:
        done = {page.pk for page in again}
        pages = [page for page in work.pages.values() if page.live and page.own_standard]
        again += [page for page in pages if page.pk not in done]
    for page in again:
        for reaction in AT_STANDARD_PUBLISHED:
            reaction(page, by=work.by, answer=work.answer)


def publish_new(work, writings):
    """First versions all at once; whatever else reacts to publishing is asked page by page."""
    pages = [(writing.page, writing.entries, writing.parent) for writing in writings]
    freeze_first_versions(pages, work.suite, by=work.by)
    for reaction in AT_STANDARD_PUBLISHED:
        if reaction not in (freeze_version, index_standard):
            for page, _entries, _area in pages:
                reaction(page, by=work.by)


def keep_stones(work):
    """What another installation retired before we knew it: its lineage is not given to anything else here."""
    wanted = {}
    new_pages = {id(step): writing.page for step, writing in work.writings}
    for step in work.plan.steps:
        known = {each.lineage for each in step.here.retired} if step.here else set()
        if new := [each for each in step.becomes.retired if each.lineage not in known]:
            page = work.pages[step.here.lineage] if step.here else new_pages[id(step)]
            wanted[page.pk] = new
    standards = Standard.objects.filter(page__in=wanted)
    Tombstone.objects.bulk_create(
        stone_of(standard, row) for standard in standards for row in wanted[standard.page_id]
    )


def stone_of(standard, row):
    return Tombstone(
        standard=standard,
        lineage=UUID(row.lineage),
        kind=row.kind,
        number=row.number[:12],
        group=row.group[:255],
        text=row.text,
    )
