"""What anyone may learn about a certificate: by number little, by the long link what its holder chose."""

from assessments.models import Certificate
from assessments.second_looks import looks_since, put_right_in
from standards.models import Kind
from standards.queries.pages import address_of


def certificate_numbered(number):
    """The certificate with this number, or None."""
    return certificates().filter(number=number).first() if number else None


def certificate_with_token(token):
    """The certificate this long link belongs to, or None."""
    return certificates().filter(token=token).first()


def certificates():
    return Certificate.objects.select_related(
        "award__organisation", "award__holder", "name", "document", "end", "replaced_by"
    ).prefetch_related("entries__submission__unit__version__standard", "entries__sign_off")


def public_facts(certificate, *, by_link):
    """What the page says. By number: status, standard and date. By the long link: all but the evidence,
    and the name where the holder chose to show it."""
    return {
        "number": certificate.number_in_groups,
        "by_link": by_link,
        "is_withheld": certificate.is_withheld,
        "name": certificate.name.text if by_link and certificate.name.is_shown else "",
        "title": certificate.title,
        "issued_on": certificate.award.organisation.date_of(certificate.issued_at),
        "issued_by": certificate.award.organisation.name if by_link else "",
        "entries": entries_of(certificate, by_link=by_link),
    }


def facts_of_ended(certificate):
    """What the page says of one that counts no more: that, since when, and by which number it is replaced. No reason,
    no name and no parts, whoever asks."""
    newer = certificate.newer
    return {
        "number": certificate.number_in_groups,
        "title": certificate.title or ", ".join(entry.title for entry in certificate.entries.all()),
        "ended_on": certificate.award.organisation.date_of(certificate.end.ended_at),
        "new_number": newer.number_in_groups if newer else "",
        "new_is_in_force": newer is not None and newer.is_in_force,
    }


def entries_of(certificate, *, by_link):
    since = {look.sample.assessment_id for look in looks_since(certificate)} if by_link else set()
    put_right = put_right_in(certificate) if by_link else set()
    return [
        entry_facts(entry, certificate, by_link=by_link)
        | {
            "is_looked_at_twice": bool(entry.second_look_date) or entry.sign_off.assessment_id in since,
            "is_put_right": entry.sign_off_id in put_right,
        }
        for entry in certificate.entries.all()
    ]


def entry_facts(entry, certificate, *, by_link):
    version = entry.submission.unit.version
    return {
        "title": entry.title,
        "key_area": entry.key_area if by_link else "",
        "area_number": version.key_area_number,
        "urn": entry.urn if by_link else "",
        "is_legacy": entry.was_legacy,
        "awarded_on": certificate.award.awarded_on,
        "url": address_of(version.standard),
        "groups": groups_of(version) if by_link else [],
    }


def groups_of(version):
    """The requirements of a version under their headings: [{"title", "items"}]."""
    groups = {}
    for requirement in version.requirements.order_by("position"):
        title = requirement.group or Kind(requirement.kind).plural
        groups.setdefault((requirement.kind, title), []).append(requirement)
    return [{"title": title, "items": items} for (_kind, title), items in groups.items()]
