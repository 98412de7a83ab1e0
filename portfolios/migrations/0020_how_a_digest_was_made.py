from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("portfolios", "0019_words_of_documents_read_in_place")]

    operations = [
        migrations.AddField(
            model_name="evidenceversion",
            name="digest_form",
            field=models.PositiveSmallIntegerField(default=1),
        )
    ]
