"""The table behind the cache: throttles must count the same in every process."""

from django.core.management import call_command
from django.db import migrations


def make_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


def drop_table(apps, schema_editor):
    schema_editor.execute("DROP TABLE people_cache")


class Migration(migrations.Migration):
    dependencies = [("people", "0001_first_rows")]

    operations = [migrations.RunPython(make_table, drop_table)]
