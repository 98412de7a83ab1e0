"""Which state may follow which."""

from people.states import bring
from standards.models import Intake

REVIEW, AGREED, SET_ASIDE = Intake.State.REVIEW, Intake.State.AGREED, Intake.State.SET_ASIDE

MOVES = {
    Intake.State.READING: {REVIEW, SET_ASIDE},
    REVIEW: {AGREED, SET_ASIDE},
    SET_ASIDE: {REVIEW},
}

bring(Intake, MOVES)
