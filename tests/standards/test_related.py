from uuid import uuid4

import pytest

from standards.models import Term
from standards.queries.related import counterparts_of, related_to, stem
from tests.factories import StandardVersionFactory
from tests.factories.standards import StandardFactory
from tests.factories.successors import agreed_crosswalk, by_label, publish_words, successor_of, words_of

pytestmark = pytest.mark.django_db
WORDS = [
    ("performance", "1", "", "support communities to agree the terms of a partnership"),
    ("performance", "2", "", "keep accounts of every grant that was spent"),
    ("performance", "3", "", "listen to those who are seldom heard"),
    ("knowledge", "1", "", "how partners reach an agreement on terms"),
]


@pytest.fixture
def version():
    return publish_words([(*row, uuid4()) for row in WORDS], standard=StandardFactory())


def named(related):
    return [(one.requirement.label, one.reason) for one in related]


def test_what_speaks_of_the_same_things_is_named_with_the_reason(version):
    found = related_to("We met our partners. The terms were agreed by all.", version.requirements.all())

    assert named(found) == [
        ("K1", "because both speak of “agreement”, “partners” and “terms”"),
        ("P1", "because both speak of “partnership”, “agree” and “terms”"),
    ]


def test_one_word_in_common_is_not_enough_and_a_term_of_the_glossary_is(version):
    said = "Somebody was seldom there."
    assert related_to(said, version.requirements.all()) == []

    Term.objects.create(word="seldom heard", other_forms="hardly listened to", meaning="Left out.")
    found = related_to("They were hardly listened to.", version.requirements.all())
    assert named(found) == [("P3", "because both speak of “seldom heard”")]


def test_what_reads_like_something_ticked_is_named(version):
    words = by_label(version)
    again = successor_of(version, changed={"1": ("a partnership", "a working partnership")})

    found = related_to("", [by_label(again)["P1"]], ticked=[words["P1"]])

    assert named(found) == [("P1", "because it reads like P1, which is ticked")]


@pytest.mark.parametrize("text", ["", "the and of", "\x00", "z" * 50_000])
def test_nothing_said_suggests_nothing(version, text):
    assert related_to(text, version.requirements.all()) == []


@pytest.mark.parametrize(
    "words", [["partners", "partnership", "partner"], ["agreed", "agreement", "agree"], ["groups", "group"]]
)
def test_endings_say_nothing(words):
    assert len({stem(word) for word in words}) == 1


def test_the_same_thing_elsewhere_by_lineage_and_by_an_agreed_crosswalk(version, trainer):
    newer = publish_words(words_of(version), standard=version.standard)
    target = successor_of(version)
    first = by_label(version)["P1"]
    versions = [version, newer, target, StandardVersionFactory()]

    assert counterparts_of([first], versions) == {first.pk: [by_label(newer)["P1"]]}

    agreed_crosswalk(version, target, by=trainer)
    assert counterparts_of([first], versions) == {first.pk: [by_label(newer)["P1"], by_label(target)["P1"]]}
    there = by_label(target)["P1"]
    assert counterparts_of([there], versions) == {there.pk: [first, by_label(newer)["P1"]]}
