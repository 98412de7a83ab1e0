import re
from uuid import uuid4

import pytest
from django.urls import reverse

from assessments.operations.review import refer_back
from portfolios.models import Claim, Submission, Unit
from standards.models import Standard
from tests.factories import (
    ClaimFactory,
    EvidenceFactory,
    EvidenceFileFactory,
    PortfolioFactory,
    StandardVersionFactory,
    UnitFactory,
)
from tests.factories.assessments import judge_all, share, sign, unit_with_evidence
from tests.reading import text_of

pytestmark = pytest.mark.django_db
START = "/my/standards/start"
HTMX = {"headers": {"HX-Request": "true"}}


@pytest.fixture
def unit(practitioner, organisation):
    portfolio = PortfolioFactory(owner=practitioner, organisation=organisation)
    return UnitFactory(
        portfolio=portfolio, version=StandardVersionFactory(performance=9, knowledge=17, values=5)
    )


@pytest.fixture
def evidence(unit):
    return EvidenceFactory(portfolio=unit.portfolio, name="The first meeting")


def address(name, unit, *more):
    return reverse(name, args=[unit.code, *more])


# --- beginning ------------------------------------------------------------------------------


def test_a_standard_is_begun_on_its_newest_version(pat, practitioner, organisation):
    version = StandardVersionFactory()

    answer = pat.send(START, {"standard": version.standard.code})

    unit = Unit.objects.get()
    assert answer["Location"] == address("unit-detail", unit)
    assert (unit.owner, unit.portfolio.organisation, unit.version) == (practitioner, organisation, version)


def test_beginning_twice_is_having_begun(pat):
    version = StandardVersionFactory()

    first, second = [pat.send(START, {"standard": version.standard.code}) for _twice in range(2)]

    assert first["Location"] == second["Location"]
    assert Unit.objects.count() == 1


@pytest.mark.parametrize("code", ["", "nobody", "a\x00b", "x" * 300])
def test_a_standard_nobody_knows_is_not_begun(pat, code):
    assert pat.send(START, {"standard": code}).status_code == 404
    assert not Unit.objects.exists()


def test_a_withdrawn_standard_says_so(pat):
    version = StandardVersionFactory()
    Standard.objects.update(status="withdrawn")

    answer = pat.send(START, {"standard": version.standard.code})

    assert answer.status_code == 422
    assert "This standard can no longer be started here." in text_of(answer)
    assert not Unit.objects.exists()


# --- what is covered ------------------------------------------------------------------------


def test_of_nine_of_seventeen_of_five(pat, unit, evidence):
    for requirement in unit.version.requirements.filter(number="1"):
        ClaimFactory(unit=unit, evidence=evidence, requirement=requirement)

    page = pat.get(address("unit-detail", unit))

    parts = [(part.claimed, part.total) for part in page.context["coverage"].parts]
    assert parts == [(1, 9), (1, 17), (1, 5)]
    for words in ["1 of 9", "1 of 17", "1 of 5", "1 of 9 covered"]:
        assert words in text_of(page)
    assert [row.requirement.label for row in page.context["coverage"].missing] == [
        *[f"P{number}" for number in range(2, 10)],
        *[f"K{number}" for number in range(2, 18)],
        *[f"V{number}" for number in range(2, 6)],
    ]


def rows_shown(page):
    return [line.requirement.label for group in page.context["groups"] for line in group.lines]


@pytest.mark.parametrize(
    ("asked", "labels"),
    [
        ({"state": "none"}, 29),
        ({"state": "matched"}, ["P1", "K1"]),
        ({"state": "reply"}, []),
        ({"state": "agreed"}, []),
        ({"state": "nonsense"}, 31),
        ({"q": "p7"}, ["P7"]),
        ({"q": "criterion 3"}, ["P3"]),
        ({"q": "'\"%_\\("}, []),
        ({"q": "K1", "state": "matched"}, ["K1"]),
    ],
)
def test_rows_are_chosen_by_state_and_by_words(pat, unit, evidence, asked, labels):
    for kind in ("performance", "knowledge"):
        requirement = unit.version.requirements.get(kind=kind, number="1")
        ClaimFactory(unit=unit, evidence=evidence, requirement=requirement)

    shown = rows_shown(pat.get(address("unit-detail", unit), asked))

    assert (len(shown) if isinstance(labels, int) else shown) == labels


