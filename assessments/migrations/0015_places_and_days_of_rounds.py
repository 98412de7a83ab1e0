"""What was known by a detour stands with each round: the place of its submission, and when it was decided."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def fill(apps, schema_editor):
    rounds = apps.get_model("assessments", "Assessment").objects.using(schema_editor.connection.alias)
    shared = apps.get_model("portfolios", "Submission").objects.filter(pk=OuterRef("submission"))
    came = apps.get_model("assessments", "Transition").objects.filter(
        assessment=OuterRef("pk"), to_state=OuterRef("state")
    )
    rounds.update(organisation=Subquery(shared.values("organisation")[:1]))
    decided = rounds.filter(state__in=["replied", "signed off"])
    decided.update(decided_at=Subquery(came.order_by("-at").values("at")[:1]))


class Migration(migrations.Migration):
    dependencies = [("assessments", "0014_whose_place_and_when_decided")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
