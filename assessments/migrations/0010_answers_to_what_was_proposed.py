from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0009_questions_can_be_let_go")]

    operations = [
        migrations.AlterField(
            "proposeddecision",
            "answer",
            models.CharField(
                blank=True,
                choices=[
                    ("agreed", "Agreed"),
                    ("talk first", "Let us look at it together"),
                    ("changed", "Something changed meanwhile"),
                    ("passed on", "Someone else reads it now"),
                ],
                max_length=10,
            ),
        ),
    ]
