"""What happened before a journey begins, or meanwhile, by the operations the screens use."""

from assessments.operations.assignment import assign_assessor
from assessments.operations.review import refer_back
from assessments.operations.ties import say_untied
from cms.demo.evidence import FIRST_ROUND
from cms.demo.walk import add_piece, judge_round
from people.operations.jobs import perform_everything
from portfolios.operations.submission import share_unit
from portfolios.operations.units import start_unit
from tests.factories.assessments import DECLARATION


def begin(standard, *, by, pieces=FIRST_ROUND):
    """The standard is begun, with these pieces of sample evidence. Returns the unit."""
    unit = start_unit(standard, organisation=by.memberships.get().organisation, by=by)
    for piece in pieces:
        add_piece(unit, piece, by=by)
    perform_everything()
    return unit


def share(unit, *, assessor, coordinator):
    """Shared with this assessor. Returns the assessment, which waits for them."""
    assign_assessor(unit, assessor=assessor, by=coordinator)
    assessment = share_unit(unit, by=unit.owner, declaration=DECLARATION).assessment
    say_untied(assessment, by=assessor)
    return assessment


def answer(unit, *, assessor, coordinator, words_for):
    """This assessor takes what was shared, judges all of it and replies. `words_for`: {label: (outcome, words)}."""
    assign_assessor(unit, assessor=assessor, by=coordinator)
    assessment = unit.submissions.get().assessment
    judge_round(assessment, by=assessor, words_for=words_for)
    refer_back(assessment, by=assessor)
