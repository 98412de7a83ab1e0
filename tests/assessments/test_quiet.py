"""Saying no leaves nothing to read."""

import pytest
from django.db import connection

from assessments.models import QuietNo
from assessments.quiet import said_no_to, say_no, unsay_no, who_said_no
from tests.factories import UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_only_who_asks_about_this_person_and_this_thing_is_told():
    robin, other = UserFactory(), UserFactory()
    declined, kept = UnitFactory(), UnitFactory()

    say_no(robin, declined)
    say_no(robin, declined)

    assert said_no_to(robin, [declined, kept]) == [declined]
    assert who_said_no([robin, other], declined) == [robin]
    assert who_said_no([robin, other], kept) == []


def test_it_can_be_taken_back():
    robin, unit = UserFactory(), UnitFactory()
    say_no(robin, unit)

    unsay_no(robin, unit)

    assert said_no_to(robin, [unit]) == []


def test_under_a_new_secret_what_was_said_under_the_one_before_still_holds(settings):
    robin, unit = UserFactory(), UnitFactory()
    say_no(robin, unit)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "n" * 50, [settings.SECRET_KEY]

    say_no(robin, unit)

    assert (said_no_to(robin, [unit]), who_said_no([robin], unit)) == ([unit], [robin])
    unsay_no(robin, unit)
    assert not QuietNo.objects.exists()


def test_what_is_kept_is_a_digest_and_nothing_else():
    with connection.cursor() as cursor:
        columns = [
            column.name
            for column in connection.introspection.get_table_description(cursor, "assessments_quietno")
        ]

    assert columns == ["digest"]
    assert [field.name for field in QuietNo._meta.get_fields()] == ["digest"]
