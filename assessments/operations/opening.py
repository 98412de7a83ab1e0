"""Noting that whoever reads a round opened a piece of it: shown to nobody, and kept with their signature."""

from django.utils import timezone

from assessments.models import PieceOpened, State


def note_opened(assessment, version, *, by, at=None):
    """The first time counts. One query, and another the first time; no event. Nothing is noted once it is answered."""
    first = {"assessment": assessment, "evidence_version": version, "person": by}
    is_read = assessment.state in (State.IN_REVIEW, State.TO_AGREE)
    if is_read and not PieceOpened.objects.filter(**first).exists():
        opened = PieceOpened(**first, at=at or timezone.now())
        PieceOpened.objects.bulk_create([opened], ignore_conflicts=True)
