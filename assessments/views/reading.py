"""What pages of a review show beside its judgements: soundness, and questions with their answers."""

from django.utils.functional import SimpleLazyObject

from assessments.models import Test
from assessments.questions import is_open, questions_in
from assessments.soundness import soundness_of


def beside(assessment):
    """Asked for where a page shows it: one query for the soundness, one for the questions."""
    questions = SimpleLazyObject(lambda: questions_in(assessment.unit))
    return {
        "soundness": SimpleLazyObject(lambda: five_tests(soundness_of(assessment))),
        "questions": questions,
        "open_questions": SimpleLazyObject(lambda: [one for one in questions if is_open(one)]),
    }


def five_tests(said):
    """[(the name of a test, what was said of it or None)]"""
    return [(test.label, said.get(test.value)) for test in Test]
