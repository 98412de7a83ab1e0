from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0005_mails_with_news")]

    operations = [
        migrations.AddConstraint(
            "outboxmail",
            models.UniqueConstraint(
                condition=models.Q(("is_news", True)),
                fields=("person", "kind", "about_code"),
                name="news_of_a_thing_is_told_once",
            ),
        ),
        migrations.AddConstraint(
            "outboxmail",
            models.UniqueConstraint(
                condition=models.Q(("is_news", True), ("state", "waiting")),
                fields=("person", "kind"),
                name="one_mail_with_news_waits",
            ),
        ),
    ]
