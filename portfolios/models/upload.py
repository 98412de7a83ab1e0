"""What is on its way: files that arrive in pieces, and words that are being typed."""

from django.conf import settings
from django.db import models
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.codes import CodeField
from portfolios.models.evidence_file import EvidenceFile


class OwnersOwn(models.QuerySet):
    def visible_to(self, person):
        return self.filter(owner=person)


class UploadQuerySet(OwnersOwn):
    def waiting_for(self, person):
        """Someone’s kept files that belong to no piece of evidence yet."""
        return self.visible_to(person).filter(state="kept", file=None, is_bag=False).exclude(place="")

    def bags_of(self, person):
        """Portfolios that arrived whole and were not brought in yet."""
        return self.visible_to(person).filter(state="kept", is_bag=True).exclude(place="")


class Upload(models.Model):
    """A file on its way by the tus protocol: `received` of `size` bytes are on disk (portfolios.arriving says where).

    Once whole, checked and kept, `place` is its path in the storage and it waits to be put to a piece of evidence:
    then `file` is set and `place` is empty again. Refused, `trouble` says why.

    A bag is a whole portfolio of elsewhere: it waits where copies to take along are kept.
    What comes by the link of a witness has no owner but that request, and becomes a `recording` as soon as it is whole.
    """

    class State(models.TextChoices):
        RECEIVING = "receiving", _("On its way")
        KEPT = "kept", _("Kept")
        REFUSED = "refused", _("Can’t be kept")

    code = CodeField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    request = models.ForeignKey(
        "portfolios.WitnessRequest", models.CASCADE, null=True, related_name="uploads"
    )
    question = models.ForeignKey("portfolios.WitnessQuestion", models.CASCADE, null=True, related_name="+")
    is_bag = models.BooleanField(default=False)
    name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    received = models.BigIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.RECEIVING)
    place = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    trouble = models.CharField(max_length=300, blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    file = models.OneToOneField(EvidenceFile, models.SET_NULL, null=True, related_name="+")
    recording = models.OneToOneField(
        "portfolios.WitnessRecording", models.CASCADE, null=True, related_name="+"
    )

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("file on its way")
        ordering = ["started_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(received__gte=0) & models.Q(received__lte=models.F("size")),
                name="no_more_received_than_announced",
            ),
            models.CheckConstraint(
                condition=models.Q(owner=None, request__isnull=False)
                | models.Q(owner__isnull=False, request=None),
                name="an_upload_is_someones_or_came_by_a_link",
            ),
        ]

    def __str__(self):
        return self.name


class Draft(models.Model):
    """What someone has typed into a form and not saved yet. `about`: which form, for instance “evidence <code>”."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    about = models.CharField(max_length=80)
    fields = models.JSONField(default=dict)  # {name of a field: [what stands in it]}
    changed_at = models.DateTimeField(default=timezone.now)

    objects = OwnersOwn.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "about"], name="one_draft_per_form")]

    def __str__(self):
        return self.about

    @property
    def typed(self):
        """What stands in the form, as a request would bring it."""
        typed = QueryDict(mutable=True)
        for name, values in self.fields.items():
            typed.setlist(name, values)
        return typed

    def is_behind(self, revision):
        """Something newer was saved after this was begun."""
        begun = self.typed.get("revision", "")
        return begun.isascii() and begun.isdigit() and len(begun) < 10 and int(begun) < revision
