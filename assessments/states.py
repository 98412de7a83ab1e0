"""Which state may follow which."""

from assessments.models import Assessment, Sample, State
from people.states import bring
from people.steps import hold_to_steps

MOVES = {
    State.ON_OFFER: {State.IN_REVIEW, State.RECALLED},
    State.IN_REVIEW: {State.ON_OFFER, State.TO_AGREE, State.REPLIED, State.SIGNED_OFF, State.RECALLED},
    State.TO_AGREE: {State.IN_REVIEW, State.REPLIED, State.SIGNED_OFF},
}

bring(Assessment, MOVES)
IS_SIGNED = "EXISTS (SELECT 1 FROM assessments_signoff WHERE assessment_id = NEW.id)"
PROPOSED = "SELECT 1 FROM assessments_proposeddecision WHERE assessment_id = NEW.id"
WAITS = f"EXISTS ({PROPOSED} AND answer = '')"
WAS_AGREED_TO = (
    f"OLD.state <> '{State.TO_AGREE}' OR EXISTS ({PROPOSED} AND kind = 'reply' AND answer = 'agreed')"
)
hold_to_steps(
    Assessment,
    MOVES,
    begins={State.ON_OFFER, State.IN_REVIEW},
    asks={State.SIGNED_OFF: IS_SIGNED, State.TO_AGREE: WAITS, State.REPLIED: WAS_AGREED_TO},
)

SAMPLE_MOVES = {Sample.State.PLANNED: {Sample.State.LOOKED_AT, Sample.State.SET_ASIDE}}

bring(Sample, SAMPLE_MOVES)
HAS_RECORD = "EXISTS (SELECT 1 FROM assessments_samplerecord WHERE sample_id = NEW.id)"
hold_to_steps(Sample, SAMPLE_MOVES, begins={Sample.State.PLANNED}, asks={Sample.State.LOOKED_AT: HAS_RECORD})
