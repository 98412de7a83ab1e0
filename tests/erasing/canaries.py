"""Words nobody else would write, put into every column that erasing empties; and looking for them everywhere."""

from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.files.storage import storages
from django.db import connection, models

CANARY = "Canaryq"


def plant(person, table):
    """Into each column of every row about this person. Returns the columns for which there was no row."""
    bare = set()
    with without_triggers():
        for label, answer in table.items():
            model = apps.get_model(label)
            rows = list(model._base_manager.filter(**{answer.path: person.pk})) if answer.path else []
            for name in answer.erased:
                column = model._meta.get_field(name)
                for row in rows:
                    put(row, column)
                if not rows:
                    bare.add(f"{label}.{name}")
    return bare


def put(row, column):
    if isinstance(column, models.FileField):
        file = getattr(row, column.name)
        if file:
            Path(file.path).write_bytes(CANARY.encode())
        return
    if column.name == "place":
        if row.place and not row.is_bag:
            Path(storages["evidence"].path(row.place)).write_bytes(CANARY.encode())
        return
    type(row)._base_manager.filter(pk=row.pk).update(**{column.name: word_for(row, column)})


def word_for(row, column):
    if isinstance(column, models.JSONField):
        said = {"question": CANARY, "answer": CANARY, "description": CANARY, "basis": "agreed"}
        return [said] if column.default is list else {"told": [said]}
    if isinstance(column, models.EmailField):
        return f"{CANARY}{row.pk}@sample.example"
    return f"{CANARY}{row.pk}"[: column.max_length or None]


def found():
    """Every table and column that holds one, and every file."""
    return sorted({*found_in_tables(), *found_in_files()})


def found_in_tables():
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            names = [one[0] for one in cursor.description]
            for row in cursor.fetchall():
                yield from (f"{table}.{name}" for name, value in zip(names, row, strict=True) if holds(value))


def holds(value):
    if isinstance(value, memoryview | bytes):
        value = bytes(value).decode(errors="replace")
    return CANARY.casefold() in str(value).casefold()


def found_in_files():
    for path in Path(settings.DATA_DIR).rglob("*"):
        is_ours = path.is_file() and not path.name.startswith(("db.", "test."))
        if is_ours and CANARY.encode() in path.read_bytes():
            yield str(path.relative_to(settings.DATA_DIR))


@contextmanager
def without_triggers():
    """As somebody would who may do anything in the database: what is frozen takes a word as well."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
            for name, _sql in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
            yield
            for _name, sql in triggers:
                cursor.execute(sql)
        else:
            connection.check_constraints()  # what waits for the end of the transaction would be in the way
            cursor.execute("SET session_replication_role = replica")
            yield
            cursor.execute("SET session_replication_role = DEFAULT")
