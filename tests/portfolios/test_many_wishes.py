"""Whoever has the link can ask as often as they like: the page of who is in it stays as long as it is."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from portfolios.models import TakedownRequest
from tests.factories import EvidenceFactory
from tests.reading import text_of

pytestmark = pytest.mark.django_db


def test_what_waits_longest_stands_first_and_the_page_is_bounded(pat, practitioner, organisation):
    piece = EvidenceFactory(portfolio__owner=practitioner, portfolio__organisation=organisation)
    now = timezone.now()
    TakedownRequest.objects.create(evidence=piece, asked_at=now, settled_at=now, words="Looked after")
    TakedownRequest.objects.bulk_create(
        TakedownRequest(evidence=piece, asked_at=now - timedelta(hours=place), words=f"Wish number {place}.")
        for place in range(51)
    )

    shown = text_of(pat.get(reverse("evidence-people", args=[piece.code])))

    assert [f"Wish number {place}." in shown for place in (50, 1, 0)] == [True, True, False]
    assert (shown.count("Wish number"), "Looked after" in shown) == (50, False)
    assert "Only 50 requests stand here at once." in shown
