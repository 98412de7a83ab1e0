import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("standards", "0004_searching_and_revised_terms"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="SecondReader",
            fields=[
                ("task_ptr", models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to="wagtailcore.task")),
                ("groups", models.ManyToManyField(help_text="Pages/snippets at this step in a workflow will be moderated or approved by these groups of users", to="auth.group", verbose_name="groups")),
            ],
            options={
                "verbose_name": "another person of a group reads it",
            },
            bases=("wagtailcore.task",),
        ),
    ]
