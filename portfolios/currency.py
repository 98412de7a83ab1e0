"""Whether evidence is older than an award counts. It warns, in words; nothing is ever kept from being saved or shared."""

from django.utils import timezone
from django.utils.translation import gettext as _

from portfolios.models import Claim, Pursuit
from portfolios.sufficiency import RecentEvidence
from standards.models import AwardMember


def too_old(evidence, *, standard=None, on=None):
    """{evidence pk: [sentences]} for pieces of one portfolio older than an award its owner works towards counts.

    An award speaks of a piece that is matched to a standard of it, or to nothing yet. With a `standard`: only the awards
    that count that one. One query where no award has such a rule; three otherwise, however many pieces.
    """
    evidence = [piece for piece in evidence if piece.happened_on and not piece.is_kept_up]
    pursuits = with_a_limit(evidence[0].portfolio_id, standard) if evidence else []
    if not pursuits:
        return {}
    counted, shown = standards_counted(pursuits), standards_shown(evidence)
    found = {}
    for piece in evidence:
        for pursuit in pursuits:
            concerns = not shown.get(piece.pk) or shown[piece.pk] & counted[pursuit.version_id]
            months = pursuit.version.evidence_months
            if concerns and not RecentEvidence(months, on or timezone.localdate())(piece):
                found.setdefault(piece.pk, []).append(said(piece, pursuit, months))
    return found


def with_a_limit(portfolio, standard):
    pursuits = Pursuit.objects.filter(portfolio=portfolio, set_aside_at=None)
    if standard:
        pursuits = pursuits.filter(version__members__standard=standard)
    return list(pursuits.exclude(version__evidence_months=None).select_related("version").order_by("pk"))


def standards_counted(pursuits):
    """{award version pk: {standard pk}}"""
    found = {pursuit.version_id: set() for pursuit in pursuits}
    for version, standard in AwardMember.objects.filter(version__in=found).values_list("version", "standard"):
        found[version].add(standard)
    return found


def standards_shown(evidence):
    """{evidence pk: {standard pk}} of what each piece is said to show."""
    found = {}
    claims = Claim.objects.filter(evidence__in=evidence)
    for piece, standard in claims.values_list("evidence", "unit__version__standard").distinct():
        found.setdefault(piece, set()).add(standard)
    return found


def said(evidence, pursuit, months):
    words = _(
        "It is from %(when)s, and “%(award)s” counts what is newer than %(months)d months. You can still keep"
        " and share it."
    )
    return words % {
        "when": evidence.moment,
        "award": pursuit.version.title,
        "months": months,
    }
