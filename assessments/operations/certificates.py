"""Awarding, issuing, and making the paper: three facts, one after the other."""

import hashlib
import secrets

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from assessments.models import (
    Award,
    Certificate,
    CertificateDocument,
    CertificateEnd,
    CertificateEntry,
    CertificateName,
    LookWanted,
)
from assessments.reopenings import standing_sign_offs
from assessments.second_looks import are_second_looks_due, second_look_at, was_seen_to
from people.audit import operation, record
from people.models import User
from people.telling import enqueue, tell
from portfolios.files import reach_disk
from portfolios.models import Portfolio, Unit
from portfolios.queries import progresses_of, pursuits_of


@operation
def issue_certificate(sign_off, *, by, at):
    """Award what was signed off and commit a certificate for it; the worker makes the paper.

    Returns None, and gives nothing yet, while a second look at it is due.
    """
    if are_second_looks_due([sign_off]):
        return None
    ended = Certificate.objects.filter(
        award__rules=None,
        entries__submission__unit=sign_off.submission.unit_id,
        end__isnull=False,
        replaced_by=None,
    )
    return award_and_issue([sign_off], by=by, at=at, ended=ended.order_by("-pk").first())


@operation
def issue_awards(portfolio, *, by, at=None):
    """Award what is whole now: every award its owner works towards that asks for nothing more.

    Asked at each sign-off, when someone begins an award, and once a second look is done. One that ends with a second
    look or a panel waits for them; one whose last day to be assessed has passed is not given. One whose certificate has
    ended is given again. Returns the certificates.
    """
    at = at or timezone.now()
    portfolio = held_portfolio(portfolio)
    holder, organisation = portfolio.owner, portfolio.organisation
    given = Award.objects.filter(
        holder=holder, organisation=organisation, rules__isnull=False, certificates__end=None
    )
    pursuits = pursuits_of(holder, organisation=organisation).exclude(version__in=given.values("rules"))
    still_given = Q(version__last_assessment_date=None) | Q(
        version__last_assessment_date__gte=organisation.date_of(at)
    )
    pursuits = list(pursuits.filter(still_given, version__has_panel=False))
    progresses = progresses_of(pursuits) if pursuits else {}
    done = [pursuit.version for pursuit in pursuits if progresses[pursuit.pk].is_done]
    resting_on = {pursuit.version: sign_offs_in(progresses[pursuit.pk]) for pursuit in pursuits}
    waits = [rules for rules in done if waits_for_a_look(rules, resting_on[rules])]
    if any(pursuit.version.has_sampling for pursuit in pursuits):
        say_looks_wanted(portfolio, [one for one in pursuits if one.version in waits], at=at)
    return [
        award_and_issue(
            resting_on[rules], by=by, at=at, rules=rules, ended=ended_award(holder, organisation, rules)
        )
        for rules in done
        if rules not in waits
    ]


def held_portfolio(portfolio):
    """Two last sign-offs at once would each miss the other: the second waits, and sees the first. So does a decision
    that is opened again while an award is given on it."""
    held = Portfolio.objects.select_for_update(of=("self",), no_key=True)
    return held.select_related("owner", "organisation").get(pk=portfolio.pk)


@operation
def issue_what_waited(unit, *, by, at=None):
    """Give what waited for second looks at a unit, once none is due: call it after one was recorded, set aside or
    settled. `by` is whoever did that. Returns the certificates; asked again, it gives nothing twice."""
    at = at or timezone.now()
    unit = Unit.objects.locked(unit)
    given = CertificateEntry.objects.filter(sign_off=OuterRef("pk"), certificate__award__rules=None)
    waiting = standing_sign_offs([unit]).exclude(Exists(given))
    of_one = [issue_certificate(sign_off, by=by, at=at) for sign_off in waiting]
    return [certificate for certificate in of_one if certificate] + issue_awards(unit.portfolio, by=by, at=at)


def waits_for_a_look(rules, sign_offs):
    """An award that ends with a second look waits for one, at least; any award for those that are due."""
    return are_second_looks_due(sign_offs) or (rules.has_sampling and not was_seen_to(sign_offs))


