"""What a person wrote or is called can be erased: none of it stands in a row that the database keeps from changing."""

import pytest
from django.db import connection, models

from assessments.models import Certificate
from assessments.operations.reopening import reopen
from people.frozen import TABLES
from tests.factories.assessments import sign
from tests.factories.second_looks import doubted

pytestmark = pytest.mark.django_db

# The words of standards and awards, and sentences of ours that someone agreed to: nobody’s own words or name.
NOT_PERSONAL = {
    "Certificate.title", "Certificate.wording", "CertificateEntry.title", "CertificateEntry.suite_title",
    "CertificateEntry.key_area", "CertificateEntry.urn", "SignOff.declaration", "Transition.note",
    "Transition.from_state", "Transition.to_state", "Covered.kind",
}  # fmt: skip
CODES = ("code", "number", "token", "sha256", "seen_hash", "commitment", "digest", "file")


def frozen_for_good():
    """Models of this app whose rows never change in any column, whatever is in them."""
    ours = [one for one in TABLES if one.model._meta.app_label == "assessments"]
    return [one.model for one in ours if not one.keeps and not one.empties]


def free_text(model):
    return {
        f"{model.__name__}.{field.name}"
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and field.name not in CODES
    }


def test_no_frozen_row_holds_what_somebody_wrote():
    found = set().union(*(free_text(model) for model in frozen_for_good()))

    assert found == NOT_PERSONAL


def test_names_and_words_beside_what_was_opened_again_can_be_emptied(assessment, iqa):
    doubted(sign(assessment), by=iqa)
    reopen(assessment.sign_off, by=iqa, words="P1 shows someone else.")
    certificate = Certificate.objects.get()
    emptied = []

    for table in ("reopeningwords", "samplewords", "signoffwords", "judgementwords", "certificatename"):
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE assessments_{table} SET text = ''")
            emptied.append(cursor.rowcount)

    assert all(emptied)
    certificate.refresh_from_db()
    assert (certificate.name.text, certificate.is_in_force) == ("", False)
