"""What waits for someone in each of their roles, as their own first page shows it. Only the roof sees every app."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import Assessment, Sample, State
from assessments.offers import offers_for
from assessments.queries import certificates_of, queue_of, signed_off_work
from community.queries.amendments import open_near
from community.queries.answers import asked_of
from community.queries.talks import talks_for
from people.roles import Role
from portfolios.registry import ASKED, CERTIFICATES, DESKS, CalmLine, CertificateLink, Desk


def desks_of(person, *, organisation):
    """[Desk] for the roles someone holds in this organisation today."""
    roles = [make(person) for role, make in DESKS_OF if organisation and person.holds(role, organisation)]
    return [*roles, *charter_changes(person, organisation)]


def reviews(person):
    reading, offered = queue_of(person).count(), offers_for(person).count()
    return Desk(
        _("Reviews"),
        _("Reading now: %(reading)d. Waiting for someone to read: %(offered)d.")
        % {"reading": reading, "offered": offered},
        reverse("review-queue"),
        _("Open your reviews"),
        "message",
    )


def signed_off(person):
    count = signed_off_work(person).count()
    words = ngettext("%(count)d standard is signed off.", "%(count)d standards are signed off.", count)
    return Desk(
        _("Signed-off work"), words % {"count": count}, reverse("signed-off-work"), _("Read it"), "shield"
    )


def second_looks(person):
    count = Sample.objects.visible_to(person).filter(state=Sample.State.PLANNED).count()
    words = ngettext(
        "%(count)d round waits for a second look.", "%(count)d rounds wait for a second look.", count
    )
    return Desk(
        _("Second looks"),
        words % {"count": count} if count else _("Nothing waits for a second look."),
        reverse("quality"),
        _("Open second looks"),
        "eye",
    )


def people(person):
    return Desk(
        _("People"),
        _("Invite people, and give or end roles."),
        reverse("people"),
        _("Open people"),
        "people",
    )


def assignments(person):
    places = person.places_as(Role.COORDINATOR)
    count = Assessment.objects.filter(state=State.ON_OFFER, organisation__in=places).count()
    words = ngettext(
        "%(count)d shared round waits for an assessor.",
        "%(count)d shared rounds wait for an assessor.",
        count,
    )
    return Desk(
        _("Assignments"),
        words % {"count": count} if count else _("Say which assessor reads whose work."),
        reverse("assignments") + ("?waiting=1" if count else ""),
        _("Open assignments"),
        "compare",
    )


def groups(person):
    return Desk(
        _("Groups"),
        _("Invite people who set out together, and see who needs what."),
        reverse("cohort-list"),
        _("Open groups"),
        "list",
    )


def licences(person):
    return Desk(
        _("Licences"),
        _("Say who may reply and sign off, and who agrees to what a trainee decides."),
        reverse("licences"),
        _("Open licences"),
        "shield",
    )


def standards(person):
    return Desk(
        _("Standards"),
        _("Edit, preview and publish the standards people work with."),
        reverse("wagtailadmin_home"),
        _("Edit standards"),
        "draft",
    )


def talks(person):
    count = talks_for(person).count()
    words = ngettext("%(count)d person would like to talk.", "%(count)d people would like to talk.", count)
    return Desk(
        _("Talks"),
        words % {"count": count} if count else _("Nobody is waiting to talk."),
        reverse("talks"),
        _("Open talks"),
        "message",
    )


def charters_to_answer(person, *, organisation):
    """[CalmLine] for charters with words this person has said nothing to."""
    return [
        CalmLine(
            charter.title,
            _("It has new words since you answered.")
            if charter.said_to
            else _("How people here want to treat each other."),
            reverse("charter-address", args=[charter.code]),
            _("See what changed, if you like") if charter.said_to else _("Read it, if you like"),
        )
        for charter in asked_of(person)
    ]


def certificate_links(person, *, organisation):
    """[CertificateLink] of what this person holds, wherever they earned it."""
    held = certificates_of(person).select_related(None).only("code", "issued_at")
    return [
        CertificateLink(
            ", ".join(entry.title for entry in certificate.entries.all()),
            certificate.issued_at,
            reverse("certificate-detail", args=[certificate.code]),
            certificate.has_ended,
        )
        for certificate in held.annotate(has_ended=Q(end__isnull=False))
    ]


def charter_changes(person, organisation):
    """Nobody is mailed about what is suggested for the charter: who looks here finds it, for as long as it is open."""
    suggested = open_near(person, organisation).values_list("charter__code", flat=True)
    suggested = list(suggested) if organisation else []
    if not suggested:
        return []
    words = ngettext(
        "%(count)d change is suggested. Read it, ask, or say that you are for it.",
        "%(count)d changes are suggested. Read them, ask, or say which ones you are for.",
        len(suggested),
    )
    url = reverse("charter-amendments", args=[suggested[0]])
    return [
        Desk(_("Our charter"), words % {"count": len(suggested)}, url, _("Read what is suggested"), "people")
    ]


DESKS_OF = [
    (Role.ASSESSOR, reviews),
    (Role.IQA, second_looks),
    (Role.IQA, signed_off),
    (Role.COORDINATOR, people),
    (Role.COORDINATOR, assignments),
    (Role.COORDINATOR, licences),
    (Role.COORDINATOR, groups),
    (Role.TRAINER, standards),
    (Role.STEWARD, talks),
]


def attach():
    """Fill the slots of the apps below."""
    ASKED.append(charters_to_answer)
    DESKS.append(desks_of)
    CERTIFICATES.append(certificate_links)
