"""How often someone would like to be told that something is there, and when not."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Pace(models.TextChoices):
    AT_ONCE = "at once", _("When it happens")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week")
    NEVER = "never", _("Not by e-mail")


class TellingChoice(models.Model):
    """Someone's own pace. Whoever never chose is told when it happens."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="telling")
    pace = models.CharField(_("how often"), max_length=10, choices=Pace.choices, default=Pace.AT_ONCE)
    weekday = models.PositiveSmallIntegerField(_("on which day"), default=0)  # 0: Monday
    hour = models.PositiveSmallIntegerField(_("at what time"), default=8)  # of their own day
    quiet_from = models.TimeField(_("quiet from"), null=True, blank=True)
    quiet_until = models.TimeField(_("until"), null=True, blank=True)
    last_digest_at = models.DateTimeField(null=True)

    def __str__(self):
        return f"{self.person_id}: {self.pace}"
