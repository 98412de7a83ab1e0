"""What published versions ask, read once and kept."""

import pytest

from standards.models import Requirement, StandardVersion
from standards.queries import printed
from standards.queries.printed import Shelf, words_of
from tests.factories import StandardVersionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def an_empty_shelf():
    """Versions of other tests may bear the same code: nothing is known of them here."""
    printed.SHELF.kept.clear()


def test_words_are_those_of_the_database_in_their_order():
    version = StandardVersionFactory()

    [words] = words_of([version]).values()

    rows = Requirement.objects.filter(version=version).order_by("position")
    assert [(w.pk, w.label, w.number, w.group, w.text, w.lineage) for w in words.rows] == [
        (r.pk, r.label, r.number, r.group, r.text, str(r.lineage)) for r in rows
    ]
    assert [words.rows[words.places[row.pk]].code for row in rows] == [row.code for row in rows]


def test_they_are_read_once_however_many(django_assert_num_queries):
    *versions, newest = [StandardVersionFactory() for _each in range(4)]

    with django_assert_num_queries(1):
        first = words_of(versions)
    with django_assert_num_queries(0):
        assert words_of(versions) == first
    with django_assert_num_queries(1):
        assert words_of([*versions, newest]).keys() == {*first, newest.pk}


def test_a_version_not_wholly_there_yet_is_not_kept(django_assert_num_queries):
    version = StandardVersionFactory()
    version.requirement_count += 1

    for _again in range(2):
        with django_assert_num_queries(1):
            assert len(words_of([version])[version.pk].rows) == version.requirement_count - 1


def test_another_database_with_the_same_key_is_another_version():
    known = StandardVersionFactory()
    words_of([known])
    other = StandardVersionFactory()
    other.pk = known.pk

    assert printed.SHELF.get(known) is not None
    assert printed.SHELF.get(other) is None


def test_what_was_kept_longest_goes_first():
    shelf, versions = Shelf(2), [StandardVersion(pk=pk, code=f"c{pk}") for pk in (1, 2, 3)]

    for version in versions:
        shelf.put(version, version.code)

    assert [shelf.get(version) for version in versions] == [None, "c2", "c3"]
