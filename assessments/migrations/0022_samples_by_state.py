from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0021_what_samples_cover")]

    operations = [
        migrations.AddIndex(
            model_name="sample",
            index=models.Index(fields=["plan", "state"], name="samples_of_a_plan_by_state"),
        )
    ]
