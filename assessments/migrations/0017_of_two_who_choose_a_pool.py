import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def key(to, **options):
    return models.ForeignKey(to, django.db.models.deletion.PROTECT, related_name="+", **options)


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0016_rounds_are_found_by_place_and_reader"),
        ("people", "0001_first_rows"),
        ("standards", "0001_first_rows"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Pool",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0)),
                ("set_at", models.DateTimeField(null=True)),
                ("award", key("standards.awarddefinition")),
                ("organisation", key("people.organisation")),
                ("set_by", key(settings.AUTH_USER_MODEL, null=True)),
            ],
            options={
                "verbose_name": "pool of assessors",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("award", "organisation"), name="one_pool_per_award_and_place"
                    )
                ],
            },
        ),
    ]
