import django.db.models.deletion
from django.db import migrations, models


def say_which_piece(apps, schema_editor):
    """Until now a change was of one piece, and its lines were of that one."""
    MappingLine = apps.get_model("portfolios", "MappingLine")
    Mapping = apps.get_model("portfolios", "Mapping")
    of = Mapping.objects.filter(pk=models.OuterRef("mapping")).values("evidence")
    MappingLine.objects.update(evidence=models.Subquery(of))


class Migration(migrations.Migration):
    dependencies = [("portfolios", "0014_recordings_are_searched_and_a_witness_sends_in_pieces")]

    operations = [
        migrations.AddField(
            "mappingline",
            "evidence",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="portfolios.evidence",
            ),
        ),
        migrations.RunPython(say_which_piece, migrations.RunPython.noop),
    ]
