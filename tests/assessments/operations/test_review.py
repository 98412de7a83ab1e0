import pytest
from django.db import DatabaseError, connection, transaction

from assessments.models import Judgement, JudgementWords, Outcome, State
from assessments.operations.review import (
    NothingJudged,
    NotInThisRound,
    StaleJudgement,
    WordsMissing,
    judge,
    refer_back,
)
from assessments.rounds import round_of
from assessments.standings import standings_of
from people.models import AuditEvent, OutboxMail
from people.states import MoveNotAllowed
from portfolios.models import EvidenceVersion
from portfolios.operations.evidence import change_evidence
from portfolios.operations.submission import share_unit
from tests.factories import ClaimFactory, EvidenceFactory, PortfolioFactory, UnitFactory
from tests.factories.assessments import DECLARATION, judge_all, share, sign, unit_with_evidence

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment(practitioner, assessor, organisation):
    return share(unit_with_evidence(practitioner, organisation), assessor=assessor)


@pytest.fixture
def requirement(assessment):
    return assessment.version.requirements.first()


def test_a_judgement_is_saved_as_a_draft_and_rests_on_versions(assessment, requirement, assessor):
    judgement = judge(assessment, requirement=requirement, outcome=Outcome.MEETS, by=assessor)

    assert (judgement.outcome, judgement.released_at, judgement.revision) == (Outcome.MEETS, None, 1)
    assert [basis.evidence_version for basis in judgement.basis.all()] == list(EvidenceVersion.objects.all())
    assert standings_of([assessment.unit]) == {}


def test_more_evidence_saves_at_once_without_words(assessment, requirement, assessor):
    judgement = judge(assessment, requirement=requirement, outcome=Outcome.MORE_EVIDENCE, by=assessor)

    assert judgement.words.text == ""


def test_a_judgement_can_be_changed_and_taken_back_until_the_reply(assessment, requirement, assessor):
    judge(assessment, requirement=requirement, outcome=Outcome.NOT_YET, by=assessor, words="Say more.")

    changed = judge(assessment, requirement=requirement, outcome=Outcome.MEETS, by=assessor, revision=1)
    assert (changed.outcome, changed.revision) == (Outcome.MEETS, 2)

    judge(assessment, requirement=requirement, outcome="", by=assessor, revision=2)
    assert not Judgement.objects.exists()
    assert not JudgementWords.objects.exists()


def test_a_stale_judgement_changes_nothing_and_hands_over_what_stands(assessment, requirement, assessor):
    judge(assessment, requirement=requirement, outcome=Outcome.MEETS, by=assessor)

    with pytest.raises(StaleJudgement) as refusal:
        judge(
            assessment, requirement=requirement, outcome=Outcome.NOT_YET, by=assessor, words="No", revision=0
        )

    assert refusal.value.current.outcome == Outcome.MEETS
    assert Judgement.objects.get().outcome == Outcome.MEETS


def test_two_judgements_at_once_make_one(practitioner, assessor, organisation, at_once):
    assessment = share(unit_with_evidence(practitioner, organisation), assessor=assessor)
    requirement = assessment.version.requirements.first()

    outcomes = at_once(
        *[
            lambda outcome=outcome: judge(assessment, requirement=requirement, outcome=outcome, by=assessor)
            for outcome in (Outcome.MEETS, Outcome.NOT_YET)
        ]
    )

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Judgement", "StaleJudgement"]
    assert Judgement.objects.count() == 1


def test_what_was_not_shared_is_not_judged(practitioner, assessor, organisation):
    unit = UnitFactory(portfolio=PortfolioFactory(owner=practitioner, organisation=organisation))
    claim = ClaimFactory(unit=unit, evidence=EvidenceFactory(portfolio=unit.portfolio))
    assessment = share(unit, assessor=assessor)

    with pytest.raises(NotInThisRound):
        judge(assessment, requirement=unit.version.requirements.last(), outcome=Outcome.MEETS, by=assessor)

    judge(assessment, requirement=claim.requirement, outcome=Outcome.MEETS, by=assessor)
    assert Judgement.objects.count() == 1


def test_replying_names_everything_without_words(assessment, assessor):
    first, second, third, fourth = assessment.version.requirements.all()
    judge(assessment, requirement=first, outcome=Outcome.MORE_EVIDENCE, by=assessor, words="  ")
    judge(assessment, requirement=second, outcome=Outcome.MEETS, by=assessor)
    judge(assessment, requirement=third, outcome=Outcome.NOT_YET, by=assessor)
    judge(
        assessment,
        requirement=fourth,
        outcome=Outcome.NOT_YET,
        by=assessor,
        words="A few lines would show it.",
    )

    with pytest.raises(WordsMissing) as refusal:
        refer_back(assessment, by=assessor)

    assert refusal.value.labels == [first.label, third.label]
    assessment.refresh_from_db()
    assert assessment.state == State.IN_REVIEW
    assert assessment.submission.is_open
    assert not Judgement.objects.exclude(released_at=None).exists()
    assert not OutboxMail.objects.filter(kind="replied").exists()


def test_a_reply_without_any_judgement_is_refused(assessment, assessor):
    with pytest.raises(NothingJudged):
        refer_back(assessment, by=assessor)


