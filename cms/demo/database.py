"""Sample people belong only in a new database, or in one the demo made."""

import shutil

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection
from django.db.utils import DatabaseError

from people.models import AuditEvent, User

MADE = ("demo.finished", "sample.loaded")
NOT_OURS = (
    "This database has people of its own, and the demo only goes into a new one. "
    "Give it another place: DATA_DIR=some-folder uv run manage.py demo"
)


def is_ours():
    """Whether the demo or load_sample made this database, or nobody has used it yet."""
    if tables_of_others():
        return False
    try:
        return not User.objects.exists() or AuditEvent.objects.filter(action__in=MADE).exists()
    except DatabaseError:  # not migrated: there is nobody in it
        return True


def tables_of_others():
    """Tables that no model of this site has: the address may be that of somebody else's database."""
    ours = {
        *connection.introspection.django_table_names(),
        "django_migrations",
        settings.CACHES["default"]["LOCATION"],
    }
    found = set(connection.introspection.table_names()) - ours
    # What is searched, and what SQLite noted of how full each table is.
    return {name for name in found if not name.startswith(("wagtailsearch_", "sqlite_"))}


def refuse_unless_ours():
    if not is_ours():
        raise CommandError(NOT_OURS)


def throw_away():
    """Remove an earlier demo: its rows, its files and its passwords."""
    refuse_unless_ours()
    connection.close()
    if settings.POSTGRES:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
        connection.close()
    for name in ("db.sqlite3", "db.sqlite3-wal", "db.sqlite3-shm", "demo.json"):
        (settings.DATA_DIR / name).unlink(missing_ok=True)
    for folder in ("evidence", "certificates"):
        shutil.rmtree(settings.DATA_DIR / folder, ignore_errors=True)
