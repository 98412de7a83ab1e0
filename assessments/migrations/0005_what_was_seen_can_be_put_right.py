import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0004_when_reading_began")]

    operations = [
        migrations.AddField(
            model_name="seeninplace",
            name="corrects",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="corrected_by",
                to="assessments.seeninplace",
            ),
        ),
    ]
