"""Whoever agrees to a trainee’s decision is asked what ties them, those who are asked already too: it begins empty."""

from django.db import migrations, models

ANSWERS = [
    ("agreed", "Agreed"),
    ("talk first", "Let us look at it together"),
    ("changed", "Something changed meanwhile"),
    ("passed on", "Someone else reads it now"),
    ("taken back", "Taken back before it was answered"),
]


class Migration(migrations.Migration):
    dependencies = [("assessments", "0022_samples_by_state")]

    operations = [
        migrations.AddField("proposeddecision", "untied_at", models.DateTimeField(null=True)),
        migrations.AlterField(
            "proposeddecision", "answer", models.CharField(blank=True, choices=ANSWERS, max_length=10)
        ),
    ]
