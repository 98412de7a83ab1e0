from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0017_of_two_who_choose_a_pool")]

    operations = [migrations.AddField("licence", "end_told_at", models.DateTimeField(null=True))]
