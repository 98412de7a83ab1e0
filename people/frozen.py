"""Rows that must never change: refused in Python with a sentence, and by triggers in the database.

Python alone misses raw SQL and `_base_manager`; triggers alone answer with a database error nobody can read.
Triggers are put back after every `migrate`, because SQLite drops them silently when a table is altered.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import connections, models


class IsFrozen(Exception):
    """This was published, shared or signed, and can no longer be changed. Add a new one instead."""


class FrozenQuerySet(models.QuerySet):
    def update(self, **fields):
        raise IsFrozen(self.model._meta.verbose_name)

    def delete(self):
        raise IsFrozen(self.model._meta.verbose_name)

    def bulk_update(self, *args, **options):
        raise IsFrozen(self.model._meta.verbose_name)

    def bulk_create(self, objs, *args, update_conflicts=False, **options):
        if update_conflicts:
            raise IsFrozen(self.model._meta.verbose_name)
        return super().bulk_create(objs, *args, **options)


class FrozenModel(models.Model):
    """A row that is written once."""

    objects = FrozenQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **options):
        if not self._state.adding:
            raise IsFrozen(self._meta.verbose_name)
        super().save(*args, **options)

    def delete(self, *args, **options):
        raise IsFrozen(self._meta.verbose_name)


@dataclass(frozen=True)
class FrozenTable:
    """`when`: SQL on OLD (with `{false}`) that says a row is frozen; default: always. `room`: (parent table, foreign key
    column, count column): no more rows than the parent said, so that none is slipped in later. `closed_by`: (parent
    table, foreign key column, SQL on the parent): from then on no row comes, changes or goes; before that all may.
    `empties`: columns that may be emptied even then, and filled with nothing else.
    `keeps`: (columns, SQL on OLD): rows for which that is true change in other columns only; they may go, unless `when`
    says which may not. `asks`: (verb or verbs, SQL on NEW, or what writes it for a database): no row comes or
    changes, as the verbs say, unless that is true."""

    model: type[models.Model]
    when: str = ""
    room: tuple[str, str, str] | None = None
    closed_by: tuple[str, str, str] | None = None
    keeps: tuple[tuple[tuple[str, ...], str], ...] = ()
    asks: tuple[str, str | Callable[[str], str]] | None = None
    empties: tuple[str, ...] = ()


TABLES: list[FrozenTable] = []


def freeze_table(model, *, when="", room=None, closed_by=None, keeps=(), asks=None, empties=()):
    """Register a table for triggers. Called where the model is defined."""
    TABLES.append(FrozenTable(model, when, room, closed_by, keeps, asks, empties))


def keep_words(model, beside, *words):
    """Register words that stand `beside` a frozen row (its foreign key) from the moment they are written: nobody puts
    others in their place, moves or removes them. Erasure may empty them."""
    kept = [((name,), f"NEW.{name} <> ''") for name in words]
    freeze_table(model, when="1 = 1", keeps=(((beside,), "1 = 1"), *kept))


def install_triggers(app_label, using="default"):
    """Put the triggers of one app's frozen tables in place (again)."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    write = SQL[connection.vendor]
    with connection.cursor() as cursor:
        for frozen in TABLES:
            table = frozen.model._meta.db_table
            if frozen.model._meta.app_label == app_label and table in existing:
                for statement in write(table, frozen):
                    cursor.execute(statement)


def sqlite(table, frozen):
    if frozen.asks:
        yield from sqlite_asked(table, *frozen.asks)
    if frozen.closed_by:
        yield from sqlite_closed(table, frozen)
        return
    if frozen.keeps:
        yield from sqlite_kept(table, frozen.keeps)
    if frozen.keeps and not frozen.when:
        return
    when = f"WHEN {frozen.when.format(false=0)}" if frozen.when else ""
    for verb in ("DELETE",) if frozen.keeps else ("UPDATE", "DELETE"):
        name = f"frozen_{table}_{verb.lower()}"
        yield f"DROP TRIGGER IF EXISTS {name}"
        yield (
            f"CREATE TRIGGER {name} BEFORE {verb} ON {table} {when} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is frozen'); END"
        )
    if frozen.room:
        parent, key, count = frozen.room
        yield f"DROP TRIGGER IF EXISTS full_{table}"
        yield (
            f"CREATE TRIGGER full_{table} BEFORE INSERT ON {table} "
            f"WHEN (SELECT count(*) FROM {table} WHERE {key} = NEW.{key}) >= "
            f"(SELECT {count} FROM {parent} WHERE id = NEW.{key}) "
            f"BEGIN SELECT RAISE(ABORT, '{table} is full'); END"
        )


def sqlite_closed(table, frozen):
    for verb, refused in closed(frozen, "IS NOT"):
        name = f"closed_{table}_{verb.lower()}"
        yield f"DROP TRIGGER IF EXISTS {name}"
        yield (
            f"CREATE TRIGGER {name} BEFORE {verb} ON {table} WHEN {refused} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is closed'); END"
        )


def sqlite_kept(table, keeps):
    yield f"DROP TRIGGER IF EXISTS kept_{table}"
    yield (
        f"CREATE TRIGGER kept_{table} BEFORE UPDATE ON {table} WHEN {changed(keeps, 'IS NOT')} "
        f"BEGIN SELECT RAISE(ABORT, '{table} keeps this'); END"
    )


