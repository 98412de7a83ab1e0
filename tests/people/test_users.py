import pytest
from django.db import IntegrityError

from people.models import User
from tests.factories import UserFactory


def test_an_email_belongs_to_one_person_whatever_its_capitals(db):
    UserFactory(email="Pat.Sample@sample.example")

    with pytest.raises(IntegrityError):
        UserFactory(email="pat.SAMPLE@sample.example")


def test_any_number_of_people_may_have_no_email(db):
    UserFactory(email="")
    UserFactory(email="")

    assert User.objects.filter(email="").count() == 2


def test_someone_is_found_by_email_whatever_its_capitals(db):
    pat = UserFactory(email="pat@sample.example")
    UserFactory(email="")

    assert User.objects.with_email("PAT@sample.example") == pat
    assert User.objects.with_email("nobody@sample.example") is None
    assert User.objects.with_email("") is None


def test_names_are_kept_as_given(db):
    for name in ["Ng", "O’Brien-Sample y Vega", "日本 Sample", "  "]:
        person = UserFactory(name=name)
        person.refresh_from_db()
        assert person.name == name


def test_someone_without_a_name_is_called_by_their_code(db):
    person = UserFactory(name="")

    assert str(person) == person.get_short_name() == person.code


def test_codes_are_ten_characters_without_look_alikes(db):
    codes = {UserFactory().code for _ in range(20)}

    assert len(codes) == 20
    assert {len(code) for code in codes} == {10}
    assert set("".join(codes)) <= set("0123456789abcdefghjkmnpqrstvwxyz")
