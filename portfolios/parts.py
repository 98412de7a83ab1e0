"""Parts in what several people did: that wait for someone’s answer, and that someone had."""

from django.db.models import OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portfolios.models import Claim, GroupPart, SubmissionItem
from portfolios.registry import CalmLine


def parts_waiting(person, *, organisation):
    """One calm line on the first page of whoever is asked, which leads to the first of them."""
    asked = GroupPart.objects.filter(
        person=person,
        answer=GroupPart.Answer.ASKED,
        evidence__withdrawn_at=None,
        evidence__hidden_at=None,
    )
    if organisation:
        asked = asked.filter(evidence__portfolio__organisation=organisation)
    codes = list(asked.values_list("code", flat=True))
    if not codes:
        return []
    words = ngettext(
        "Someone put down something you may have done together.",
        "%(count)d times, someone put down something you may have done together.",
        len(codes),
    )
    title = _("What was your part?")
    url = reverse("part-detail", args=[codes[0]])
    return [CalmLine(title, words % {"count": len(codes)}, url, _("Look at it"))]


def took_part_in(person, unit):
    """The parts this person agreed to have in what is evidence in a unit, whoever began it."""
    shown = shown_in(unit)
    here = Q(evidence__in=shown) | Q(evidence__parts__in=shown)
    return GroupPart.objects.filter(here, person=person, answer=GroupPart.Answer.AGREED, own__isnull=False)


def shown_in(unit):
    """The keys of evidence matched to a unit or shared in it. `unit`: one, or an OuterRef of the query this stands in.

    Each way by itself: of many ways in one join a database weighs every order, at each question anew.
    """
    inner = OuterRef(unit) if isinstance(unit, OuterRef) else unit
    claimed = Claim.objects.filter(unit=inner).order_by().values("evidence")
    shared = SubmissionItem.objects.filter(submission__unit=inner).order_by()
    return claimed.union(shared.values("evidence_version__evidence"))
