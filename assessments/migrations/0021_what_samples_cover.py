from django.db import migrations

AT_ONCE = 2_000
ROUND = "assessment__submission"


def cover(apps, schema_editor):
    """Of every sample that does not say so yet, what its round was about."""
    Sample, Covered = (apps.get_model("assessments", name) for name in ("Sample", "Covered"))
    columns = (
        "pk", "assessment__assessor", f"{ROUND}__unit__version__standard",
        f"{ROUND}__items__evidence_version__words__kind",
    )  # fmt: skip
    rows = Sample.objects.filter(covers=None).order_by("pk").values_list(*columns).distinct()
    rows = [
        Covered(sample_id=sample, assessor_id=assessor, standard_id=standard, kind=kind)
        for sample, assessor, standard, kind in rows.iterator()
        if kind
    ]
    Covered.objects.bulk_create(rows, batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [("assessments", "0020_what_drawing_leaves")]

    operations = [migrations.RunPython(cover, migrations.RunPython.noop, elidable=True)]
