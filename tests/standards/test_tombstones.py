"""What is asked no more is remembered: nothing judged is deleted, and a stone says what stood there."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from people.audit import one_operation
from people.frozen import IsFrozen
from standards.models import StandardPage, StandardVersion, Tombstone
from standards.operations.publishing import write_version
from standards.queries.pages import current_text_of
from tests.standards.editor import CRITERIA, KNOWLEDGE, Editor

ANSWER = {"change": "meaning", "why": "Practice moved on."}


def stones():
    return [
        (stone.version.number, stone.label, str(stone.lineage), stone.text)
        for stone in Tombstone.objects.all()
    ]


def test_each_requirement_that_is_gone_gets_one_stone(seed, admin):
    gone = [seed.version.requirements.get(kind="performance", number="2")]
    gone.append(seed.version.requirements.get(kind="knowledge", number="5"))
    editor = Editor(admin, seed).remove(CRITERIA, 1).remove(KNOWLEDGE, 4)
    editor.add(CRITERIA, number="10", text="say thank you").type(**ANSWER).publish()

    second = StandardPage.objects.get(pk=seed.pk).version
    assert stones() == [(2, r.label, str(r.lineage), r.text) for r in gone]
    stone = Tombstone.objects.first()
    assert (stone.standard, stone.version, stone.retired_at) == (second.standard, second, second.published_at)
    assert seed.version.requirements.filter(pk__in=[r.pk for r in gone]).count() == 2


def test_other_words_another_number_and_another_place_retire_nothing(seed, admin):
    editor = Editor(admin, seed).type_in(CRITERIA, 0, text="listen first", number="99", ORDER="20")
    editor.type(**ANSWER).publish()
    assert StandardVersion.objects.count() == 2
    assert stones() == []


def test_one_that_comes_back_keeps_its_stone_and_can_be_retired_again(seed, admin):
    words = current_text_of(seed.version)
    shorter = replace(words, requirements=words.requirements[1:])
    standard, page, last = seed.standard, seed, words.requirements[0]

    with one_operation():
        for wording in (shorter, words, shorter):
            write_version(standard, page, wording, change="meaning", why="", by=None)

    assert [(number, label) for number, label, _lineage, _text in stones()] == [(2, "P1"), (4, "P1")]
    assert {lineage for _n, _l, lineage, _t in stones()} == {last.lineage}


def test_a_value_that_a_suite_drops_is_retired_in_each_of_its_standards(seed, suite, admin):
    Editor(admin, suite).remove("values", 4).type(**ANSWER).publish()
    assert [(number, label, text) for number, label, _lineage, text in stones()] == [
        (2, "V5", "Working and learning together")
    ]


def test_thirty_stones_ask_no_more_than_one(seed):
    words, asked = current_text_of(seed.version), []
    for kept in (30, 29, 1):  # the first fills caches
        fewer = replace(words, requirements=words.requirements[:kept])
        with one_operation(), CaptureQueriesContext(connection) as queries:
            write_version(seed.standard, seed, fewer, change="meaning", why="", by=None)
        asked.append(len(queries))
    assert Tombstone.objects.count() == 30
    assert asked[1] == asked[2]


@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_a_stone_stays_as_it_is(seed, admin, statement):
    Editor(admin, seed).remove(CRITERIA, 1).type(**ANSWER).publish()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format("standards_tombstone"))
    with pytest.raises(IsFrozen):
        Tombstone.objects.all().delete()
