"""Standards someone works on, with what is claimed, what was shared and what was decided, as `shapes` has them."""

from portfolios.exchange.units import (
    AnchorTold,
    ClaimTold,
    DecisionTold,
    ItemTold,
    QuestionTold,
    RestsOnTold,
    RoundTold,
    SeenDifferentlyTold,
    SelfTold,
    UnitTold,
)
from portfolios.registry import DECIDED, QUESTIONED


def units_told(carried):
    decided, asked = in_slots(DECIDED, carried.units), in_slots(QUESTIONED, carried.units)
    here = {piece.pk for piece in carried.evidence}
    return tuple(
        unit_told(unit, decided.get(unit.pk, ()), asked.get(unit.pk, ()), here) for unit in carried.units
    )


def in_slots(slots, units):
    """{unit pk: [what judging says of it]}"""
    found = {}
    for ask in slots:
        for pk, rows in ask(units).items():
            found.setdefault(pk, []).extend(rows)
    return found


def unit_told(unit, decided, asked, here):
    return UnitTold(
        code=unit.code,
        standard=unit.version.code,
        started_at=unit.started_at,
        carried_from=unit.carried_from.code if unit.carried_from else "",
        claims=tuple(claim_told(claim) for claim in unit.claims.all() if claim.evidence_id in here),
        self_assessments=tuple(self_told(view) for view in unit.self_assessments.all()),
        rounds=tuple(round_told(submission, here) for submission in unit.submissions.all()),
        decisions=tuple(decision_told(one, here) for one in decided),
        questions=tuple(question_told(one) for one in asked),
    )


def claim_told(claim):
    return ClaimTold(
        requirement=str(claim.requirement.lineage),
        evidence=claim.evidence.code,
        note=claim.note,
        made_at=claim.made_at,
        anchor=anchor_told(claim) if claim.anchor or claim.anchor_file_id else None,
    )


def anchor_told(row):
    return AnchorTold(
        file=row.anchor_file.code if row.anchor_file else "",
        page=row.anchor_page,
        paragraph=row.anchor_paragraph,
        seconds=row.anchor_seconds,
    )


def self_told(view):
    return SelfTold(
        requirement=str(view.requirement.lineage), view=view.view, words=view.words, at=view.changed_at
    )


def round_told(submission, here):
    return RoundTold(
        number=submission.round,
        at=submission.shared_at,
        declaration=submission.declaration,
        declaration_version=submission.declared_on.number if submission.declared_on else None,
        taken_back_at=submission.recalled_at,
        items=tuple(item_told(item, here) for item in submission.items.all()),
        self_assessments=tuple(view_told(view) for view in submission.self_views.all()),
    )


def item_told(item, here):
    """Of evidence that stays behind, only that something was said to show this."""
    lineage, version = str(item.requirement.lineage), item.evidence_version
    if not is_told(version, here):
        return ItemTold(requirement=lineage)
    note = getattr(item, "note", None)
    return ItemTold(
        requirement=lineage,
        evidence=version.evidence.code,
        version=version.number,
        digest=item.digest,
        note=note.text if note else "",
        anchor=anchor_told(note) if note and note.has_anchor else None,
    )


def is_told(version, here):
    return version.evidence_id in here and version.is_in_sight


def view_told(view):
    return SelfTold(requirement=str(view.requirement.lineage), view=view.view, words=view.words)


def decision_told(one, here):
    return DecisionTold(
        round=one.round,
        outcome=one.outcome,
        requirement=str(one.requirement.lineage) if one.requirement else "",
        words=one.words,
        by=one.by,
        role=str(one.role),
        at=one.at,
        digest=one.digest,
        rests_on=tuple(
            RestsOnTold(evidence=version.evidence.code, version=version.number)
            for version in one.rests_on
            if is_told(version, here)
        ),
        seen_differently=differently_told(one.seen_differently) if one.seen_differently else None,
    )


def question_told(one):
    return QuestionTold(
        round=one.round,
        requirement=str(one.requirement.lineage),
        words=one.words,
        by=one.by,
        at=one.at,
        answer=one.answer,
        answered_at=one.answered_at,
    )


def differently_told(said):
    return SeenDifferentlyTold(
        words=said.words, at=said.at, reply=said.reply, replied_by=said.replied_by, replied_at=said.replied_at
    )
