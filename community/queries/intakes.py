"""Charters brought in, as lists show them: without the texts themselves."""

from django.db.models.fields.json import KT

from community.models import CharterIntake


def charters_brought_in():
    """Every text brought in, the newest first, each with its `heading`, without what was read."""
    intakes = CharterIntake.objects.defer("original", "reading").annotate(heading=KT("reading__title"))
    return intakes.select_related("page", "made_by").order_by("-made_at", "-pk")
