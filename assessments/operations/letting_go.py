"""How to reach a witness is kept while someone may want to check what they said, and no longer."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from assessments.models import SignOff
from people.registry import TIDYING
from portfolios.models import Claim, WitnessRequest
from portfolios.operations.witnesses import forget_how_to_reach

AT_MOST = timedelta(days=730)  # of words on which nobody ever decides
STANDING = SignOff.objects.filter(reopening=None)  # one that was opened again is still to be checked


def forget_contacts(*, at=None):
    """Hourly: let go of how to reach witnesses, `settings.WITNESS_CONTACT_DAYS` after the last sign-off that holds
    their words, while no standard that is still open claims them; at the latest two years after they spoke.

    The term is that of the awarding bodies for a learner’s evidence: twelve weeks after certification, in which a
    decision is checked and may be appealed.
    """
    at = at or timezone.now()
    for request in reachable().filter(has_had_its_time(at)):
        forget_how_to_reach(request)


def reachable():
    confirmed = WitnessRequest.objects.filter(state=WitnessRequest.State.CONFIRMED)
    return confirmed.exclude(Q(statement__contact="") & Q(email=""))


def has_had_its_time(at):
    before = at - timedelta(days=settings.WITNESS_CONTACT_DAYS)
    signed = STANDING.filter(submission__items__evidence_version__evidence=OuterRef("evidence"))
    of_its_unit = STANDING.filter(submission__unit=OuterRef("unit"))
    still_open = Claim.objects.filter(~Exists(of_its_unit), evidence=OuterRef("evidence"))
    decided = Exists(signed) & ~Exists(signed.filter(signed_at__gt=before)) & ~Exists(still_open)
    return decided | Q(statement__confirmed_at__lt=at - AT_MOST)


TIDYING.append(forget_contacts)
