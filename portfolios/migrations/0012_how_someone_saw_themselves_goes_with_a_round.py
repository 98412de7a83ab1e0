import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("portfolios", "0011_witnesses_answer_by_link"),
        ("standards", "0005_second_readers"),
    ]

    operations = [
        migrations.CreateModel(
            name="SubmissionSelfView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "view",
                    models.CharField(
                        choices=[("can", "I can do this"), ("partly", "Partly"), ("not yet", "Not yet")],
                        max_length=10,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                (
                    "requirement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="standards.requirement",
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="self_views",
                        to="portfolios.submission",
                    ),
                ),
            ],
            options={
                "ordering": ["requirement__position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("submission", "requirement"),
                        name="one_view_of_oneself_per_round_and_requirement",
                    )
                ],
            },
        ),
    ]
