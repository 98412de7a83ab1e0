"""Bringing in a whole suite: all of it or nothing, and once."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import GroupPagePermission, Page

from people.audit import broken_links
from people.models import AuditEvent
from standards.exchange.suite import RequirementRow
from standards.exchange.suites.published import suite_document
from standards.models import (
    CannotBePublished,
    Change,
    KeyAreaPage,
    Requirement,
    Standard,
    StandardPage,
    StandardVersion,
    SuitePage,
    Tombstone,
)
from standards.models.page_wording import saved_wording
from standards.operations.suite_imports import SuiteIsOther, SuiteIsRefused, apply_suite, plan_suite
from standards.operations.trainers import MAY
from tests.factories.suites import applied
from tests.standards.made_suites import lineage_of, made_suite
from tests.standards.suite_world import changed_standard, counts, reworded, told, varied_suite

ANSWER = {"change": "meaning", "why": "The council asks something else now."}


@pytest.fixture
def document():
    return varied_suite()


@pytest.fixture
def brought(db, document):
    return applied(document)


def page_of(document, place):
    return StandardPage.objects.get(lineage=document.standards[place].lineage)


def words_changed(document, place=2):
    row = document.standards[place]
    text = row.requirements[0].text.replace("one", "some other one")
    return changed_standard(document, place, requirements=reworded(row, 0, text).requirements)


# --- arriving ---------------------------------------------------------------------------------


def test_a_new_suite_stands_below_the_root_of_the_site_and_trainers_may_edit_it(brought, document):
    assert brought.get_parent().pk == Page.objects.get(depth=2).pk
    may = GroupPagePermission.objects.filter(page=brought.page_ptr, group__name="Trainers")
    assert sorted(may.values_list("permission__codename", flat=True)) == sorted(MAY)
    assert (brought.live, brought.slug, str(brought.lineage)) == (True, "varied", document.lineage)
    areas = KeyAreaPage.objects.child_of(brought).order_by("path")
    assert [(str(a.lineage), a.number, a.words, a.title) for a in areas] == [
        (a.lineage, a.number, a.words, a.title) for a in document.key_areas
    ]


def test_what_arrived_is_what_the_file_said(brought, document):
    assert suite_document(brought) == document


def test_standards_with_words_are_version_1_and_outlines_are_pages_only(brought, document):
    worded = [row for row in document.standards if row.requirements]
    versions = StandardVersion.objects.order_by("standard__page__path")

    assert [(v.number, v.change, v.requirement_count, v.illustration_count) for v in versions] == [
        (1, Change.FIRST, len(row.requirements) + 5, len(row.illustrations)) for row in worded
    ]
    assert Requirement.objects.count() == sum(len(row.requirements) + 5 for row in worded)
    assert StandardPage.objects.filter(live=True).count() == len(document.standards)
    assert page_of(document, 6).version is None


def test_frozen_words_are_those_in_the_tables(brought):
    for page in StandardPage.objects.filter(standard__isnull=False):
        assert saved_wording(page).digest == page.version.digest


def test_the_tree_is_sound(brought):
    assert Page.find_problems() == ([], [], [], [], [])
    for page in Page.objects.descendant_of(brought):
        assert page.url_path == f"{page.get_parent().url_path}{page.slug}/"
        assert page.specific.page_ptr_id == page.pk


def test_it_is_told_in_the_audit_and_the_chain_holds(brought, document):
    actions = list(AuditEvent.objects.order_by("sequence").values_list("action", flat=True))

    assert actions.count("standard.published") == 6
    assert actions[-1] == "suite.brought_in"
    event = AuditEvent.objects.get(action="suite.brought_in")
    assert (event.subject_type, event.subject_code) == ("standards.suitepage", document.lineage)
    assert list(broken_links()) == []


def test_bringing_it_in_again_writes_nothing(brought, document):
    before = counts()
    page, plan = apply_suite(document, by=None)

    assert (page, plan.is_empty, counts()) == (brought, True, before)


def test_what_was_retired_elsewhere_is_a_tombstone_here(brought, document):
    stone = Tombstone.objects.get()

    assert (str(stone.lineage), stone.version, stone.standard.page) == (
        document.standards[0].retired[0].lineage,
        None,
        page_of(document, 0),
    )


def test_a_suite_without_key_areas_gets_one(db):
    made = made_suite(2, 3)
    rows = tuple(replace(row, key_area=None, illustrations=()) for row in made.standards)
    bare = replace(made, key_areas=(), values=(), standards=rows)
    page, plan = apply_suite(bare, by=None)

    assert KeyAreaPage.objects.child_of(page).get().title == "All standards"
    assert [str(w.message) for w in plan.warnings] == [
        "The file names no key area, so there will be one with all its standards in it."
    ]
    assert plan_suite(bare, suite=page).is_empty


@pytest.mark.parametrize(
    "names",
    [
        {"title": None, "slug": None},
        {"title": None, "slug": "Ünder / Way"},
        {"title": "  Quite  a TITLE ", "slug": None},
        {"title": "Another", "slug": "made-suite"},
    ],
)
def test_a_suite_is_found_again_by_whatever_names_it(db, names):
    named = replace(made_suite(1, 2), lineage=None, **names)

    first, _plan = apply_suite(named, by=None)
    second, plan = apply_suite(named, by=None)

    assert (second, plan.is_empty, SuitePage.objects.count()) == (first, True, 1)


# --- what changes -----------------------------------------------------------------------------


def test_other_words_wait_in_a_draft_for_a_trainer(brought, document):
    changed = words_changed(document)
    page, version = page_of(document, 2), StandardVersion.objects.count()

    _page, plan = apply_suite(changed, by=None)

    page.refresh_from_db()
    assert told(plan) == {"changed": 1}
    assert (StandardVersion.objects.count(), page.live, page.has_unpublished_changes) == (version, True, True)
    draft = page.get_latest_revision_as_object()
    assert [row.text for row in draft.performance_criteria.all()][0] == changed.standards[2].requirements[
        0
    ].text
    assert suite_document(brought) == document
    before = counts()
    _page, again = apply_suite(changed, by=None)
    assert (told(again), counts()) == ({}, before)
    assert [str(w.message) for w in again.warnings] == [
        f"“{page.title}” has these words in a draft already. It waits for a trainer to publish it."
    ]


def test_other_words_are_published_when_someone_says_what_changed(brought, document):
    changed = words_changed(document)

    apply_suite(changed, by=None, **ANSWER)

    version = page_of(document, 2).version
    assert (version.number, version.change, version.why) == (2, Change.MEANING, ANSWER["why"])
    assert suite_document(brought) == changed
    assert StandardVersion.objects.count() == 7
    first, second = version.standard.versions.order_by("number")
    assert list(first.requirements.values_list("lineage", flat=True)) == list(
        second.requirements.values_list("lineage", flat=True)
    )
    before = counts()
    assert apply_suite(changed, by=None, **ANSWER)[1].is_empty
    assert counts() == before


def test_words_that_wait_can_be_published_by_the_same_file_later(brought, document):
    changed = words_changed(document)
    apply_suite(changed, by=None)

    apply_suite(changed, by=None, **ANSWER)

    assert suite_document(brought) == changed
    assert page_of(document, 2).version.number == 2


def test_a_requirement_gone_is_retired_and_its_frozen_row_stays(brought, document):
    row = document.standards[2]
    gone = row.requirements[0]
    fewer = changed_standard(document, 2, requirements=row.requirements[1:])

    apply_suite(fewer, by=None, **ANSWER)

    standard = page_of(document, 2).standard
    assert Requirement.objects.filter(lineage=gone.lineage).count() == 1
    assert [str(stone.lineage) for stone in standard.tombstones.all()] == [gone.lineage]
    (retired,) = suite_document(brought).standards[2].retired
    assert (retired.lineage, retired.number, retired.text) == (gone.lineage, gone.number, gone.text)
    assert plan_suite(fewer).is_empty


def test_a_standard_gone_is_withdrawn_and_keeps_its_version(brought, document):
    apply_suite(replace(document, standards=document.standards[1:]), by=None)

    page = page_of(document, 0)
    assert (page.status, page.standard.status, page.live) == ("withdrawn", "withdrawn", True)
    assert (page.version.number, page.version.status) == (1, "legacy")
    assert plan_suite(replace(document, standards=document.standards[1:])).is_empty


def test_facts_are_published_at_once_and_make_no_version(brought, document):
    other = changed_standard(document, 0, last_assessment_date="2044-06-30", developed_by="Example Board")

    apply_suite(other, by=None)

    page = page_of(document, 0)
    assert str(page.standard.last_assessment_date) == "2044-06-30"
    assert (page.developed_by, page.version.number, page.has_unpublished_changes) == (
        "Example Board",
        1,
        False,
    )
    assert plan_suite(other).is_empty


def test_an_outline_that_gets_words_becomes_version_1(brought, document):
    row = RequirementRow(None, "performance", "1", "", "do what nobody asked before")
    apply_suite(changed_standard(document, 6, requirements=(row,)), by=None)

    assert page_of(document, 6).version.number == 1
    assert Standard.objects.count() == 7


def test_a_new_value_renews_every_published_standard_once(brought, document):
    values = (*document.values, replace(document.values[0], lineage=None, number="6", title="Courage to ask"))
    other = replace(words_changed(document), values=values)

    apply_suite(other, by=None, **ANSWER)

    assert set(Standard.objects.values_list("current_version__number", flat=True)) == {2}
    assert plan_suite(other).is_empty
    assert not SuitePage.objects.get().has_unpublished_changes


def test_new_values_wait_for_a_trainer_too(brought, document):
    other = replace(document, values=document.values[:4])
    before = StandardVersion.objects.count()

    apply_suite(other, by=None)

    suite = SuitePage.objects.get()
    assert (suite.has_unpublished_changes, suite.values.count(), StandardVersion.objects.count()) == (
        True,
        5,
        before,
    )
    again = plan_suite(other)
    assert told(again) == {}


def test_standards_move_between_key_areas(brought, document):
    other = changed_standard(document, 0, key_area=6)

    apply_suite(other, by=None)

    assert page_of(document, 0).key_area.number == 6
    assert plan_suite(other).is_empty
    assert Page.find_problems() == ([], [], [], [], [])


def test_key_areas_and_the_suite_are_renamed(brought, document):
    areas = (replace(document.key_areas[0], title="Another name"), *document.key_areas[1:])
    other = replace(document, key_areas=areas, title="Another title", edition="2032")

    apply_suite(other, by=None)

    assert suite_document(SuitePage.objects.get()) == other


# --- drafts, locks, races ---------------------------------------------------------------------


def unfinished(page, by=None):
    draft = page.get_latest_revision_as_object()
    draft.overview = "Someone is still writing this."
    draft.save_revision(user=by)
    page.refresh_from_db()
    return page


def test_what_is_public_already_is_unchanged_beside_an_unfinished_draft(brought, document):
    unfinished(page_of(document, 2))
    before = counts()

    assert apply_suite(document, by=None)[1].is_empty
    assert counts() == before


def test_an_unfinished_draft_stays_on_top_of_what_is_brought_in(brought, document):
    unfinished(page_of(document, 2))

    apply_suite(changed_standard(document, 2, developed_by="Example Board"), by=None)

    page = page_of(document, 2)
    draft = page.get_latest_revision_as_object()
    assert (page.developed_by, page.overview) == ("Example Board", document.standards[2].overview)
    assert (draft.developed_by, draft.overview) == ("Example Board", "Someone is still writing this.")
    assert (page.has_unpublished_changes, page.live_revision_id != page.latest_revision_id) == (True, True)


def test_a_locked_page_refuses_the_whole_import(brought, document):
    page = page_of(document, 2)
    page.locked = True
    page.save(update_fields=["locked"], clean=False)
    before = counts()
    other = changed_standard(words_changed(document), 0, developed_by="Example Board")

    with pytest.raises(CannotBePublished) as refused:
        apply_suite(other, by=None)

    assert refused.value.messages == [
        f"Someone locked “{page.title}”, so nothing was brought in. Ask them to unlock it, and try again."
    ]
    assert counts() == before
    assert suite_document(brought) == document


def test_only_the_plan_that_was_read_is_carried_out(brought, document):
    plan = plan_suite(words_changed(document))
    apply_suite(changed_standard(document, 0, developed_by="Example Board"), by=None)
    before = counts()

    with pytest.raises(SuiteIsOther):
        apply_suite(plan, by=None)
    assert counts() == before


def test_doubts_must_be_answered_first(brought, document):
    row = document.standards[0]
    words = row.requirements[0].text.split()
    text = " ".join([*words[:10], "quite", "another", "matter", "altogether", "here"])
    doubtful = replace(row.requirements[0], lineage=None, number="77", text=text)
    other = changed_standard(document, 0, requirements=(doubtful, *row.requirements[1:]))
    before = counts()

    with pytest.raises(SuiteIsRefused) as refused:
        apply_suite(other, by=None)

    assert refused.value.sentences[0].startswith("1 change needs your answer first")
    assert counts() == before
    (question,) = plan_suite(other).open_questions
    apply_suite(other, by=None, answers={question.key: "same"}, **ANSWER)
    assert (
        page_of(document, 0).version.requirements.first().lineage
        == Requirement.objects.get(
            version__standard__page=page_of(document, 0), version__number=1, position=1
        ).lineage
    )


@pytest.mark.parametrize(
    ("change", "why", "says"),
    [("other", "x", "Say “wording” or “meaning”"), ("wording", "  ", "Say why in a few words.")],
)
def test_what_changed_is_said_properly(brought, document, change, why, says):
    with pytest.raises(SuiteIsRefused, match=says):
        apply_suite(document, by=None, change=change, why=why)


def test_two_imports_at_once_make_one_suite(at_once):
    document = made_suite(3, 5)
    act = lambda: apply_suite(document, by=None)[1].is_empty  # noqa: E731

    assert sorted(at_once(act, act)) == [False, True]
    assert SuitePage.objects.count() == 1
    assert Page.find_problems() == ([], [], [], [], [])


def test_publishing_and_bringing_in_at_once_come_one_after_the_other(at_once):
    document = made_suite(3, 5)
    apply_suite(document, by=None)
    row = reworded(document.standards[0], 0, "ask in other words than before, and listen")
    changed = changed_standard(document, 0, requirements=row.requirements)
    draft = page_of(document, 0).get_latest_revision_as_object()
    draft.overview, draft.change, draft.why = "Said in the editor.", "wording", "A sample reason."
    draft.change_for = page_of(document, 0).version.digest
    revision = draft.save_revision()

    outcomes = at_once(lambda: apply_suite(changed, by=None, **ANSWER), revision.publish)

    page = page_of(document, 0)
    refused = [each for each in outcomes if isinstance(each, Exception)]
    assert {type(each) for each in refused} <= {CannotBePublished}
    assert page.version.number == page.standard.versions.count() == 3 - len(refused)
    assert page.version.digest == saved_wording(page).digest
    assert list(broken_links()) == []


# --- speed ------------------------------------------------------------------------------------


def queries_of(act):
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


def with_outlines(slug, standards, requirements):
    outline = replace(varied_suite().standards[-1], lineage=lineage_of(slug, "outline"))
    made = made_suite(standards, requirements, slug=slug)
    return replace(made, standards=(*made.standards, outline))


def test_reading_a_suite_asks_nine_queries_whatever_its_size(db):
    small = apply_suite(with_outlines("small", 2, 3), by=None)[0]
    large = apply_suite(with_outlines("large", 20, 12), by=None)[0]

    assert queries_of(lambda: suite_document(small)) == 9
    assert queries_of(lambda: suite_document(large)) == 9


def test_a_plan_asks_as_many_whatever_its_size(db):
    small, large = with_outlines("small", 2, 3), with_outlines("large", 20, 12)
    for document in (small, large):
        apply_suite(document, by=None)
        page = StandardPage.objects.get(lineage=document.standards[0].lineage)
        unfinished(page)

    assert queries_of(lambda: plan_suite(small)) == queries_of(lambda: plan_suite(large)) == 12


def test_writing_more_requirements_asks_no_more(db):
    apply_suite(made_suite(1, 1, slug="warm"), by=None)
    few = queries_of(lambda: apply_suite(made_suite(4, 6, slug="few"), by=None))
    many = queries_of(lambda: apply_suite(made_suite(4, 60, slug="many"), by=None))

    assert many == few
