import pytest

from assessments.cohorts import (
    BY_STATE,
    Need,
    cohorts_in,
    members_of,
    members_who_need,
    numbers_in,
)
from assessments.cohorts import (
    needs_in as needs_of_all,
)
from assessments.lists import Row
from assessments.models import Certificate, CertificateEnd, Cohort, State
from assessments.operations.cohorts import add_person, end_cohort, leave
from assessments.operations.review import judge, refer_back
from assessments.who_needs_what import people_in_words
from people.operations.invitations import accept_invitation
from people.roles import Role
from portfolios.operations.claims import set_claims
from portfolios.operations.recall import recall_round
from portfolios.operations.submission import share_unit
from tests.factories import (
    EvidenceFactory,
    MembershipFactory,
    PortfolioFactory,
    StandardVersionFactory,
    UnitFactory,
)
from tests.factories.assessments import DECLARATION, judge_all, share, sign, unit_with_evidence
from tests.factories.awards import published_award
from tests.factories.cohorts import bring_in, cohort_in, practitioner_here, rows_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(organisation, coordinator):
    return cohort_in(organisation, by=coordinator)


@pytest.fixture
def member(cohort, organisation, coordinator):
    """Someone in the group; called with a name."""

    def put_in(name):
        return add_person(cohort, practitioner_here(organisation, name=name), by=coordinator)

    return put_in


def needs_in(cohort):
    """{name: what they need}, as the page says it."""
    return {one.member.shown_name: one.needs for one in people_in_words(cohort, members_of(cohort))}


def unit_of(member):
    return unit_with_evidence(member.person, member.cohort.organisation, performance=1, knowledge=1, values=0)


def everyone_somewhere(cohort, member, assessor, coordinator):
    """One person for each thing that can be needed."""
    bring_in(cohort, rows_of(1), by=coordinator)
    member("Nothing Sample")
    share(unit_of(member("Offer Sample")))
    share(unit_of(member("Reading Sample")), assessor=assessor)
    replied = share(unit_of(member("Replied Sample")), assessor=assessor)
    judge(replied, requirement=replied.version.requirements.first(), outcome="meets", by=assessor)
    refer_back(replied, by=assessor)
    ready = judge_all(share(unit_of(member("Ready Sample")), assessor=assessor))
    refer_back(ready, by=assessor)
    share_unit(ready.unit, by=ready.owner, declaration=DECLARATION)
    started = member("Started Sample")
    sign(share(unit_of(started), assessor=assessor))
    UnitFactory(portfolio=PortfolioFactory(owner=started.person, organisation=cohort.organisation))
    sign(share(unit_of(member("Whole Sample")), assessor=assessor))


def test_everyone_is_said_to_need_what_they_need(cohort, member, assessor, coordinator):
    everyone_somewhere(cohort, member, assessor, coordinator)

    assert needs_in(cohort) == {
        "New1 Sample": [Need.NOT_JOINED],
        "Nothing Sample": [Need.NOTHING_SHARED],
        "Offer Sample": [Need.ASSESSOR],
        "Reading Sample": [Need.READING],
        "Ready Sample": [Need.READY],
        "Replied Sample": [Need.THEIR_TURN],
        "Started Sample": [Need.SO_FAR],
        "Whole Sample": [Need.FINISHED],
    }


def test_asked_for_by_what_is_needed_one_finds_the_same_people(cohort, member, assessor, coordinator):
    everyone_somewhere(cohort, member, assessor, coordinator)

    needs = needs_of_all(cohort)
    found = {need: [member.shown_name for member in members_who_need(cohort, need, needs)] for need in Need}

    said = needs_in(cohort)
    assert found == {need: [name for name, needs in said.items() if need in needs] for need in Need}
    assert numbers_in(needs) == [(need, len(names)) for need, names in found.items() if names]


def test_people_stand_in_the_order_of_their_names_whatever_they_have_done(cohort, member, assessor):
    for name in ("cleo Sample", "Ann Sample", "Ben Sample"):
        unit = unit_of(member(name))
        if name != "Ann Sample":
            sign(share(unit, assessor=assessor))

    assert list(needs_in(cohort)) == ["Ann Sample", "Ben Sample", "cleo Sample"]


