"""Some mails bring news: two workers that find the same news at once tell it once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0004_the_role_of_steward")]

    operations = [
        migrations.AddField("outboxmail", "is_news", models.BooleanField(default=False)),
    ]
