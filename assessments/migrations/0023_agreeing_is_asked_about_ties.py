"""Whoever agrees to a trainee’s decision is asked what ties them, those who are asked already too: it begins empty."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0022_samples_by_state")]

    operations = [
        migrations.AddField("proposeddecision", "untied_at", models.DateTimeField(null=True)),
    ]
