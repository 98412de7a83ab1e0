"""What is printed on a certificate: its rows as words, and the words as a PDF."""

from django.conf import settings
from django.urls import reverse

from assessments.certificate_pdf import (
    CertificateContent,
    EntryContent,
    RequirementContent,
    render_certificate,
)
from assessments.second_looks import put_right_in
from standards.models import Kind


def paper_of(certificate, *, salt):
    """The PDF of a certificate, as bytes. `salt` goes on the paper and nowhere else."""
    return render_certificate(content_of(certificate, salt=salt))


def content_of(certificate, *, salt):
    entries = certificate.entries.select_related(
        "sign_off__signed_by", "sign_off__countersigned_by", "submission__unit__version", "second_look_by"
    )
    put_right = put_right_in(certificate)
    return CertificateContent(
        number=certificate.number,
        verify_url=certificate.verify_url,
        check_page=settings.PUBLIC_URL + reverse("verify"),
        holder_name=certificate.name.text,
        issuer_name=certificate.award.organisation.name,
        awarded_on=certificate.award.awarded_on,
        salt=salt,
        language=certificate.award.holder.language,
        title=certificate.title,
        wording=certificate.wording,
        entries=tuple(
            entry_content(entry, certificate.award.organisation, was_put_right=entry.sign_off_id in put_right)
            for entry in entries
        ),
    )


def entry_content(entry, organisation, *, was_put_right):
    requirements = list(entry.submission.unit.version.requirements.order_by("position"))
    second = entry.sign_off.countersigned_by
    return EntryContent(
        title=entry.title,
        key_area=entry.key_area or None,
        key_area_number=entry.submission.unit.version.key_area_number,
        suite=entry.suite_title,
        version_number=entry.version_number,
        urn=entry.urn or None,
        is_legacy=entry.was_legacy,
        assessor_name=str(entry.sign_off.signed_by),
        countersigner_name=str(second) if second else "",
        second_look_name=str(entry.second_look_by) if entry.second_look_by else "",
        second_look_on=entry.second_look_date,
        was_put_right=was_put_right,
        signed_off_on=organisation.date_of(entry.sign_off.signed_at),
        performance=of_kind(requirements, Kind.PERFORMANCE),
        knowledge=of_kind(requirements, Kind.KNOWLEDGE),
        values=of_kind(requirements, Kind.VALUE),
    )


def of_kind(requirements, kind):
    return tuple(
        RequirementContent(label=r.label, number=r.number, group=r.group or None, text=r.text)
        for r in requirements
        if r.kind == kind
    )
