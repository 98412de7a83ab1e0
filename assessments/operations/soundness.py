"""Saying of the evidence of a round whether it passes the five tests."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import Soundness, Test
from assessments.operations.holding import in_review
from assessments.operations.recall import begin_reading
from assessments.soundness import mark_of, soundness_of, unsaid_among
from people.audit import operation


class ExceptionWantsWords(Exception):
    """What does not hold wholly is explained; `.tests` names each."""

    sentence = _("Say in a few words what is different here.")

    def __init__(self, tests):
        self.tests = tests
        super().__init__(", ".join(tests))


class SoundnessChanged(Exception):
    """Saved in another window in between. Both are kept: what stands, and what was ticked here."""

    sentence = _(
        "This was changed in another window a moment ago. Nothing is lost: below is what you ticked here. "
        "Save it again if you want it so."
    )

    def __init__(self, said):
        self.said = said
        super().__init__(str(self.sentence))


class SoundnessUnsaid(Exception):
    """Before signing off each of the five tests is answered; `.missing` says which, in sentences."""

    sentence = _("Say first whether the evidence is sound: five short answers.")

    def __init__(self, missing):
        self.missing = missing
        super().__init__(" ".join(map(str, missing)))


@operation
def say_soundness(assessment, *, said, stood, by, at=None):
    """Put `said`, {test: (True, False or None for not said, words)}, in place of what stands; a draft until released.

    `stood`: mark_of what the page showed. Raises SoundnessChanged, ExceptionWantsWords.
    """
    assessment = in_review(assessment, by)
    begin_reading(assessment, by=by, at=at)
    now = soundness_of(assessment)
    if mark_of(now) != stood:
        raise SoundnessChanged(now)
    wordless = [test for test, (holds, words) in said.items() if holds is False and not words.strip()]
    if wordless:
        raise ExceptionWantsWords(wordless)
    for test in Test.values:
        holds, words = said.get(test, (None, ""))
        put(assessment, now.get(test), test, holds, words, by=by, at=at or timezone.now())
    return soundness_of(assessment)


def put(assessment, row, test, holds, words, *, by, at):
    if row and (row.holds, row.words) == (holds, words):
        return
    told = {"holds": holds, "words": words, "said_by": by, "said_at": at}
    if holds is None:
        Soundness.objects.filter(assessment=assessment, test=test, released_at=None).delete()
    elif row:
        Soundness.objects.filter(pk=row.pk, released_at=None).update(**told)
    else:
        Soundness.objects.create(assessment=assessment, test=test, **told)


def refuse_unsaid(assessment):
    """Before signing off: every test is answered."""
    missing = unsaid_among(soundness_of(assessment))
    if missing:
        raise SoundnessUnsaid(missing)
