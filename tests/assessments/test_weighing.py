"""Drawing in steps: the oldest rounds first, so many at once, each weighed once unless something about it changed."""

from dataclasses import replace
from importlib import import_module

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from assessments.drawing import covered_in, digest_of
from assessments.models import Assessment, Covered, Weighed
from assessments.operations.looking import record_look
from assessments.operations.plans import add_round, set_aside
from assessments.operations.reopening import reopen
from assessments.risk import as_decided, to_weigh
from assessments.sampling import rounds_to_add
from people.operations.erasing import erase_person
from portfolios.models import EvidenceVersionWords
from tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    StandardVersionFactory,
)
from tests.factories.assessments import share, sign, unit_on
from tests.factories.sampling import draw, plan_of, proposed, strategy_of
from tests.factories.second_looks import asked_and_noted, doubted, planned
from tests.racing import once

pytestmark = pytest.mark.django_db

SMALL = {"performance": 1, "knowledge": 0, "values": 0}


@pytest.fixture
def rounds(organisation, practitioner, assessor):
    """Three signed-off rounds of one standard, the oldest first."""
    version, signed = StandardVersionFactory(**SMALL), []
    for person in (practitioner, *(MembershipFactory(organisation=organisation).person for _other in "ab")):
        signed.append(sign(share(unit_on(version, person, organisation), assessor=assessor)))
    return signed


@pytest.fixture
def plan(organisation, iqa, rounds):
    """One that no rate draws for: it covers what is not covered."""
    return plan_of(strategy_of(organisation, by=iqa, percent=0), by=iqa)


@pytest.fixture
def two_at_once(monkeypatch):
    monkeypatch.setattr("assessments.risk.AT_ONCE", 2)
    monkeypatch.setattr("assessments.views.plans.AT_ONCE", 2)


def keys(rounds):
    return [one.pk for one in rounds]


def weighed(plan):
    return set(plan.weighed.values_list("assessment", flat=True))


def test_the_oldest_are_weighed_first_and_each_once(plan, iqa, rounds, two_at_once):
    assert keys(to_weigh(plan)) == keys(rounds[:2])

    [sample] = draw(plan, by=iqa)

    assert sample.assessment in rounds[:2]
    assert weighed(plan) == set(keys(rounds[:2])) - {sample.assessment_id}
    assert keys(to_weigh(plan)) == keys(rounds[2:])
    assert draw(plan, by=iqa) == [sample]
    assert to_weigh(plan) == []


def test_work_of_someone_who_was_erased_is_neither_drawn_nor_put_in(plan, iqa, rounds):
    erase_person(rounds[0].owner, by=None)
    assert keys(to_weigh(plan)) == keys(rounds[1:])
    assert set(rounds_to_add(plan, iqa)) == set(rounds[1:])


def test_what_their_round_covered_is_looked_for_in_others(plan, iqa, rounds):
    [sample] = draw(plan, by=iqa)
    assert to_weigh(plan) == []
    erase_person(sample.assessment.owner, by=None)
    assert keys(to_weigh(plan)) == [pk for pk in keys(rounds) if pk != sample.assessment_id]


def test_an_iqa_goes_on_from_the_oldest_to_the_next(client_for, iqa, plan, two_at_once):
    ines, address = client_for(iqa), reverse("plan-more", args=[plan.code])
    first = ines.get(address).text
    assert "One round would be added." in first
    assert "These are out of the 2 that have waited longest. The next come after them." in first

    onward = ines.send(address, {"seen": digest_of(proposed(plan))}, follow=True)

    assert onward.redirect_chain == [(address, 302)]
    assert "1 more is in the plan now." in onward.text
    assert "Nothing new" in onward.text  # one waits, and covers what is covered


def test_where_none_of_the_oldest_would_be_added_one_goes_on_all_the_same(
    client_for, iqa, plan, rounds, monkeypatch
):
    for name in ("risk", "views.plans"):
        monkeypatch.setattr(f"assessments.{name}.AT_ONCE", 1)
    draw(plan, by=iqa)
    ines, address = client_for(iqa), reverse("plan-more", args=[plan.code])
    page = ines.get(address).text
    assert "None of them would be added." in page
    assert "Go on with the next" in page

    answer = ines.send(address, {"seen": digest_of([])})

    assert answer["Location"] == address
    assert weighed(plan) == {rounds[1].pk}
    assert ines.send(address, {"seen": digest_of([])})["Location"] == reverse("plan", args=[plan.code])


# --- weighed once more ----------------------------------------------------------------------


@pytest.fixture
def left_out(plan, iqa):
    """What was weighed and not drawn, and the one sample that was."""
    [sample] = draw(plan, by=iqa)
    assert len(weighed(plan)) == 2
    return sample


def test_what_a_sample_covered_is_wanted_again_once_it_is_taken_out(plan, iqa, left_out):
    set_aside(left_out, words="Seen with the team last week.", by=iqa)

    assert len(to_weigh(plan)) == 2
    [wanted] = proposed(plan)
    assert wanted.why.startswith("The first look in 12 months")


