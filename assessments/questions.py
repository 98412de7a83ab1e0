"""What assessors asked about one requirement, and what was answered."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import Question
from portfolios.registry import CalmLine, Questioned

OPEN = Q(answered_at=None, let_go_at=None)
ROUND = "assessment__submission"


def of_units(units):
    return Question.objects.filter(assessment__submission__unit__in=units)


def questions_in(unit):
    """Every question of a unit, of every round, oldest first. One query."""
    rows = of_units([unit]).select_related("requirement", "asked_by", "answered_by", ROUND)
    return list(rows)


def open_in(unit):
    return of_units([unit]).filter(OPEN).select_related("requirement")


def is_open(question):
    return question.answered_at is None and question.let_go_at is None


def waiting_for_answers(person, *, organisation):
    """[(unit code, how many questions wait there)] for whoever’s work it is, oldest first. One query."""
    asked = Question.objects.filter(OPEN, assessment__submission__unit__portfolio__owner=person)
    if organisation:
        asked = asked.filter(assessment__submission__unit__portfolio__organisation=organisation)
    counts = {}
    for code in asked.values_list("assessment__submission__unit__code", flat=True):
        counts[code] = counts.get(code, 0) + 1
    return list(counts.items())


def asked_about(person, *, organisation):
    """One calm line on the first page of whoever is asked, which leads to the first standard it is about."""
    waiting = waiting_for_answers(person, organisation=organisation)
    if not waiting:
        return []
    total = sum(count for _code, count in waiting)
    words = ngettext(
        "Someone who reads your work asks you something.",
        "Someone who reads your work asks you %(count)d things.",
        total,
    )
    url = reverse("unit-questions", args=[waiting[0][0]])
    return [CalmLine(_("A question for you"), words % {"count": total}, url, _("Read and answer"))]


def unanswered_about(unit):
    """(how many questions wait for whoever’s work it is, the address that leads there). One query."""
    return open_in(unit).count(), reverse("unit-questions", args=[unit.code])


def questioned(units):
    """{unit pk: [Questioned]}, to take along: what was let go of is nobody’s question any more. One query."""
    found = {}
    rows = of_units(units).filter(let_go_at=None).select_related("requirement", "asked_by", ROUND)
    for one in rows:
        told = Questioned(
            round=one.assessment.submission.round,
            requirement=one.requirement,
            words=one.words,
            by=str(one.asked_by),
            at=one.asked_at,
            answer=one.answer,
            answered_at=one.answered_at,
        )
        found.setdefault(one.assessment.submission.unit_id, []).append(told)
    return found
