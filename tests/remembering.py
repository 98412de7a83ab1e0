"""What tests begin with is made by the operations once; whoever begins in the same way is sent the same statements again.

Which rows are there is known exactly: none but those of the migrations as a test begins, then whatever was made here,
step by step. As soon as anything else writes, nothing is known any more, and what follows is made as ever.
"""

import pickle
from collections import OrderedDict
from contextlib import contextmanager
from functools import wraps
from pathlib import Path

import pytest
import time_machine
from django.conf import UserSettingsHolder, settings
from django.core.files.storage import FileSystemStorage
from django.db import connection, transaction
from django.test import TestCase
from django.utils import timezone
from django.utils.translation import get_language

from people import audit
from portfolios.whole import untouched
from standards.exchange.case.published import bare, put_together
from standards.queries.printed import SHELF
from tests.database import go_on_from, number_of
from tests.in_hand import Untold, frozen, in_hand, told_with, told_without, values_of

READS = ("SELECT", "BEGIN", "PRAGMA", "EXPLAIN", "SAVEPOINT", "RELEASE", "SET CONSTRAINTS")
AT_MOST = 1500  # steps that are remembered
# What a process keeps in memory begins empty: its keys are those of rows, which several tests have.
FORGET = (bare.cache_clear, put_together.cache_clear, untouched.cache_clear, SHELF.kept.clear)
ELSEWHERE = {"STORAGES", "FILE_UPLOAD_TEMP_DIR"}  # settings that only say where files are kept


class Ground:
    """Where the test that runs now stands. `state` is None where that is not known."""

    state = None  # the step that led here
    step = None  # what is being made
    bent = set()  # what changed the house for this test
    is_undone = False  # whether a test runs whose rows are taken back
    began = {}  # {how far rows' numbers are: where such a test begins}
    moved = 0  # how often rows were written outside of tests that undo them


class Step:
    """One thing that was made: what was written, and what whoever made it had in hand afterwards."""

    def __init__(self, rows):
        self.before, self.day = [values_of(row) for row in rows], timezone.localdate()
        self.statements, self.files, self.later, self.numbers, self.told = [], [], [], {}, b""
        self.is_whole = True  # nothing in between was taken back

    def fits(self, rows):
        is_today = self.day == timezone.localdate()
        return self.is_at_home() and is_today and self.before == [values_of(row) for row in rows]

    def is_at_home(self):
        """Its files, if there are any, are where they usually are."""
        return not (self.files and ELSEWHERE & changed_settings().keys())

    def keep(self, made, rows):
        self.told = told_without(rows, (made, [vars(row) for row in rows]))

    def again(self, rows):
        go_on_from(self.numbers.values())
        with connection.cursor() as cursor:
            for sql, params, many in self.statements:
                cursor.executemany(sql, params) if many else cursor.execute(sql, params)
        for path, content in self.files:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        for function, robust in self.later:
            transaction.on_commit(function, robust=robust)
        made, fresh = told_with(rows, self.told)
        for row, now in zip(rows, fresh, strict=True):
            vars(row).clear()
            vars(row).update(now)
        return made


STEPS = OrderedDict()  # {(where one stands, what is asked for): Step}


def remembered(make):
    """Mark a function that makes rows, and nothing else that a test could see."""

    @wraps(make)
    def made(*args, **kwargs):
        key, rows = (None, []) if Ground.step else what_is_asked(make, args, kwargs)
        if key is None:
            return make(*args, **kwargs)
        step = STEPS.get(key)
        if step and step.fits(rows):
            STEPS.move_to_end(key)
            return said_again(step, rows)
        return for_the_first_time(key, rows, lambda: make(*args, **kwargs))

    return made


def said_again(step, rows):
    Ground.step = Ground.state = step
    try:
        return step.again(rows)
    except BaseException:
        Ground.state = None
        raise
    finally:
        Ground.step = None


