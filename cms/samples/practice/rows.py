"""Rows written many at a time: with keys given beforehand, parents before children, every trigger and constraint on."""

import json
from collections import defaultdict

from django.core.management.color import no_style
from django.db import connection, models
from django.db.models import Max
from django.utils import timezone

JSON = json.JSONEncoder(ensure_ascii=False).encode


class Table:
    """The columns of a model in their order, and what stands in each where nobody says otherwise."""

    def __init__(self, model, now):
        self.model, self.name = model, model._meta.db_table
        fields = model._meta.local_concrete_fields
        self.fields = fields
        self.columns = [connection.ops.quote_name(field.column) for field in fields]
        self.usual = [(field.attname, *usual_of(field, now)) for field in fields]
        last = model._base_manager.aggregate(last=Max("pk"))["last"]
        self.next = (last or 0) + 1
        self.waiting = []

    def add(self, values):
        key = values.setdefault("id", self.next)
        self.next = key + 1
        row = [
            values.pop(name) if name in values else make() if make else usual
            for name, usual, make in self.usual
        ]
        if values:
            raise TypeError(f"{self.name} has no {', '.join(values)}")
        self.waiting.append(row)
        return key


def usual_of(field, now):
    """(value, None), or (None, function) where each row has one of its own."""
    if field.default is timezone.now:
        return now, None
    if isinstance(field, models.JSONField):
        return JSON(field.get_default()), None
    if field.has_default() and callable(field.default) and field.unique:
        return None, field.default
    return field.get_default(), None


class Rows:
    """`add` gives a key at once; `write` sends what waits, in the order of `models`, and then the updates."""

    def __init__(self, models, *, now):
        self.tables = {model: Table(model, now) for model in models}
        self.later = defaultdict(list)
        self.written = 0

    def add(self, model, **values):
        return self.tables[model].add(values)

    def update(self, model, key, **values):
        """After the inserts: what a trigger lets no row begin with. The same for many is one statement."""
        self.later[model, tuple(values.items())].append(key)

    def write(self):
        send = copy if connection.vendor == "postgresql" else insert
        for table in self.tables.values():
            if table.waiting:
                send(table)
                self.written += len(table.waiting)
                table.waiting = []
        for (model, values), keys in self.later.items():
            models.QuerySet(model).filter(pk__in=keys).update(**dict(values))
        self.later.clear()

    def close(self):
        """The database goes on counting where these rows end."""
        self.write()
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), list(self.tables)):
                cursor.execute(statement)


def copy(table):
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table.name} ({', '.join(table.columns)}) FROM STDIN") as sent,
    ):
        for row in table.waiting:
            sent.write_row(row)


def insert(table):
    prepared = [
        [ready(field, value) for field, value in zip(table.fields, row, strict=True)] for row in table.waiting
    ]
    places = ", ".join(["%s"] * len(table.columns))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table.name} ({', '.join(table.columns)}) VALUES ({places})",  # noqa: S608  our own tables
            prepared,
        )


def ready(field, value):
    return value if isinstance(field, models.JSONField) else field.get_db_prep_save(value, connection)
