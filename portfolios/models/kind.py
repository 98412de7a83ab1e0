"""The kinds of evidence: rows that a trainer can change and add to, each with its own short form."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MadeBy(models.TextChoices):
    """Who can record evidence of a kind."""

    PRACTITIONER = "practitioner", _("The practitioner")
    ASSESSOR = "assessor", _("An assessor")
    WITNESS = "witness", _("Someone who was there")


class KindQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Kinds are said to everyone."""
        return self


class EvidenceKind(models.Model):
    """`name` is said to practitioners, `term` is the field’s own. `weight`: how many pieces one of it counts for."""

    WORK_PRODUCT = "work product"
    REFLECTIVE_ACCOUNT = "reflective account"
    OBSERVATION = "observation"
    DISCUSSION = "discussion"
    QUESTIONS = "questions"
    WITNESS = "witness"
    EXPERT_WITNESS = "expert witness"
    PRIOR_LEARNING = "prior learning"
    SIGNPOSTED = "signposted"
    COMMUNITY_FEEDBACK = "community feedback"

    slug = models.CharField(max_length=30, unique=True, editable=False)
    name = models.CharField(_("what practitioners read"), max_length=80)
    term = models.CharField(_("the field’s own term"), max_length=80)
    help = models.CharField(_("when to choose it, in a sentence"), max_length=250, blank=True)
    made_by = models.CharField(
        _("who records it"), max_length=12, choices=MadeBy.choices, default=MadeBy.PRACTITIONER
    )
    weight = models.DecimalField(
        _("how many pieces one of it counts for"), max_digits=3, decimal_places=1, default=1
    )
    is_seen = models.BooleanField(_("an assessor saw it happen"), default=False)
    is_offered = models.BooleanField(_("can be chosen"), default=True)
    position = models.PositiveIntegerField(_("place in the list"), default=100)

    objects = KindQuerySet.as_manager()

    class Meta:
        verbose_name = _("kind of evidence")
        verbose_name_plural = _("kinds of evidence")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.name

    @property
    def code(self):
        return self.slug

    @property
    def is_ours(self):
        """Shipped: the site itself speaks of it by its slug."""
        return self.slug in OURS


OURS = {
    EvidenceKind.WORK_PRODUCT,
    EvidenceKind.REFLECTIVE_ACCOUNT,
    EvidenceKind.OBSERVATION,
    EvidenceKind.DISCUSSION,
    EvidenceKind.QUESTIONS,
    EvidenceKind.WITNESS,
    EvidenceKind.EXPERT_WITNESS,
    EvidenceKind.PRIOR_LEARNING,
    EvidenceKind.SIGNPOSTED,
    EvidenceKind.COMMUNITY_FEEDBACK,
}


class KindQuestion(models.Model):
    """One question of a kind’s short form. Answers stay under `key` when its words change, or it is no longer asked."""

    kind = models.ForeignKey(EvidenceKind, models.CASCADE, related_name="questions")
    key = models.SlugField(max_length=30)
    words = models.CharField(_("the question"), max_length=200)
    help = models.CharField(_("what helps to answer it"), max_length=250, blank=True)
    is_long = models.BooleanField(_("room for several lines"), default=False)
    is_wanted = models.BooleanField(_("has to be answered before sharing"), default=False)
    is_asked = models.BooleanField(_("still asked"), default=True)
    position = models.PositiveIntegerField(_("place in the form"), default=100)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="a_question_is_asked_once_per_kind")
        ]

    def __str__(self):
        return self.words
