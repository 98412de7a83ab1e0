"""What was seen differently, and what waits for an answer."""

from django.db.models import Exists, OuterRef

from assessments.models import SeenDifferently, Tie
from assessments.quiet import said_no_to

ABOUT = (
    "judgement__requirement",
    "judgement__assessment__submission__unit__portfolio__owner",
    "judgement__assessment__submission__unit__version",
    "replied_by",
)


def of_unit(unit):
    return SeenDifferently.objects.filter(judgement__assessment__submission__unit=unit)


def differences_in(unit):
    """Everything its practitioner sees differently, of every round, oldest first. One query."""
    return list(of_unit(unit).select_related(*ABOUT))


def unanswered_in(unit):
    """The labels of requirements whose judgement someone sees differently and waits."""
    waiting = of_unit(unit).filter(replied_at=None).select_related("judgement__requirement")
    return [said.judgement.requirement.label for said in waiting]


def waiting_for(assessor):
    """What this assessor may answer, oldest first; never their own, nor of whoever would rather not have them or is
    tied to them. One query, and one more where there is any.
    """
    owner = OuterRef("judgement__assessment__submission__unit__portfolio__owner")
    place = OuterRef("judgement__assessment__organisation")
    theirs = SeenDifferently.objects.visible_to(assessor).exclude(said_by=assessor)
    untied = theirs.exclude(Exists(Tie.objects.between(assessor, owner, place)))
    rows = list(untied.filter(replied_at=None).select_related(*ABOUT))
    refused = said_no_to(assessor, {portfolio_of(said) for said in rows}) if rows else []
    return [said for said in rows if portfolio_of(said) not in refused]


def portfolio_of(said):
    return said.judgement.assessment.submission.unit.portfolio
