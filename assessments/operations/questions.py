"""Asking about one requirement, and answering without sharing again."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.models import Assessment, Question
from assessments.operations.holding import in_review
from assessments.operations.proving import proved
from assessments.operations.recall import begin_reading
from assessments.queries import assignment_of
from assessments.questions import OPEN, open_in
from people.audit import operation, record
from people.telling import tell


class NotOfThisStandard(Exception):
    """The requirement belongs to another standard."""


class NotTheirs(Exception):
    """Only whoever’s work it is answers."""

    sentence = gettext_lazy("Only whoever’s work it is can answer this.")


class AnsweredAlready(Exception):
    """The first answer stands, and what was typed here is handed back."""

    sentence = gettext_lazy(
        "You have answered this already, and that answer stands. Your words are below to copy."
    )


class NoLongerAsked(Exception):
    """It was let go of; what was typed here is handed back."""

    sentence = gettext_lazy("Nobody waits for an answer to this any more. Your words are below to copy.")


class QuestionsOpen(Exception):
    """Something is asked and not answered; `.labels` names the requirements."""

    def __init__(self, name, labels):
        self.labels = labels
        said = {"name": name, "labels": ", ".join(labels)}
        self.sentence = (
            _(
                "%(name)s has not answered yet what you asked about %(labels)s. Wait for the answer, or let it go."
            )
            % said
        )
        super().__init__(self.sentence)


class SayWhatBecomes(QuestionsOpen):
    """A reply with open questions says whether they go on being asked in the next round, or are let go."""

    def __init__(self, name, labels):
        super().__init__(name, labels)
        said = {"name": name, "labels": ", ".join(labels)}
        self.sentence = (
            _(
                "%(name)s has not answered yet what you asked about %(labels)s. Say what becomes of it, then reply."
            )
            % said
        )


@operation
def ask_question(assessment, *, requirement, words, by, at=None):
    """Ask whoever’s work it is something about one requirement. They are told that there is a question, and no more."""
    at = at or timezone.now()
    assessment = in_review(assessment, by)
    if requirement.version_id != assessment.version.pk:
        raise NotOfThisStandard
    begin_reading(assessment, by=by, at=at)
    question = Question.objects.create(
        assessment=assessment, requirement=requirement, words=words, asked_by=by, asked_at=at
    )
    record(
        "question.asked", by=by, subject=question, assessment=assessment.code, requirement=requirement.code
    )
    tell(assessment.owner, "question_asked", about=assessment.unit)
    return question


@operation
def answer_question(question, *, by, answer, at=None):
    """Answer, once. Whoever reads the work now is told. Raises AnsweredAlready, NoLongerAsked, NotTheirs."""
    assessment = Assessment.objects.locked(question.assessment)
    if assessment.owner_id != by.pk:
        raise NotTheirs
    told = {"answer": answer, "answered_by": by, "answered_at": at or timezone.now()}
    if not Question.objects.filter(OPEN, pk=question.pk).update(**told):
        raise why_closed(question)
    words = proved("question.answered", question, assessment)
    record("question.answered", by=by, subject=question, assessment=assessment.code, words=words)
    assignment = assignment_of(assessment.unit)
    if assignment:
        tell(assignment.assessor, "question_answered", about=assessment)
    question.refresh_from_db()
    return question


def why_closed(question):
    now = Question.objects.filter(pk=question.pk).first()
    return AnsweredAlready() if now and now.answered_at else NoLongerAsked()


@operation
def let_go(question, *, by, at=None):
    """Wait for its answer no longer. What was answered a moment ago stays answered. Raises AnsweredAlready."""
    assessment = in_review(question.assessment, by)
    if not Question.objects.filter(OPEN, pk=question.pk).update(let_go_at=at or timezone.now()):
        question.refresh_from_db()
        if not question.let_go_at:
            raise AnsweredAlready
        return question
    record("question.let_go", by=by, subject=question, assessment=assessment.code)
    question.refresh_from_db()
    return question


def settle_questions(assessment, *, go_on, by, at):
    """Inside a reply: `go_on` says whether what is open is asked on in the next round; None: nobody said."""
    waiting = list(open_in(assessment.unit))
    if waiting and go_on is None:
        raise SayWhatBecomes(assessment.owner.get_short_name(), labels_of(waiting))
    if go_on is False:
        for question in waiting:
            if Question.objects.filter(OPEN, pk=question.pk).update(let_go_at=at):
                record("question.let_go", by=by, subject=question, assessment=assessment.code)


def refuse_open(assessment):
    """Before signing off, whoever was asked has answered, or it was let go of."""
    waiting = list(open_in(assessment.unit))
    if waiting:
        raise QuestionsOpen(assessment.owner.get_short_name(), labels_of(waiting))


def labels_of(questions):
    return list(dict.fromkeys(question.requirement.label for question in questions))


def carry_questions(assessment):
    """What nobody answered in the rounds before goes on being asked in this one."""
    open_in(assessment.unit).exclude(assessment=assessment).update(assessment=assessment)


def take_questions_along(assessment, *, by):
    """Whoever hands a round back takes what they asked with them, unless it was answered."""
    asked = Question.objects.filter(OPEN, assessment=assessment, asked_by=by)
    asked.delete()
