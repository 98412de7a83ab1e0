"""The shipped suite: what is on the pages and in the rows is what the text says."""

import re
from collections import Counter
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.models import AuditEvent
from standards.exchange.nos.reading import read_nos
from standards.exchange.shipped import lineage_of, read_suite, shipped_text
from standards.models import (
    Change,
    Kind,
    PerformanceCriterion,
    Standard,
    StandardPage,
    Status,
    Suite,
    SuitePage,
)
from standards.operations.suites import load_suite
from standards.queries import pages
from tests.factories.suites import shipped_suite
from tests.standards.conftest import URN


@pytest.fixture
def document():
    outline = next(o for o in read_suite().outlines if o.text)
    return read_nos(shipped_text(outline))


@pytest.fixture
def lines(document):
    """The text as published, a line each."""
    outline = next(o for o in read_suite().outlines if o.text)
    return shipped_text(outline).decode().splitlines()


@pytest.fixture
def version(seed):
    return seed.version


def rows(version, kind):
    return [(r.number, r.group, r.text, r.lineage) for r in version.requirements.filter(kind=kind)]


@pytest.mark.parametrize(
    ("kind", "count", "before", "headings"),
    [
        (Kind.PERFORMANCE, 9, "You must be able to:", set()),
        (
            Kind.KNOWLEDGE,
            17,
            "You need to know and understand:",
            {
                "The rationale and context",
                "Factors which support effective partnership working",
                "Techniques and methods",
            },
        ),
    ],
)
def test_requirements_equal_the_lines_of_the_text(version, lines, kind, count, before, headings):
    start = lines.index(before) + 1
    expected, group = [], ""
    for line in lines[start : start + count + len(headings)]:
        if line in headings:
            group = line
        else:
            number, text = line.split(" ", 1)
            expected.append((number, group, text, lineage_of(str(kind), number)))

    assert rows(version, kind) == expected
    assert len(expected) == count


def test_values_and_illustrations_equal_the_lines_of_the_text(version, lines):
    values = [line.split(" ", 1) for line in lines[-11:-6]]
    examples = [line.split(" ", 1) for line in lines[-5:]]

    assert rows(version, Kind.VALUE) == [(n, "", title, lineage_of("value", n)) for n, title in values]
    assert [[i.number, i.text] for i in version.illustrations.all()] == examples
    assert [i.value_lineage for i in version.illustrations.all()] == [
        lineage_of("value", n) for n, _ in values
    ]


def test_the_seed_is_the_first_version_of_a_legacy_standard(version, document):
    standard = version.standard
    assert (standard.title, standard.urn, standard.status) == (document.title, URN, Status.LEGACY)
    assert standard.current_version == version
    assert (version.number, version.change, version.why) == (1, Change.FIRST, "")
    assert (version.requirement_count, version.illustration_count) == (31, 5)
    assert version.key_area == "Key Area Four: Collaboration and cross-sectoral working"
    assert version.key_area_number == 4
    assert version.overview == document.overview
    assert (version.scope_performance, version.scope_knowledge) == ("", "")
    assert document.urn is None
    assert standard.page.urn_source == "Not in the text itself: taken from the suite’s list of standards."
    assert standard.lineage == next(o.lineage for o in read_suite().outlines if o.urn == URN)


def test_the_page_shows_every_word(seed, document):
    answer = Client().get(seed.url)
    whole_words = re.sub(r"</?button\b[^>]*>", "", answer.content.decode())  # hard words are in buttons
    shown = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", whole_words)))

    assert answer.status_code == 200
    for item in [*document.performance, *document.knowledge]:
        assert f"{item.number} {item.text}" in shown
    for value, illustration in zip(document.values, document.illustrations, strict=True):
        assert f"{value.number} {value.title} Illustration only, not assessed {illustration.text}" in shown
    for paragraph in document.overview.splitlines():
        assert paragraph.removeprefix("• ") in shown


def test_the_frozen_words_are_those_the_page_shows(seed, version, django_assert_num_queries):
    shown = Client().get(seed.url).context["text"]
    with django_assert_num_queries(2):
        frozen = pages.current_text_of(version)

    assert frozen == shown
    assert frozen.digest == version.digest
    assert [group["heading"] for group in frozen.knowledge] == [
        "The rationale and context",
        "Factors which support effective partnership working",
        "Techniques and methods",
    ]
    assert [item["label"] for item in frozen.knowledge[1]["items"]] == ["K5", "K6", "K7", "K8", "K9", "K10"]
    assert frozen.values[0] == {
        "label": "V1",
        "number": "1",
        "title": "Social justice and equality",
        "illustration": "barriers which prevent the involvement and participation of marginalised and excluded "
        "communities are identified and addressed",
    }
    kinds = Counter(version.requirements.values_list("kind", flat=True))
    assert kinds == {"performance": 9, "knowledge": 17, "value": 5}


