"""Evidence that was taken out between two rounds, told to whoever reads the later one."""

from django.db.models import Exists, OuterRef, Subquery

from portfolios.models import Submission, SubmissionItem


def items_no_longer_shared():
    """Of the review asked about: what the round before it had, where no version of the evidence is in this one. A round
    that was taken back is none: nobody read it."""
    review = {
        name: OuterRef(OuterRef(name)) for name in ("submission", "submission__unit", "submission__round")
    }
    before = Submission.objects.filter(
        unit=review["submission__unit"], round__lt=review["submission__round"], recalled_at=None
    ).order_by("-round")
    here = SubmissionItem.objects.filter(
        submission=review["submission"], evidence_version__evidence=OuterRef("evidence_version__evidence")
    )
    rows = SubmissionItem.objects.filter(submission=Subquery(before.values("pk")[:1]))
    return rows.filter(~Exists(here)).order_by()
