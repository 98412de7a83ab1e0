import django.db.models.deletion
from django.db import migrations, models

DECIDED = models.Q(decided_at__isnull=False)


def index(name, *fields, where):
    return migrations.AddIndex("assessment", models.Index(fields=fields, condition=where, name=name))


class Migration(migrations.Migration):
    dependencies = [("assessments", "0015_places_and_days_of_rounds")]

    operations = [
        migrations.AlterField(
            "assessment",
            "organisation",
            models.ForeignKey(
                "people.organisation",
                django.db.models.deletion.PROTECT,
                related_name="+",
                db_index=False,
            ),
        ),
        index("rounds_on_offer_here", "organisation", "opened_at", where=models.Q(state="on offer")),
        index("rounds_decided_here", "organisation", "decided_at", where=DECIDED),
        index("rounds_someone_reads", "assessor", "opened_at", where=models.Q(state="in review")),
        index("rounds_someone_decided", "assessor", "decided_at", where=DECIDED),
    ]
