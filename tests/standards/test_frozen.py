"""What was published stays, whoever asks and however: by object, by queryset, and in SQL."""

import uuid

import pytest
from django.db import IntegrityError, connection, transaction

from people.frozen import IsFrozen
from standards.models import Illustration, Requirement, StandardVersion

TABLES = ["standards_standardversion", "standards_requirement", "standards_illustration"]


@pytest.mark.parametrize("model", [StandardVersion, Requirement, Illustration])
def test_python_refuses(seed, model):
    row = model.objects.first()
    for change in (row.save, row.delete, model.objects.all().delete, lambda: model.objects.update(code="x")):
        with pytest.raises(IsFrozen):
            change()


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_the_database_refuses(seed, table, statement):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


def test_the_database_refuses_one_more_of_either(seed):
    late = {"version": seed.version, "number": "10", "text": "late", "position": 99}
    with pytest.raises(IntegrityError), transaction.atomic():
        Requirement.objects.create(kind="performance", lineage=uuid.uuid4(), **late)
    with pytest.raises(IntegrityError), transaction.atomic():
        Illustration.objects.create(**late)


def test_base_managers_do_not_slip_past(seed):
    with pytest.raises(IntegrityError), transaction.atomic():
        Requirement._base_manager.update(text="other")
    with pytest.raises(IntegrityError), transaction.atomic():
        Requirement.objects.all()._raw_delete("default")