def for_the_first_time(key, rows, make):
    Ground.step = step = Step(rows)
    state, Ground.state = Ground.state, None
    waiting = len(connection.run_on_commit)
    try:
        made = make()
    finally:
        Ground.step = None
    if not step.statements:
        Ground.state = state
    elif step.is_whole and step.is_at_home():
        step.later = [(function, robust) for _sids, function, robust in connection.run_on_commit[waiting:]]
        step.files = [(path, path.read_bytes()) for path in step.files if path.exists()]
        try:
            step.keep(made, rows)
        except (pickle.PicklingError, TypeError, AttributeError):
            return made
        STEPS[key] = Ground.state = step
        if len(STEPS) > AT_MOST:
            STEPS.popitem(last=False)
    return made


# --- where a test stands --------------------------------------------------------------------


def notice(execute, sql, params, many, context):
    """Around every statement of this connection."""
    if not is_read(sql):
        if Ground.step is None:
            Ground.state = None
            Ground.moved += not Ground.is_undone
        elif Ground.step is not Ground.state:
            write_down(Ground.step, sql, params, many)
    return execute(sql, params, many, context)


def rows_were_written():
    """By a test that commits: a site that is served, or a thread, writes through connections of its own, unnoticed."""
    Ground.moved += 1


def is_read(sql):
    words = sql.lstrip("( \n") if isinstance(sql, str) else ""
    return words.startswith(READS) and not words.startswith("SELECT setval")


def write_down(step, sql, params, many):
    if not isinstance(sql, str) or sql.startswith("ROLLBACK"):
        step.is_whole = False
    elif sql.startswith("INSERT") and connection.vendor == "postgresql":
        table = sql.split('"', 2)[1]
        if table not in step.numbers:
            step.numbers[table] = number_of(table)
    step.statements.append((sql, params, many))


@contextmanager
def knowing():
    """For a whole session: from here on, it is known where a test stands."""
    begin, end = TestCase._fixture_setup, TestCase._fixture_teardown
    save, undo = FileSystemStorage._save, pytest.MonkeyPatch.undo

    def set_up(cls):
        begin.__func__(cls)
        for forget in FORGET:
            forget()
        Ground.is_undone = True
        Ground.state = Ground.began.setdefault(Ground.moved, object())

    def tear_down(case):
        Ground.state = None
        end(case)
        Ground.is_undone = False

    def kept(storage, name, content):
        name = save(storage, name, content)
        if Ground.step:
            Ground.step.files.append(Path(storage.path(name)))
        return name

    def bending(change):
        def bent(patch, *args, **kwargs):
            Ground.bent.add(patch)
            return change(patch, *args, **kwargs)

        return bent

    def straightened(patch):
        undo(patch)
        Ground.bent.discard(patch)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TestCase, "_fixture_setup", classmethod(set_up))
        patch.setattr(TestCase, "_fixture_teardown", tear_down)
        patch.setattr(FileSystemStorage, "_save", kept)
        patch.setattr(pytest.MonkeyPatch, "undo", straightened)
        for name in ("setattr", "delattr", "setitem", "delitem"):
            patch.setattr(pytest.MonkeyPatch, name, bending(getattr(pytest.MonkeyPatch, name)))
        Ground.bent.clear()
        connection.execute_wrappers.append(notice)
        yield
        connection.execute_wrappers.remove(notice)


# --- what is asked for ----------------------------------------------------------------------


def what_is_asked(make, args, kwargs):
    """(key, the rows in hand) of a call; the key is None where it has to be made anew."""
    if Ground.state is None or Ground.bent or is_unlike_other_times():
        return None, []
    found = {}
    try:
        asked = frozen([args, kwargs], found)
    except Untold:
        return None, []
    rows = in_hand(found.values())
    shape = tuple((row._meta.label, row.pk) for row in rows)
    kept = tuple(
        sorted((name, repr(value)) for name, value in changed_settings().items() if name not in ELSEWHERE)
    )
    return (Ground.state, make.__module__, make.__qualname__, asked, shape, kept), rows


def is_unlike_other_times():
    return (
        time_machine.escape_hatch.is_travelling()
        or get_language() != settings.LANGUAGE_CODE
        or getattr(audit._current, "events", None) is not None
    )


def changed_settings():
    changed, these = {}, settings._wrapped
    while isinstance(these, UserSettingsHolder):
        changed = {name: value for name, value in vars(these).items() if name.isupper()} | changed
        these = these.default_settings
    return changed
