from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from assessments.operations.review import refer_back
from people.frozen import IsFrozen
from people.models import AuditEvent
from portfolios.models import EvidenceVersion, PersonInEvidence, Submission, SubmissionItem
from portfolios.operations.evidence import change_evidence, delete_evidence
from portfolios.operations.submission import (
    NothingToShare,
    NotReadyToShare,
    RoundIsOpen,
    TooLateToShare,
    share_unit,
)
from tests.factories import ClaimFactory, EvidenceFactory, EvidenceFileFactory, PortfolioFactory, UnitFactory
from tests.factories.assessments import DECLARATION, judge_all, share, unit_with_evidence

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(practitioner, organisation):
    return unit_with_evidence(practitioner, organisation)


def test_sharing_freezes_what_claims_what_with_hashes(unit, practitioner):
    submission = share_unit(unit, by=practitioner, declaration=DECLARATION)

    version = EvidenceVersion.objects.get()
    file = version.file_links.get()
    assert (submission.round, submission.is_open, submission.declaration) == (1, True, DECLARATION)
    assert {item.digest for item in submission.items.all()} == {version.digest}
    assert submission.items.count() == 4
    assert file.sha256 == file.file.sha256
    assert AuditEvent.objects.get(action="unit.shared").subject_code == submission.code


def test_what_was_shared_stays_when_the_evidence_goes_on(unit, practitioner):
    submission = share_unit(unit, by=practitioner, declaration=DECLARATION)
    evidence = unit.portfolio.evidence.get()

    change_evidence(evidence, by=practitioner, revision=1, name="A new name", story="Another story")

    words = submission.items.first().evidence_version.words
    assert words.story == "We met in the hall and agreed what to do first."


def test_only_one_round_is_open(unit, practitioner):
    share_unit(unit, by=practitioner, declaration=DECLARATION)

    with pytest.raises(RoundIsOpen):
        share_unit(unit, by=practitioner, declaration=DECLARATION)

    assert Submission.objects.count() == 1


def test_two_shares_at_once_make_one_round(practitioner, organisation, at_once):
    unit = unit_with_evidence(practitioner, organisation)

    outcomes = at_once(*[lambda: share_unit(unit, by=practitioner, declaration=DECLARATION)] * 2)

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["RoundIsOpen", "Submission"]
    assert Submission.objects.count() == 1


def test_what_is_deleted_at_that_moment_is_shared_or_gone(practitioner, organisation, at_once):
    unit = unit_with_evidence(practitioner, organisation)
    evidence = unit.portfolio.evidence.get()

    outcomes = at_once(
        lambda: share_unit(unit, by=practitioner, declaration=DECLARATION),
        lambda: delete_evidence(evidence, by=practitioner),
    )

    ended = [type(outcome).__name__ for outcome in outcomes]
    shared = Submission.objects.exists()
    assert ended == (["Submission", "EvidenceWasShared"] if shared else ["NothingToShare", "NoneType"])


def test_nothing_claimed_is_nothing_shared(practitioner, organisation):
    unit = UnitFactory(portfolio=PortfolioFactory(owner=practitioner, organisation=organisation))

    with pytest.raises(NothingToShare):
        share_unit(unit, by=practitioner, declaration=DECLARATION)


def test_any_part_may_be_shared(unit, practitioner):
    second = ClaimFactory(unit=unit, evidence=EvidenceFactory(portfolio=unit.portfolio))

    submission = share_unit(unit, by=practitioner, declaration=DECLARATION, evidence=[second.evidence])

    assert [item.requirement for item in submission.items.all()] == [second.requirement]


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ({"name": ""}, "Give it a name. A few words is fine."),
        ({"kind_id": None}, "Say what kind of evidence it is."),
        ({"happened_on": None}, "Say when it happened. The year is enough."),
        ({"identifiable": ""}, "Say who can be seen, heard or named."),
        ({"identifiable": "others"}, "Say who the other people are, in a few words, without names."),
    ],
)
def test_sharing_says_what_a_piece_still_wants(practitioner, organisation, field, sentence):
    unit = UnitFactory(portfolio=PortfolioFactory(owner=practitioner, organisation=organisation))
    evidence = EvidenceFactory(portfolio=unit.portfolio, **field)
    ClaimFactory(unit=unit, evidence=evidence)

    with pytest.raises(NotReadyToShare) as refusal:
        share_unit(unit, by=practitioner, declaration=DECLARATION)

    assert refusal.value.missing == {evidence: [sentence]}
    assert not Submission.objects.exists()
    assert not EvidenceVersion.objects.exists()


