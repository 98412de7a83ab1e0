"""Questions about one requirement: answered without sharing again, open or let go of, and kept as they were."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from assessments.models import Question
from assessments.operations.assignment import assign_assessor, hand_back
from assessments.operations.questions import (
    AnsweredAlready,
    NoLongerAsked,
    NotOfThisStandard,
    NotTheirs,
    QuestionsOpen,
    SayWhatBecomes,
    answer_question,
    ask_question,
    let_go,
)
from assessments.operations.review import judge, refer_back
from assessments.operations.sign_off import sign_off
from assessments.queries import hash_of_seen, seen_in
from assessments.waiting import questions_to_answer
from people.models import AuditEvent, OutboxMail
from people.operations.mail import message_for
from portfolios.exchange.told_units import units_told
from portfolios.operations.submission import share_unit
from tests.factories import StandardVersionFactory
from tests.factories.assessments import DECLARATION, judge_all
from tests.reading import text_of

pytestmark = pytest.mark.django_db
ASKED = "Who else was in the room that day?"
MINE = "Six of us, and the caretaker."


@pytest.fixture
def question(assessment, labelled, assessor):
    return ask_question(assessment, requirement=labelled["P1"], words=ASKED, by=assessor)


def ask_page(assessment, requirement):
    return reverse("question-ask", args=[assessment.code, requirement.code])


def answer_page(question):
    return reverse("question-answer", args=[question.assessment.unit.code, question.code])


def signing(assessment, by):
    seen = hash_of_seen(seen_in(assessment))
    return sign_off(assessment, by=by, seen_hash=seen, declaration="Seen.")


def test_it_is_asked_about_one_requirement_and_answered_in_the_round(
    robin, pat, assessment, labelled, mail_on, practitioner, assessor
):
    asked = robin.send(ask_page(assessment, labelled["P1"]), {"words": ASKED})
    question = Question.objects.get()
    piece = assessment.submission.items.filter(requirement=labelled["P1"]).get().evidence_version
    at_the_workbench = reverse("review-evidence", args=[assessment.code, piece.code])
    assert asked.url == f"{at_the_workbench}#j-{labelled['P1'].code}"
    unit = assessment.unit
    assert reverse("unit-questions", args=[unit.code]) in pat.get("/my/").content.decode()
    assert "a question for you" in text_of(pat.get(reverse("unit-detail", args=[unit.code])))
    assert ASKED in text_of(pat.get(reverse("unit-questions", args=[unit.code])))
    assert [one.url for one in questions_to_answer(practitioner)] == [
        reverse("unit-questions", args=[unit.code])
    ]

    done = pat.send(answer_page(question), {"answer": MINE}, follow=True)

    question.refresh_from_db()
    assert (question.answer, question.answered_by) == (MINE, practitioner)
    assert MINE in text_of(done)
    assert unit.submissions.count() == 1
    assert MINE in text_of(robin.get(reverse("review", args=[assessment.code])))
    piece = assessment.submission.items.first().evidence_version
    assert MINE in text_of(robin.get(reverse("review-evidence", args=[assessment.code, piece.code])))
    assert reverse("unit-questions", args=[unit.code]) not in pat.get("/my/").content.decode()


def test_mails_and_events_say_that_there_is_one_and_not_what(question, mail_on, practitioner, assessor):
    practitioner.email = assessor.email = ""  # told by what was queued already
    answer_question(question, by=practitioner, answer=MINE)

    mails = {mail.kind: mail for mail in OutboxMail.objects.filter(kind__startswith="question")}
    assert {kind: mail.person for kind, mail in mails.items()} == {
        "question_asked": practitioner,
        "question_answered": assessor,
    }
    for mail in mails.values():
        message = message_for(mail, "a@b.example")
        assert (ASKED in message.body + message.subject, MINE in message.body + message.subject) == (
            False,
            False,
        )
    events = AuditEvent.objects.filter(action__startswith="question")
    assert [event.action for event in events] == ["question.asked", "question.answered"]
    assert not [event for event in events if ASKED in str(event.payload) or MINE in str(event.payload)]


def test_nothing_is_signed_while_one_is_open(robin, assessment, question, assessor, practitioner):
    judge_all(assessment)
    with pytest.raises(QuestionsOpen) as refusal:
        signing(assessment, assessor)
    assert refusal.value.labels == ["P1"]
    page = robin.get(reverse("review-sign-off", args=[assessment.code]))
    assert "Pat has not answered yet what you asked about P1." in text_of(page)
    assert "Sign off, make certificate" not in text_of(page)

    answer_question(question, by=practitioner, answer=MINE)

    assert signing(assessment, assessor)


def test_a_reply_says_first_what_becomes_of_it(robin, assessment, question, labelled, assessor):
    judge(assessment, requirement=labelled["P1"], outcome="meets", by=assessor)
    reply = reverse("review-reply", args=[assessment.code])

    refused = robin.send(reply)

    assert refused.status_code == 422
    assert "Say what becomes of it, then reply." in text_of(refused)
    with pytest.raises(SayWhatBecomes):
        refer_back(assessment, by=assessor)
    assert robin.send(reply, {"asks_on": "no"}).status_code == 302
    question.refresh_from_db()
    assert question.let_go_at is not None
    assert AuditEvent.objects.filter(action="question.let_go").count() == 1


def test_it_goes_on_in_the_next_round(pat, robin, assessment, question, labelled, assessor, practitioner):
    judge(assessment, requirement=labelled["P1"], outcome="meets", by=assessor)
    robin.send(reverse("review-reply", args=[assessment.code]), {"asks_on": "yes"})
    assert pat.get(answer_page(question)).status_code == 200

    again = share_unit(assessment.unit, by=practitioner, declaration=DECLARATION).assessment

    question.refresh_from_db()
    assert (question.assessment, question.let_go_at) == (again, None)
    judge_all_but_met(again)
    with pytest.raises(QuestionsOpen):
        signing(again, assessor)
    pat.send(answer_page(question), {"answer": MINE})
    assert MINE in text_of(robin.get(reverse("review", args=[again.code])))
    assert signing(again, assessor)


def judge_all_but_met(assessment):
    from tests.factories.assessments import open_all, say_sound

    open_all(assessment)
    say_sound(assessment)
    met = set(assessment.judgements.values_list("requirement", flat=True))
    for requirement in assessment.version.requirements.exclude(pk__in=met):
        judge(assessment, requirement=requirement, outcome="meets", words="Seen.", by=assessment.assessor)


def test_whoever_asked_can_let_it_go(robin, pat, assessment, question):
    page = reverse("question-let-go", args=[assessment.code, question.code])
    assert robin.send(page).status_code == 302
    assert robin.send(page).status_code == 302

    late = pat.send(answer_page(question), {"answer": MINE})

    assert late.status_code == 409
    assert MINE in text_of(late)
    assert "Nothing is asked just now" in text_of(
        pat.get(reverse("unit-questions", args=[assessment.unit.code]))
    )
    assert AuditEvent.objects.filter(action="question.let_go").count() == 1


def test_an_answer_stands(pat, assessment, question, assessor, practitioner):
    answer_question(question, by=practitioner, answer=MINE)

    again = pat.send(answer_page(question), {"answer": "On second thoughts"})

    assert again.status_code == 409
    assert ("On second thoughts" in text_of(again), MINE in text_of(again)) == (True, True)
    with pytest.raises(AnsweredAlready):
        let_go(question, by=assessor)
    question.refresh_from_db()
    assert (question.answer, question.let_go_at) == (MINE, None)


def test_answered_and_let_go_at_once_one_of_them_happens(at_once, question, assessor, practitioner):
    outcomes = at_once(
        lambda: answer_question(question, by=practitioner, answer=MINE), lambda: let_go(question, by=assessor)
    )

    names = sorted(type(outcome).__name__ for outcome in outcomes)
    question.refresh_from_db()
    assert names == (
        ["AnsweredAlready", "Question"] if question.answered_at else ["NoLongerAsked", "Question"]
    )


@pytest.mark.parametrize("typed", ["", "  ", "x" * 5001, "nul \x00"])
def test_a_few_words_are_needed(pat, robin, assessment, labelled, question, typed):
    asked = robin.send(ask_page(assessment, labelled["P2"]), {"words": typed})
    answered = pat.send(answer_page(question), {"answer": typed})

    assert (asked.status_code, answered.status_code) == (422, 422)
    assert Question.objects.count() == 1
    question.refresh_from_db()
    assert question.answered_at is None


def test_only_its_owner_answers_and_only_of_this_standard(assessment, question, assessor, colleague):
    with pytest.raises(NotTheirs):
        answer_question(question, by=assessor, answer="Me.")
    other = StandardVersionFactory().requirements.first()
    with pytest.raises(NotOfThisStandard):
        ask_question(assessment, requirement=other, words=ASKED, by=assessor)


def test_handed_back_what_nobody_answered_goes_along(
    pat, assessment, question, labelled, assessor, practitioner
):
    other = ask_question(assessment, requirement=labelled["P2"], words="And then?", by=assessor)
    answer_question(other, by=practitioner, answer=MINE)

    hand_back(assessment, by=assessor)

    assert list(Question.objects.all()) == [other]
    late = pat.send(answer_page(question), {"answer": "Typed meanwhile"})
    assert late.status_code == 409
    assert "Typed meanwhile" in text_of(late)
    with pytest.raises(NoLongerAsked):
        answer_question(question, by=practitioner, answer=MINE)


def test_passed_on_it_stays_asked(
    client_for, assessment, question, colleague, coordinator, practitioner, mail_on
):
    assign_assessor(assessment.unit, assessor=colleague, by=coordinator)

    answer_question(question, by=practitioner, answer=MINE)

    assert OutboxMail.objects.get(kind="question_answered").person == colleague


@pytest.mark.parametrize(
    "change",
    [
        lambda mine: mine.update(words="Other"),
        lambda mine: mine.update(answer="Other"),
        lambda mine: mine.update(answered_at=timezone.now()),
        lambda mine: mine.delete(),
    ],
)
def test_both_texts_stay_once_answered_and_erasure_may_empty_them(question, practitioner, change):
    answer_question(question, by=practitioner, answer=MINE)
    mine = Question.objects.filter(pk=question.pk)

    with pytest.raises(DatabaseError), transaction.atomic():
        change(mine)

    assert mine.update(words="", answer="") == 1


def test_it_is_answered_or_let_go_never_both(question, practitioner):
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.update(let_go_at=timezone.now(), answered_at=timezone.now())


def test_questions_leave_with_their_answers(assessment, question, labelled, assessor, practitioner):
    answer_question(question, by=practitioner, answer=MINE)
    let_go(ask_question(assessment, requirement=labelled["P2"], words="No.", by=assessor), by=assessor)

    class Carried:
        units = [assessment.unit]
        evidence = []

    [told] = units_told(Carried)
    assert [(one.round, one.requirement, one.words, one.by, one.answer) for one in told.questions] == [
        (1, str(labelled["P1"].lineage), ASKED, "Robin Example", MINE)
    ]


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_the_same_for_one_and_thirty(
    pat, assessment, labelled, assessor, count, django_assert_num_queries
):
    for _each in range(count):
        ask_question(assessment, requirement=labelled["P1"], words=ASKED, by=assessor)

    with django_assert_num_queries(5):
        page = pat.get(reverse("unit-questions", args=[assessment.unit.code]))

    assert text_of(page).count(ASKED) == count
