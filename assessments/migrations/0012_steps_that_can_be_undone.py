from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0011_licences_of_todays_assessors")]

    operations = [
        migrations.AddField("draftstep", "revision", models.PositiveIntegerField(default=0)),
        migrations.AddField("draftstep", "undone_at", models.DateTimeField(null=True)),
    ]
