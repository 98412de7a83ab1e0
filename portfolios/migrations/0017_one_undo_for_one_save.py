import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("portfolios", "0016_a_portfolio_comes_in_by_the_worker")]

    operations = [
        migrations.AlterField(
            "mappingline",
            "evidence",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="portfolios.evidence"
            ),
        ),
        migrations.RemoveConstraint("mappingline", "a_mapping_says_a_thing_once"),
        migrations.AddConstraint(
            "mappingline",
            models.UniqueConstraint(
                fields=("mapping", "unit", "evidence", "requirement", "is_after"),
                name="a_mapping_says_a_thing_once",
            ),
        ),
        migrations.RemoveField("mapping", "evidence"),
    ]
