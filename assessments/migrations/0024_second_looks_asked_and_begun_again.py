import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

IN_A_PLAN = "a_round_is_in_a_plan_once_per_stage"


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0023_agreeing_is_asked_about_ties"),
        ("people", "0009_people_can_be_erased"),
        ("portfolios", "0019_words_of_documents_read_in_place"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="UntiedLook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("said_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sample",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="untied",
                        to="assessments.sample",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["sample", "person"], name="asked_once_before_a_second_look"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="LookWanted",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                (
                    "pursuit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="portfolios.pursuit"
                    ),
                ),
            ],
            options={
                "verbose_name": "award that waits for a second look",
                "ordering": ["since", "pk"],
            },
        ),
        migrations.AddIndex(
            model_name="covered",
            index=models.Index(fields=["assessor", "standard"], name="covered_of_assessor_standard"),
        ),
        migrations.RemoveConstraint(model_name="sample", name=IN_A_PLAN),
        migrations.AddConstraint(
            model_name="sample",
            constraint=models.UniqueConstraint(
                condition=~Q(state="set aside"), fields=["plan", "assessment", "stage"], name=IN_A_PLAN
            ),
        ),
    ]
