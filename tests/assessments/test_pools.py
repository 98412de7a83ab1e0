"""Work towards an award is offered to its pool; without one, and for all other work, to every assessor of the place."""

import pytest
from django.urls import reverse

from assessments.models import PoolMember
from assessments.offers import offers_for
from assessments.operations.assignment import NotOffered, accept_offer, assign_assessor
from assessments.operations.pools import PoolHasChanged, set_pool
from assessments.pools import members_of, pool_of
from people.models import AuditEvent
from people.roles import Role
from portfolios.operations.pursuits import set_aside, start_pursuit
from tests.factories import MembershipFactory, UserFactory
from tests.factories.assessments import share, unit_on
from tests.factories.awards import published_award
from tests.reading import shown, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def award(unit):
    return published_award((None, [unit.version.standard]), title="Award for neighbours")


@pytest.fixture
def pursuit(award, organisation, practitioner):
    return start_pursuit(award, organisation=organisation, by=practitioner)


@pytest.fixture
def pool(award, organisation, coordinator):
    def choose(*assessors, revision=None, by=coordinator):
        seen = pool_of(award, organisation).revision if revision is None else revision
        return set_pool(award, organisation=organisation, assessors=assessors, revision=seen, by=by)

    return choose


def offered(*people):
    return [bool(offers_for(person)) for person in people]


def test_an_offer_of_a_pursued_award_goes_to_its_pool(offer, pursuit, pool, assessor, colleague):
    pool(colleague)

    assert offered(assessor, colleague) == [False, True]
    with pytest.raises(NotOffered):
        accept_offer(offer, by=assessor)


def test_what_is_not_pursued_goes_to_everyone(offer, pool, assessor, colleague):
    pool(colleague)

    assert offered(assessor, colleague) == [True, True]


def test_an_award_set_aside_asks_for_no_pool(offer, pursuit, pool, assessor, colleague, practitioner):
    pool(colleague)
    set_aside(pursuit, by=practitioner)

    assert offered(assessor, colleague) == [True, True]


def test_another_standard_is_not_of_that_pool(
    offer, practitioner, organisation, coordinator, assessor, colleague
):
    other = published_award()
    start_pursuit(other, organisation=organisation, by=practitioner)
    set_pool(other, organisation=organisation, assessors=[colleague], revision=0, by=coordinator)

    assert offered(assessor, colleague) == [True, True]


def test_an_award_without_a_pool_is_read_by_everyone(offer, pursuit, assessor, colleague):
    assert offered(assessor, colleague) == [True, True]


def test_a_pool_whose_people_all_left_is_none(offer, pursuit, pool, assessor, colleague):
    pool(colleague)
    colleague.memberships.update(until_date="2020-01-01")

    assert offered(assessor) == [True]


def test_of_two_awards_either_pool_is_offered_it(
    offer, pursuit, pool, organisation, practitioner, coordinator, assessor, colleague
):
    second = published_award((None, [offer.version.standard]))
    start_pursuit(second, organisation=organisation, by=practitioner)
    pool(colleague)
    set_pool(second, organisation=organisation, assessors=[assessor], revision=0, by=coordinator)

    assert offered(assessor, colleague) == [True, True]


def test_a_pool_counts_in_its_own_place(
    offer, pursuit, award, pool, practitioner, organisation, outsider, assessor, colleague, coordinator
):
    """Both assess in two places, where the same person works towards the same award; each place has its own pool."""
    there = outsider.memberships.first().organisation
    for person in (assessor, colleague):
        MembershipFactory(person=person, organisation=there, role=Role.ASSESSOR)
    MembershipFactory(person=practitioner, organisation=there)
    start_pursuit(award, organisation=there, by=practitioner)
    other = share(unit_on(offer.version, practitioner, there))

    def places():
        return [{one.organisation for one in offers_for(person)} for person in (assessor, colleague)]

    both = {organisation, there}
    assert places() == [both, both]
    pool(colleague)
    assert places() == [{there}, both]
    set_pool(award, organisation=there, assessors=[assessor], revision=0, by=coordinator)
    assert places() == [{there}, {organisation}]
    with pytest.raises(NotOffered):
        accept_offer(other, by=colleague)
    assert accept_offer(other, by=assessor).assessor == assessor


