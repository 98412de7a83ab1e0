from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.codes import CodeField


class OutboxMail(models.Model):
    """A mail to one person, written in the transaction that wants it and sent by the worker, once.

    It says that there is something to see, never what: names, titles and words stay in the product.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to be sent")
        SENT = "sent", _("Sent")
        GATHERED = "gathered", _("Told in a digest")
        SET_ASIDE = "set aside", _("Not sent")

    code = CodeField()
    kind = models.CharField(max_length=50)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    address = models.EmailField(blank=True)  # only for someone who has no row yet: an invitation
    about_code = models.CharField(max_length=64, blank=True)
    link = models.CharField(max_length=500, blank=True)  # may hold a secret: cleared once sent
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    is_news = models.BooleanField(default=False)  # told once, however many tell it: see people.telling
    not_before = models.DateTimeField(null=True)  # by someone's own pace and quiet hours; None: at once
    created_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["not_before"], condition=models.Q(state="waiting"), name="mails_that_are_held"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "about_code"],
                condition=models.Q(is_news=True),
                name="news_of_a_thing_is_told_once",
            ),
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=models.Q(is_news=True, state="waiting"),
                name="one_mail_with_news_waits",
            ),
        ]

    def __str__(self):
        return f"{self.kind}: {self.state}"
