from django.db import migrations


def let_go(apps, schema_editor):
    """Before 0017 each change was of one piece: those kept since then may be of several, and have no place there.

    In a migration of its own: PostgreSQL does not change a table whose rows went in the same transaction.
    """
    apps.get_model("portfolios", "MappingLine").objects.all().delete()
    apps.get_model("portfolios", "Mapping").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("portfolios", "0017_one_undo_for_one_save")]

    operations = [migrations.RunPython(migrations.RunPython.noop, let_go)]
