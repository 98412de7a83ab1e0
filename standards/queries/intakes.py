"""Texts brought in, as lists show them: without the texts themselves."""

from django.db.models.fields.json import KT

from standards.models import Intake


def standards_brought_in():
    """Every text brought in for one standard, the newest first, without the texts themselves."""
    standards = Intake.objects.filter(subject=Intake.Subject.STANDARD).defer("original")
    return standards.select_related("suite", "page", "made_by").order_by("-made_at", "-pk")


def suites_brought_in():
    """Every file brought in for a whole suite, the newest first, each with its `heading`, without what was read."""
    suites = Intake.objects.filter(subject=Intake.Subject.SUITE).defer("original", "reading", "answers")
    suites = suites.annotate(heading=KT("reading__title"))
    return suites.select_related("suite", "made_by").order_by("-made_at", "-pk")


def origins_of(page):
    """The texts the drafts of this page were made of, the newest first, without the texts themselves."""
    agreed = page.intakes.filter(state=Intake.State.AGREED).defer("original", "reading")
    return list(agreed.order_by("-agreed_at", "-pk")[:5])
