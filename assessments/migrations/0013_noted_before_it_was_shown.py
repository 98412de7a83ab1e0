import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from people.migrating import Together

OUTCOMES = [("meets", "Meets"), ("more evidence", "More evidence"), ("not yet", "Not yet")]


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0012_steps_that_can_be_undone"),
        ("standards", "0001_first_rows"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
            migrations.AddField("sample", "noted_at", models.DateTimeField(null=True)),
            migrations.AddField(
                "sample",
                "noted_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            migrations.CreateModel(
                name="NotedFirst",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("outcome", models.CharField(choices=OUTCOMES, max_length=14)),
                    (
                        "requirement",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="standards.requirement",
                        ),
                    ),
                    (
                        "sample",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="noted",
                            to="assessments.sample",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "what was found before it was shown",
                    "ordering": ["sample", "requirement__position"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("sample", "requirement"), name="noted_once_per_requirement"
                        )
                    ],
                },
            ),
        ]),
    ]
