"""What belongs to a round beside its judgements: soundness, words for several, questions and their answers."""

from functools import cached_property

from assessments.operations.feedback import write_feedback
from assessments.operations.questions import ask_question
from assessments.operations.review import judge
from tests.doors import door

FEEDBACK = {"code": "review", "feedback": "words_for_several"}
QUESTION = {"code": "review", "question": "asked"}
ANSWERED = {"code": "read_unit", "question": "asked"}
ABOUT = {"code": "review", "requirement": "requirement"}

# fmt: off
DOORS = [
    # name                       practitioner assessor iqa trainer coordinator colleague outsider stranger
    # Whoever reads it, and nobody else.
    door("review-soundness", "        404 200 404 404 404 404 404 who", code="review"),
    door("review-soundness", "        404 422 404 404 404 404 404 who", post={}, code="review"),
    door("feedback-add", "            404 200 404 404 404 404 404 who", code="review"),
    door("feedback-add", "            404 422 404 404 404 404 404 who", post={}, code="review"),
    door("feedback-change", "         404 200 404 404 404 404 404 who", **FEEDBACK),
    door("feedback-change", "         404 422 404 404 404 404 404 who", post={}, **FEEDBACK),
    door("feedback-remove", "         404 302 404 404 404 404 404 who", post={}, **FEEDBACK),
    door("question-ask", "            404 200 404 404 404 404 404 who", **ABOUT),
    door("question-ask", "            404 422 404 404 404 404 404 who", post={}, **ABOUT),
    door("question-let-go", "         404 302 404 404 404 404 404 who", post={}, **QUESTION),
    # Signed off, an IQA reads what was said and asked on the page of the review, and changes nothing.
    door("review-soundness", "        404 403 403 404 404 404 404 who", code="signed"),
    door("feedback-add", "            404 403 403 404 404 404 404 who", code="signed"),
    # Posted too late, an assessor’s words are handed back.
    door("feedback-add", "            404 422 403 404 404 404 404 who", post={}, code="signed"),
    # Answered by whoever’s work it is; who coordinates knows of the unit.
    door("unit-questions", "          200 404 404 404 403 404 404 who", code="read_unit"),
    door("question-answer", "         200 404 404 404 403 404 404 who", **ANSWERED),
    door("question-answer", "         422 404 404 404 403 404 404 who", post={}, **ANSWERED),
]
# fmt: on


class Read:
    @cached_property
    def asked(self):
        """By the assessor, about the review; nobody answered yet."""
        return ask_question(self.review, requirement=self.requirement, words="Who?", by=self.assessor)

    @cached_property
    def words_for_several(self):
        """A draft of the assessor."""
        judge(self.review, requirement=self.requirement, outcome="not yet", by=self.assessor)
        told = {"text": "Both.", "requirements": [self.requirement], "by": self.assessor}
        return write_feedback(self.review, **told)
