"""A key alone can't tell a double click from a form that was changed and sent again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_cache_table")]

    operations = [
        migrations.AddField("oncekey", "digest", models.CharField(blank=True, max_length=64)),
        migrations.AlterField("oncekey", "result_url", models.TextField(blank=True)),
    ]
