"""An award that ends with a second look: one that was taken out is none, and where none is planned someone is told."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from assessments.models import Certificate, LookWanted
from assessments.operations.plans import add_round, set_aside
from assessments.operations.ties import say_tie
from assessments.waiting_looks import second_looks_waiting
from people.operations.erasing import erase_person
from people.roles import Role
from portfolios.operations.pursuits import set_aside as set_aside_award
from portfolios.operations.pursuits import start_pursuit, take_up
from tests.factories import MembershipFactory
from tests.factories.assessments import share, sign, unit_on
from tests.factories.awards import published_award
from tests.factories.sampling import plan_of, strategy_of
from tests.factories.second_looks import looked, looked_at, planned
from tests.reading import shown

pytestmark = pytest.mark.django_db
SAID = "An award waits for a second look, and none is planned. Put one of its rounds into a plan."


@pytest.fixture
def rules(assessment, trainer):
    return published_award((None, [assessment.version.standard]), by=trainer, has_sampling=True)


@pytest.fixture
def pursuit(rules, organisation, practitioner):
    return start_pursuit(rules, organisation=organisation, by=practitioner)


def awards():
    return Certificate.objects.filter(award__rules__isnull=False)


def said_to(iqa):
    return [one.sentence for one in second_looks_waiting(iqa)]


def test_a_look_that_was_taken_out_is_none(assessment, iqa, pursuit):
    sample = planned(assessment, iqa=iqa)
    sign(assessment)

    set_aside(sample, words="Seen with the team.", by=iqa)

    assert (awards().count(), Certificate.objects.count()) == (0, 1)
    assert said_to(iqa) == [SAID]


def test_where_none_is_planned_every_iqa_is_told_and_a_round_put_in_by_hand_solves_it(
    client_for, assessment, iqa, organisation, pursuit, pat
):
    other = MembershipFactory(role=Role.IQA, organisation=organisation).person
    sign(assessment)
    assert said_to(iqa) == said_to(other) == [SAID]
    [one] = second_looks_waiting(iqa)
    browser = client_for(iqa)
    assert "Make a plan first" in shown(browser.get(one.url))
    plan = plan_of(strategy_of(organisation, by=iqa, percent=0), by=iqa)
    page = shown(browser.get(one.url))
    assert (f"{pursuit.version.title}: Pat Sample" in page, "Make a plan first" in page) == (True, False)
    assert [row.code for row in browser.get(
        reverse("plan-add-round", args=[plan.code]), {"name": "Pat Sample"}
    ).context["page"]] == [assessment.code]  # fmt: skip

    sample = add_round(plan, assessment, words="Its award ends with a look.", by=iqa)

    assert SAID not in said_to(iqa)
    found = {requirement: "meets" for requirement in assessment.version.requirements.all()}
    looked(sample, found, [assessment.submission.items.first().evidence_version], by=iqa)
    assert awards().count() == 1
    assert not LookWanted.objects.exists()


def test_whose_work_it_is_reads_what_it_waits_for(assessment, pursuit, pat):
    sign(assessment)

    own, award = (
        shown(pat.get(reverse("certificate-list"))),
        shown(pat.get(reverse("pursuit-detail", args=[pursuit.code]))),
    )

    assert ("Waiting for a second look" in own, pursuit.version.title in own) == (True, True)
    assert "An internal quality assurer looks at some of the work a second time." in award


def test_whose_work_it_is_reads_the_same_after_a_look_that_found_otherwise(
    assessment, iqa, organisation, pursuit, pat
):
    """What was found goes to the assessor first."""
    sign(assessment)
    sample = add_round(
        plan_of(strategy_of(organisation, by=iqa, percent=0), by=iqa), assessment, words="Why not.", by=iqa
    )
    before = said_of(pursuit, pat)

    found = {requirement: "not yet" for requirement in assessment.version.requirements.all()}
    looked(sample, found, [assessment.submission.items.first().evidence_version], by=iqa, same=False)

    assert before
    assert said_of(pursuit, pat) == before
    assert SAID not in said_to(iqa)


def said_of(pursuit, pat):
    page = BeautifulSoup(pat.get(reverse("certificate-list")).content, "html.parser")
    return [
        card.get_text(" ", strip=True)
        for card in page.select("main li")
        if pursuit.version.title in card.text
    ]


def test_nobody_is_told_of_an_award_of_someone_they_are_tied_to(assessment, iqa, organisation, pursuit):
    sign(assessment)
    assert said_to(iqa) == [SAID]

    say_tie(iqa, practitioner=assessment.owner, organisation=organisation, kind="mentor", by=iqa)

    assert said_to(iqa) == []


def test_it_is_told_only_once_the_award_is_whole_and_of_no_other_award(
    assessment, iqa, organisation, practitioner, trainer, pursuit
):
    plain = published_award((None, [assessment.version.standard]), by=trainer)
    start_pursuit(plain, organisation=organisation, by=practitioner)
    assert said_to(iqa) == []

    sign(assessment)

    assert LookWanted.objects.get().pursuit == pursuit


def test_nobody_is_told_of_their_own(assessment, organisation, practitioner, pursuit):
    MembershipFactory(role=Role.IQA, organisation=organisation, person=practitioner)
    sign(assessment)

    assert SAID not in said_to(practitioner)


def test_an_award_that_rests_waits_for_nothing_until_it_is_taken_up(assessment, iqa, pursuit, practitioner):
    sign(assessment)
    set_aside_award(pursuit, by=practitioner)
    assert said_to(iqa) == []

    take_up(pursuit, by=practitioner)

    assert said_to(iqa) == [SAID]


def test_one_who_is_no_longer_here_waits_for_nothing(assessment, iqa, pursuit, practitioner):
    sign(assessment)

    erase_person(practitioner, by=None)

    assert said_to(iqa) == []
    assert not LookWanted.objects.exists()


def test_what_was_looked_at_before_is_enough(assessment, iqa, rules, organisation, practitioner):
    sample = planned(assessment, iqa=iqa)
    sign(assessment)
    looked_at(sample, by=iqa)

    start_pursuit(rules, organisation=organisation, by=practitioner)

    assert (awards().count(), said_to(iqa)) == (1, [])


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_awards_costs_the_same_for_one_and_three(
    client_for, django_assert_num_queries, assessment, iqa, organisation, rules, practitioner, assessor, count
):
    for number in range(count):
        person = practitioner if not number else MembershipFactory(organisation=organisation).person
        start_pursuit(rules, organisation=organisation, by=person)
        sign(
            share(unit_on(assessment.version, person, organisation), assessor=assessor)
            if number
            else assessment
        )
    browser = client_for(iqa)

    with django_assert_num_queries(7):
        page = shown(browser.get(reverse("awards-to-look-at")))

    assert page.count("Waits since") == count
