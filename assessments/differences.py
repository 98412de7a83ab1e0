"""What was seen differently, and what waits for an answer."""

from assessments.models import SeenDifferently

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
    """What this assessor may answer, oldest first; never their own. One query."""
    theirs = SeenDifferently.objects.visible_to(assessor).exclude(said_by=assessor)
    return theirs.filter(replied_at=None).select_related(*ABOUT)
