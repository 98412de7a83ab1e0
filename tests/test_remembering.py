"""The tests’ own ground: what is remembered is what would have been made, and nothing is where it could be another."""

from contextlib import contextmanager
from pathlib import Path

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import translation

from assessments.models import State
from people.audit import broken_links, one_operation
from people.models import Organisation
from people.roles import Role
from tests.conftest import member
from tests.database import rows_of
from tests.factories import EvidenceFileFactory, OrganisationFactory, PortfolioFactory, StandardVersionFactory
from tests.factories.assessments import share, sign, unit_with_evidence
from tests.factories.suites import small_suite
from tests.remembering import Ground, remembered


@contextmanager
def undone():
    """Whatever happens inside is taken back, as after a test; the next begins where this one began."""
    state = Ground.state
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    Ground.state = state


def signed_round():
    place = OrganisationFactory()
    owner, reader = (member(role, "Sam Specimen", place) for role in (Role.PRACTITIONER, Role.ASSESSOR))
    unit = unit_with_evidence(owner, place)
    shared = share(unit, assessor=reader)
    return shared, sign(shared)


def in_order(tables):
    """Where on its disk a row lies, PostgreSQL decides anew each time."""
    return [(table, columns, sorted(rows, key=repr)) for table, columns, rows in tables]


def test_it_is_the_same_row_for_row_and_so_is_what_one_has_in_hand(db):
    told = []
    for _time in range(2):
        with undone():
            shared, signed = signed_round()
            assert (signed is shared, shared.state) == (True, State.SIGNED_OFF)
            assert list(broken_links()) == []
            told.append((rows_of("default"), vars(shared), vars(shared.submission), Ground.state))

    (rows, *others, step), (rows_again, *others_again, step_again) = told
    assert in_order(rows) == in_order(rows_again)
    assert [{**one, "_state": None} for one in others] == [{**one, "_state": None} for one in others_again]
    assert step is step_again is not None


def test_a_file_is_there_again_whatever_became_of_it(db):
    folder = PortfolioFactory()
    seen = []
    for _time in range(2):
        with undone():
            path = Path(EvidenceFileFactory(evidence__portfolio=folder).file.path)
            seen.append((path, path.read_bytes(), Ground.state))
            path.unlink()

    assert seen[0] == seen[1]


def code_of_another():
    return OrganisationFactory().code


def twice(do):
    codes = []
    for _time in range(2):
        with undone():
            codes.append(do())
    return codes


def test_what_begins_the_same_is_the_same(db):
    first, second = twice(code_of_another)
    assert first == second


def something_else_written(_monkeypatch):
    Group.objects.create(name="Sample group")
    return code_of_another()


def something_taken_back(_monkeypatch):
    with transaction.atomic():
        OrganisationFactory()
        transaction.set_rollback(True)
    return code_of_another()


def the_house_changed(monkeypatch):
    monkeypatch.setattr(Organisation, "save_base", Organisation.save_base)
    return code_of_another()


def another_day(_monkeypatch):
    with time_machine.travel("2031-01-01", tick=False):
        return code_of_another()


def another_tongue(_monkeypatch):
    with translation.override("cy"):
        return code_of_another()


def inside_an_operation(_monkeypatch):
    with one_operation():
        return code_of_another()


@pytest.mark.parametrize(
    "otherwise",
    [
        something_else_written,
        something_taken_back,
        the_house_changed,
        another_day,
        another_tongue,
        inside_an_operation,
    ],
)
def test_where_it_could_be_another_it_is_made_anew(db, monkeypatch, otherwise):
    first, second = twice(lambda: otherwise(monkeypatch))
    assert first != second


def test_other_settings_and_other_words_are_other_beginnings(db, settings):
    usual = twice(code_of_another)
    named = twice(lambda: OrganisationFactory(name="Harbour Sample").code)
    settings.MAIL_ON = True
    changed = twice(code_of_another)

    assert len({*usual, *named, *changed}) == 3


def test_what_is_refused_half_way_is_refused_again(db):
    @remembered
    def refused():
        OrganisationFactory()
        raise ValueError

    for _time in range(2):
        with pytest.raises(ValueError), undone():  # noqa: PT011, PT012
            refused()
        assert Organisation.objects.count() == 0


def test_one_that_differs_in_hand_is_not_taken_for_the_other(db):
    place = OrganisationFactory()
    save = remembered(rename)
    for name in ("Hill Sample", "Valley Sample", "Valley Sample"):
        with undone():
            fresh = Organisation.objects.get(pk=place.pk)
            fresh.name = name
            save(fresh)
            assert Organisation.objects.get().name == name


def rename(organisation):
    organisation.save()


def test_what_comes_after_rows_that_were_made_once_is_numbered_after_them(db):
    """On PostgreSQL, also where numbers were taken back meanwhile, and where that is remembered in turn."""
    begin = [StandardVersionFactory], [small_suite], [StandardVersionFactory]
    after = [OrganisationFactory, small_suite, StandardVersionFactory]
    seen = []
    for makers in (*begin, after, [StandardVersionFactory], after):
        with undone():
            seen.append([make().pk for make in makers])
    assert seen[3] == seen[5]
