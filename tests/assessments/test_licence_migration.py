from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps

from assessments.models import Licence
from people.models.organisation import today
from people.roles import Role
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db
MIGRATION = import_module("assessments.migrations.0011_licences_of_todays_assessors")


def test_todays_assessors_may_go_on(organisation, practitioner):
    since, ends = today() - timedelta(days=400), today() + timedelta(days=30)
    here = {"role": Role.ASSESSOR, "organisation": organisation, "licence": False, "from_date": since}
    stays, leaves = MembershipFactory(**here), MembershipFactory(**here, until_date=ends)
    MembershipFactory(**here, until_date=today())  # the role ended

    MIGRATION.give_licences(apps, None)

    given = Licence.objects.order_by("pk").values_list("person", "qualification", "from_date", "until_date")
    words = "Recorded before licences were kept"
    assert list(given) == [
        (stays.person_id, words, since, None),
        (leaves.person_id, words, since, ends - timedelta(days=1)),
    ]
    assert set(Licence.objects.current()) == set(Licence.objects.all())
    MIGRATION.take_licences(apps, None)
    assert not Licence.objects.exists()
