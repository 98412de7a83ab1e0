"""Which certificates rest on requirements that a trainer is about to change. They keep their words, whatever happens."""

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from assessments.models import CertificateEntry
from standards.registry import Touch


def certificates_touched(standards, lineages, *, person):
    """Two queries."""
    entries = CertificateEntry.objects.filter(submission__unit__version__standard__in=standards)
    held = entries.filter(submission__items__requirement__lineage__in=lineages)
    counted = held.order_by().values_list("submission__items__requirement__lineage")
    counts = counted.annotate(Count("certificate", distinct=True))
    total = entries.aggregate(total=Count("certificate", distinct=True))["total"]
    return Touch(_("Certificates"), {str(lineage): count for lineage, count in counts}, total)
