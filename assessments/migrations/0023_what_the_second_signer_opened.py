from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0022_samples_by_state")]

    operations = [
        migrations.AddField(
            model_name="signoffseen",
            name="agreed_opened_at",
            field=models.DateTimeField(null=True),
        )
    ]
