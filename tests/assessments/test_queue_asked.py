"""Narrowing the queue, and going through it in pages."""

import pytest
from django.urls import reverse

from assessments.models import Assessment, Outcome
from assessments.operations.review import judge, refer_back
from tests.factories import MembershipFactory, UserFactory
from tests.factories.assessments import judge_all, share, sign, unit_with_evidence
from tests.factories.awards import published_award
from tests.reading import shown
from tests.remembering import remembered

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(robin):
    return lambda **query: robin.get(reverse("review-queue"), query)


@pytest.fixture
def rounds(organisation, assessor):
    return one_of_each(organisation, assessor)


@remembered
def one_of_each(organisation, assessor):
    """One of each: on offer, not looked at, begun, shared again, replied, signed off."""

    def round_of(name, **shared):
        person = MembershipFactory(person=UserFactory(name=name), organisation=organisation).person
        return share(unit_with_evidence(person, organisation), **shared)

    found = {"offered": round_of("Ola Sample")}
    for name in ("unread", "begun", "replied", "signed off"):
        found[name] = round_of(f"{name.title()} Example", assessor=assessor)
    judge(
        found["begun"],
        requirement=found["begun"].version.requirements.first(),
        outcome=Outcome.MEETS,
        by=assessor,
    )
    refer_back(judge_all(found["replied"], outcome=Outcome.NOT_YET), by=assessor)
    sign(found["signed off"])
    return found


def codes(answer):
    return {name: [one.code for one in answer.context[name]] for name in ("offers", "queue", "answered")}


@pytest.mark.parametrize(
    ("stands", "where"),
    [
        ("offered", "offers"),
        ("unread", "queue"),
        ("begun", "queue"),
        ("replied", "answered"),
        ("signed off", "answered"),
    ],
)
def test_only_what_stands_so_shows(asked, rounds, stands, where):
    nothing = {"offers": [], "queue": [], "answered": []}

    assert codes(asked(stands=stands)) == nothing | {where: [rounds[stands].code]}


def test_what_was_shared_again_is_found(asked, second_round, rounds):
    assert codes(asked(stands="again"))["queue"] == [second_round.code]


@pytest.mark.parametrize("name", ["unread", "UNREAD", "Unread Ex"])
def test_a_practitioner_is_found_by_part_of_their_name(asked, rounds, name):
    assert codes(asked(name=name)) == {"offers": [], "queue": [rounds["unread"].code], "answered": []}


def test_a_standard_is_chosen_among_those_at_hand(asked, rounds):
    standard = rounds["begun"].version.standard

    assert codes(asked(standard=standard.code))["queue"] == [rounds["begun"].code]
    assert [code for code, _title in asked().context["form"].fields["standard"].choices].count(
        standard.code
    ) == 1


def test_an_award_narrows_to_its_standards(asked, rounds):
    standard = rounds["unread"].version.standard
    award = published_award((None, [standard]), suite=standard.suite)

    assert codes(asked(award=award.code))["queue"] == [rounds["unread"].code]


def test_everything_asked_holds_together(asked, rounds):
    standard = rounds["unread"].version.standard.code

    assert codes(asked(name="begun", standard=standard)) == {"offers": [], "queue": [], "answered": []}
    assert "Nothing here is like that." in shown(asked(name="begun", standard=standard))


@pytest.mark.parametrize("query", [{"standard": "nonsense"}, {"stands": "brilliant"}, {"name": "x" * 101}])
def test_nonsense_is_answered_with_a_sentence_and_everything(asked, rounds, query):
    answer = asked(**query)

    assert answer.status_code == 422
    assert len(codes(answer)["queue"]) == 2


def test_nothing_of_other_places_or_colleagues_shows(client_for, outsider, colleague, rounds):
    for person in (outsider, colleague):
        answer = client_for(person).get(reverse("review-queue"), {"name": "e"})
        assert codes(answer)["queue"] == []
        assert codes(answer)["answered"] == []


def test_each_list_comes_in_pages_of_its_own(asked, organisation, assessor, unit):
    for _more in range(21):
        person = MembershipFactory(organisation=organisation).person
        share(unit_with_evidence(person, organisation), assessor=assessor)
    for _more in range(11):
        person = MembershipFactory(organisation=organisation).person
        share(unit_with_evidence(person, organisation))
    oldest = Assessment.objects.order_by("opened_at", "pk").first()

    first, second = asked(), asked(reading="2")

    assert [len(first.context[name]) for name in ("queue", "offers")] == [20, 4]
    assert [len(second.context[name]) for name in ("queue", "offers")] == [1, 4]
    assert first.context["queue"][0] == oldest
    assert "?reading=2" in shown(first)
    assert "?offers=2" in shown(first)


def test_pages_keep_what_was_asked(asked, organisation, assessor):
    for n in range(21):
        person = MembershipFactory(
            person=UserFactory(name=f"Many Sample {n}"), organisation=organisation
        ).person
        share(unit_with_evidence(person, organisation), assessor=assessor)

    assert 'href="?name=many&amp;reading=2"' in asked(name="many").content.decode()