def test_one_person_may_need_several_things_one_for_each_standard(cohort, member, assessor):
    pat = member("Pat Sample")
    share(unit_of(pat))
    share(unit_of(pat), assessor=assessor)
    unit_of(pat)

    (one,) = people_in_words(cohort, members_of(cohort))

    assert one.needs == [Need.ASSESSOR, Need.READING]
    assert [(standing.need, standing.waits_for) for standing in one.standings] == [
        (Need.ASSESSOR, ""),
        (Need.READING, "Robin Example"),
        (Need.NOTHING_SHARED, ""),
    ]


def test_what_an_assessor_notes_is_theirs_until_they_reply(cohort, member, assessor):
    judge_all(share(unit_of(member("Pat Sample")), assessor=assessor))

    assert needs_in(cohort) == {"Pat Sample": [Need.READING]}


def test_replied_to_with_all_of_it_met_it_is_their_turn_until_they_share_again(cohort, member, assessor):
    met = judge_all(share(unit_of(member("Pat Sample")), assessor=assessor))
    refer_back(met, by=assessor)

    [someone] = people_in_words(cohort, members_of(cohort))
    assert [(one.need, one.waits_for) for one in someone.standings] == [(Need.THEIR_TURN, "")]
    assert numbers_in(needs_of_all(cohort)) == [(Need.THEIR_TURN, 1)]
    share_unit(met.unit, by=met.owner, declaration=DECLARATION)
    assert needs_in(cohort) == {"Pat Sample": [Need.READY]}


def test_a_round_taken_back_is_as_if_it_had_not_been_shared(cohort, member):
    assessment = share(unit_of(member("Pat Sample")))
    recall_round(assessment.unit, by=assessment.owner)

    assert needs_in(cohort) == {"Pat Sample": [Need.NOTHING_SHARED]}


def test_only_what_is_done_here_counts(cohort, member, outsider, assessor):
    pat = member("Pat Sample")
    elsewhere = outsider.memberships.first().organisation
    MembershipFactory(person=pat.person, organisation=elsewhere)
    share(unit_with_evidence(pat.person, elsewhere))

    assert needs_in(cohort) == {"Pat Sample": [Need.NOTHING_SHARED]}


# --- towards an award -----------------------------------------------------------------------


@pytest.fixture
def versions():
    return [StandardVersionFactory(performance=1, knowledge=0, values=0) for _one in range(3)]


@pytest.fixture
def towards(organisation, coordinator, trainer, versions):
    """A group that works towards an award of the first two of three standards."""
    award = published_award((None, [version.standard for version in versions[:2]]), by=trainer)
    return cohort_in(organisation, by=coordinator, award=award)


def of_version(person, organisation, version):
    portfolio = PortfolioFactory(owner=person, organisation=organisation)
    unit = UnitFactory(portfolio=portfolio, version=version)
    evidence = EvidenceFactory(portfolio=portfolio)
    set_claims(evidence, {unit: dict.fromkeys(version.requirements.all(), "")}, by=person)
    return unit


def test_only_the_standards_of_the_award_are_looked_at(towards, organisation, coordinator, versions):
    pat = add_person(towards, practitioner_here(organisation, name="Pat Sample"), by=coordinator).person
    share(of_version(pat, organisation, versions[2]))

    (one,) = people_in_words(towards, members_of(towards))

    assert (one.needs, one.standings, one.signed_off, one.asked) == ([Need.NOTHING_SHARED], [], 0, 2)


def test_who_has_the_award_is_done_and_before_that_it_is_said_how_many_are_signed_off(
    towards, organisation, coordinator, assessor, versions
):
    pat = add_person(towards, practitioner_here(organisation, name="Pat Sample"), by=coordinator).person
    said = []
    for version in versions[:2]:
        sign(share(of_version(pat, organisation, version), assessor=assessor))
        (one,) = people_in_words(towards, members_of(towards))
        said.append((one.needs, one.signed_off, one.asked))

    assert said == [([Need.SO_FAR], 1, 2), ([Need.FINISHED], 2, 2)]


