"""Words beside what was decided: once they are said, nobody puts others in their place, moves or removes them. Erasing
empties them, and that is all the database takes."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from assessments.models import (
    Assessment,
    BasisFlag,
    CertificateName,
    Feedback,
    JudgementWords,
    ReopeningWords,
    Sample,
    SampleWords,
    SeenDifferently,
    SeenInPlace,
    SignOffWords,
    Soundness,
)
from assessments.operations.differences import answer_difference, see_differently
from assessments.operations.plans import set_aside
from assessments.operations.reopening import reopen
from assessments.operations.second_looks import settle_flag
from assessments.operations.sign_off import sign_off
from assessments.queries import hash_of_seen, seen_in
from portfolios.models import SubmissionItemNote
from tests.assessments.taken import is_said
from tests.factories.assessments import judge_all, share, unit_with_evidence
from tests.factories.second_looks import doubted, planned
from tests.remembering import remembered

pytestmark = pytest.mark.django_db
WORDS = {
    JudgementWords: ("text", "judgement_id"),
    SignOffWords: ("text", "sign_off_id"),
    SampleWords: ("text", "record_id"),
    ReopeningWords: ("text", "reopening_id"),
    CertificateName: ("text", "certificate_id"),
    SubmissionItemNote: ("text", "item_id"),
    SeenDifferently: ("words", "judgement_id"),
    SeenInPlace: ("words", "evidence_id"),
    BasisFlag: ("words", "assessment_id"),
    Feedback: ("text", "assessment_id"),
    Soundness: ("words", "assessment_id"),
    Sample: ("set_aside_words", "assessment_id"),
}
MAY_GO = {SeenInPlace, BasisFlag}  # with evidence that its owner deletes


@pytest.fixture
def said(second_round, labelled, practitioner, assessor, iqa, organisation):
    one_of_each(second_round, labelled, practitioner, assessor, iqa, organisation)


@remembered
def one_of_each(second_round, labelled, practitioner, assessor, iqa, organisation):
    before = second_round.unit.submissions.get(round=1).assessment.judgements.get(requirement=labelled["P2"])
    answer_difference(see_differently(before, by=practitioner, words="Page 2."), by=assessor, reply="I see.")
    unit = unit_with_evidence(practitioner, organisation)
    unit.claims.update(note="From minute two.")
    signed = share(unit, assessor=assessor)
    Feedback.objects.create(assessment=judge_all(signed), text="Both.", written_by=assessor).judgements.set(
        signed.judgements.all()
    )
    signed.soundness.filter(test="valid").update(holds=False, words="But for page 3.")
    seen = hash_of_seen(seen_in(signed))
    sign_off(signed, by=assessor, seen_hash=seen, declaration="Seen.", words="Well done.")
    signed = Assessment.objects.get(pk=signed.pk)
    evidence = signed.submission.items.first().evidence_version.evidence
    SeenInPlace.objects.create(evidence=evidence, seen_by=assessor, seen_on=date(2026, 3, 1), words="There.")
    flag = BasisFlag.objects.create(assessment=signed, evidence=evidence, why="taken down")
    settle_flag(flag, by=assessor, words="It stands.")
    set_aside(planned(signed, iqa=iqa), words="Not now.", by=iqa)
    doubted(signed, by=iqa)
    reopen(signed.sign_off, by=iqa, words="P1 shows someone else.")


@pytest.mark.parametrize("model", WORDS)
def test_words_stay_as_they_were_said_or_go(said, model):
    table, (column, beside) = model._meta.db_table, WORDS[model]
    here = f"WHERE id = (SELECT max(id) FROM {table} WHERE {column} <> '')"
    assert model._base_manager.exclude(**{column: ""}).exists()

    taken = {
        "others": is_said(f"UPDATE {table} SET {column} = 'Other words.' {here}"),
        "elsewhere": is_said(f"UPDATE {table} SET {beside} = {beside} + 1000 {here}"),
        "gone": is_said(f"DELETE FROM {table} {here}"),
        "the same": is_said(f"UPDATE {table} SET {column} = {column} {here}"),
        "emptied": is_said(f"UPDATE {table} SET {column} = '' {here}"),
    }

    refused = dict.fromkeys(["others", "elsewhere", "gone"], False)
    assert taken == refused | {"gone": model in MAY_GO, "the same": True, "emptied": True}


def test_nor_are_any_put_beside_what_was_released(assessment, assessor):
    """And words of a draft are anyone’s to change who reads it."""
    judge_all(assessment)
    drafts = JudgementWords.objects.filter(judgement__assessment=assessment)
    assert drafts.update(text="Another thing.") == 4
    last = drafts.order_by("pk").last()
    judgement = last.judgement
    last.delete()
    judgement.released_at = judgement.judged_at
    judgement.save()

    with pytest.raises(DatabaseError), transaction.atomic():
        JudgementWords.objects.create(judgement=judgement, text="Slipped in.")
    with pytest.raises(DatabaseError), transaction.atomic():
        drafts.filter(pk=drafts.first().pk).update(judgement=judgement)
