"""A round once more: what it froze is looked at anew. What its owner has changed since stays out of it."""

from people.audit import operation, record
from portfolios.models import Submission, SubmissionItem, SubmissionItemNote, SubmissionSelfView, Unit
from portfolios.operations.submission import RoundIsOpen


@operation
def repeat_round(submission, *, items, by):
    """Open the next round of a unit with `items` that earlier rounds of it froze. Returns the submission.

    Who shared it, when, what they declared and how they saw themselves stay as in `submission`. Raises RoundIsOpen.
    """
    unit = Unit.objects.locked(submission.unit)
    if unit.submissions.filter(is_open=True).exists():
        raise RoundIsOpen
    frozen = one_of_each(items)
    again = Submission.objects.create(
        organisation_id=submission.organisation_id,
        unit=unit,
        round=unit.submissions.count() + 1,
        shared_by=submission.shared_by,
        shared_at=submission.shared_at,
        declaration=submission.declaration,
        declared_on=submission.declared_on,
        item_count=len(frozen),
    )
    copy_items(frozen, again)
    copy_self_views(submission, again)
    record("unit.opened_again", by=by, subject=again, unit=unit.code, round=again.round, items=len(frozen))
    return again


def one_of_each(items):
    """Newest first: the same evidence may have been said to show the same thing in several rounds."""
    rows = items.select_related("note").order_by("-submission__round", "requirement__position", "pk")
    found = {}
    for item in rows:
        found.setdefault((item.requirement_id, item.evidence_version_id), item)
    return sorted(found.values(), key=lambda item: item.pk)


def copy_items(frozen, again):
    copies = SubmissionItem.objects.bulk_create(
        SubmissionItem(
            submission=again,
            requirement_id=item.requirement_id,
            evidence_version_id=item.evidence_version_id,
            digest=item.digest,
        )
        for item in frozen
    )
    pairs = [(copy, item.note) for copy, item in zip(copies, frozen, strict=True) if hasattr(item, "note")]
    SubmissionItemNote.objects.bulk_create(
        SubmissionItemNote(item=copy, text=note.text, **note.spot) for copy, note in pairs
    )


def copy_self_views(submission, again):
    SubmissionSelfView.objects.bulk_create(
        SubmissionSelfView(
            submission=again, requirement_id=seen.requirement_id, view=seen.view, words=seen.words
        )
        for seen in submission.self_views.all()
    )