def test_who_had_everything_it_asks_for_before_is_done_at_once(
    towards, organisation, coordinator, assessor, versions
):
    pat = practitioner_here(organisation, name="Pat Sample")
    for version in versions[:2]:
        sign(share(of_version(pat, organisation, version), assessor=assessor))

    add_person(towards, pat, by=coordinator)

    assert needs_in(towards) == {"Pat Sample": [Need.FINISHED]}


def test_an_award_that_no_longer_counts_is_not_the_end(
    towards, organisation, coordinator, assessor, versions
):
    pat = add_person(towards, practitioner_here(organisation, name="Pat Sample"), by=coordinator).person
    for version in versions[:2]:
        sign(share(of_version(pat, organisation, version), assessor=assessor))
    of_the_award = Certificate.objects.get(award__rules__isnull=False)
    CertificateEnd.objects.create(certificate=of_the_award, ended_by=coordinator)

    assert needs_in(towards) == {"Pat Sample": [Need.SO_FAR]}


def test_an_award_that_waits_for_a_second_look_is_said_to_wait(
    organisation, coordinator, assessor, trainer, versions
):
    award = published_award((1, [v.standard for v in versions[:2]]), by=trainer, has_sampling=True)
    cohort = cohort_in(organisation, by=coordinator, award=award)
    pat = add_person(cohort, practitioner_here(organisation, name="Pat Sample"), by=coordinator).person
    sign(share(of_version(pat, organisation, versions[0]), assessor=assessor))

    (one,) = people_in_words(cohort, members_of(cohort))

    assert (one.needs, one.waits_for_award) == ([Need.SO_FAR], True)


# --- how much it costs ----------------------------------------------------------------------


def fill(cohort, count, *, coordinator, assessor):
    """As many people, each with as many standards up to three; up to four of these are with an assessor."""
    version = [StandardVersionFactory(performance=1, knowledge=0, values=0) for _one in range(min(count, 3))]
    rows = [Row(number, f"Person{number:02} Sample", f"p{number}@sample.example") for number in range(count)]
    people = [practitioner_here(cohort.organisation, name=row.name, email=row.email) for row in rows]
    bring_in(cohort, rows, by=coordinator)
    for number, person in enumerate(people):
        folder = PortfolioFactory(owner=person, organisation=cohort.organisation)
        for each in version:
            UnitFactory(portfolio=folder, version=each)
        if number < 4:
            share(unit_with_evidence(person, cohort.organisation, performance=1, values=0), assessor=assessor)


@pytest.mark.parametrize("count", [1, 30])
def test_saying_it_costs_the_same_for_one_and_thirty(
    cohort, coordinator, assessor, count, django_assert_num_queries
):
    fill(cohort, count, coordinator=coordinator, assessor=assessor)

    with django_assert_num_queries(4):
        people = people_in_words(cohort, members_of(cohort))
        numbers = dict(numbers_in(needs_of_all(cohort)))

    reading = min(count, 4)
    assert (len(people), numbers.pop(Need.READING)) == (count, reading)
    assert numbers == ({Need.NOTHING_SHARED: count - reading} if count > reading else {})


def test_the_list_says_how_many_are_in_each_and_ended_ones_come_last(organisation, coordinator, practitioner):
    old = cohort_in(organisation, by=coordinator, name="A sample")
    end_cohort(old, by=coordinator)
    new = cohort_in(organisation, by=coordinator, name="B sample")
    bring_in(new, rows_of(2), by=coordinator)
    leave(add_person(new, practitioner, by=coordinator), by=coordinator)
    accept_invitation(new.members.first().invitation, name="N", password="a long sample password")

    said = [(one.name, one.people, one.joined) for one in cohorts_in(organisation)]

    assert said == [("B sample", 2, 1), ("A sample", 0, 0)]


def test_every_state_of_a_round_has_its_need():
    assert set(BY_STATE) == set(State) - {State.RECALLED}


def test_only_coordinators_of_the_place_know_of_it(cohort, coordinator, practitioner, assessor, outsider):
    seen = [list(Cohort.objects.visible_to(one)) for one in (coordinator, practitioner, assessor, outsider)]

    assert seen == [[cohort], [], [], []]
    assert Role.COORDINATOR in {m.role for m in outsider.memberships.all()}
