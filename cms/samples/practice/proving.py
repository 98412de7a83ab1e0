"""What the words of a round, or of a second look, are proved with: as assessments.operations.proving leaves it."""

import secrets

from assessments.fingerprints import fingerprint
from assessments.models import WordsKey


def proved(load, action, round_, code, words):
    """The fingerprint of words about this round. `code`: of what the event is about; `words`: [(column, which, text)]."""
    salt = secrets.token_hex(16)
    load.rows.add(WordsKey, assessment_id=round_.key, action=action, subject_code=code, salt=salt)
    return fingerprint(salt, words)