def test_a_coordinator_may_give_it_to_someone_outside_the_pool(
    offer, pursuit, pool, assessor, colleague, coordinator
):
    pool(colleague)

    assert assign_assessor(offer.unit, assessor=assessor, by=coordinator).assessor == assessor


def test_a_coordinator_chooses_on_a_page_once_an_event(client_for, coordinator, award, assessor, iqa):
    browser, page = client_for(coordinator), reverse("pool", args=[award.code])

    for _twice in range(2):
        assert browser.send(page, {"assessors": [assessor.code], "revision": "0"}).status_code == 302

    assert [member.assessor for member in PoolMember.objects.all()] == [assessor]
    assert AuditEvent.objects.filter(action="pool.set").count() == 1
    assert f'value="{assessor.code}"' in shown(browser.get(page))
    assert "One assessor" in shown(browser.get(reverse("pools")))
    assert browser.send(page, {"assessors": [iqa.code], "revision": "1"}).status_code == 422
    assert browser.send(page, {"revision": "1"}).status_code == 302
    assert not PoolMember.objects.exists()


def test_of_two_who_choose_it_the_second_sees_what_the_first_saved_and_loses_nothing(
    client_for, coordinator, award, pool, assessor, colleague, organisation
):
    other = MembershipFactory(
        role=Role.COORDINATOR, person=UserFactory(name="Kit Placeholder"), organisation=organisation
    ).person
    pool(assessor)
    browser, page = client_for(coordinator), reverse("pool", args=[award.code])
    shown_before = browser.get(page).context["form"]
    pool(colleague, by=other)

    typed = {"revision": shown_before["revision"].value(), "shown": shown_before["shown"].value()}
    answer = browser.send(page, {"assessors": [assessor.code], **typed})

    said = text_of(answer)
    assert answer.status_code == 409
    assert "Kit Placeholder saved this on" in said
    assert "Put in: Cleo Example Taken out: Robin Example Chosen now: Cleo Example" in said
    assert answer.context["form"]["assessors"].value() == [assessor.code]
    assert list(members_of(pool_of(award, organisation))) == [colleague]
    assert browser.send(page, {"assessors": [assessor.code], "revision": "2"}).status_code == 302
    assert list(members_of(pool_of(award, organisation))) == [assessor]


def test_a_stale_choice_is_no_event_and_what_stands_already_is_never_stale(pool, assessor, colleague):
    assert pool(colleague, revision=0).revision == 1
    with pytest.raises(PoolHasChanged):
        pool(assessor, revision=0)

    assert pool(colleague, revision=0).revision == 1
    assert AuditEvent.objects.filter(action="pool.set").count() == 1


def test_of_two_who_choose_at_once_one_does(at_once, award, organisation, coordinator, assessor, colleague):
    told = {"organisation": organisation, "by": coordinator, "revision": 0}

    first, second = at_once(
        lambda: set_pool(award, assessors=[assessor], **told),
        lambda: set_pool(award, assessors=[colleague], **told),
    )

    assert sorted(type(one).__name__ for one in (first, second)) == ["Pool", "PoolHasChanged"]
    assert PoolMember.objects.count() == 1


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_of_pools_costs_the_same_for_one_and_thirty(
    client_for, coordinator, organisation, assessor, count, django_assert_num_queries
):
    for n in range(count):
        award = published_award(title=f"Award {n} sample")
        set_pool(award, organisation=organisation, assessors=[assessor], revision=0, by=coordinator)
    browser = client_for(coordinator)

    with django_assert_num_queries(5):
        answer = browser.get(reverse("pools"))

    assert shown(answer).count("One assessor") == min(count, 20)
