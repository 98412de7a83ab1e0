from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("portfolios", "0020_how_a_digest_was_made")]

    operations = [
        migrations.AddField(
            model_name="evidencefile",
            name="page_count",
            field=models.PositiveIntegerField(null=True),
        )
    ]
