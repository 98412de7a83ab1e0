"""What is decided, looked at or settled neither goes nor comes back anew: held to by triggers, past all code."""

from datetime import date

import pytest
from django.db import connection

from assessments.models import Action, Sample
from tests.assessments.taken import is_said
from tests.factories.assessments import share, sign, unit_with_evidence
from tests.factories.second_looks import asked_to_put_right, looked_at, planned

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(practitioner, assessor, organisation):
    return sign(share(unit_with_evidence(practitioner, organisation, performance=1), assessor=assessor))


@pytest.fixture
def action(signed, assessor, iqa):
    return asked_to_put_right(looked_at(planned(signed, iqa=iqa), by=iqa, agrees=False), assessor=assessor)


def test_a_decided_round_neither_goes_nor_becomes_someone_elses(signed, colleague):
    for column, value in (("assessor_id", colleague.pk), ("owner_id", colleague.pk), ("decided_at", None)):
        assert not is_said(f"UPDATE assessments_assessment SET {column} = %s WHERE id = %s", value, signed.pk)
    assert not is_said("DELETE FROM assessments_assessment WHERE id = %s", signed.pk)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite replaces rows so")
def test_a_decided_round_is_not_written_over_by_one_of_the_same_number(signed):
    columns = "id, code, submission_id, assessor_id, owner_id, organisation_id, opened_at"
    again = f"SELECT {columns}, 'in review' FROM assessments_assessment WHERE id = %s"

    assert not is_said(f"INSERT OR REPLACE INTO assessments_assessment ({columns}, state) {again}", signed.pk)


def test_a_second_look_takes_only_the_steps_there_are_and_stays(signed, iqa):
    sample = looked_at(planned(signed, iqa=iqa), by=iqa, agrees=True).sample

    for state in ("planned", "set aside"):
        assert not is_said("UPDATE assessments_sample SET state = %s WHERE id = %s", state, sample.pk)
    assert not is_said("DELETE FROM assessments_sample WHERE id = %s", sample.pk)
    assert Sample.objects.get().state == Sample.State.LOOKED_AT


def test_what_was_asked_stays_as_it_was_asked(action, colleague):
    for column, value in (
        ("kind", "developmental"),
        ("due_date", date(2031, 1, 1)),
        ("assessor_id", colleague.pk),
    ):
        assert not is_said(f"UPDATE assessments_action SET {column} = %s WHERE id = %s", value, action.pk)


def test_what_is_settled_is_not_unsettled_reworded_or_taken_away(action, iqa):
    settle = "UPDATE assessments_action SET settled_at = %s, settled_by_id = %s WHERE id = %s"
    assert is_said(settle, "2030-01-01 12:00:00+00:00", iqa.pk, action.pk)

    assert not is_said(settle, None, None, action.pk)
    assert not is_said("UPDATE assessments_action SET words = %s WHERE id = %s", "Other words", action.pk)
    assert not is_said("UPDATE assessments_action SET answer = %s WHERE id = %s", "Done", action.pk)
    assert not is_said("DELETE FROM assessments_action WHERE id = %s", action.pk)
    assert is_said(
        "UPDATE assessments_action SET words = '', answer = '' WHERE id = %s", action.pk
    )  # erasure
    assert Action.objects.get().settled_at
