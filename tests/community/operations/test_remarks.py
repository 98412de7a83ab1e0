"""Questions about an amendment and answers to them: taken back by who said them, taken away by a steward."""

import pytest

from community.operations.remarks import (
    NothingSaid,
    NotTheirsToTakeAway,
    NotTheirWords,
    answer,
    ask,
    take_remark_away,
    take_remark_back,
)
from people.models import AuditEvent, OutboxMail
from people.roles import Role
from tests.factories.community import its_time_over, open_amendment
from tests.factories.people import MembershipFactory


def test_questions_and_answers_stand_together(charter, practitioner, outsider):
    amendment = open_amendment(charter, by=practitioner)
    question = ask(amendment, words=" Why? ", is_named=True, by=outsider)
    first = answer(question, words="Because.", is_named=False, by=practitioner)
    second = answer(first, words="I see.", is_named=False, by=outsider)

    assert (question.words, question.is_named, question.answers) == ("Why?", True, None)
    assert [first.answers, second.answers] == [question, question]
    with pytest.raises(NothingSaid):
        ask(amendment, words=" \n", is_named=False, by=outsider)
    with pytest.raises(NotTheirWords):
        take_remark_back(question, by=practitioner)
    take_remark_back(question, by=outsider)
    take_remark_back(second, by=outsider)
    assert list(amendment.remarks.values_list("words", "is_named")) == [("", False), ("Because.", False)]
    with its_time_over(amendment):
        take_remark_back(first, by=practitioner)
    assert amendment.remarks.count() == 1


def test_a_steward_of_the_place_takes_any_words_away(charter, organisation, practitioner, assessor, outsider):
    amendment = open_amendment(charter, by=practitioner)
    question = ask(amendment, words="Unkind.", is_named=True, by=assessor)
    reply = answer(question, words="Because.", is_named=False, by=practitioner)
    steward = MembershipFactory(organisation=organisation, role=Role.STEWARD).person
    assert outsider.places_as(Role.STEWARD)  # of another place

    for other in (practitioner, outsider):
        with pytest.raises(NotTheirsToTakeAway):
            take_remark_away(question, by=other)
    with its_time_over(amendment):
        for _twice in range(2):
            take_remark_away(question, by=steward)
        take_remark_back(question, by=assessor)

    assert list(amendment.remarks.values_list("words", "is_named")) == [("", False), (reply.words, False)]
    events = AuditEvent.objects.filter(action__startswith="amendment.words")
    assert list(events.values_list("action", "actor_code")) == [("amendment.words_taken_away", steward.code)]
    told = OutboxMail.objects.values_list("kind", "person", "about_code")
    assert list(told) == [("words_taken_away", assessor.pk, amendment.code)]
