"""Erasing someone changes nothing of others’ that happens to say the same: an answer, an address that was passed on."""

from people.models.user import NO_LONGER
from people.operations.erasing import erase_person
from people.roles import Role
from portfolios.models import EvidenceVersionWords, GroupPart, WitnessRequest
from portfolios.operations.confirming import confirm_testimony
from portfolios.operations.testimony import save_statement
from portfolios.operations.together import agree_with_part, ask_for_part
from tests.factories import EvidenceFactory, MembershipFactory
from tests.factories.assessments import share, unit_with_evidence
from tests.factories.witnesses import SAID, asked


def answered(request, *, by, **said):
    answers = {one.pk: said.pop("answer", "Pat listened.") for one in request.questions.all()[:1]}
    save_statement(request, by=by, revision=1, words=SAID | said, answers=answers)
    return confirm_testimony(request, by=by)


def told(evidence):
    return [one["answer"] for one in evidence.details["told"]]


def test_an_answer_in_the_words_in_which_a_witness_said_who_they_are_stays(
    practitioner, organisation, colleague
):
    """Who did it? The witness, says the witness; and what are they? Neighbours, as it was asked who was there."""
    request = asked(unit_with_evidence(practitioner, organisation), is_expert=True)
    who = {"name": "Wil Specimen", "relation": "Neighbours", "competence": "Thirty years of it"}
    evidence = answered(request, by=colleague, **who, answer="Neighbours", saw="Thirty years of it")
    share(request.unit)
    before = told(evidence)

    erase_person(colleague, by=None)

    evidence.refresh_from_db()
    assert before[:4] == [*who.values(), "Neighbours"]
    assert told(evidence) == [str(NO_LONGER), *before[3:]]
    frozen = EvidenceVersionWords.objects.get(version__evidence=evidence)
    assert [one["answer"] for one in frozen.details] == told(evidence)


def test_whoever_answered_a_link_that_was_passed_on_keeps_what_they_said(
    practitioner, organisation, colleague, assessor
):
    request = asked(
        unit_with_evidence(practitioner, organisation), email=colleague.email, name=str(colleague)
    )
    evidence = answered(request, by=assessor)
    before = told(evidence)

    erase_person(colleague, by=None)

    evidence.refresh_from_db()
    request = WitnessRequest.objects.select_related("statement").get()
    assert (request.email, request.name, request.statement.name) == ("", str(NO_LONGER), "Wil Specimen")
    assert (told(evidence), request.statement.contact) == (before, SAID["contact"])

    erase_person(assessor, by=None)

    evidence.refresh_from_db()
    assert told(evidence) == [str(NO_LONGER), *before[2:]]


def test_a_witness_who_names_themselves_in_an_answer_is_named_there_no_more(
    practitioner, organisation, colleague
):
    request = asked(unit_with_evidence(practitioner, organisation))
    evidence = answered(request, by=colleague, answer="Wil Specimen")

    erase_person(colleague, by=None)

    evidence.refresh_from_db()
    assert told(evidence)[:2] == [str(NO_LONGER)] * 2


def test_two_who_were_known_to_one_request_take_no_answer_along_the_second_time(
    practitioner, organisation, colleague
):
    request = asked(unit_with_evidence(practitioner, organisation), email=colleague.email)
    evidence = answered(request, by=None)
    erase_person(colleague, by=None)
    evidence.refresh_from_db()
    before = told(evidence)
    other = MembershipFactory(organisation=organisation, role=Role.ASSESSOR).person
    WitnessRequest.objects.update(answered_by=other)

    erase_person(other, by=None)

    evidence.refresh_from_db()
    assert (told(evidence), before[0]) == (before, str(NO_LONGER))


def test_whoever_was_asked_at_an_address_that_is_anothers_today_keeps_their_part(
    practitioner, organisation, colleague
):
    other = MembershipFactory(organisation=organisation, role=Role.PRACTITIONER).person
    evidence = EvidenceFactory(portfolio__owner=practitioner, portfolio__organisation=organisation)
    part = ask_for_part(evidence, whom=other.email, by=practitioner)
    agree_with_part(part, words="I cooked.", by=other)
    GroupPart.objects.filter(pk=part.pk).update(asked_as=colleague.email.upper())

    erase_person(colleague, by=None)

    part.refresh_from_db()
    assert (part.words, part.answer, part.asked_as) == ("I cooked.", "agreed", str(NO_LONGER))
