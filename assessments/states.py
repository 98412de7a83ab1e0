"""Which state may follow which."""

from assessments.models import Assessment, State
from people.states import bring

MOVES = {
    State.ON_OFFER: {State.IN_REVIEW, State.RECALLED},
    State.IN_REVIEW: {State.ON_OFFER, State.REPLIED, State.SIGNED_OFF, State.RECALLED},
}

bring(Assessment, MOVES)
