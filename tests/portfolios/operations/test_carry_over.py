"""A half-built portfolio survives a new standard: the claim on the old 9 sits on the new 10, and the new 9 is a gap."""

from uuid import uuid4

import pytest
from django.db import transaction

from assessments.operations.review import refer_back
from people.models import AuditEvent
from portfolios.carrying import preview_of
from portfolios.models import Claim, Evidence, SubmissionItem, Unit
from portfolios.operations.carry_over import CannotCarryOver, carry_over
from portfolios.operations.claims import drop_claim, set_claims
from portfolios.operations.evidence import withdraw_evidence
from portfolios.operations.submission import share_unit
from portfolios.queries import coverage_of
from standards.operations.crosswalks import Said, take_back
from standards.queries.ways import ways_from
from tests.factories import (
    ClaimFactory,
    EvidenceFactory,
    PortfolioFactory,
    StandardVersionFactory,
    UnitFactory,
)
from tests.factories.assessments import DECLARATION, judge_all, share, unit_with_evidence
from tests.factories.successors import (
    NEW_NINTH,
    WHY,
    agreed_crosswalk,
    by_label,
    publish_words,
    seed_version,
    successor_of,
    words_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def seed():
    return seed_version()


@pytest.fixture
def unit(seed, practitioner, organisation):
    """Every requirement of the seed standard is claimed, each with a note of its own, by one of two pieces."""
    portfolio = PortfolioFactory(owner=practitioner, organisation=organisation)
    unit = UnitFactory(portfolio=portfolio, version=seed)
    first, second = EvidenceFactory.create_batch(2, portfolio=portfolio)
    notes = {row: f"How it shows {row.label}" for row in seed.requirements.all()}
    set_claims(
        first,
        {unit: {row: note for row, note in notes.items() if row.kind == "performance"}},
        by=practitioner,
    )
    set_claims(
        second,
        {unit: {row: note for row, note in notes.items() if row.kind != "performance"}},
        by=practitioner,
    )
    return unit


def way_of(unit):
    [way] = ways_from([unit.version])[unit.version_id]
    return way


def claims_of(unit):
    """{label: [(evidence, note)]}"""
    found = {}
    for claim in unit.claims.select_related("requirement"):
        found.setdefault(claim.requirement.label, []).append((claim.evidence_id, claim.note))
    return found


def test_the_claim_on_the_old_ninth_goes_to_the_new_tenth(unit, seed, trainer, practitioner):
    successor = successor_of(seed)
    agreed_crosswalk(seed, successor, by=trainer)

    newer = carry_over(unit, successor, by=practitioner)

    old, new = claims_of(unit), claims_of(newer)
    moved = {label: label for label in old} | {"P9": "P10"}
    assert new == {moved[label]: claims for label, claims in old.items()}
    assert "P9" not in new
    assert [row.requirement.text for row in coverage_of(newer).missing] == [NEW_NINTH]
    assert (newer.version, newer.carried_from, newer.portfolio) == (successor, unit, unit.portfolio)
    origins = Claim.objects.filter(unit=newer).values_list(
        "requirement__text", "carried_from__requirement__text"
    )
    assert all(now == before for now, before in origins)
    assert len(origins) == 31


def test_the_old_one_stays_as_it_was(unit, seed, trainer, practitioner):
    agreed_crosswalk(seed, successor_of(seed), by=trainer)
    before = claims_of(unit)

    carry_over(unit, way_of(unit).target, by=practitioner)

    unit.refresh_from_db()
    assert (unit.version, claims_of(unit)) == (seed, before)
    assert Evidence.objects.count() == 2


def test_the_trace_says_from_where_and_how_many(unit, seed, trainer, practitioner):
    agreed_crosswalk(seed, successor_of(seed), by=trainer)

    newer = carry_over(unit, way_of(unit).target, by=practitioner)

    event = AuditEvent.objects.get(action="unit.carried_over")
    assert (event.subject_code, event.actor_code) == (newer.code, practitioner.code)
    assert event.payload == {"carried_from": unit.code, "claims": 31}
    made = AuditEvent.objects.filter(action="claim.made", payload__unit=newer.code)
    assert sorted(made.values_list("subject_code", "payload__requirement", "actor_code")) == sorted(
        (claim.evidence.code, claim.requirement.code, practitioner.code) for claim in newer.claims.all()
    )


def test_no_number_is_ever_matched(practitioner, organisation, trainer):
    """Every criterion gets its neighbour’s number: each claim follows its words."""
    unit = unit_with_evidence(practitioner, organisation, performance=3, knowledge=0, values=0)
    words = words_of(unit.version)
    numbers = ["2", "3", "1"]
    moved = [(k, number, g, t, uuid4()) for (k, _n, g, t, _l), number in zip(words, numbers, strict=True)]
    successor = publish_words(moved, standard=StandardVersionFactory().standard)
    agreed_crosswalk(unit.version, successor, by=trainer)

    newer = carry_over(unit, successor, by=practitioner)

    texts = Claim.objects.filter(unit=newer).values_list(
        "requirement__text", "carried_from__requirement__text"
    )
    assert [now for now, _before in texts] == [before for _now, before in texts]
    numbers = Claim.objects.filter(unit=newer).values_list(
        "carried_from__requirement__number", "requirement__number"
    )
    assert sorted(numbers) == [("1", "2"), ("2", "3"), ("3", "1")]


# --- what waits for a yes -------------------------------------------------------------------


@pytest.fixture
def small(practitioner, organisation):
    """P1 to P4 and K1, all claimed by one piece of evidence."""
    return unit_with_evidence(practitioner, organisation, performance=4, knowledge=1, values=0)


@pytest.fixture
def crossed(small, trainer):
    """P1 was reworded as P2; P2 split into P1 and P3; P3 dropped; P4 and K1 merged into K1; P4 is new. Same: nothing."""
    target = StandardVersionFactory(performance=4, knowledge=1, values=0)
    old, new = by_label(small.version), by_label(target)
    said = [
        Said(old["P1"], "reworded", (new["P2"],), WHY),
        Said(old["P2"], "split", (new["P1"], new["P3"]), WHY),
        Said(old["P3"], "dropped", (), WHY),
        Said(old["P4"], "merged", (new["K1"],), WHY),
        Said(old["K1"], "merged", (new["K1"],), WHY),
    ]
    agreed_crosswalk(small.version, target, by=trainer, others=said)
    return target


def fates(preview):
    """[(old label, new label, fate)]"""
    return [(r.claim.requirement.label, r.link.target and r.link.target.label, r.fate) for r in preview.rows]


def keys(preview, *labels):
    return {row.key for row in preview.rows if row.link.target and row.link.target.label in labels}


def test_the_preview_says_what_would_become_of_every_claim(small, crossed):
    preview = preview_of(small, way_of(small))

    assert fates(preview) == [
        ("P1", "P2", "ask"),
        ("P2", "P1", "ask"),
        ("P2", "P3", "ask"),
        ("P3", None, "stays"),
        ("P4", "K1", "ask"),
        ("K1", "K1", "ask"),
    ]
    assert [(link.target.label, link.relation) for link in preview.gaps] == [("P4", "new")]
    assert not Unit.objects.filter(version=crossed).exists()


def test_what_changed_waits_for_a_yes_of_its_own(small, crossed, practitioner):
    newer = carry_over(small, crossed, by=practitioner)
    assert claims_of(newer) == {}

    agreed = keys(preview_of(small, way_of(small)), "P2", "P3")
    again = carry_over(small, crossed, agreed=agreed, by=practitioner)

    assert again == newer
    assert sorted(claims_of(newer)) == ["P2", "P3"]
    assert [row.requirement.label for row in coverage_of(newer).missing] == ["P1", "P4", "K1"]


def test_two_claims_that_were_merged_are_one_with_both_notes(small, crossed, practitioner):
    for label in ("P4", "K1"):
        small.claims.filter(requirement=by_label(small.version)[label]).update(note=f"Note on {label}")

    newer = carry_over(small, crossed, agreed=keys(preview_of(small, way_of(small)), "K1"), by=practitioner)

    assert [note for _piece, note in claims_of(newer)["K1"]] == ["Note on P4\n\nNote on K1"]


def test_doing_it_again_brings_nothing_twice_and_nothing_back(unit, seed, trainer, practitioner):
    successor = successor_of(seed)
    agreed_crosswalk(seed, successor, by=trainer)
    newer = carry_over(unit, successor, by=practitioner)
    first = newer.claims.select_related("requirement", "evidence").first()
    drop_claim(first.evidence, unit=newer, requirement=first.requirement, by=practitioner)

    carry_over(unit, successor, by=practitioner)

    assert newer.claims.count() == 30
    assert AuditEvent.objects.filter(action="unit.carried_over").count() == 1
    assert fates(preview_of(unit, way_of(unit))).count(("P1", "P1", "ask")) == 1


def test_it_joins_what_was_begun_there_already(small, crossed, practitioner):
    """Begun on its own, with a claim that stays as it is; a form of the evidence open elsewhere would undo it."""
    begun = UnitFactory(portfolio=small.portfolio, version=crossed)
    evidence = small.portfolio.evidence.get()
    ClaimFactory(unit=begun, evidence=evidence, requirement=by_label(crossed)["P2"], note="My own")
    was = evidence.revision

    newer = carry_over(
        small, crossed, agreed=keys(preview_of(small, way_of(small)), "P1", "P2"), by=practitioner
    )

    assert newer == begun
    assert claims_of(newer) == {"P1": [(evidence.pk, "")], "P2": [(evidence.pk, "My own")]}
    evidence.refresh_from_db()
    assert evidence.revision == was + 1


def test_two_standards_can_become_one(practitioner, organisation, trainer):
    units = [
        unit_with_evidence(practitioner, organisation, performance=1, knowledge=0, values=0) for _each in "ab"
    ]
    target = StandardVersionFactory(performance=2, knowledge=0, values=0)
    new = by_label(target)
    for unit, label in zip(units, ("P1", "P2"), strict=True):
        said = Said(by_label(unit.version)["P1"], "reworded", (new[label],), WHY)
        agreed_crosswalk(unit.version, target, by=trainer, others=[said])

    for unit in units:
        agreed = {row.key for row in preview_of(unit, way_of(unit)).rows}
        newer = carry_over(unit, target, agreed=agreed, by=practitioner)

    assert sorted(claims_of(newer)) == ["P1", "P2"]
    assert Unit.objects.filter(version=target).count() == 1
    assert preview_of(units[0], way_of(units[0])).gaps == []


# --- newer words of the same standard -------------------------------------------------------


def test_between_versions_of_one_standard_the_lineage_carries(small, practitioner):
    (k, _n, g, _text, line), _gone, third, *rest = words_of(small.version)
    added, changed = (k, "1", g, NEW_NINTH, uuid4()), (k, "2", g, "asks something else", line)
    words = [added, changed, (*third[:1], "9", *third[2:]), *rest]
    newest = publish_words(words, standard=small.version.standard)

    assert fates(preview_of(small, way_of(small))) == [
        ("P1", "P2", "ask"),
        ("P2", None, "stays"),
        ("P3", "P9", "along"),
        ("P4", "P4", "along"),
        ("K1", "K1", "along"),
    ]
    newer = carry_over(small, newest, by=practitioner)
    assert sorted(claims_of(newer)) == ["K1", "P4", "P9"]
    assert newer.carried_from == small


def test_after_a_wording_fix_everything_goes_along(small, practitioner):
    words = [(k, n, g, f"{text} Put right.", line) for k, n, g, text, line in words_of(small.version)]
    newest = publish_words(words, standard=small.version.standard, change="wording")

    newer = carry_over(small, newest, by=practitioner)

    assert sorted(claims_of(newer)) == ["K1", "P1", "P2", "P3", "P4"]


# --- judgements and rounds ------------------------------------------------------------------


def test_judgements_never_travel_and_are_remembered_as_history(small, crossed, assessor, practitioner):
    judge_all(share(small, assessor=assessor), outcome="more evidence", words="Say which part was you.")
    refer_back(small.submissions.get().assessment, by=assessor)

    newer = carry_over(small, crossed, agreed=keys(preview_of(small, way_of(small)), "P2"), by=practitioner)

    rows = {row.requirement.label: row for row in coverage_of(newer).rows}
    assert (rows["P2"].state, rows["P2"].standing, rows["P2"].before.outcome) == (
        "matched",
        None,
        "more evidence",
    )
    assert (rows["P1"].state, rows["P1"].before) == ("none", None)
    assert coverage_of(newer).replies == []
    assert {row.state for row in coverage_of(small).rows} == {"more evidence"}


def test_an_open_round_goes_on_for_the_old_one(small, crossed, assessor, practitioner):
    assessment = share(small, assessor=assessor)

    newer = carry_over(small, crossed, agreed=keys(preview_of(small, way_of(small)), "P2"), by=practitioner)

    assert small.submissions.get().is_open
    judge_all(assessment, outcome="more evidence", words="More.")
    refer_back(assessment, by=assessor)
    submission = share_unit(newer, by=practitioner, declaration=DECLARATION)
    [item] = SubmissionItem.objects.filter(submission=submission)
    assert (item.requirement, submission.round) == (by_label(crossed)["P2"], 1)


# --- refusals -------------------------------------------------------------------------------


def test_nobody_goes_where_no_way_leads(small, crossed, practitioner, trainer):
    crosswalk = way_of(small).crosswalk
    for nowhere in (small.version, StandardVersionFactory()):
        with pytest.raises(CannotCarryOver):
            carry_over(small, nowhere, by=practitioner)

    take_back(crosswalk, by=trainer)
    with pytest.raises(CannotCarryOver):
        carry_over(small, crossed, by=practitioner)

    assert list(Unit.objects.filter(portfolio=small.portfolio)) == [small]
    assert not AuditEvent.objects.filter(action="unit.carried_over").exists()


def test_a_yes_to_what_stays_or_is_unknown_brings_nothing(small, crossed, practitioner):
    stays = {row.key for row in preview_of(small, way_of(small)).rows if row.fate == "stays"}

    newer = carry_over(small, crossed, agreed=stays | {"a.b.c", ""}, by=practitioner)

    assert claims_of(newer) == {}


def test_evidence_taken_back_stays_behind(small, crossed, practitioner, assessor):
    share(small, assessor=assessor)
    withdraw_evidence(small.portfolio.evidence.get(), by=practitioner)

    assert preview_of(small, way_of(small)).rows == []
    assert claims_of(carry_over(small, crossed, by=practitioner)) == {}


def test_killed_half_way_nothing_was_carried_over(small, crossed, practitioner, monkeypatch):
    """The new unit and its claims are written when the lights go out."""

    class PowerCut(Exception):
        pass

    def power_cut(*_anything, **_more):
        raise PowerCut

    with monkeypatch.context() as patched:
        patched.setattr("portfolios.operations.carry_over.record", power_cut)
        with pytest.raises(PowerCut):
            carry_over(small, crossed, by=practitioner)

    assert not Unit.objects.filter(version=crossed).exists()
    assert carry_over(small, crossed, by=practitioner).version == crossed


def test_nothing_half(small, crossed, practitioner):
    agreed = keys(preview_of(small, way_of(small)), "P2")
    with transaction.atomic():
        carry_over(small, crossed, agreed=agreed, by=practitioner)
        transaction.set_rollback(True)

    assert not Unit.objects.filter(version=crossed).exists()
    assert carry_over(small, crossed, agreed=agreed, by=practitioner).claims.count() == 1


@pytest.mark.parametrize("count", [1, 30])
def test_it_costs_the_same_for_one_claim_and_thirty(
    practitioner, organisation, trainer, count, django_assert_num_queries
):
    unit = unit_with_evidence(practitioner, organisation, performance=count, knowledge=0, values=0)
    target = StandardVersionFactory(performance=count, knowledge=0, values=0)
    agreed_crosswalk(unit.version, target, by=trainer)

    with django_assert_num_queries(23):
        carry_over(unit, target, by=practitioner)
    assert Claim.objects.filter(unit__version=target).count() == count


@pytest.mark.django_db(transaction=True)
def test_two_tabs_carry_over_once(unit, seed, trainer, practitioner, at_once):
    successor = successor_of(seed)
    agreed_crosswalk(seed, successor, by=trainer)

    outcomes = at_once(*[lambda: carry_over(unit, successor, by=practitioner)] * 2)

    assert {outcome.pk for outcome in outcomes} == {Unit.objects.get(version=successor).pk}
    assert Claim.objects.filter(unit__version=successor).count() == 31
