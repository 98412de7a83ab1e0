"""What every test may ask for: the cast, who never change, and a browser for each of them."""

import gc
import os
import shutil
import threading
import time
from collections import Counter

import pytest
from _pytest import runner
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase

from people import audit
from people.roles import Role
from tests import database, remembering, strict_templates
from tests.browsing import browser_of
from tests.factories import MembershipFactory, OrganisationFactory, UserFactory
from tests.journeys.chromium import executable
from tests.one_piece import in_one_piece
from tests.remembering import remembered

A_BREATH = 0.4  # seconds: long enough for another thread to come as far as it can

strict_templates.switch_on()
# What went in circles may wait to be found: looking for it took a fifth of a cold migration.
gc.set_threshold(50_000, 20, 100)


def pytest_report_header():
    return f"journeys in: {executable() or 'no browser is here'}"


def pytest_unconfigure():
    shutil.rmtree(settings.DATA_DIR, ignore_errors=True)


# --- the database ---------------------------------------------------------------------------


@pytest.fixture(scope="session")
def turn(django_db_modify_db_settings, django_db_blocker):
    with django_db_blocker.unblock():
        return database.Turn(connection)


@pytest.fixture(scope="session")
def django_db_keepdb(turn):
    return turn.is_copy


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, turn):
    with django_db_blocker.unblock():
        if not turn.is_copy:
            turn.migrated()
    yield
    with django_db_blocker.unblock():
        turn.end()


@pytest.fixture(scope="session", autouse=True)
def tidy_after_commits():
    """A test that commits hands the next one the database as the migrations left it."""
    kept = []

    def set_up(case):
        kept.append(database.rows_of("default"))

    def tear_down(case):
        database.put_back_after("default", kept.pop())
        remembering.rows_were_written()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_setup", classmethod(set_up))
        patch.setattr(TransactionTestCase, "_fixture_teardown", tear_down)
        with remembering.knowing():
            yield


# --- the cast -------------------------------------------------------------------------------


@pytest.fixture
def organisation(db):
    return OrganisationFactory(name="Valley Practice Sample")


@remembered
def member(role, name, organisation):
    return MembershipFactory(role=role, person=UserFactory(name=name), organisation=organisation).person


@pytest.fixture
def practitioner(organisation):
    return member(Role.PRACTITIONER, "Pat Sample", organisation)


@pytest.fixture
def assessor(organisation):
    return member(Role.ASSESSOR, "Robin Example", organisation)


@pytest.fixture
def iqa(organisation):
    return member(Role.IQA, "Ines Specimen", organisation)


@pytest.fixture
def trainer(organisation):
    return member(Role.TRAINER, "Toni Placeholder", organisation)


@pytest.fixture
def coordinator(organisation):
    return member(Role.COORDINATOR, "Casey Sample", organisation)


@pytest.fixture
def outsider(db):
    """Holds every role, in another organisation: what they are told, anyone outside is told."""
    elsewhere, person = OrganisationFactory(name="Harbour Practice Example"), UserFactory(name="Olu Example")
    for role in Role:
        MembershipFactory(role=role, person=person, organisation=elsewhere)
    return person


# --- acting ---------------------------------------------------------------------------------


@pytest.fixture
def client_for(db):
    """A browser in which this person is signed in; with None, a stranger's."""
    return browser_of


@pytest.fixture
def pat(client_for, practitioner):
    """The practitioner’s browser."""
    return client_for(practitioner)


@pytest.fixture
def robin(client_for, assessor):
    """The assessor’s browser."""
    return client_for(assessor)


@pytest.fixture
def at_once(transactional_db):
    """Do several things at the same moment, each on its own connection: at_once(first, second) → outcomes.

    An outcome is what the function returned, or the exception it raised.
    """

    def run(*functions):
        start, outcomes = threading.Barrier(len(functions)), [None] * len(functions)

        def act(place, function):
            try:
                start.wait(timeout=30)
                outcomes[place] = function()
            except Exception as refusal:
                outcomes[place] = refusal
            finally:
                connection.close()

        threads = [threading.Thread(target=act, args=pair) for pair in enumerate(functions)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        return outcomes

    return run


@pytest.fixture
def ends_slowly(monkeypatch):
    """`ends_slowly(action)` → an event set when whoever records that has done everything but end; with none, whoever ends
    first."""

    def choose(action=""):
        write, is_done = audit.write_events, threading.Event()

        def slowly(events):
            if not action or any(event.action == action for event in events):
                is_done.set()
                time.sleep(A_BREATH)
            write(events)

        monkeypatch.setattr(audit, "write_events", slowly)
        return is_done

    return choose


@pytest.fixture
def mail_on(settings):
    settings.MAIL_ON = True


# --- what runs, and when --------------------------------------------------------------------

ASK_A_DATABASE = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}
LONGEST = [
    "journeys/", "cms/test_demo.py", "assessments/test_certificate_pdf.py",
    "standards/test_suite_killed.py", "portfolios/test_uploads_killed.py",
]  # fmt: skip


def pytest_collection_modifyitems(config, items):
    """With ONLY_DATABASE=1, only tests that ask the database: the others would say the same a second time.

    A worker takes whole files. Long ones go first: begun last, they would leave the other worker with nothing to do.
    """
    if os.environ.get("ONLY_DATABASE") == "1":
        config.hook.pytest_deselected(items=[item for item in items if not asks_a_database(item)])
        items[:] = [item for item in items if asks_a_database(item)]
    tests_in = Counter(item.path for item in items)
    items.sort(key=lambda item: (place_among_longest(item.path), -tests_in[item.path], item.path))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item, nextitem):
    """As pytest does it, with room for all that it calls."""
    return in_one_piece(runner.pytest_runtest_protocol, item, nextitem)


def pytest_collection_finish():
    """What was collected stays to the end: no need to look again and again whether it is garbage."""
    gc.collect()
    gc.freeze()


def place_among_longest(path):
    found = (place for place, name in enumerate(LONGEST) if f"/tests/{name}" in path.as_posix())
    return next(found, len(LONGEST))


def asks_a_database(item):
    return (
        not ASK_A_DATABASE.isdisjoint(item.fixturenames) or item.get_closest_marker("django_db") is not None
    )
