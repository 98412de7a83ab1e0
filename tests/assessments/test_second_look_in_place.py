"""Whoever looks a second time sees of the evidence what its assessor saw, in the same way, and nothing they found."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from assessments.models import SeenInPlace
from assessments.operations.looking_ties import say_untied_before_looking
from assessments.operations.review import refer_back
from people.models import AuditEvent, Stream
from portfolios.models import Claim, EvidenceKind, WitnessRequest
from portfolios.operations.claims import set_claims
from portfolios.operations.confirming import remove_testimony
from portfolios.operations.consent import take_back_yes
from tests.factories import EvidenceFileFactory
from tests.factories.assessments import judge_all, share, sign
from tests.factories.sampling import draw, plan_of, strategy_of
from tests.factories.witnesses import confirmed
from tests.reading import shown, text_of

from .test_inside_files import a_text

pytestmark = pytest.mark.django_db
QUERIES = 18


@pytest.fixture
def ines(client_for, iqa):
    return client_for(iqa)


@pytest.fixture
def drawn(organisation, iqa):
    """drawn(a round) → what asks an IQA to look at it again; nothing ties them to whoever did it."""

    def draw_it(assessment):
        [sample] = draw(plan_of(strategy_of(organisation, by=iqa), by=iqa), by=iqa)
        assert sample.assessment == assessment
        return say_untied_before_looking(sample, by=iqa)

    return draw_it


@pytest.fixture
def looked_at(unit, assessor, drawn):
    """looked_at(evidence) → the address of that piece, or the only one, of the unit, once it was signed off."""

    def give(evidence=None):
        sample = drawn(sign(share(unit, assessor=assessor)))
        return address_in(sample, evidence or unit.portfolio.evidence.get())

    return give


def address_in(sample, evidence):
    return reverse("sample-evidence", args=[sample.code, evidence.versions.get().code])


def part(answer, of):
    """A part of the page, without what is new each time it is made."""
    [found] = BeautifulSoup(answer.content, "html.parser").select(of)
    return str(found)


# --- the same as beside the judging ---------------------------------------------------------


def test_the_evidence_stands_there_as_it_stands_beside_the_judging(ines, robin, unit, labelled, looked_at):
    evidence = unit.portfolio.evidence.get()
    said = {"basis": "agreed", "purpose": "my assessor may see it", "until": date(2099, 6, 30)}
    evidence.people.create(description="Blue headscarf", **said)
    type(evidence).objects.update(identifiable="others", story="We met in the hall.")
    file = a_text(evidence, "Three stayed.")
    spot = {"note": "The last line.", "anchor_file": file, "anchor_paragraph": 1}
    Claim.objects.filter(requirement=labelled["P1"]).update(**spot)
    address = looked_at()
    review, asked = unit.submissions.get().assessment, {"file": file.code, "at": "paragraph-1"}
    asked |= {"for": labelled["P1"].code}
    version = evidence.versions.get()

    beside = robin.get(reverse("review-evidence", args=[review.code, version.code]), asked)
    again = ines.get(address, asked)

    for same in (".rv__whobar", ".rv__who", ".rv__body", "#viewer"):
        assert part(again, same) == part(beside, same)
    assert "zoom.js" in shown(again)


def test_who_is_in_it_stands_above_what_is_looked_at_also_where_nobody_is(ines, looked_at):
    page = shown(ines.get(looked_at()))

    said = "Nobody can be recognised but Pat"
    assert page.count(said) == 2  # beside the evidence, and in the bar of a small screen
    assert page.rindex(said) < page.index('id="viewer"')
    assert "Are you in this? Ask for it to be taken down" in page


def test_what_is_said_of_it_leads_to_its_spot_by_itself_and_back(ines, unit, labelled, looked_at):
    file = a_text(unit.portfolio.evidence.get(), "Three stayed.")
    spot = {"note": "The last line.", "anchor_file": file, "anchor_paragraph": 1}
    Claim.objects.filter(requirement=labelled["P1"]).update(**spot)
    address, code = looked_at(), labelled["P1"].code
    page = ines.get(address)
    opened = AuditEvent.objects.filter(stream=Stream.ACCESS, subject_code=file.code)
    assert "How this shows it, Pat says: The last line. Look at notes.txt, paragraph 1" in text_of(page)
    assert f'href="?file={file.code}&amp;at=paragraph-1#paragraph-1"' in shown(page)
    assert (f'id="j-{code}"' in shown(page), opened.exists()) == (True, False)

    asked = {"file": file.code, "at": "paragraph-1", "for": code}
    piece = ines.get(address, asked, headers={"HX-Request": "true", "HX-Target": "viewer"})

    assert piece.content.decode().strip().startswith('<div class="viewer" id="viewer"')
    assert 'class="para is-here" id="paragraph-1" data-here' in shown(piece)
    assert (f'href="#j-{code}"' in shown(piece), opened.count()) == (True, 1)


# --- whoever spoke, and what stays where it is ----------------------------------------------


def test_who_a_witness_is_is_told_to_an_iqa_under_their_own_name_too(ines, robin, unit, looked_at):
    said = confirmed(unit, shown_as="A neighbour")
    address = looked_at(said)
    review = unit.submissions.get().assessment

    page = text_of(ines.get(address))
    beside = text_of(robin.get(reverse("review-evidence", args=[review.code, said.versions.get().code])))

    own = ["Their own name, for your eyes only: Wil Specimen", "To check, reach them here: 01632 960000"]
    assert [words in page for words in ("A witness: A neighbour", "Pat listened first.", *own)] == [True] * 4
    assert [words in beside for words in ("A witness: A neighbour", "Wil Specimen", "01632")] == [
        True,
        False,
        False,
    ]


def test_words_that_a_witness_had_removed_are_said_to_be_gone(ines, unit, looked_at):
    said = confirmed(unit)
    address = looked_at(said)
    remove_testimony(WitnessRequest.objects.get(), by=None)

    page = text_of(ines.get(address))

    assert "The witness asked for their words to be removed" in page
    assert "Pat listened first." not in page


def test_what_stays_in_the_workplace_says_who_saw_it_there(ines, unit, assessor, looked_at):
    evidence = unit.portfolio.evidence.get()
    kept = {"where": "In the office", "why": "It belongs to the council"}
    type(evidence).objects.update(kind=EvidenceKind.SIGNPOSTED, details=kept)
    address = looked_at()
    assert "No assessor has seen it there yet." in text_of(ines.get(address))
    SeenInPlace.objects.create(
        evidence=evidence, seen_by=assessor, seen_on=date(2026, 3, 3), words="The log."
    )

    page = ines.get(address)

    assert "Seen there by Robin Example on 3 March 2026" in text_of(page)
    assert "The log." in text_of(page)
    assert reverse("seen-in-place", args=[unit.submissions.get().assessment.code, "x"])[:-2] not in shown(
        page
    )


def test_what_is_out_of_sight_says_so_and_nothing_of_it(ines, unit, practitioner, labelled, looked_at):
    evidence = unit.portfolio.evidence.get()
    person = evidence.people.create(description="Blue headscarf", basis="agreed")
    type(evidence).objects.update(identifiable="others")
    Claim.objects.filter(requirement=labelled["P1"]).update(note="She nods.")
    address = looked_at()
    take_back_yes(person, by=practitioner)

    page = text_of(ines.get(address))

    assert "Someone in it no longer agrees, or asked for it to be taken down." in page
    assert [words for words in ("Blue headscarf", "can be recognised", "She nods.") if words in page] == []


# --- and no more ----------------------------------------------------------------------------


def test_nothing_of_what_was_found_is_there(ines, unit, assessor, drawn):
    words = "Who agreed to it, and when?"
    review = judge_all(share(unit, assessor=assessor), "more evidence", words)
    refer_back(review, by=assessor)
    page = text_of(ines.get(address_in(drawn(review), unit.portfolio.evidence.get())))

    assert [said for said in (words, "More evidence", "Not yet") if said in page] == []


@pytest.mark.parametrize("count", [1, 4])
def test_it_asks_as_much_whatever_was_shared(
    ines, unit, practitioner, looked_at, count, django_assert_num_queries
):
    evidence = unit.portfolio.evidence.get()
    for number in range(count):
        a_text(evidence, f"Line {number}.")
        more = EvidenceFileFactory(evidence__portfolio=unit.portfolio).evidence
        set_claims(more, {unit: dict.fromkeys(unit.version.requirements.all(), "So.")}, by=practitioner)
    address = looked_at(evidence)
    ines.get(address)

    with django_assert_num_queries(QUERIES):
        ines.get(address)
