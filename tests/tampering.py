"""What a test does that nobody may: for rows of another day, or to see that it is found."""

from django.db import connection


def let_change(table):
    """Take away the trigger that keeps some columns of a table, until the test’s transaction is undone."""
    connection.check_constraints()  # PostgreSQL lets no trigger go while others wait
    on = "" if connection.vendor == "sqlite" else f" ON {table}"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER kept_{table}{on}")
