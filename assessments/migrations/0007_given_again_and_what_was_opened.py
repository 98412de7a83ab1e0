import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from people.migrating import Together


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0006_fair_and_provable"),
        ("portfolios", "0018_going_back_lets_go_of_what_can_be_undone"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveField(model_name="certificateend", name="replaced_by"),
        migrations.AddField(
            model_name="certificate",
            name="replaces",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="assessments.certificate",
            ),
        ),
        migrations.RemoveConstraint(model_name="award", name="an_award_is_given_once"),
        migrations.AddField(
            model_name="award",
            name="instead_of",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="given_again",
                to="assessments.award",
            ),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.UniqueConstraint(
                condition=models.Q(("instead_of", None), ("rules__isnull", False)),
                fields=("organisation", "holder", "rules"),
                name="an_award_is_given_once",
            ),
        ),
        Together([
            migrations.AddField(
                model_name="signoffseen", name="opened_at", field=models.DateTimeField(null=True)
            ),
            migrations.CreateModel(
                name="PieceOpened",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("at", models.DateTimeField(default=django.utils.timezone.now)),
                    (
                        "assessment",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="openings",
                            to="assessments.assessment",
                        ),
                    ),
                    (
                        "evidence_version",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="portfolios.evidenceversion",
                        ),
                    ),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={"ordering": ["assessment", "pk"]},
            ),
            migrations.AddConstraint(
                model_name="pieceopened",
                constraint=models.UniqueConstraint(
                    fields=("assessment", "evidence_version", "person"), name="a_piece_is_first_opened_once"
                ),
            ),
        ]),
    ]
