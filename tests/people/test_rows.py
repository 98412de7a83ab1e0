import pytest

from people.models import User
from people.rows import found_by_key
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_rows_come_in_the_order_of_the_page_and_what_went_meanwhile_is_left_out():
    people = [UserFactory() for _one in range(3)]
    page = User.objects.filter(pk__in=[person.pk for person in people]).order_by("-pk")

    assert found_by_key(page, User.objects.all()) == people[::-1]
    assert found_by_key(page, User.objects.exclude(pk=people[1].pk)) == [people[2], people[0]]
