import django.db.models.deletion
from django.db import migrations, models
from people.migrating import Together


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0013_noted_before_it_was_shown"),
        ("people", "0001_first_rows"),
    ]

    operations = [
        Together([
            migrations.AddField(
                "assessment",
                "organisation",
                models.ForeignKey(
                    "people.organisation",
                    django.db.models.deletion.PROTECT,
                    null=True,
                    related_name="+",
                    db_index=False,
                ),
            ),
            migrations.AddField("assessment", "decided_at", models.DateTimeField(null=True)),
        ]),
    ]
