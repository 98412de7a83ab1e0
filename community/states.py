"""Which state may follow which."""

from community.models import Amendment, CharterIntake
from people.states import bring
from standards import states as texts

OPEN, ADOPTED = Amendment.State.OPEN, Amendment.State.ADOPTED
NOT_ADOPTED, WITHDRAWN = Amendment.State.NOT_ADOPTED, Amendment.State.WITHDRAWN
AGREED = CharterIntake.State.AGREED

MOVES = {OPEN: {ADOPTED, NOT_ADOPTED, WITHDRAWN}}

bring(Amendment, MOVES)
bring(CharterIntake, texts.MOVES)  # a text on its way in goes the same way, whatever it becomes