def say_looks_wanted(portfolio, pursuits, *, at):
    """Of the awards pursued in a portfolio, these are whole but for second looks. Whoever pursues one reads the same
    until it is given, whatever was found; those who assure quality are told where nobody looks."""
    pursuits = [one for one in pursuits if one.version.has_sampling]
    rows = LookWanted.objects.filter(pursuit__portfolio=portfolio)
    rows.exclude(pursuit__in=pursuits).delete()
    place = portfolio.organisation
    LookWanted.objects.bulk_create(
        [LookWanted(pursuit=one, organisation=place, since=at) for one in pursuits], ignore_conflicts=True
    )


def ended_award(holder, organisation, rules):
    """The certificate of an earlier award by these rules that no other replaces yet, or None."""
    ended = Certificate.objects.filter(
        award__holder=holder, award__organisation=organisation, award__rules=rules, replaced_by=None
    )
    return ended.filter(end__isnull=False).order_by("-pk").first()


def sign_offs_in(progress):
    """The sign-offs an award rests on, in the order of its standards."""
    units = [step.unit for step in progress.steps if step.is_signed_off]
    signed = standing_sign_offs(units).select_related("submission__unit__version")
    by_unit = {sign_off.submission.unit_id: sign_off for sign_off in signed}
    return [by_unit[unit.pk] for unit in units]


def award_and_issue(sign_offs, *, by, at, rules=None, ended=None):
    """`ended`: the certificate this one replaces, with its award."""
    submission = sign_offs[0].submission
    holder = submission.unit.portfolio.owner
    award = Award.objects.create(
        organisation_id=submission.organisation_id,
        holder=holder,
        awarded_on=submission.organisation.date_of(at),
        awarded_by=by,
        rules=rules,
        instead_of=ended and ended.award,
    )
    told = {"rules": rules.code} if rules else {}
    record("award.made", by=by, subject=award, sign_off=sign_offs[-1].code, **told)
    certificate = Certificate.objects.create(
        award=award,
        issued_at=at,
        entry_count=len(sign_offs),
        title=(rules.certificate_title or rules.title) if rules else "",
        wording=rules.certificate_wording if rules else "",
        replaces=ended,
    )
    for position, sign_off in enumerate(sign_offs, start=1):
        certify(certificate, sign_off, position=position)
    CertificateName.objects.create(certificate=certificate, text=holder.name)
    told = {"replaces": ended.code} if ended else {}
    record(
        "certificate.issued", by=by, subject=certificate, award=award.code, number=certificate.number, **told
    )
    enqueue("render_certificate", certificate)
    return certificate


def certify(certificate, sign_off, *, position=1):
    """Copy the words it certifies, as they stand on the day, and who looked a second time."""
    version, look = sign_off.submission.unit.version, second_look_at(sign_off)
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
        second_look_date=look and sign_off.submission.organisation.date_of(look.looked_at),
        second_look_by=look and look.looked_by,
    )


@operation
def end_certificate(certificate, *, by, at):
    """It counts no more. What it said stays on record, and whoever checks it is told so without a reason."""
    CertificateEnd.objects.create(certificate=certificate, ended_at=at, ended_by=by)
    record("certificate.ended", by=by, subject=certificate, number=certificate.number)
    return certificate


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
    if CertificateDocument.objects.filter(certificate=certificate).exists() or certificate.is_withheld:
        return
    from assessments.paper import paper_of  # reading in the press takes seconds: only the worker pays for it

    salt = secrets.token_hex(8)
    pdf = paper_of(certificate, salt=salt)
    keep_document(certificate, pdf, commitment=commitment_to(salt, certificate.number, certificate.name.text))


@operation
def keep_document(certificate, pdf, *, commitment):
    """Keep the bytes and say they are ready. Of two at once the first stays, and the other's file goes; of one who was
    erased while it was made there is no paper."""
    if User.objects.select_for_update(no_key=True).get(pk=certificate.award.holder_id).erased_at:
        return
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
