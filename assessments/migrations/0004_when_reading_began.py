from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0003_second_thoughts")]

    operations = [
        migrations.AddField(
            model_name="assessment",
            name="begun_at",
            field=models.DateTimeField(null=True),
        ),
    ]
