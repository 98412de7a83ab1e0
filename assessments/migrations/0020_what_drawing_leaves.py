from django.conf import settings
from django.db import migrations, models
from people.migrating import Together

def key(to, on_delete=models.PROTECT, *, related_name="+", **options):
    return models.ForeignKey(to, on_delete, related_name=related_name, **options)


class Migration(migrations.Migration):
    replaces = [("assessments", "0020_what_samples_cover")]  # which also did what 0021 does
    dependencies = [
        ("assessments", "0019_days_in_their_order"),
        ("standards", "0005_second_readers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                "Covered",
                [
                    ("id", models.BigAutoField(primary_key=True, auto_created=True, serialize=False, verbose_name="ID")),
                    ("kind", models.CharField(max_length=30)),
                    ("assessor", key(settings.AUTH_USER_MODEL, db_index=False)),
                    ("sample", key("assessments.sample", models.CASCADE, related_name="covers")),
                    ("standard", key("standards.standard", db_index=False)),
                ],
                options={
                    "ordering": ["sample", "pk"],
                    "constraints": [
                        models.UniqueConstraint(fields=("sample", "kind"), name="a_sample_covers_a_kind_once")
                    ],
                },
            ),
            migrations.CreateModel(
                "Weighed",
                [
                    ("id", models.BigAutoField(primary_key=True, auto_created=True, serialize=False, verbose_name="ID")),
                    ("assessment", key("assessments.assessment")),
                    ("plan", key("assessments.samplingplan", related_name="weighed")),
                ],
                options={
                    "ordering": ["plan", "pk"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("plan", "assessment"), name="a_plan_weighs_a_round_once"
                        )
                    ],
                },
            ),
        ]),
    ]
