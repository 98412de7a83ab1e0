"""What the words beside an event are proved with, for as long as they are there."""

from django.db import models

from assessments.models.assessment import Assessment
from people.frozen import freeze_table


class WordsKey(models.Model):
    """A salt, without which nobody can tell by trying whether they guess the words of an event. Erasure empties it."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="+")  # whose owner it is about
    action = models.CharField(max_length=60)
    subject_code = models.CharField(max_length=40)
    salt = models.CharField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["action", "subject_code"], name="words_are_proved_once")
        ]

    def __str__(self):
        return f"{self.action} {self.subject_code}"


freeze_table(
    WordsKey,
    when="1 = 1",
    keeps=((("assessment_id", "action", "subject_code"), "1 = 1"), (("salt",), "NEW.salt <> ''")),
)
