"""The pages of an IQA: how often, which plan, one second look from start to end, and what it asks for."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.drawing import digest_of
from assessments.forms.sampling import BEGINNING, named
from assessments.models import Action, Sample, SampleRecord, SamplingPlan, SamplingStrategy
from assessments.operations.looking import note_first, record_look
from assessments.operations.looking_ties import say_untied_before_looking
from assessments.rounds import round_of
from people.roles import Role
from portfolios.operations.claims import set_claims
from tests.factories import (
    EvidenceFileFactory,
    MembershipFactory,
)
from tests.factories.assessments import share, sign, unit_with_evidence
from tests.factories.sampling import draw, plan_of, proposed, strategy_of

pytestmark = pytest.mark.django_db

SMALL = {"performance": 1, "knowledge": 0, "values": 0}
RATES = {named(*kind): 100 for kind in BEGINNING}
PLAIN = {
    "months": 12,
    "new_until": 10,
    "weight_new_standard": 1,
    "weight_overturned": 2,
    "weight_rare_kind": 1,
}


@pytest.fixture
def ines(client_for, iqa):
    return client_for(iqa)


@pytest.fixture
def signed(practitioner, organisation, assessor):
    return sign(share(unit_with_evidence(practitioner, organisation, **SMALL), assessor=assessor))


@pytest.fixture
def sample(organisation, iqa, signed):
    [sample] = draw(plan_of(strategy_of(organisation, by=iqa), by=iqa), by=iqa)
    return say_untied_before_looking(sample, by=iqa)


def test_an_iqa_says_how_often_and_makes_a_plan_that_asks_before_it_adds(ines, signed):
    today = timezone.localdate()
    wrong = ines.send(reverse("strategy-add"), RATES | PLAIN | {"months": "soon"})
    assert (
        wrong.status_code,
        "Write a whole number from 1 to 60." in wrong.text,
        'value="soon"' in wrong.text,
    ) == (
        422,
        True,
        True,
    )

    ines.send(reverse("strategy-add"), RATES | PLAIN)
    strategy = SamplingStrategy.objects.get()
    days = {"from_date": today - timedelta(30), "until_date": today + timedelta(30)}
    answer = ines.send(reverse("plan-add"), {"strategy": strategy.code, **days})

    plan = SamplingPlan.objects.get()
    assert answer["Location"] == reverse("plan-more", args=[plan.code])
    page = ines.get(answer["Location"]).text
    assert "Drawn: of a hundred rounds like it, 100 are looked at." in page
    assert not Sample.objects.exists()
    ines.send(answer["Location"], {"seen": digest_of(proposed(plan))})
    assert Sample.objects.get().assessment == signed


def test_a_plan_that_is_too_long_for_its_strategy_says_what_to_do(ines, organisation, iqa):
    strategy, today = strategy_of(organisation, by=iqa, months=2), timezone.localdate()

    answer = ines.send(
        reverse("plan-add"),
        {"strategy": strategy.code, "from_date": today, "until_date": today + timedelta(90)},
    )

    assert (answer.status_code, SamplingPlan.objects.exists()) == (422, False)
    assert "By this strategy everything is covered within 2 months" in answer.text
    assert list(answer.context["form"].errors) == ["until_date"]


def test_days_the_wrong_way_round_are_said(ines, organisation, iqa):
    strategy, today = strategy_of(organisation, by=iqa), timezone.localdate()

    answer = ines.send(
        reverse("plan-add"),
        {"strategy": strategy.code, "from_date": today, "until_date": today - timedelta(1)},
    )

    assert (answer.status_code, "The last day comes after the first." in answer.text) == (422, True)


def test_a_second_look_from_start_to_end(ines, client_for, assessor, sample):
    requirement = sample.assessment.version.requirements.get()
    version = sample.assessment.submission.items.get().evidence_version
    evidence = ines.get(reverse("sample-evidence", args=[sample.code, version.code]))
    assert (evidence.status_code, "Seen." in evidence.text) == (200, False)

    empty = ines.send(reverse("sample-note", args=[sample.code]), {})
    assert (empty.status_code, "Say of at least one requirement" in empty.text) == (422, True)
    ines.send(reverse("sample-note", args=[sample.code]), {f"find-{requirement.code}": "not yet"})
    soon = (timezone.localdate() + timedelta(10)).isoformat()
    typed = {"pieces": version.code, f"doubt-{requirement.code}": "sufficient", "words": "One more meeting."}
    halfway = ines.send(
        reverse("sample-record", args=[sample.code]), typed | {"right-words": "Ask for one more."}
    )
    assert (halfway.status_code, "Say by which day." in halfway.text) == (422, True)
    assert "One more meeting." in halfway.text
    ines.send(
        reverse("sample-record", args=[sample.code]),
        typed | {"right-words": "Ask for one more.", "right-due_date": soon},
    )

    record = SampleRecord.objects.get()
    assert (record.agrees, record.doubts.get().test, record.pieces.get().evidence_version) == (
        False,
        "sufficient",
        version,
    )
    action = record.actions.get()
    assert (action.kind, action.assessor) == (Action.Kind.CORRECTIVE, assessor)
    nothing = ines.send(reverse("second-look", args=[record.code]), {"words": "And read it."})
    assert (nothing.status_code, "Say what it is for" in nothing.text, "And read it." in nothing.text) == (
        422,
        True,
        True,
    )
    robin = client_for(assessor)
    assert "They find something else" in robin.get(reverse("second-look", args=[record.code])).text
    assert "Ask for one more." in robin.get(reverse("actions")).text
    robin.send(reverse("action-answer", args=[action.code]), {"words": "Asked."})
    ines.send(reverse("action-settle", args=[action.code]), {})
    action.refresh_from_db()
    assert (action.answer, action.settled_at is None) == ("Asked.", False)


@pytest.mark.parametrize("name", ["look-again", "strategies", "strategy-add", "plans", "plan-add", "actions"])
def test_ways_back_lead_where_an_iqa_may_go(ines, name):
    crumbs = ines.get(reverse(name)).text.split('class="crumbs"')[1].split("</nav>")[0]

    ways = re.findall(r'href="([^"]+)"', crumbs)

    assert ways
    assert {ines.get(way).status_code for way in ways} == {200}


@pytest.mark.parametrize(("door", "field"), [("sample-aside", "aside"), ("sample-hand-on", "iqa")])
def test_what_is_wrong_beside_the_plan_leads_to_its_field(ines, sample, door, field):
    answer = ines.send(reverse(door, args=[sample.code]), {})

    assert answer.status_code == 422
    assert f'<a href="#{field}">' in answer.text
    assert f'id="{field}"' in answer.text


def test_words_that_are_too_long_come_back_whole(ines, sample, signed):
    plan, why, words = sample.plan, "w" * 251, "x" * 5000 + "end"

    put_in = ines.send(reverse("plan-add-round", args=[plan.code]), {"words": why, "round": "x"})
    aside = ines.send(reverse("sample-aside", args=[sample.code]), {"words": words})

    for answer, typed, length in ((put_in, why, 251), (aside, words, 5003)):
        assert (answer.status_code, typed in answer.text) == (422, True)
        assert f"That is {length} characters" in answer.text
    sample.refresh_from_db()
    assert sample.is_planned


def test_an_answer_that_is_too_long_comes_back_whole(client_for, assessor, iqa, sample):
    round_, words = round_of(sample.assessment), "x" * 5000 + "end"
    found = {one.requirement: "meets" for one in round_.findings}
    note_first(sample, found=found, by=iqa)
    asks = [(Action.Kind.DEVELOPMENTAL, "Sit in with Cleo.", timezone.localdate() + timedelta(60))]
    record_look(
        sample,
        agrees=dict.fromkeys(found, True),
        pieces=[piece.version for piece in round_.pieces],
        doubts=[],
        by=iqa,
        asks=asks,
    )
    action = Action.objects.get()

    answer = client_for(assessor).send(reverse("action-answer", args=[action.code]), {"words": words})

    action.refresh_from_db()
    assert (answer.status_code, words in answer.text, action.answer) == (422, True, "")


def test_one_piece_leads_to_the_next_and_back(ines, practitioner, organisation, assessor, iqa):
    unit = unit_with_evidence(practitioner, organisation, **SMALL)
    another = EvidenceFileFactory(evidence__portfolio=unit.portfolio).evidence
    set_claims(another, {unit: dict.fromkeys(unit.version.requirements.all(), "")}, by=practitioner)
    sign(share(unit, assessor=assessor))
    [sample] = draw(plan_of(strategy_of(organisation, by=iqa), by=iqa), by=iqa)
    say_untied_before_looking(sample, by=iqa)
    first, last = (
        reverse("sample-evidence", args=[sample.code, piece.version.code])
        for piece in round_of(sample.assessment).pieces
    )

    assert f'rel="next" href="{last}"' in ines.get(first).text
    assert 'rel="prev"' not in ines.get(first).text
    assert f'rel="prev" href="{first}"' in ines.get(last).text
    assert 'rel="next"' not in ines.get(last).text


def test_two_tabs_write_one_record_and_hand_back_what_was_typed(ines, sample):
    requirement = sample.assessment.version.requirements.get()
    note = reverse("sample-note", args=[sample.code])
    ines.send(note, {f"find-{requirement.code}": "meets"})
    version = sample.assessment.submission.items.get().evidence_version
    said = {"pieces": version.code, "words": "As I see it too."}
    ines.send(reverse("sample-record", args=[sample.code]), said)

    again = ines.send(reverse("sample-record", args=[sample.code]), said)

    assert (again.status_code, "As I see it too." in again.text) == (409, True)
    assert ines.send(note, {f"find-{requirement.code}": "meets"}).status_code == 409
    assert SampleRecord.objects.count() == 1


def test_whoever_judged_never_opens_it_even_as_an_iqa(client_for, organisation, assessor, sample):
    MembershipFactory(role=Role.IQA, organisation=organisation, person=assessor)

    answers = [
        client_for(assessor).get(reverse("sample", args=[sample.code])).status_code,
        client_for(assessor).send(reverse("sample-note", args=[sample.code]), {}).status_code,
        client_for(assessor)
        .send(reverse("sample-aside", args=[sample.code]), {"words": "Mine."})
        .status_code,
    ]

    assert answers == [404, 404, 404]
