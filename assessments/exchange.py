"""What was decided, and the papers that say so, for the owner of a portfolio to take along. Drafts never leave."""

from collections import defaultdict
from functools import partial

from django.core.files.storage import storages
from django.utils.translation import gettext as _

from assessments.feedback import whole_of
from assessments.history import names_of
from assessments.models import Certificate, Judgement, SignOff
from people.roles import Role
from portfolios.registry import Certified, Decided, Differently, Paper

SIGNED_OFF = "signed off"


def decided_of(units):
    """{unit pk: [Decided]}, by round and in the order of the standard. Five queries."""
    found = defaultdict(list)
    for judgement in released_in(units):
        found[judgement.assessment.submission.unit_id].append(decision_of(judgement))
    for signed in signed_in(units):
        found[signed.submission.unit_id].append(signature_of(signed))
    return found


def released_in(units):
    """Judgements made in their own round: one that was carried along was said before."""
    rows = Judgement.objects.filter(
        assessment__submission__unit__in=units, released_at__isnull=False, carried_from=None
    )
    rows = rows.select_related(
        "words", "judged_by", "requirement", "assessment__submission", "seen_differently__replied_by"
    ).prefetch_related("basis__evidence_version__evidence", "feedback")
    return rows.order_by("assessment__submission__round", "requirement__position", "pk")


def decision_of(judgement):
    return Decided(
        round=judgement.assessment.submission.round,
        requirement=judgement.requirement,
        outcome=judgement.outcome,
        said=str(judgement.get_outcome_display()),
        words=whole_of(judgement),
        by=str(judgement.judged_by),
        role=Role.ASSESSOR,
        at=judgement.released_at,
        rests_on=tuple(one.evidence_version for one in judgement.basis.all()),
        seen_differently=differently(getattr(judgement, "seen_differently", None)),
    )


def differently(said):
    """What its owner said to it and was answered; None where they said nothing."""
    if said is None:
        return None
    by = str(said.replied_by) if said.replied_by else ""
    return Differently(said.words, said.said_at, said.reply, by, said.replied_at)


def signed_in(units):
    rows = SignOff.objects.filter(submission__unit__in=units)
    return rows.select_related("words", "signed_by", "countersigned_by", "submission").order_by("pk")


def signature_of(signed):
    return Decided(
        round=signed.submission.round,
        requirement=None,
        outcome=SIGNED_OFF,
        said=_("Signed off"),
        words=signed.words.text,
        by=names_of(signed.signed_by, signed.countersigned_by),
        role=Role.ASSESSOR,
        at=signed.signed_at,
        digest=signed.seen_hash,
    )


def papers_of(portfolio):
    """The certificates given in this organisation, oldest first, each with its PDF once that was made."""
    rows = Certificate.objects.filter(
        award__holder=portfolio.owner_id, award__organisation=portfolio.organisation_id
    )
    rows = rows.select_related("award__organisation", "document", "name").prefetch_related("entries")
    return [paper_of(certificate) for certificate in rows.order_by("issued_at", "pk")]


def paper_of(certificate):
    standards = tuple(entry.title for entry in certificate.entries.all())
    made = {}
    if certificate.is_ready:
        document = certificate.document
        kept = partial(storages["certificates"].open, document.file.name, "rb")
        made = {"size": document.size, "sha256": document.sha256, "open": kept}
    return Paper(
        kind="certificate",
        number=certificate.number_in_groups,
        title=certificate.title or ", ".join(standards),
        standards=standards,
        on=certificate.award.awarded_on,
        by=str(certificate.award.organisation),
        name=certificate.name.text,
        link=certificate.verify_url,
        file_name=f"{certificate.number_in_groups}.pdf",
        wording=certificate.wording,
        certifies=tuple(certified(entry) for entry in certificate.entries.all()),
        **made,
    )


def certified(entry):
    return Certified(
        title=entry.title,
        suite=entry.suite_title,
        key_area=entry.key_area,
        number=entry.version_number,
        urn=entry.urn,
        was_legacy=entry.was_legacy,
    )
