from datetime import timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, get_random_string, salted_hmac
from django.utils.translation import gettext_lazy as _

from people.codes import CodeField
from people.models.organisation import Organisation
from people.roles import Role


def new_nonce():
    return get_random_string(32)


def in_some_days():
    return timezone.now() + timedelta(days=settings.INVITATION_DAYS)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self):
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now())

    def visible_to(self, person):
        return self.filter(organisation__in=person.places_as(Role.COORDINATOR))

    def with_token(self, token):
        """The invitation this link belongs to, whatever its state; None when no link of ours."""
        code, _dot, mark = token.partition(".")
        invitation = self.filter(code=code).select_related("organisation").first()
        return invitation if invitation and constant_time_compare(invitation.mark, mark) else None


class Invitation(models.Model):
    """Asks someone to join with a role. The link is worked out from the row, so no secret is stored."""

    code = CodeField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invitations")
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"), blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    nonce = models.CharField(max_length=32, default=new_nonce, editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(default=in_some_days)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return f"{self.name} · {self.get_role_display()}"

    @property
    def mark(self):
        return salted_hmac("people.invitation", f"{self.code}{self.nonce}", algorithm="sha256").hexdigest()[
            :32
        ]

    @property
    def is_open(self):
        return not self.accepted_at and not self.withdrawn_at and self.expires_at > timezone.now()

    @property
    def role_description(self):
        return Role(self.role).description

    @property
    def path(self):
        return reverse("invitation", args=[f"{self.code}.{self.mark}"])

    @property
    def link(self):
        """The whole address, to copy or to print."""
        return settings.PUBLIC_URL + self.path
