from datetime import timedelta

from django.db import migrations
from django.db.models import Q
from django.utils import timezone

WORDS = "Recorded before licences were kept"


def give_licences(apps, schema_editor):
    """Whoever assesses today may go on: from the first day of their role, to its last where it has one."""
    held = apps.get_model("people", "Membership").objects.filter(role="assessor")
    today = timezone.localdate()
    Licence = apps.get_model("assessments", "Licence")
    Licence.objects.bulk_create(
        Licence(
            person_id=membership.person_id,
            organisation_id=membership.organisation_id,
            qualification=WORDS,
            from_date=membership.from_date,
            until_date=membership.until_date and membership.until_date - timedelta(days=1),
        )
        for membership in held.filter(Q(until_date=None) | Q(until_date__gt=today))
    )


def take_licences(apps, schema_editor):
    licences = apps.get_model("assessments", "Licence").objects
    licences.filter(qualification=WORDS, recorded_by=None).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0010_answers_to_what_was_proposed"),
        ("people", "0007_pace_and_places"),
    ]

    operations = [migrations.RunPython(give_licences, take_licences)]
