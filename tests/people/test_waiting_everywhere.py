"""What waits for someone, from every app, in as many queries for one thing as for several."""

import pytest

from community.models import Agreement, Talk
from people.models import AuditEvent, Membership
from people.roles import Role
from people.waiting import waiting_for
from portfolios.operations.consent import ask_to_take_down
from portfolios.operations.together import ask_for_part
from tests.factories import MembershipFactory
from tests.factories.assessments import share, unit_with_evidence
from tests.factories.community import adopted_charter

pytestmark = pytest.mark.django_db


def sentences(person):
    return [one.sentence for one in waiting_for(person)]


def units(count, practitioner, organisation):
    others = [MembershipFactory(organisation=organisation).person for _ in range(count - 1)]
    return [unit_with_evidence(one, organisation, performance=1) for one in (practitioner, *others)]


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "A shared round is yours to read."), (3, "3 shared rounds are yours to read.")],
)
def test_an_assessor_finds_what_they_read_in_one_line(assessor, practitioner, organisation, count, said):
    for unit in units(count, practitioner, organisation):
        share(unit, assessor=assessor)

    [one] = waiting_for(assessor)
    assert (one.sentence, one.url, one.count) == (said, "/reviews/", count)


def test_what_is_on_offer_waits_for_an_assessor_and_for_nobody_else(
    assessor, iqa, coordinator, practitioner, organisation
):
    [unit] = units(1, practitioner, organisation)
    share(unit)

    assert sentences(assessor) == ["A shared round looks for someone to read it. Only if you have room."]
    assert [sentences(person) for person in (iqa, coordinator, practitioner)] == [[], [], []]


def test_someone_is_asked_for_their_part(practitioner, organisation):
    friend = MembershipFactory(organisation=organisation).person
    [unit] = units(1, practitioner, organisation)
    ask_for_part(unit.portfolio.evidence.first(), whom=friend.code, by=practitioner)

    assert sentences(friend) == ["Someone asks what your part was in what you may have done together."]


def test_a_wish_to_be_taken_down_waits_for_the_owner(practitioner, organisation):
    [unit] = units(1, practitioner, organisation)
    ask_to_take_down(unit.portfolio.evidence.first(), words="Please.")

    assert "Someone in your evidence asked for it to be taken down." in sentences(practitioner)


def test_a_talk_waits_for_a_steward(practitioner, organisation):
    steward = MembershipFactory(organisation=organisation, role=Role.STEWARD).person
    charter = adopted_charter(organisation=organisation)
    wish = Agreement.objects.create(person=practitioner, version=charter.current_version, answer="talk")
    Talk.objects.create(agreement=wish)

    assert sentences(steward) == ["Someone would like to talk."]
    assert sentences(practitioner) == []


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_costs_the_same_for_one_and_for_several(
    client_for, assessor, practitioner, organisation, count, django_assert_num_queries
):
    for unit in units(count, practitioner, organisation):
        share(unit, assessor=assessor)
        share(
            unit_with_evidence(
                MembershipFactory(organisation=organisation).person, organisation, performance=1
            )
        )
    browser = client_for(assessor)

    with django_assert_num_queries(17):
        browser.get("/waiting/")


def test_looking_at_what_waits_is_no_event(pat):
    pat.get("/waiting/")
    pat.get("/my/trail/")

    assert not AuditEvent.objects.exists()
    assert Membership.objects.exists()
