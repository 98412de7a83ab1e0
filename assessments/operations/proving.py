"""Inside an operation, once its words are written: their fingerprint, for the event to keep."""

import secrets

from assessments.fingerprints import fingerprint, words_beside
from assessments.models import WordsKey


def proved(action, subject, assessment):
    """As `words` of what is recorded: assessments.fingerprints. `assessment`: whose owner the words are about."""
    key = WordsKey.objects.create(
        assessment=assessment, action=action, subject_code=subject.code, salt=secrets.token_hex(16)
    )
    return fingerprint(key.salt, words_beside(action, [subject.code])[subject.code])
