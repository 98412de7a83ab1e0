from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.codes import CodeField
from people.registry import ADMINISTRATOR_MADE

NO_LONGER = _("someone who is no longer here")


class UserManager(BaseUserManager["User"]):
    def create_user(self, *, name, email="", password=None, **fields):
        person = self.model(name=name, email=self.normalize_email(email), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, *, name="", email="", password=None, **fields):
        with transaction.atomic(using=self._db):
            person = self.create_user(name=name, email=email, password=password, is_superuser=True, **fields)
            for made in ADMINISTRATOR_MADE:
                made(person)
        return person

    def with_email(self, email):
        """Whoever has this e-mail, whatever its capitals; nobody for an empty one."""
        return self.filter(email__iexact=email).first() if email else None


class User(AbstractBaseUser, PermissionsMixin):
    """A person. Signs in with an e-mail or, without one, with the public code."""

    code = CodeField(_("code"), editable=True)  # Wagtail’s own form for people insists on a field to edit
    name = models.CharField(_("name, as they give it"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=12, default="en-gb")
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    joined_at = models.DateTimeField(default=timezone.now)
    erased_at = models.DateTimeField(null=True, editable=False)  # from then on the code is all there is

    objects = UserManager()

    USERNAME_FIELD = "code"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name", "email"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "code"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"), condition=~models.Q(email=""), name="one_person_per_email_ignoring_case"
            ),
            models.CheckConstraint(
                condition=models.Q(erased_at=None) | models.Q(name="", email="", is_active=False),
                name="who_was_erased_is_a_code",
            ),
        ]

    def __str__(self):
        return self.name or (str(NO_LONGER) if self.erased_at else self.code)

    @property
    def is_staff(self):
        """Some libraries ask. Nobody is: roles and groups say who may do what."""
        return self.is_superuser

    def get_full_name(self):
        return str(self)

    def get_short_name(self):
        """What we call them on a button: the first word of the name they gave."""
        return str(self).split(maxsplit=1)[0] if self.name else str(self)

    @property
    def first_name(self):
        """What Wagtail puts beside someone's picture."""
        return self.get_short_name()

    @property
    def current_memberships(self):
        """What they may do today. The middleware reads it once for each request."""
        read = getattr(self, "_memberships", None)
        return read if read is not None else list(self.memberships.current().select_related("organisation"))

    def holds(self, role, organisation):
        """Whether they hold this role today in this organisation (a row or its id)."""
        place = getattr(organisation, "pk", organisation)
        return any(m.role == role and m.organisation_id == place for m in self.current_memberships)

    def places_as(self, *roles):
        """Ids of the organisations in which they hold any of these roles today."""
        return {m.organisation_id for m in self.current_memberships if m.role in roles}
