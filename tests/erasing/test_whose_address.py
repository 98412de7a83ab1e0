"""Who is meant by an address: whoever has it today, and nobody who once came by a mail that was sent there."""

from people.models import Invitation, OutboxMail
from people.operations.erasing import erase_person
from people.roles import Role
from people.telling import tell
from portfolios.models import TakedownRequest
from portfolios.operations.consent import ask_to_take_down
from portfolios.operations.together import ask_for_part
from tests.factories import EvidenceFactory, MembershipFactory


def test_who_asked_to_be_taken_down_is_reached_at_that_address_no_more(practitioner, organisation, colleague):
    evidence = EvidenceFactory(portfolio__owner=practitioner, portfolio__organisation=organisation)
    ask_to_take_down(evidence, words="Please no.", contact=colleague.email.upper())

    erase_person(colleague, by=None)

    wish = TakedownRequest.objects.get()
    assert (wish.words, wish.contact, wish.settled_at) == ("Please no.", "", None)


def test_an_invitation_that_was_passed_on_hits_nobody_it_was_sent_to(
    practitioner, organisation, colleague, mail_on
):
    invited = {"organisation": organisation, "name": "A colleague", "role": Role.PRACTITIONER}
    Invitation.objects.create(email=colleague.email.upper(), accepted_by=practitioner, **invited)
    other = MembershipFactory(organisation=organisation, role=Role.PRACTITIONER).person
    evidence = EvidenceFactory(portfolio__owner=other, portfolio__organisation=organisation)
    part = ask_for_part(evidence, whom=colleague.email, by=other)
    OutboxMail.objects.all().delete()
    tell(colleague, "shared", about=organisation)

    erase_person(practitioner, by=None)

    part.refresh_from_db()
    assert (part.answer, part.asked_as) == ("asked", colleague.email)
    assert OutboxMail.objects.get().person == colleague
    assert Invitation.objects.get().email == ""