def test_every_state_is_told_apart(pat, practitioner, organisation, assessor):
    unit = unit_with_evidence(practitioner, organisation, performance=2, knowledge=0, values=0)
    share(unit, assessor=assessor)
    assert text_of(pat.get(address("unit-detail", unit))).count("With Robin") == 3

    assessment = Submission.objects.get().assessment
    judge_all(assessment, outcome="more evidence", words="Say which part was you.")
    refer_back(assessment, by=assessor)

    page = pat.get(address("unit-detail", unit), {"state": "reply"})
    assert rows_shown(page) == ["P1", "P2"]
    assert text_of(page).count("Say which part was you.") == 2
    assert "With Robin" not in text_of(page)


def test_what_is_signed_off_is_agreed(pat, practitioner, organisation, assessor):
    unit = unit_with_evidence(practitioner, organisation, performance=2, knowledge=1, values=1)
    sign(share(unit, assessor=assessor))

    page = pat.get(address("unit-detail", unit), {"state": "agreed"})

    assert rows_shown(page) == ["P1", "P2", "K1", "V1"]
    assert "4 of 4 covered: 4 agreed" in page.content.decode()


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_table_costs_the_same_for_one_piece_and_thirty(pat, unit, count, django_assert_num_queries):
    for _piece in range(count):
        evidence = EvidenceFileFactory(evidence__portfolio=unit.portfolio).evidence
        ClaimFactory(unit=unit, evidence=evidence)

    with django_assert_num_queries(20):
        pat.get(address("unit-detail", unit))


def test_columns_come_twenty_at_a_time(pat, unit):
    EvidenceFactory.create_batch(21, portfolio=unit.portfolio)

    pages = [pat.get(address("unit-detail", unit), {"page": page}).context["columns"] for page in ("1", "2")]

    assert [len(page) for page in pages] == [20, 1]


# --- saying what shows what -----------------------------------------------------------------


def tick(unit, requirements, evidence, wanted):
    return {
        "row": [requirement.code for requirement in requirements],
        "piece": [piece.code for piece in evidence],
        "claim": [f"{requirement.code}.{piece.code}" for requirement, piece in wanted],
    }


def claims():
    return set(Claim.objects.values_list("requirement", "evidence"))


def test_ticks_within_the_table_are_made_as_they_stand(pat, unit, evidence):
    first, second, third, *_rest = unit.version.requirements.all()
    other = EvidenceFactory(portfolio=unit.portfolio)
    ClaimFactory(unit=unit, evidence=evidence, requirement=first, note="Kept")
    ClaimFactory(unit=unit, evidence=evidence, requirement=second)
    ClaimFactory(unit=unit, evidence=evidence, requirement=third)

    answer = pat.send(
        address("claim-set", unit),
        tick(unit, [first, second], [evidence, other], [(first, evidence), (first, other)]),
    )

    assert answer["Location"] == address("unit-detail", unit)
    assert claims() == {(first.pk, evidence.pk), (first.pk, other.pk), (third.pk, evidence.pk)}
    assert Claim.objects.get(requirement=first, evidence=evidence).note == "Kept"


def test_one_tick_answers_with_what_changed(pat, unit, evidence):
    first = unit.version.requirements.first()

    answer = pat.send(
        address("claim-set", unit), tick(unit, [first], [evidence], [(first, evidence)]), **HTMX
    )

    assert answer.status_code == 200
    assert claims() == {(first.pk, evidence.pk)}
    assert f'id="standing-{first.code}"' in answer.content.decode()
    assert "Saved. 1 of 31 covered." in answer.content.decode()
    assert "Matched" in text_of(answer)
    assert "<html" not in answer.content.decode()


def test_without_scripts_it_leads_back_to_where_one_was(pat, unit, evidence):
    first = unit.version.requirements.first()
    there = address("claim-set", unit) + "?state=none&page=2"

    answer = pat.send(there, tick(unit, [first], [evidence], []))

    assert answer["Location"] == address("unit-detail", unit) + "?state=none&page=2#r-P1"


def strangers(unit):
    """Rows that are real, and not of this unit."""
    stranger = UnitFactory()
    return stranger.version.requirements.first(), EvidenceFactory(portfolio=stranger.portfolio)


@pytest.mark.parametrize("htmx", [{}, HTMX])
@pytest.mark.parametrize("wrong", ["requirement", "evidence", "claim", "nothing", "nonsense"])
def test_someone_elses_rows_are_refused_in_a_sentence(pat, unit, evidence, wrong, htmx):
    mine, (requirement, theirs) = unit.version.requirements.first(), strangers(unit)
    typed = {
        "requirement": tick(unit, [requirement], [evidence], [(requirement, evidence)]),
        "evidence": tick(unit, [mine], [theirs], [(mine, theirs)]),
        "claim": tick(unit, [mine], [evidence], [(requirement, theirs)]),
        "nothing": {},
        "nonsense": {"row": "a\x00b", "piece": "x" * 300, "claim": "....."},
    }[wrong]

    answer = pat.send(address("claim-set", unit), typed, **htmx)

    assert answer.status_code == 422
    assert "That is not one of the choices here. Nothing was changed." in text_of(answer)
    assert claims() == set()


