"""Seeing what would come along, and going on: on a phone, without scripts, at one's own pace."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.operations.review import refer_back
from portfolios.carrying import preview_of
from portfolios.models import Claim, Unit
from portfolios.operations.carry_over import carry_over
from standards.models import Standard
from standards.operations.crosswalks import Said, take_back
from standards.queries.ways import ways_from
from tests.factories import StandardVersionFactory, UnitFactory
from tests.factories.assessments import judge_all, share, sign, unit_with_evidence
from tests.factories.successors import WHY, agreed_crosswalk, by_label, publish_words, words_of
from tests.reading import text_of

pytestmark = pytest.mark.django_db
MY = "/my/"
OFFER = "There is something newer"


@pytest.fixture
def unit(practitioner, organisation):
    return unit_with_evidence(practitioner, organisation, performance=3, knowledge=1, values=0)


@pytest.fixture
def successor(unit, trainer):
    """P1 was reworded as P1, P2 was dropped, P3 and K1 are the same; P2 is new."""
    target = StandardVersionFactory(performance=3, knowledge=1, values=0)
    old, new = by_label(unit.version), by_label(target)
    said = [
        Said(old["P1"], "reworded", (new["P1"],), "Plainer words."),
        Said(old["P2"], "dropped", (), WHY),
        Said(new["P2"], "new", (), WHY),
    ]
    agreed_crosswalk(unit.version, target, by=trainer, others=said)
    return target


def address(unit, name="carry-over"):
    return reverse(name, args=[unit.code])


def preview(unit):
    return preview_of(unit, ways_from([unit.version])[unit.version_id][0])


def yes_to(unit, label):
    return [row.key for row in preview(unit).rows if row.claim.requirement.label == label]


# --- being told, calmly ---------------------------------------------------------------------


def test_nothing_is_said_while_the_words_are_the_newest(pat, unit):
    assert OFFER not in text_of(pat.get(address(unit, "unit-detail")))
    assert OFFER not in text_of(pat.get(MY))
    assert "You work with the newest words there are." in text_of(pat.get(address(unit)))


@pytest.mark.parametrize(
    ("last_day", "sentence"),
    [
        (date(2031, 12, 31), "You can finish this one until 31 December 2031."),
        (None, "You can also finish this one: no last day is set."),
        (date(2020, 1, 5), "The last day to be assessed on this one was 5 January 2020."),
    ],
)
def test_the_standard_and_the_first_page_say_so_with_the_last_day(pat, unit, successor, last_day, sentence):
    Standard.objects.filter(pk=unit.version.standard_id).update(last_assessment_date=last_day)

    own, first = text_of(pat.get(address(unit, "unit-detail"))), text_of(pat.get(MY))

    for page in (own, first):
        assert OFFER in page
        assert sentence in page
        assert "See what would come along" in page
        assert "2 parts ask the same, 1 was reworded, 1 is no longer asked, 1 is new." in page
    assert "There is no hurry." in own


def test_newer_words_of_the_same_standard_say_why(pat, unit):
    words = words_of(unit.version)
    publish_words(
        [(*words[0][:3], "Something else", words[0][4]), *words[1:]], standard=unit.version.standard
    )

    page = text_of(pat.get(address(unit, "unit-detail")))

    assert "This standard has newer words: version 2. 3 parts ask the same, 1 was reworded." in page


def test_whoever_is_signed_off_is_left_in_peace_on_their_first_page(pat, unit, successor, assessor):
    sign(share(unit, assessor=assessor))

    assert OFFER not in text_of(pat.get(MY))


def test_someone_whose_role_ended_reads_it_and_is_offered_nothing(pat, unit, successor, practitioner):
    practitioner.memberships.all().delete()

    page = text_of(pat.get(address(unit, "unit-detail")))

    assert OFFER in page
    assert "See what would come along" not in page
    assert pat.get(address(unit)).status_code == 403


# --- looking, and a yes ---------------------------------------------------------------------


def test_the_preview_says_what_would_become_of_everything(pat, unit, successor):
    page = text_of(pat.get(address(unit)))

    places = [
        page.index(words) for words in ("Needs your yes", "Goes along", "Stays as history", "No evidence yet")
    ]
    assert places == sorted(places)
    for words in [
        "Plainer words.",
        "What was agreed stays agreed on the old one. An assessor looks again at the new one.",
        "P2 New",
    ]:
        assert words in page
    assert not Unit.objects.filter(version=successor).exists()


def test_going_on_brings_what_asks_the_same_and_what_was_ticked(pat, unit, successor):
    answer = pat.send(address(unit), {"to": successor.code, "agreed": yes_to(unit, "P1")})

    newer = Unit.objects.get(version=successor)
    assert answer["Location"] == address(newer, "unit-detail")
    assert [claim.requirement.label for claim in newer.claims.all()] == ["P1", "P3", "K1"]
    page = text_of(pat.get(answer["Location"]))
    assert "You have gone on with the newer words." in page
    assert "An assessor looks again at this one" in page.replace("an assessor", "An assessor")


def test_pressing_twice_goes_on_once(pat, unit, successor):
    form = {"to": successor.code, "once": uuid4().hex}

    places = {pat.post(address(unit), form)["Location"] for _twice in range(2)}
    places.add(pat.send(address(unit), form | {"once": uuid4().hex})["Location"])

    assert places == {address(Unit.objects.get(version=successor), "unit-detail")}
    assert Claim.objects.filter(unit__version=successor).count() == 2


def test_both_stay_and_the_newer_one_leads(pat, unit, successor, practitioner):
    newer = carry_over(unit, successor, by=practitioner)

    page = pat.get(MY)
    assert [card["unit"] for card in page.context["standards"]] == [newer, unit]
    assert OFFER not in text_of(page)
    assert f"You went on with {successor}" in text_of(page)
    gaps = [s.url for s in page.context["suggestions"] if "unit=" in s.url]
    assert len(gaps) == 1
    assert newer.code in gaps[0]

    old = text_of(pat.get(address(unit, "unit-detail")))
    assert "You went on with the newer words" in old
    assert "See whether more can come along" in old
    assert reverse("unit-share", args=[unit.code]) in pat.get(address(unit, "unit-detail")).content.decode()


def test_whoever_began_the_newer_one_beside_it_can_still_bring_things_along(
    pat, unit, successor, practitioner
):
    begun = UnitFactory(portfolio=unit.portfolio, version=successor)

    for page in (pat.get(address(unit, "unit-detail")), pat.get(MY)):
        assert "You have begun" in text_of(page)
        assert "See what would come along" in text_of(page)
    carry_over(unit, successor, by=practitioner)

    assert [claim.requirement.label for claim in begun.claims.all()] == ["P3", "K1"]
    assert "You have begun the newer one too" in text_of(pat.get(address(unit, "unit-detail")))


def test_saying_what_evidence_shows_begins_with_the_newer_words(pat, unit, successor, practitioner):
    newer = carry_over(unit, successor, by=practitioner)
    evidence = unit.portfolio.evidence.get()

    form = pat.get(reverse("evidence-change", args=[evidence.code]))
    assert [part.unit for part in form.context["form"].unit_parts] == [newer, unit]
    assert text_of(form).count("The older words, version 1. You went on with newer ones.") == 1
    own = text_of(pat.get(reverse("evidence-detail", args=[evidence.code])))
    assert own.count("The newer words, with which you went on.") == 1


def test_a_yes_can_come_later(pat, unit, successor, practitioner):
    newer = carry_over(unit, successor, by=practitioner)
    page = text_of(pat.get(address(unit)))
    assert "Goes along" not in page
    assert "There already" in page

    pat.send(address(unit), {"to": successor.code, "agreed": yes_to(unit, "P1")})

    assert [claim.requirement.label for claim in newer.claims.all()] == ["P1", "P3", "K1"]


def test_what_was_found_before_stands_beside_as_history(pat, unit, successor, assessor, practitioner):
    judge_all(share(unit, assessor=assessor), outcome="more evidence", words="Say which part was you.")
    assert "Someone is reading your last round" in text_of(pat.get(address(unit)))
    refer_back(unit.submissions.get().assessment, by=assessor)
    assert "On the old words: More evidence" in text_of(pat.get(address(unit)))

    newer = carry_over(unit, successor, by=practitioner)

    page = text_of(pat.get(address(newer, "unit-detail")))
    assert page.count("Before, on the old words: More evidence") == 2
    assert "Say which part was you." not in page


def test_with_several_ways_one_chooses(pat, unit, successor):
    words = [(k, n, g, f"{t} Put right.", line) for k, n, g, t, line in words_of(unit.version)]
    newest = publish_words(words, standard=unit.version.standard, change="wording")

    page = pat.get(address(unit))
    assert [f"?to={version.code}" in page.content.decode() for version in (newest, successor)] == [True, True]
    assert "Goes along" in text_of(pat.get(address(unit), {"to": newest.code}))

    pat.send(address(unit), {"to": newest.code})
    assert Unit.objects.get(version=newest).claims.count() == 4


# --- what is not right ----------------------------------------------------------------------


@pytest.mark.parametrize("agreed", ["nobody.nothing.nowhere", "..", "x" * 500, "a\x00b"])
def test_a_yes_to_something_else_is_refused_in_a_sentence(pat, unit, successor, agreed):
    answer = pat.send(address(unit), {"to": successor.code, "agreed": [*yes_to(unit, "P1"), agreed]})

    assert answer.status_code == 422
    assert "That is not one of the choices here. Nothing was changed." in text_of(answer)
    assert f'value="{yes_to(unit, "P1")[0]}" checked' in answer.content.decode()
    assert not Unit.objects.filter(version=successor).exists()


@pytest.mark.parametrize("to", ["", "nobody", "a\x00b"])
def test_a_way_nobody_knows_is_refused(pat, unit, successor, to):
    assert pat.send(address(unit), {"to": to}).status_code == 422
    assert not Unit.objects.filter(version=successor).exists()


def test_a_crosswalk_taken_back_meanwhile_is_said(pat, unit, successor, trainer):
    take_back(successor.crosswalks_to.get(), by=trainer)

    answer = pat.send(address(unit), {"to": successor.code})

    assert answer.status_code == 422
    assert not Unit.objects.filter(version=successor).exists()


def test_someone_elses_is_nobodys_business(client_for, outsider, coordinator, unit, successor):
    form = {"to": successor.code}

    statuses = [
        client_for(person).send(address(unit), form).status_code for person in (outsider, coordinator)
    ]

    assert statuses == [404, 403]
    assert not Unit.objects.filter(version=successor).exists()


# --- what it costs --------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 30])
def test_the_preview_costs_the_same_for_one_and_thirty(
    pat, practitioner, organisation, trainer, count, django_assert_num_queries
):
    unit = unit_with_evidence(practitioner, organisation, performance=count, knowledge=0, values=0)
    agreed_crosswalk(unit.version, StandardVersionFactory(performance=count, knowledge=0), by=trainer)

    with django_assert_num_queries(14):
        assert pat.get(address(unit)).status_code == 200


@pytest.mark.parametrize("count", [1, 10])
def test_the_first_page_costs_the_same_for_one_that_moved_on_and_ten(
    pat, practitioner, organisation, trainer, count, django_assert_num_queries
):
    for _each in range(count):
        unit = unit_with_evidence(practitioner, organisation)
        agreed_crosswalk(unit.version, StandardVersionFactory(), by=trainer)
        gone = unit_with_evidence(practitioner, organisation)
        target = StandardVersionFactory()
        agreed_crosswalk(gone.version, target, by=trainer)
        carry_over(gone, target, by=practitioner)

    with django_assert_num_queries(29 if count == 1 else 27):  # four suggestions are enough: no more is asked
        pat.get(MY)


def test_a_unit_begun_twice_over_time_is_the_newest(pat, unit, practitioner):
    """Begun on the first words, carried to the second: pressing “start” opens the second."""
    words = words_of(unit.version)
    newest = publish_words([(*words[0][:3], "Else", words[0][4]), *words[1:]], standard=unit.version.standard)
    newer = carry_over(unit, newest, by=practitioner)

    answer = pat.send("/my/standards/start", {"standard": unit.version.standard.code})

    assert answer["Location"] == address(newer, "unit-detail")
    assert timezone.localdate() - newer.started_at.date() <= timedelta(days=1)
    assert Unit.objects.count() == 2
