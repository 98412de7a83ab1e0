"""Which state may follow which, held to by the database as well: for writers who pass the code by."""

from django.db import connections

STEPS: dict = {}  # model → (column, {from: {to, …}}, {states a row may begin in})


def hold_to_steps(model, moves, *, begins, column="state", asks=None):
    """Register a map of moves for a trigger, installed after every `migrate`. `begins`: states a new row may have.

    `asks`: {state: SQL on OLD and NEW that must be true for a row to come into it}.
    """
    STEPS[model] = (column, moves, set(begins), asks or {})


def install_steps(app_label, using="default"):
    """Put the triggers of one app in place (again): SQLite drops them silently when a table is altered."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    write = SQL[connection.vendor]
    with connection.cursor() as cursor:
        for model, (column, moves, begins, asks) in STEPS.items():
            table = model._meta.db_table
            if model._meta.app_label == app_label and table in existing:
                allowed = allowed_in(column, moves, asks)
                for statement in write(table, column, allowed, begun_in(column, begins)):
                    cursor.execute(statement)


def allowed_in(column, moves, asks):
    """SQL: whether OLD may become NEW. A row that stays in its state may change otherwise."""
    pairs = [
        f"(OLD.{column} = '{start}' AND NEW.{column} = '{end}' AND ({asks.get(end, '1 = 1')}))"
        for start, ends in moves.items()
        for end in sorted(ends)
    ]
    return " OR ".join([f"OLD.{column} = NEW.{column}", *pairs])


def begun_in(column, begins):
    return f"NEW.{column} IN ({', '.join(f"'{state}'" for state in sorted(begins))})"


def sqlite(table, column, allowed, begun):
    for verb, condition in (("UPDATE", allowed), ("INSERT", begun)):
        name = f"steps_{table}_{verb.lower()}"
        yield f"DROP TRIGGER IF EXISTS {name}"
        yield (
            f"CREATE TRIGGER {name} BEFORE {verb} ON {table} WHEN NOT ({condition}) "
            f"BEGIN SELECT RAISE(ABORT, '{table}: no such step'); END"
        )


def postgresql(table, column, allowed, begun):
    for verb, condition in (("UPDATE", allowed), ("INSERT", begun)):
        name = f"steps_{table}_{verb.lower()}"
        yield (
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN IF NOT ({condition}) THEN "
            f"RAISE EXCEPTION '{table}: no such step' USING ERRCODE = 'restrict_violation'; END IF; RETURN NEW; END $$"
        )
        yield f"DROP TRIGGER IF EXISTS {name} ON {table}"
        yield f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"


SQL = {"sqlite": sqlite, "postgresql": postgresql}
