import pytest

from people.models import AuditEvent
from portfolios.models import Claim
from portfolios.operations.claims import (
    NotInThisStandard,
    claim_requirement,
    drop_claim,
    match_within,
    set_claims,
)
from portfolios.operations.evidence import StaleSave, change_evidence, withdraw_evidence
from tests.factories import EvidenceFactory, PortfolioFactory, StandardVersionFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(practitioner, organisation):
    return UnitFactory(portfolio=PortfolioFactory(owner=practitioner, organisation=organisation))


@pytest.fixture
def evidence(unit):
    return EvidenceFactory(portfolio=unit.portfolio)


def test_one_piece_claims_many_requirements_each_with_a_note(unit, evidence, practitioner):
    first, second, *_rest = unit.version.requirements.all()

    set_claims(evidence, {unit: {first: "The flip chart.", second: ""}}, by=practitioner)

    assert list(Claim.objects.values_list("requirement", "note")) == [
        (first.pk, "The flip chart."),
        (second.pk, ""),
    ]


def test_setting_claims_again_adds_changes_and_drops(unit, evidence, practitioner):
    first, second, third, *_rest = unit.version.requirements.all()
    set_claims(evidence, {unit: {first: "", second: "old"}}, by=practitioner)

    set_claims(evidence, {unit: {second: "new", third: ""}}, by=practitioner)

    assert list(Claim.objects.values_list("requirement", "note")) == [(second.pk, "new"), (third.pk, "")]
    assert AuditEvent.objects.filter(action="claim.dropped").count() == 1


def test_claiming_twice_is_claiming_once(unit, evidence, practitioner):
    requirement = unit.version.requirements.first()
    for _time in range(2):
        claim_requirement(evidence, unit=unit, requirement=requirement, by=practitioner)

    assert Claim.objects.count() == 1
    assert AuditEvent.objects.filter(action="claim.made").count() == 1


def test_a_claim_can_be_dropped(unit, evidence, practitioner):
    requirement = unit.version.requirements.first()
    claim_requirement(evidence, unit=unit, requirement=requirement, by=practitioner)

    drop_claim(evidence, unit=unit, requirement=requirement, by=practitioner)

    assert not Claim.objects.exists()


def test_a_requirement_of_another_version_is_refused(unit, evidence, practitioner):
    stranger = StandardVersionFactory().requirements.first()

    with pytest.raises(NotInThisStandard):
        set_claims(evidence, {unit: {stranger: ""}}, by=practitioner)

    assert not Claim.objects.exists()


def test_evidence_of_another_portfolio_is_refused(unit, practitioner):
    with pytest.raises(NotInThisStandard):
        claim_requirement(
            EvidenceFactory(), unit=unit, requirement=unit.version.requirements.first(), by=practitioner
        )

    assert not Claim.objects.exists()


def test_withdrawn_evidence_claims_nothing_new(unit, evidence, practitioner):
    withdraw_evidence(evidence, by=practitioner)

    with pytest.raises(NotInThisStandard):
        claim_requirement(evidence, unit=unit, requirement=unit.version.requirements.first(), by=practitioner)


def test_a_tick_in_the_table_is_not_undone_by_a_form_open_elsewhere(unit, evidence, practitioner):
    requirement = unit.version.requirements.first()
    seen = evidence.revision

    match_within(
        unit,
        requirements=[requirement],
        evidence=[evidence],
        wanted={(requirement.pk, evidence.pk)},
        by=practitioner,
    )

    with pytest.raises(StaleSave):
        change_evidence(evidence, by=practitioner, revision=seen, claims={unit: {}})
    assert Claim.objects.get().requirement == requirement
