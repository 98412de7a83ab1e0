import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("standards", "0003_intakes_tombstones_crosswalks_glossary_awards"),
    ]

    operations = [
        migrations.AddField(
            model_name="term",
            name="revision",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.PositiveSmallIntegerField(choices=[(1, "Standard"), (2, "Performance criterion"), (3, "Knowledge item"), (4, "Overview"), (5, "Illustration only, not assessed"), (6, "Word explained")])),
                ("place", models.PositiveIntegerField(default=0)),
                ("label", models.CharField(blank=True, max_length=20)),
                ("number", models.CharField(blank=True, max_length=12)),
                ("anchor", models.CharField(blank=True, max_length=40)),
                ("text", models.TextField()),
                ("words", models.TextField()),
                ("page", models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="search_entries", to="standards.standardpage")),
                ("term", models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="search_entries", to="standards.term")),
            ],
            options={
                "verbose_name": "what can be found",
                "ordering": ["kind", "page__path", "place", "pk"],
                "constraints": [models.CheckConstraint(condition=models.Q(models.Q(("page__isnull", False), ("term__isnull", True)), models.Q(("page__isnull", True), ("term__isnull", False)), _connector="OR"), name="found_on_a_page_or_in_the_glossary")],
            },
        ),
    ]