def sqlite_asked(table, verbs, condition):
    yield f"DROP TRIGGER IF EXISTS asked_{table}"
    for verb in verbs.split(" OR "):
        name = f"asked_{table}_{verb.lower()}"
        yield f"DROP TRIGGER IF EXISTS {name}"
        yield (
            f"CREATE TRIGGER {name} BEFORE {verb} ON {table} WHEN NOT ({condition_for('sqlite', condition)}) "
            f"BEGIN SELECT RAISE(ABORT, '{table} does not allow this'); END"
        )


def condition_for(vendor, condition):
    return condition(vendor) if callable(condition) else condition


def closed(frozen, other_than):
    """(verb, SQL: whether it is refused): whatever touches a parent that is closed, but for emptying."""
    parent, key, condition = frozen.closed_by
    rows = {"INSERT": f"NEW.{key}", "UPDATE": f"OLD.{key}, NEW.{key}", "DELETE": f"OLD.{key}"}
    for verb, keys in rows.items():
        refused = f"EXISTS (SELECT 1 FROM {parent} WHERE id IN ({keys}) AND {condition})"  # noqa: S608  # ours
        if verb == "UPDATE" and frozen.empties:
            names = [field.column for field in frozen.model._meta.concrete_fields]
            rest = (tuple(name for name in names if name not in frozen.empties), "1 = 1")
            words = [((name,), f"NEW.{name} <> ''") for name in frozen.empties]
            refused += f" AND ({changed([rest, *words], other_than)})"
        yield verb, refused


def changed(keeps, other_than):
    """SQL: whether a column that is kept gets another value."""
    return " OR ".join(
        f"(({condition}) AND ({' OR '.join(f'OLD.{name} {other_than} NEW.{name}' for name in columns)}))"
        for columns, condition in keeps
    )


def postgresql(table, frozen):
    if frozen.asks:
        yield from postgresql_asked(table, *frozen.asks)
    if frozen.closed_by:
        yield from postgresql_closed(table, frozen)
        yield from postgresql_whole(table)
        return
    if frozen.keeps:
        yield from postgresql_kept(table, frozen.keeps)
    if frozen.keeps and not frozen.when:
        return
    yield from postgresql_whole(table)
    verbs = "DELETE" if frozen.keeps else "UPDATE OR DELETE"
    when = f"WHEN ({frozen.when.format(false='false')})" if frozen.when else ""
    yield (
        f"CREATE OR REPLACE FUNCTION frozen_{table}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION '{table} is frozen' USING ERRCODE = 'restrict_violation'; END $$"
    )
    yield f"DROP TRIGGER IF EXISTS frozen_{table} ON {table}"
    yield (
        f"CREATE TRIGGER frozen_{table} BEFORE {verbs} ON {table} "
        f"FOR EACH ROW {when} EXECUTE FUNCTION frozen_{table}()"
    )
    if frozen.room:
        parent, key, count = frozen.room
        yield (
            f"CREATE OR REPLACE FUNCTION full_{table}() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN IF (SELECT count(*) FROM {table} WHERE {key} = NEW.{key}) >= "
            f"(SELECT {count} FROM {parent} WHERE id = NEW.{key}) THEN "
            f"RAISE EXCEPTION '{table} is full' USING ERRCODE = 'restrict_violation'; END IF; RETURN NEW; END $$"
        )
        yield f"DROP TRIGGER IF EXISTS full_{table} ON {table}"
        yield (
            f"CREATE TRIGGER full_{table} BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION full_{table}()"
        )


def postgresql_whole(table):
    """TRUNCATE asks no row: it is refused wherever a row may not go, of a table that hangs on another too (CASCADE)."""
    yield (
        "CREATE OR REPLACE FUNCTION frozen_whole() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION '% is frozen', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$"
    )
    yield f"DROP TRIGGER IF EXISTS whole_{table} ON {table}"
    yield (
        f"CREATE TRIGGER whole_{table} BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION frozen_whole()"
    )


def postgresql_closed(table, frozen):
    for verb, refused in closed(frozen, "IS DISTINCT FROM"):
        name = f"closed_{table}_{verb.lower()}"
        yield (
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN IF {refused} THEN RAISE EXCEPTION '{table} is closed' USING ERRCODE = 'restrict_violation'; END IF; "
            f"RETURN {'OLD' if verb == 'DELETE' else 'NEW'}; END $$"
        )
        yield f"DROP TRIGGER IF EXISTS {name} ON {table}"
        yield f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"


def postgresql_kept(table, keeps):
    yield (
        f"CREATE OR REPLACE FUNCTION kept_{table}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION '{table} keeps this' USING ERRCODE = 'restrict_violation'; END $$"
    )
    yield f"DROP TRIGGER IF EXISTS kept_{table} ON {table}"
    yield (
        f"CREATE TRIGGER kept_{table} BEFORE UPDATE ON {table} FOR EACH ROW "
        f"WHEN ({changed(keeps, 'IS DISTINCT FROM')}) EXECUTE FUNCTION kept_{table}()"
    )


def postgresql_asked(table, verbs, condition):
    yield (
        f"CREATE OR REPLACE FUNCTION asked_{table}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN IF NOT ({condition_for('postgresql', condition)}) THEN "
        f"RAISE EXCEPTION '{table} does not allow this' USING ERRCODE = 'restrict_violation'; END IF; "
        f"RETURN NEW; END $$"
    )
    yield f"DROP TRIGGER IF EXISTS asked_{table} ON {table}"
    yield f"CREATE TRIGGER asked_{table} BEFORE {verbs} ON {table} FOR EACH ROW EXECUTE FUNCTION asked_{table}()"


SQL = {"sqlite": sqlite, "postgresql": postgresql}