def test_someone_elses_standard_is_nobodys_business(client_for, outsider, coordinator, unit, evidence):
    first = unit.version.requirements.first()
    typed = tick(unit, [first], [evidence], [(first, evidence)])

    statuses = [
        client_for(p).send(address("claim-set", unit), typed).status_code for p in (outsider, coordinator)
    ]

    assert statuses == [404, 403]
    assert claims() == set()


def test_a_tick_sent_twice_is_made_once(pat, unit, evidence):
    first = unit.version.requirements.first()
    typed = tick(unit, [first], [evidence], [(first, evidence)]) | {"once": uuid4().hex}

    assert [pat.post(address("claim-set", unit), typed).status_code for _twice in range(2)] == [302, 302]
    assert Claim.objects.count() == 1


def test_on_a_phone_one_requirement_has_a_page(pat, unit, evidence):
    first = unit.version.requirements.first()
    ClaimFactory(unit=unit, evidence=evidence, requirement=first)

    html = pat.get(address("unit-match", unit, first.code)).content.decode()

    assert re.findall(r'name="claim" value="([\w.]+)" checked', html) == [f"{first.code}.{evidence.code}"]
    requirement, _theirs = strangers(unit)
    assert pat.get(address("unit-match", unit, requirement.code)).status_code == 404


def test_what_is_signed_off_is_not_offered_for_sharing(client_for, practitioner, assessor, organisation):
    unit = sign(share(unit_with_evidence(practitioner, organisation), assessor=assessor)).unit

    page = client_for(practitioner).get(reverse("unit-detail", args=[unit.code])).content.decode()

    assert reverse("unit-share", args=[unit.code]) not in page
    assert "This standard is signed off. There is nothing more to share." in page


def test_the_top_line_says_where_the_work_stands(client_for, practitioner, assessor, organisation):
    unit = unit_with_evidence(practitioner, organisation)
    tab = client_for(practitioner)
    to_do = "Say which evidence shows which part. Nothing is final until you share it."
    gaps = "Gaps are just what is left"

    page = text_of(tab.get(address("unit-detail", unit)))
    assert (to_do in page, gaps in page) == (True, True)

    sign(share(unit, assessor=assessor))
    page = text_of(tab.get(address("unit-detail", unit)))
    assert (to_do in page, gaps in page) == (False, False)
    assert "All of it is agreed and signed off. It stays here to read." in page


# --- undo -----------------------------------------------------------------------------------


def test_ticks_from_the_standards_side_are_taken_back_in_one_go_notes_and_all(pat, unit, evidence):
    first, second, *_rest = unit.version.requirements.all()
    other = EvidenceFactory(portfolio=unit.portfolio)
    ClaimFactory(unit=unit, evidence=evidence, requirement=first, note="The flip chart.", anchor_page=3)
    before = list(Claim.objects.values_list("requirement", "evidence", "note", "anchor_page"))
    assert "Undo the last change" not in text_of(pat.get(address("unit-detail", unit)))

    pat.send(address("claim-set", unit), tick(unit, [first], [evidence, other], [(first, other)]))
    assert claims() == {(first.pk, other.pk)}
    assert "Undo the last change" in text_of(pat.get(address("unit-detail", unit)))

    pat.send(address("unit-undo", unit))
    assert list(Claim.objects.values_list("requirement", "evidence", "note", "anchor_page")) == before
    assert "Put it back again" in text_of(pat.get(address("unit-detail", unit)))

    pat.send(address("unit-undo", unit))
    assert claims() == {(first.pk, other.pk)}


def test_of_a_save_of_several_pieces_one_piece_is_taken_back_alone(pat, unit, evidence):
    first, other = unit.version.requirements.first(), EvidenceFactory(portfolio=unit.portfolio)
    both = [(first, evidence), (first, other)]
    pat.send(address("claim-set", unit), tick(unit, [first], [evidence, other], both))

    pat.send(reverse("evidence-shows-undo", args=[other.code]), {"from": "evidence"})

    assert claims() == {(first.pk, evidence.pk)}


def test_one_tick_brings_the_way_to_take_it_back(pat, unit, evidence):
    first = unit.version.requirements.first()

    answer = pat.send(
        address("claim-set", unit), tick(unit, [first], [evidence], [(first, evidence)]), **HTMX
    )

    assert f'action="{address("unit-undo", unit)}"' in answer.content.decode()