def test_a_reply_releases_the_judgements_and_closes_the_round(assessment, assessor, practitioner):
    judge_all(assessment, outcome=Outcome.NOT_YET, words="Here is what would show it.")

    refer_back(assessment, by=assessor)

    assessment.refresh_from_db()
    assert assessment.state == State.REPLIED
    assert not assessment.submission.is_open
    assert {s.outcome for s in standings_of([assessment.unit]).values()} == {Outcome.NOT_YET}
    assert [step.to_state for step in assessment.transitions.all()] == [State.REPLIED]
    assert AuditEvent.objects.get(action="assessment.replied").subject_code == assessment.code
    assert OutboxMail.objects.get(kind="replied").person == practitioner


def test_a_released_judgement_never_changes(assessment, assessor):
    refer_back(
        judge_all(assessment, outcome=Outcome.NOT_YET, words="Here is what would show it."), by=assessor
    )

    for statement in (
        "UPDATE assessments_judgement SET outcome = 'meets'",
        "DELETE FROM assessments_judgement",
        "DELETE FROM assessments_transition",
        "UPDATE assessments_judgementbasis SET id = id",
        "DELETE FROM assessments_judgementbasis",
        "INSERT INTO assessments_judgementbasis (judgement_id, evidence_version_id) "
        "SELECT judgement_id, evidence_version_id + 1 FROM assessments_judgementbasis",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)

    assert set(Judgement.objects.values_list("outcome", flat=True)) == {Outcome.NOT_YET}


def test_nothing_is_judged_outside_review(assessment, requirement, assessor):
    refer_back(
        judge_all(assessment, outcome=Outcome.NOT_YET, words="Here is what would show it."), by=assessor
    )

    with pytest.raises(MoveNotAllowed):
        judge(assessment, requirement=requirement, outcome=Outcome.MEETS, by=assessor, revision=1)
    with pytest.raises(MoveNotAllowed):
        refer_back(assessment, by=assessor)


def test_nobody_else_judges_or_replies(assessment, requirement, iqa, practitioner, coordinator):
    for stranger in (iqa, practitioner, coordinator):
        with pytest.raises(MoveNotAllowed):
            judge(assessment, requirement=requirement, outcome=Outcome.MEETS, by=stranger)
        with pytest.raises(MoveNotAllowed):
            refer_back(assessment, by=stranger)

    assert not Judgement.objects.exists()


def test_met_stays_met_on_the_version_it_was_judged_on(assessment, assessor, practitioner):
    first, second, *rest = assessment.version.requirements.all()
    judge(assessment, requirement=first, outcome=Outcome.MEETS, by=assessor)
    judge(assessment, requirement=second, outcome=Outcome.NOT_YET, by=assessor, words="Say who agreed.")
    refer_back(assessment, by=assessor)
    judged_on = EvidenceVersion.objects.get()
    change_evidence(
        assessment.unit.portfolio.evidence.get(), by=practitioner, revision=1, story="Who agreed."
    )

    again = share_unit(assessment.unit, by=practitioner, declaration=DECLARATION)

    carried = again.assessment.judgements.get()
    assert (carried.requirement, carried.outcome) == (first, Outcome.MEETS)
    assert carried.carried_from.assessment == assessment
    assert [basis.evidence_version for basis in carried.basis.all()] == [judged_on]
    assert [piece.version.number for piece in round_of(again.assessment).changed] == [2]
    with pytest.raises(NotInThisRound):
        judge(
            again.assessment,
            requirement=first,
            outcome=Outcome.NOT_YET,
            by=assessor,
            revision=carried.revision,
        )


def test_drafts_of_the_next_round_do_not_show(assessment, assessor, practitioner):
    requirement = assessment.version.requirements.first()
    refer_back(
        judge_all(assessment, outcome=Outcome.NOT_YET, words="Here is what would show it."), by=assessor
    )
    again = share_unit(assessment.unit, by=practitioner, declaration=DECLARATION).assessment

    judge(again, requirement=requirement, outcome=Outcome.MEETS, by=assessor)

    assert standings_of([assessment.unit])[assessment.unit.pk, requirement.pk].outcome == Outcome.NOT_YET


def test_three_rounds_carry_what_was_met_all_the_way(assessment, assessor, practitioner):
    first, *others = assessment.version.requirements.all()
    judge(assessment, requirement=first, outcome=Outcome.MEETS, by=assessor)
    judge(assessment, requirement=others[0], outcome=Outcome.NOT_YET, by=assessor, words="Say more.")
    refer_back(assessment, by=assessor)
    second = share_unit(assessment.unit, by=practitioner, declaration=DECLARATION).assessment
    judge(second, requirement=others[0], outcome=Outcome.NOT_YET, by=assessor, words="A little more.")
    refer_back(second, by=assessor)

    third = share_unit(assessment.unit, by=practitioner, declaration=DECLARATION).assessment

    assert [j.requirement for j in third.judgements.all()] == [first]
    for requirement in others:
        judge(third, requirement=requirement, outcome=Outcome.MEETS, by=assessor, words="Seen.")
    assert third.judgements.filter(outcome=Outcome.MEETS).count() == 4


def test_signed_off_work_is_not_judged_again(assessment, assessor, requirement):
    sign(assessment)

    with pytest.raises(MoveNotAllowed):
        judge(assessment, requirement=requirement, outcome=Outcome.NOT_YET, by=assessor, revision=1)
