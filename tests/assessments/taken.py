"""Whether the database takes something, written past the code. What it refuses is undone."""

from django.db import IntegrityError, connection, transaction


def is_taken(write):
    try:
        with transaction.atomic():
            write()
    except IntegrityError:
        return False
    return True


def is_said(sql, *values):
    """The same of a statement in SQL."""
    with connection.cursor() as cursor:
        return is_taken(lambda: cursor.execute(sql, values))
