"""What a person said to a version of a charter: theirs to give, to take back, and to keep to themselves.

No rule, operation or page outside this app asks whether someone agreed, and none of these rows is in the audit.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.models.charter import CharterVersion
from people.codes import CodeField
from people.roles import Role


class AgreementQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Your own. Nobody else sees who agreed."""
        return self.filter(person=person)

    def in_force(self):
        return self.filter(ended_at=None)


class Agreement(models.Model):
    """One answer to one version. Answering otherwise, or taking it back, ends it; the row and the old words stay."""

    class Answer(models.TextChoices):
        AGREES = "agrees", _("I agree")
        TALK = "talk", _("I’d like to talk first")

    code = CodeField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    version = models.ForeignKey(CharterVersion, models.PROTECT, related_name="agreements")
    answer = models.CharField(max_length=6, choices=Answer.choices)
    answered_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer to a charter")
        ordering = ["-answered_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "version"], condition=Q(ended_at=None), name="one_answer_at_a_time"
            ),
            models.CheckConstraint(condition=Q(answer__in=["agrees", "talk"]), name="answer_is_known"),
        ]

    def __str__(self):
        return str(self.get_answer_display())


class Asking(models.Model):
    """Someone is asked about a version, once. Put aside, it is not asked again."""

    code = CodeField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    version = models.ForeignKey(CharterVersion, models.PROTECT, related_name="askings")
    asked_at = models.DateTimeField(default=timezone.now)
    put_aside_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "version"], name="asked_once")]

    def __str__(self):
        return f"{self.version_id}"


class TalkQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Your own, and as a steward those that wait for you. Nobody else knows of it."""
        return self.filter(Q(agreement__person=person) | Q(pk__in=Talk.objects.waiting_for(person)))

    def waiting(self):
        return self.filter(talked_at=None, agreement__ended_at=None)

    def waiting_for(self, steward):
        """Where they are a steward today: those that chose them, or nobody in particular. Never their own."""
        places = steward.places_as(Role.STEWARD)
        theirs = self.waiting().filter(Q(steward=steward) | Q(steward=None))
        return theirs.filter(agreement__version__charter__organisation__in=places).exclude(
            agreement__person=steward
        )


class Talk(models.Model):
    """Someone would like to talk before they answer. Private: not in the audit, in no list but these people's own."""

    code = CodeField()
    agreement = models.OneToOneField(Agreement, models.PROTECT, related_name="talk")
    steward = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    words = models.TextField(_("what would you like to talk about?"), blank=True)
    reach_me = models.CharField(_("how shall we reach you?"), max_length=300, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    talked_at = models.DateTimeField(null=True)

    objects = TalkQuerySet.as_manager()

    class Meta:
        verbose_name = _("talk")
        ordering = ["asked_at", "pk"]

    def __str__(self):
        return self.code


class StewardShown(models.Model):
    """A steward said that their name may stand on the charters of their place. Without this row only the role does."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "organisation"], name="shown_once_in_a_place")
        ]

    def __str__(self):
        return f"{self.person}"
