"""Making the tests' database quickly, and making it again as it was after a test that really committed."""

import fcntl
import getpass
import hashlib
import os
import shutil
import sqlite3
import tempfile
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections, transaction

from people.frozen import TABLES

# --- migrate once for each set of migrations ------------------------------------------------


def digest_of_migrations():
    house = Path(settings.BASE_DIR)
    digest = hashlib.sha256((house / "uv.lock").read_bytes())
    for migration in sorted(house.glob("*/migrations/*.py")):
        digest.update(migration.name.encode() + migration.read_bytes())
    return digest.hexdigest()[:16]


def migrated_copy():
    """Where a database made by exactly these migrations is kept between runs."""
    folder = Path(tempfile.gettempdir()) / f"practice-portfolio-{getpass.getuser()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / f"{digest_of_migrations()}.sqlite3"


def take_copy(name):
    """Start from the kept database, if there is one. Migrate then finds nothing left to do."""
    if settings.POSTGRES or not migrated_copy().exists():
        return False
    shutil.copyfile(migrated_copy(), name)
    return True


def keep_copy(name):
    if settings.POSTGRES or migrated_copy().exists():
        return
    new = migrated_copy().with_suffix(f".{os.getpid()}")
    source = sqlite3.connect(name)
    source.execute("VACUUM INTO ?", [str(new)])
    source.close()
    new.replace(migrated_copy())


class Turn:
    """Several processes want the same database at once: the first migrates, and the others copy what it kept."""

    def __init__(self, connection):
        self.connection = connection
        # Now: Django counts it from the name in use, which changes.
        self.name = connection.creation._get_test_db_name()
        self.kept = f"kept_{digest_of_migrations()}"
        self.lock = migrated_copy().with_suffix(f".{connection.vendor}").open("w")
        fcntl.flock(self.lock, fcntl.LOCK_EX)  # given back too when this process ends before it kept anything
        self.is_copy = self.on_the_server() if settings.POSTGRES else take_copy(self.name)
        if self.is_copy:
            self.lock.close()

    def on_the_server(self):
        with self.connection._nodb_cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.kept])
            if not cursor.fetchone():
                return False
            cursor.execute(f'DROP DATABASE IF EXISTS "{self.name}"')
            cursor.execute(f'CREATE DATABASE "{self.name}" TEMPLATE "{self.kept}"')
        return True

    def migrated(self):
        """Keep what this process made, for those who wait."""
        self.connection.close()  # a database is copied while nobody uses it
        if settings.POSTGRES:
            with self.connection._nodb_cursor() as cursor:
                cursor.execute(f'CREATE DATABASE "{self.kept}" TEMPLATE "{self.name}"')
        else:
            keep_copy(self.name)
        self.lock.close()

    def end(self):
        """What Django made it takes away itself; what was copied on a server goes here."""
        self.connection.close()
        if settings.POSTGRES and self.is_copy:
            with self.connection._nodb_cursor() as cursor:
                cursor.execute(f'DROP DATABASE "{self.name}" WITH (FORCE)')


# --- numbers of rows on PostgreSQL, whose sequences go on whatever is undone -----------------

SEQUENCES = {}  # {table: the sequence of its key}


def number_of(table):
    """Where the rows of a table are with their numbers: (sequence, its last value, whether a row has that)."""
    with connections["default"].connection.cursor() as cursor:
        if not SEQUENCES:
            cursor.execute(
                "SELECT t.relname, s.oid::regclass::text FROM pg_class s JOIN pg_depend d ON d.objid = s.oid "
                "JOIN pg_class t ON t.oid = d.refobjid WHERE s.relkind = 'S' AND d.deptype IN ('a', 'i')"
            )
            SEQUENCES.update(cursor.fetchall())
        if table not in SEQUENCES:
            return None
        cursor.execute(f"SELECT last_value, is_called FROM {SEQUENCES[table]}")  # noqa: S608  our own names
        return SEQUENCES[table], *cursor.fetchone()


def go_on_from(numbers):
    """Take the sequences back to where they were: [what number_of() said]."""
    numbers = [number for number in numbers if number]
    if numbers:
        with connections["default"].connection.cursor() as cursor:
            asked = ", ".join(["setval(%s, %s, %s)"] * len(numbers))
            cursor.execute(f"SELECT {asked}", [value for number in numbers for value in number])


# --- as it was, after a test that committed --------------------------------------------------


def put_back_after(alias, kept):
    """Empty every table and put back what the migrations had written: the suite goes on as if nothing happened."""
    connection = connections[alias]
    if not (settings.POSTGRES and emptied(connection)):
        with triggers_down(connection):
            # Sequences go on from where they are: rows that are put back keep their numbers.
            empty = {"reset_sequences": False, "inhibit_post_migrate": True}
            call_command("flush", verbosity=0, interactive=False, database=alias, **empty)
    with transaction.atomic(using=alias), connection.cursor() as cursor:
        cursor.execute("DELETE FROM people_cache")
        for table, columns, rows in kept:
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f'INSERT INTO "{table}" ({", ".join(columns)}) VALUES ({places})', rows)


def emptied(connection):
    """On PostgreSQL, TRUNCATE makes new files for each of hundreds of tables; most hold nothing. Only someone who may
    do without triggers can take out the rows instead: False for anyone else."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if not cursor.fetchone()[0]:
            return False
        tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
        asked = [f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM \"{table}\")" for table in tables]  # noqa: S608  our own names
        cursor.execute(" UNION ALL ".join(asked))
        holding = [table for (table,) in cursor.fetchall()]
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in holding:
            cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608  our own names
    return True


def rows_of(alias, *, also_empty=False):
    """Everything in every table of a model: [(table, columns, rows)]."""
    connection = connections[alias]
    kept = []
    with connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True, include_views=False):
            cursor.execute(f'SELECT * FROM "{table}"')
            columns = [
                f'"{column.name if settings.POSTGRES else column[0]}"' for column in cursor.description
            ]
            rows = cursor.fetchall()
            if rows or also_empty:
                kept.append((table, columns, rows))
    return kept


@contextmanager
def triggers_down(connection):
    """Frozen tables refuse DELETE and TRUNCATE; whoever owns them may do without triggers for a while."""
    with connection.cursor() as cursor:
        if settings.POSTGRES:
            tables = [frozen.model._meta.db_table for frozen in TABLES]
            down = [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in tables]
            up = [f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in tables]
        else:
            triggers = frozen_triggers(cursor)
            down, up = (
                [f"DROP TRIGGER {name}" for name, _made in triggers],
                [made for _name, made in triggers],
            )
        for statement in down:
            cursor.execute(statement)
        yield
        for statement in up:
            cursor.execute(statement)


def frozen_triggers(cursor):
    cursor.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' "
        "AND (name LIKE 'frozen\\_%' ESCAPE '\\' OR name LIKE 'closed\\_%' ESCAPE '\\')"
    )
    return cursor.fetchall()
