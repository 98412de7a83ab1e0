from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0024_second_looks_asked_and_begun_again")]

    operations = [
        migrations.AddField(
            model_name="signoffseen",
            name="agreed_opened_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name="WordsKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("action", models.CharField(max_length=60)),
                ("subject_code", models.CharField(max_length=40)),
                ("salt", models.CharField(max_length=32)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=models.deletion.PROTECT, related_name="+", to="assessments.assessment"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("action", "subject_code"), name="words_are_proved_once")
                ],
            },
        ),
    ]