def test_the_whole_suite_is_loaded_once(db, capsys):
    for _time in range(2):
        call_command("load_suite")

    assert (
        capsys.readouterr().out.splitlines()
        == ["Community Development National Occupational Standards: 23 standards, 1 with wording."] * 2
    )
    suite = SuitePage.objects.get()
    areas = pages.areas_of(suite)
    assert [(area.number, area.words, area.title) for area in areas] == [
        (area.number, area.words, area.title) for area in read_suite().key_areas
    ]
    assert [len(area.standards) for area in areas] == [6, 3, 4, 4, 2, 4]
    outlines = {o.title: (o.urn or "", o.title_confirmed, o.lineage) for o in read_suite().outlines}
    assert {p.title: (p.urn, p.title_confirmed, p.lineage) for p in pages.standards_in(suite)} == outlines
    assert Standard.objects.get().current_version.number == 1
    assert Suite.objects.get().slug == "community-development-2015"
    assert AuditEvent.objects.filter(action="standard.published").count() == 1


def test_outlines_say_what_is_missing(db):
    shipped_suite()
    inferred = StandardPage.objects.get(title="Relate to different communities")
    answer = Client().get(inferred.url)

    assert answer.context["text"].is_empty
    assert answer.context["version"] is None
    assert "Its wording is not loaded yet" in answer.content.decode()
    assert "This title is not confirmed" in answer.content.decode()
    assert not Standard.objects.filter(title=inferred.title).exists()


def test_lists_say_which_standards_have_wording(db, django_assert_num_queries):
    shipped_suite()
    suite = SuitePage.objects.get()
    area = pages.areas_of(suite)[3]

    listed = {page.urn: page.has_wording for page in Client().get(suite.url).context["areas"][3].standards}
    assert listed == {"JETSCD14L": False, "JETSCD15L": False, "JETSCD16L": True, "JETSCD17L": False}
    assert {page.urn: page.has_wording for page in Client().get(area.url).context["standards"]} == listed
    with django_assert_num_queries(2):
        [page.has_wording for area in pages.areas_of(suite) for page in area.standards]


def queries_for(url):
    with CaptureQueriesContext(connection) as captured:
        assert Client().get(url).status_code == 200
    return len(captured)


def test_a_longer_page_asks_no_more_of_the_database(seed, suite):
    lists = [seed.url, seed.get_parent().specific.url, suite.url, reverse("home")]
    before = [queries_for(url) for url in lists]
    PerformanceCriterion.objects.filter(page_id=seed.pk).exclude(number="1").delete()
    seed.knowledge_items.all().delete()
    assert queries_for(seed.url) == before[0]
    load_suite(read_suite())
    assert [queries_for(url) for url in lists] == before


STANDINGS = [  # status, its last day to start, what the page says, whether one can begin
    ("current", None, [], True),
    ("legacy", None, ["This is a legacy standard", "Ask your learning provider first"], True),
    ("legacy", date(2031, 5, 1), ["This is a legacy standard", "The last day to start is 1 May 2031."], True),
    (
        "legacy",
        date(2020, 5, 1),
        ["This is a legacy standard", "can’t be started for this standard now"],
        False,
    ),
    (
        "withdrawn",
        None,
        ["This standard has been withdrawn", "you have already begun can be finished"],
        False,
    ),
]


@pytest.mark.parametrize(("status", "last", "says", "may_begin"), STANDINGS)
def test_a_standard_says_whether_it_can_be_begun(
    seed, practitioner, client_for, time_machine, status, last, says, may_begin
):
    time_machine.move_to(datetime(2029, 5, 1, 12, tzinfo=UTC))
    for table in (StandardPage.objects.filter(pk=seed.pk), Standard.objects.all()):
        table.update(status=status, last_start_date=last)

    page = client_for(practitioner).get(seed.url).content.decode()

    assert [words for words in says if words not in page] == []
    assert ("This is a legacy standard" in page, "has been withdrawn" in page) == (
        status == "legacy",
        status == "withdrawn",
    )
    assert (reverse("unit-start") in page) is may_begin