@pytest.mark.parametrize("basis", [PersonInEvidence.Basis.NOT_ASKED, PersonInEvidence.Basis.CANNOT_ASK])
def test_nobody_is_shown_who_has_not_said_yes(practitioner, organisation, basis):
    unit = unit_with_evidence(practitioner, organisation)
    evidence = unit.portfolio.evidence.get()
    change_evidence(
        evidence,
        by=practitioner,
        revision=1,
        identifiable="others",
        people=[("Blue coat", "agreed"), ("Hat", basis)],
    )

    with pytest.raises(NotReadyToShare) as refusal:
        share_unit(unit, by=practitioner, declaration=DECLARATION)

    assert refusal.value.missing == {
        evidence: ["Someone in it has not said yes. Ask them, or take them out of it."]
    }


def test_unchanged_evidence_keeps_its_version_in_the_next_round(practitioner, assessor, organisation):
    unit = unit_with_evidence(practitioner, organisation)
    first = share(unit, assessor=assessor)
    refer_back(judge_all(first, outcome="not yet"), by=assessor)

    second = share_unit(unit, by=practitioner, declaration=DECLARATION)

    assert second.round == 2
    assert EvidenceVersion.objects.count() == 1


@pytest.mark.parametrize(
    "change",
    [
        {"story": "More"},
        {"happened_on": date(2026, 3, 15)},
        {"people": [("Someone else", "agreed")]},
    ],
)
def test_changed_evidence_gets_a_new_version(practitioner, assessor, organisation, change):
    unit = unit_with_evidence(practitioner, organisation)
    refer_back(judge_all(share(unit, assessor=assessor), outcome="not yet"), by=assessor)
    change_evidence(unit.portfolio.evidence.get(), by=practitioner, revision=1, **change)

    share_unit(unit, by=practitioner, declaration=DECLARATION)

    assert list(EvidenceVersion.objects.values_list("number", flat=True)) == [1, 2]


def test_a_new_file_makes_a_new_version(practitioner, assessor, organisation):
    unit = unit_with_evidence(practitioner, organisation)
    refer_back(judge_all(share(unit, assessor=assessor), outcome="not yet"), by=assessor)
    EvidenceFileFactory(evidence=unit.portfolio.evidence.get())

    share_unit(unit, by=practitioner, declaration=DECLARATION)

    assert list(EvidenceVersion.objects.values_list("file_count", flat=True)) == [1, 2]


def test_a_shared_round_refuses_every_way_of_changing_it(unit, practitioner):
    item = share_unit(unit, by=practitioner, declaration=DECLARATION).items.first()

    with pytest.raises(IsFrozen):
        item.save()
    with pytest.raises(IsFrozen):
        SubmissionItem.objects.filter(pk=item.pk).update(digest="0")
    for statement in (
        "UPDATE portfolios_submissionitem SET digest = '0'",
        "DELETE FROM portfolios_submissionitem",
        "UPDATE portfolios_evidenceversion SET digest = '0'",
        "DELETE FROM portfolios_evidenceversionfile",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_nothing_slips_into_a_shared_round_later(unit, practitioner):
    submission = share_unit(unit, by=practitioner, declaration=DECLARATION)
    stranger = EvidenceFileFactory(evidence__portfolio=unit.portfolio).evidence
    late = EvidenceVersion.objects.create(evidence=stranger, number=1, digest="x", file_count=0)

    with pytest.raises(DatabaseError), transaction.atomic():
        SubmissionItem.objects.create(
            submission=submission,
            requirement=unit.version.requirements.first(),
            evidence_version=late,
            digest="x",
        )


def test_nothing_is_shared_after_the_last_day_to_be_assessed(unit, practitioner):
    standard = unit.version.standard
    standard.last_assessment_date = timezone.localdate()
    standard.save()
    with pytest.raises(NothingToShare):
        share_unit(unit, by=practitioner, declaration=DECLARATION, evidence=[])  # today it still could be

    standard.last_assessment_date -= timedelta(days=1)
    standard.save()
    with pytest.raises(TooLateToShare):
        share_unit(unit, by=practitioner, declaration=DECLARATION)

    assert not Submission.objects.exists()
