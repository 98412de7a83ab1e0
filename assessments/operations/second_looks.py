"""When what a decision rested on goes out of sight: it stands, and someone looks at it again."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment, BasisFlag
from assessments.operations.proving import proved
from people.audit import operation, record
from people.telling import tell


class WordsWanted(Exception):
    """Looking again ends with saying what was found."""

    sentence = _("Say in a few words what you found.")


class AlreadySettled(Exception):
    """Someone settled it a moment ago; what they said stands."""

    sentence = _("This was settled a moment ago. What was said then stands.")


@operation
def flag_decisions(evidence, *, why):
    """Have every released decision that rests on this evidence looked at again, each once while it is open."""
    decided = Assessment.objects.filter(
        judgements__released_at__isnull=False, judgements__basis__evidence_version__evidence=evidence
    )
    for assessment in decided.select_related("assessor").distinct().order_by("pk"):
        flag, is_new = BasisFlag.objects.get_or_create(
            assessment=assessment, evidence=evidence, settled_at=None, defaults={"why": why.value}
        )
        if is_new:
            record("decision.flagged", by=None, subject=flag, assessment=assessment.code, why=why.value)
            tell(assessment.assessor, "look_again", about=flag)


@operation
def settle_flag(flag, *, by, words, at=None):
    """Say what was found on looking again. The decision itself stays as it was released."""
    if not words.strip():
        raise WordsWanted
    at = at or timezone.now()
    if not BasisFlag.objects.filter(pk=flag.pk, settled_at=None).update(
        settled_at=at, settled_by=by, words=words
    ):
        raise AlreadySettled
    said = proved("decision.looked_at_again", flag, flag.assessment)
    record("decision.looked_at_again", by=by, subject=flag, assessment=flag.assessment.code, words=said)
    flag.refresh_from_db()
    return flag