def test_where_an_iqa_finds_otherwise_what_is_like_it_is_weighed_again(plan, iqa, left_out):
    requirement = left_out.assessment.version.requirements.get()
    asked_and_noted(left_out, found={requirement: "not yet"}, by=iqa)

    record_look(left_out, agrees={requirement: False}, pieces=[], doubts=[], by=iqa)

    assert weighed(plan) == set()
    assert {one.risk.label for one in proposed(plan)} <= {"High"}


def test_where_an_iqa_finds_the_same_nothing_is_weighed_again(plan, iqa, left_out):
    requirement = left_out.assessment.version.requirements.get()
    asked_and_noted(left_out, found={requirement: "meets"}, by=iqa)

    record_look(left_out, agrees={requirement: True}, pieces=[], doubts=[], by=iqa)

    assert len(weighed(plan)) == 2


def test_a_decision_that_is_opened_again_has_what_is_like_it_weighed_again(plan, iqa, rounds, left_out):
    [other, _third] = [one for one in rounds if one.pk != left_out.assessment_id]
    doubted(other, by=iqa, parts=[other.version.requirements.get()])

    reopen(other.sign_off, by=iqa, words="P1 rests on a photo that shows someone else.")

    assert weighed(plan) == set()


def test_elsewhere_nothing_is_weighed_again(plan, iqa, left_out, organisation, assessor):
    elsewhere = plan_of(strategy_of(OrganisationFactory(), by=iqa), by=iqa)
    Weighed.objects.create(plan=elsewhere, assessment_id=min(weighed(plan)))

    set_aside(left_out, words="Seen with the team last week.", by=iqa)

    assert list(Weighed.objects.values_list("plan", flat=True)) == [elsewhere.pk]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("otherwise", ["found otherwise", "taken out", "opened again"])
def test_what_is_being_weighed_at_the_moment_something_changes_is_weighed_again_too(
    at_once, ends_slowly, organisation, assessor, iqa, rounds, two_at_once, otherwise
):
    """The third round is being left out, since the sample covers it, when that sample no longer speaks for it."""
    of_another = unit_on(StandardVersionFactory(**SMALL), rounds[0].owner, organisation)
    sign(share(of_another, assessor=assessor))
    plan = plan_of(strategy_of(organisation, by=iqa, percent=0), by=iqa)
    [sample] = draw(plan, by=iqa)
    requirement = rounds[0].version.requirements.get()
    [other] = [one for one in rounds[:2] if one.pk != sample.assessment_id]
    if otherwise == "opened again":
        doubted(other, by=iqa, parts=[requirement])
    elif otherwise == "found otherwise":
        asked_and_noted(sample, found={requirement: "not yet"}, by=iqa)
    change = {
        "found otherwise": lambda: record_look(
            sample, agrees={requirement: False}, pieces=[], doubts=[], by=iqa
        ),
        "taken out": lambda: set_aside(sample, words="Seen with the team.", by=iqa),
        "opened again": lambda: reopen(other.sign_off, by=iqa, words="P1 rests on another’s photo."),
    }
    is_done = ends_slowly("sampling.drawn")

    drawn, _changed = at_once(lambda: draw(plan, by=iqa), once(is_done, change[otherwise]))

    assert len(drawn) == 2
    assert weighed(plan) == set()


# --- what a sample covers -------------------------------------------------------------------


def test_a_sample_keeps_what_it_covers(plan, iqa, assessor, left_out, rounds):
    [other, _third] = [one for one in rounds if one.pk != left_out.assessment_id]
    by_hand = add_round(plan, other, words="The first with a film.", by=iqa)

    told = Covered.objects.values_list("sample", "assessor", "standard", "kind")

    standard = other.version.standard_id
    kinds = {words.kind for words in EvidenceVersionWords.objects.all()}
    assert len(kinds) == 1
    assert set(told) == {(one.pk, assessor.pk, standard, *kinds) for one in (left_out, by_hand)}
    [one] = as_decided(Assessment.objects.filter(pk=other.pk))
    assert covered_in(plan, [one]) == {(assessor.pk, standard, *kinds)}
    assert covered_in(plan, [replace(one, assessor=iqa.pk)]) == set()
    assert covered_in(plan, [replace(one, standard=StandardVersionFactory(**SMALL).standard_id)]) == set()


def test_what_a_sample_covers_is_frozen(left_out):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE assessments_covered SET kind = 'film'")


def test_samples_of_before_say_what_they_cover_too(iqa, assessor, rounds):
    sample = planned(rounds[0], iqa=iqa)
    assert not Covered.objects.exists()

    import_module("assessments.migrations.0021_what_samples_cover").cover(apps, None)

    [only] = Covered.objects.all()
    assert (only.sample, only.assessor, only.standard) == (sample, assessor, rounds[0].version.standard)
