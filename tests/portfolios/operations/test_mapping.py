from datetime import timedelta

import pytest
from django.utils import timezone

from people.models import AuditEvent
from portfolios.mapping import rows_of, seen_in
from portfolios.models import Claim, Link, Mapping
from portfolios.operations.claims import NotInThisStandard, match_within, set_claims
from portfolios.operations.evidence import withdraw_evidence
from portfolios.operations.mapping import StaleMapping, map_evidence
from portfolios.operations.undoing import NothingToUndo, forget_older_changes, undo_mapping
from tests.factories import EvidenceFactory, PortfolioFactory, StandardVersionFactory, UnitFactory


@pytest.fixture
def unit(practitioner, organisation):
    portfolio = PortfolioFactory(owner=practitioner, organisation=organisation)
    return UnitFactory(portfolio=portfolio)


@pytest.fixture
def evidence(unit):
    return EvidenceFactory(portfolio=unit.portfolio)


def asked_of(unit):
    return list(unit.version.requirements.all())


def save(evidence, unit, **notes):
    """Say what the first requirements show, by label; the others of the page show nothing."""
    asked = asked_of(unit)
    shows = {unit: {row: Link(notes[row.label]) if row.label in notes else None for row in asked}}
    return map_evidence(evidence, shows, by=evidence.owner, seen=seen_in(rows_of(evidence, [unit], asked)))


def test_saving_leaves_a_trace_and_an_older_form_of_the_piece_is_told(unit, evidence):
    before = evidence.revision

    save(evidence, unit, P1="Seen.")

    evidence.refresh_from_db()
    assert evidence.revision == before + 1
    actions = AuditEvent.objects.filter(subject_code=evidence.code).values_list("action", flat=True)
    assert sorted(actions) == ["claim.made", "evidence.mapped"]


def test_the_record_alone_says_what_shows_what_whichever_way_it_was_said(unit, evidence):
    by, asked = evidence.owner, asked_of(unit)
    set_claims(evidence, {unit: {asked[0]: "Seen.", asked[1]: ""}}, by=by)
    assert told_by_the_record() == standing()
    match_within(unit, requirements=asked, evidence=[evidence], wanted={(asked[2].pk, evidence.pk)}, by=by)
    assert told_by_the_record() == standing()
    save(evidence, unit, P1="Again.")
    assert told_by_the_record() == standing()
    undo_mapping(evidence=evidence, by=by)
    assert told_by_the_record() == standing() != set()
    withdraw_evidence(evidence, by=by)
    assert told_by_the_record() == standing() == set()


def standing():
    return set(Claim.objects.values_list("evidence__code", "requirement__code"))


def told_by_the_record():
    """Every match that was made and not dropped since, by the events alone."""
    told = set()
    for event in AuditEvent.objects.filter(action__in=("claim.made", "claim.dropped")).order_by("sequence"):
        match = {(event.subject_code, event.payload["requirement"])}
        told = told | match if event.action == "claim.made" else told - match
    return told


def test_saving_the_same_again_changes_nothing(unit, evidence):
    save(evidence, unit, P1="Seen.")
    kept, events = Mapping.objects.get(), AuditEvent.objects.count()

    save(evidence, unit, P1="Seen.")

    assert (Mapping.objects.get(), AuditEvent.objects.count()) == (kept, events)


def test_requirements_of_another_standard_are_refused(unit, evidence):
    strange = StandardVersionFactory().requirements.first()

    with pytest.raises(NotInThisStandard):
        map_evidence(evidence, {unit: {strange: Link("")}}, by=evidence.owner, seen=seen_in([]))

    assert not Claim.objects.exists()


def test_what_was_taken_back_is_neither_mapped_nor_undone(unit, evidence):
    save(evidence, unit, P1="Seen.")
    withdraw_evidence(evidence, by=evidence.owner)

    for act in (
        lambda: save(evidence, unit, P2=""),
        lambda: undo_mapping(evidence=evidence, by=evidence.owner),
    ):
        with pytest.raises(NotInThisStandard):
            act()
    assert not Claim.objects.exists()


def test_there_is_nothing_to_undo_at_first(evidence):
    with pytest.raises(NothingToUndo):
        undo_mapping(evidence=evidence, by=evidence.owner)


def test_of_two_saves_at_the_same_moment_one_is_told(unit, evidence, at_once):
    asked = asked_of(unit)
    seen = seen_in(rows_of(evidence, [unit], asked))

    def saving(note):
        shows = {unit: {asked[0]: Link(note), asked[1]: None}}
        return lambda: map_evidence(evidence, shows, by=evidence.owner, seen=seen)

    outcomes = at_once(saving("One."), saving("Other."))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Evidence", "StaleMapping"]
    assert Claim.objects.get().note in ("One.", "Other.")
    [stale] = [outcome for outcome in outcomes if isinstance(outcome, StaleMapping)]
    assert [row.claim.note for row in stale.rows if row.claim] == [Claim.objects.get().note]


def test_a_claim_dropped_with_the_older_one_it_came_from_comes_back_too(unit, evidence):
    save(evidence, unit, P1="Older.")
    newer = UnitFactory(portfolio=unit.portfolio)
    came = Claim.objects.create(
        unit=newer,
        evidence=evidence,
        requirement=asked_of(newer)[0],
        made_by=evidence.owner,
        carried_from=Claim.objects.get(),
    )

    set_claims(evidence, {unit: {}, newer: {}}, by=evidence.owner)
    assert not Claim.objects.exists()
    undo_mapping(evidence=evidence, by=evidence.owner)

    assert set(Claim.objects.values_list("unit", "requirement")) == {
        (unit.pk, asked_of(unit)[0].pk),
        (newer.pk, came.requirement_id),
    }


def test_only_what_can_be_undone_is_kept(unit, evidence):
    for note in ("First.", "Second.", "Third."):
        save(evidence, unit, P1=note)
    Mapping.objects.update(made_at=timezone.now() - timedelta(days=2))
    last = Mapping.objects.last_of(unit=unit)

    forget_older_changes()

    assert list(Mapping.objects.all()) == [last]
    assert set(last.lines.values_list("note", flat=True)) == {"Second.", "Third."}
