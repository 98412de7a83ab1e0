"""What a state looks like and is called, said in one place for every screen.

Shape: what the code says -> Look(kind: the colours, icon, words). Never colour alone: always icon and words.
"""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Look(NamedTuple):
    kind: str
    icon: str
    words: str | Promise


MEETS = Look("met", "met", _("Meets"))
MORE_EVIDENCE = Look("more", "more", _("More evidence"))
NOT_YET = Look("notyet", "notyet", _("Not yet"))
MATCHED = Look("outline", "link", _("Matched"))
WITH_ASSESSOR = Look("wait", "wait", _("With your assessor"))
DRAFT = Look("outline", "draft", _("Draft"))
NO_EVIDENCE = Look("outline", "none", _("No evidence yet"))
LEGACY = Look("legacy", "clock", _("LEGACY"))
PROBLEM = Look("error", "alert", _("Something went wrong"))

LOOKS = {
    "meets": MEETS,
    "met": MEETS,
    "more_evidence": MORE_EVIDENCE,
    "more": MORE_EVIDENCE,
    "not_yet": NOT_YET,
    "notyet": NOT_YET,
    "matched": MATCHED,
    "claimed": MATCHED,
    "with_assessor": WITH_ASSESSOR,
    "wait": WITH_ASSESSOR,
    "draft": DRAFT,
    "none": NO_EVIDENCE,
    "on_offer": Look("outline", "message", _("Waiting for an assessor")),
    "in_review": Look("wait", "wait", _("With an assessor")),
    "to_agree": Look("wait", "wait", _("With an assessor")),  # who agrees with whom is theirs
    "replied": Look("outline", "message", _("Replied")),
    "signed_off": Look("met", "met", _("Signed off")),
    # what someone in a group needs: assessments.cohorts.Need
    "not_joined": Look("outline", "user", _("Not joined yet")),
    "nothing_shared": Look("outline", "none", _("Nothing shared yet")),
    "assessor": Look("outline", "message", _("Waiting for an assessor")),
    "reading": Look("wait", "wait", _("With an assessor")),
    "second": Look("wait", "wait", _("Waiting for a second assessor to agree")),
    "their_turn": Look("outline", "message", _("Replied: it is their turn")),
    "ready": Look("met", "tick", _("All met: ready to be signed off")),
    "so_far": Look("met", "met", _("Signed off")),
    "finished": Look("met", "cert", _("Finished")),
    "legacy": LEGACY,
    "error": PROBLEM,
}
JUDGEMENTS = {"meets": MEETS, "more evidence": MORE_EVIDENCE, "not yet": NOT_YET}  # as outcomes are kept
NOTICES = {
    "info": "info",
    "care": "care",
    "heed": "shield",
    "error": "alert",
    "legacy": "clock",
    "quiet": "info",
}


class LookIsUnknown(LookupError):
    """A state nobody has given an icon and words. Add it to cms/statuses.py."""


def look_of(state):
    """The look of a state. Raises LookIsUnknown, so that no screen shows a bare code.

    "not yet", as an outcome is kept, and "not_yet" are the same.
    """
    try:
        return LOOKS[str(state).replace(" ", "_")]
    except KeyError:
        raise LookIsUnknown(str(state)) from None
