"""Awarding, issuing, and making the paper: three facts, one after the other."""

import hashlib
import secrets

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from assessments.models import (
    Award,
    Certificate,
    CertificateDocument,
    CertificateEntry,
    CertificateName,
    SignOff,
)
from people.audit import operation, record
from people.telling import enqueue, tell
from portfolios.files import reach_disk
from portfolios.models import Portfolio
from portfolios.queries import progresses_of, pursuits_of


@operation
def issue_certificate(sign_off, *, by, at):
    """Award what was signed off and commit a certificate for it; the worker makes the paper."""
    return award_and_issue([sign_off], by=by, at=at)


@operation
def issue_awards(portfolio, *, by, at=None):
    """Award what is whole now: every award its owner works towards that asks for nothing more.

    Asked at each sign-off, and when someone begins an award. One that ends with a second look or a panel waits for
    them; one whose last day to be assessed has passed is not given. Returns the certificates.
    """
    at = at or timezone.now()
    # Two last sign-offs at once would each miss the other: the second waits, and sees the first.
    portfolio = (
        Portfolio.objects.select_for_update(of=("self",))
        .select_related("owner", "organisation")
        .get(pk=portfolio.pk)
    )
    holder, organisation = portfolio.owner, portfolio.organisation
    given = Award.objects.filter(holder=holder, organisation=organisation, rules__isnull=False)
    pursuits = pursuits_of(holder, organisation=organisation).exclude(version__in=given.values("rules"))
    still_given = Q(version__last_assessment_date=None) | Q(
        version__last_assessment_date__gte=organisation.date_of(at)
    )
    pursuits = list(pursuits.filter(still_given, version__has_sampling=False, version__has_panel=False))
    progresses = progresses_of(pursuits) if pursuits else {}
    return [
        award_and_issue(sign_offs_in(progresses[pursuit.pk]), by=by, at=at, rules=pursuit.version)
        for pursuit in pursuits
        if progresses[pursuit.pk].is_done
    ]


def sign_offs_in(progress):
    """The sign-offs an award rests on, in the order of its standards."""
    units = [step.unit for step in progress.steps if step.is_signed_off]
    signed = SignOff.objects.filter(submission__unit__in=units).select_related("submission__unit__version")
    by_unit = {sign_off.submission.unit_id: sign_off for sign_off in signed}
    return [by_unit[unit.pk] for unit in units]


def award_and_issue(sign_offs, *, by, at, rules=None):
    submission = sign_offs[0].submission
    holder = submission.unit.portfolio.owner
    award = Award.objects.create(
        organisation_id=submission.organisation_id,
        holder=holder,
        awarded_on=submission.organisation.date_of(at),
        awarded_by=by,
        rules=rules,
    )
    told = {"rules": rules.code} if rules else {}
    record("award.made", by=by, subject=award, sign_off=sign_offs[-1].code, **told)
    certificate = Certificate.objects.create(
        award=award,
        issued_at=at,
        entry_count=len(sign_offs),
        title=(rules.certificate_title or rules.title) if rules else "",
        wording=rules.certificate_wording if rules else "",
    )
    for position, sign_off in enumerate(sign_offs, start=1):
        certify(certificate, sign_off, position=position)
    CertificateName.objects.create(certificate=certificate, text=holder.name)
    record("certificate.issued", by=by, subject=certificate, award=award.code, number=certificate.number)
    enqueue("render_certificate", certificate)
    return certificate


def certify(certificate, sign_off, *, position=1):
    """Copy the words it certifies, as they stand on the day."""
    version = sign_off.submission.unit.version
    CertificateEntry.objects.create(
        certificate=certificate,
        sign_off=sign_off,
        submission=sign_off.submission,
        position=position,
        title=version.title,
        suite_title=version.suite_title,
        key_area=version.key_area,
        version_number=version.number,
        urn=version.urn or version.standard.urn,
        was_legacy=version.standard.is_legacy,
    )


@operation
def choose_name_shown(certificate, *, is_shown, by):
    """The holder says whether the long link shows their name."""
    CertificateName.objects.filter(certificate=certificate).update(is_shown=is_shown)
    record("certificate.name_shown" if is_shown else "certificate.name_hidden", by=by, subject=certificate)
    return certificate


def make_document(code):
    """Make the PDF of a certificate and keep it, once; called by the worker, which may call twice.

    The salt exists only here and on the paper: the register keeps SHA-256(salt, number, name).
    """
    certificate = Certificate.objects.select_related("award__holder", "award__organisation", "name").get(
        code=code
    )
    if CertificateDocument.objects.filter(certificate=certificate).exists():
        return
    from assessments.paper import paper_of  # reading in the press takes seconds: only the worker pays for it

    salt = secrets.token_hex(8)
    pdf = paper_of(certificate, salt=salt)
    keep_document(certificate, pdf, commitment=commitment_to(salt, certificate.number, certificate.name.text))


@operation
def keep_document(certificate, pdf, *, commitment):
    """Keep the bytes and say they are ready. Of two at once the first stays, and the other's file goes."""
    storage = CertificateDocument._meta.get_field("file").storage
    path = storage.save(f"{secrets.token_hex(1)}/{secrets.token_hex(16)}.pdf", ContentFile(pdf))
    reach_disk(storage, path)  # its salt is kept nowhere else, so it could not be made again
    try:
        with transaction.atomic():
            CertificateDocument.objects.create(
                certificate=certificate,
                file=path,
                sha256=hashlib.sha256(pdf).hexdigest(),
                size=len(pdf),
                commitment=commitment,
            )
    except IntegrityError:
        storage.delete(path)
        return
    record("certificate.made", by=None, subject=certificate, sha256=hashlib.sha256(pdf).hexdigest())
    tell(certificate.award.holder, "certificate_ready", about=certificate)


def commitment_to(salt, number, name):
    """Proves, to whoever holds the paper, that number and name belong together; says neither."""
    return hashlib.sha256("\x00".join((salt, number, name)).encode()).hexdigest()
