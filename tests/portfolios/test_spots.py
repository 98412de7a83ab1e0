"""Spots frozen with a round, opened by the owner and by the assessor."""

import re

import pytest
from django.urls import reverse

from people.models import AuditEvent
from people.models.audit import Stream
from portfolios.models import Claim, Link, SubmissionItem, SubmissionItemNote
from portfolios.operations.carry_over import carry_over
from portfolios.operations.claims import NotInThisStandard, set_claims
from portfolios.operations.evidence_files import remove_file
from portfolios.operations.previews import make_clean_copy, make_previews
from portfolios.operations.pursuits import start_pursuit
from portfolios.spots import BadSpot, Spot, spot_asked, spot_typed
from portfolios.uses import pieces_at_hand, uses_of
from tests.factories import (
    EvidenceFactory,
    EvidenceFileFactory,
    PortfolioFactory,
    StandardVersionFactory,
    UnitFactory,
    files,
)
from tests.factories.assessments import share
from tests.factories.awards import published_award
from tests.factories.successors import publish_words, words_of
from tests.reading import shown, text_of

pytestmark = pytest.mark.django_db
USES = 4  # queries
KINDS = {"pdf": "application/pdf", "text": "text/plain", "audio": "audio/wav", "other": "application/zip"}


class Named:
    """A file that is nowhere: what is typed is read before anything is opened."""

    def __init__(self, form):
        self.form, self.name = form, f"it.{form}"
        self.words, self.reads_here = None, False


# --- reading what was typed -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "typed", "spot"),
    [
        ("other", "3", Spot(page=3)),
        ("other", "page 3", Spot(page=3)),
        ("other", " P. 3 ", Spot(page=3)),
        ("other", "Page 3, paragraph 2", Spot(page=3, paragraph=2)),
        ("other", "p3 para 2", Spot(page=3, paragraph=2)),
        ("other", "¶ 2", Spot(paragraph=2)),
        ("audio", "4:05", Spot(seconds=245)),
        ("audio", "at 4:05", Spot(seconds=245)),
        ("video", "1:02:09", Spot(seconds=3729)),
        ("audio", "90:00", Spot(seconds=5400)),
        ("audio", "0:00", Spot(seconds=0)),
    ],
)
def test_a_spot_is_read_as_people_write_it_and_written_back_as_they_would(form, typed, spot):
    assert spot_typed(typed, Named(form)) == spot
    assert spot_typed(spot.typed, Named(form)) == spot


@pytest.mark.parametrize(
    ("form", "typed"),
    [("audio", "4:99"), ("audio", "1:99:00"), ("audio", "4:05 and 5:06"), ("audio", "x"), ("other", "3 4 5")],
)
def test_what_is_no_spot_is_refused(form, typed):
    with pytest.raises(BadSpot):
        spot_typed(typed, Named(form))


@pytest.mark.parametrize(
    ("asked", "spot"),
    [
        ("page-3", Spot(page=3)),
        ("paragraph-2", Spot(paragraph=2)),
        ("245", Spot(seconds=245)),
        ("", Spot()),
        ("chapter-1", Spot()),
        ("page--1", Spot()),
        ("9" * 30, Spot()),
        ("٣", Spot()),
    ],
)
def test_an_address_asks_for_a_spot_or_for_nothing(asked, spot):
    assert spot_asked({"at": asked}) == spot


# --- saying it ------------------------------------------------------------------------------


@pytest.fixture
def unit(practitioner, organisation):
    portfolio = PortfolioFactory(owner=practitioner, organisation=organisation)
    version = StandardVersionFactory(performance=4, knowledge=0, values=0)
    return UnitFactory(portfolio=portfolio, version=version)


@pytest.fixture
def evidence(unit):
    return EvidenceFactory(portfolio=unit.portfolio)


def test_a_link_points_into_files_of_that_evidence_alone(unit, evidence, practitioner):
    strange = EvidenceFileFactory(evidence__portfolio=unit.portfolio)
    first = unit.version.requirements.first()

    with pytest.raises(NotInThisStandard):
        set_claims(evidence, {unit: {first: Link("", strange, page=1)}}, by=practitioner)

    assert not Claim.objects.exists()


@pytest.fixture
def pointed(unit, evidence, practitioner):
    """One piece with a document, a recording, a text and a removed picture, each pointed into by one claim."""
    pdf = EvidenceFileFactory(evidence=evidence, content=files.pdf(pages=3))
    sound = EvidenceFileFactory(evidence=evidence, content=files.sound())
    words = EvidenceFileFactory(evidence=evidence, content=files.text(words="One.\n\nTwo.\n\nThree."))
    gone = EvidenceFileFactory(evidence=evidence, content=files.pdf("secret.pdf"))
    make_previews(pdf.code)
    make_clean_copy(sound.code)
    first, second, third, fourth = unit.version.requirements.all()
    told = {
        first: Link("The minutes.", pdf, page=2, paragraph=1),
        second: Link("", sound, seconds=245),
        third: Link("", words, paragraph=2),
        fourth: Link("", gone, page=7),
    }
    set_claims(evidence, {unit: told}, by=practitioner)
    return {"pdf": pdf, "sound": sound, "words": words, "gone": gone}


def test_spots_come_along_to_newer_words(unit, pointed, practitioner):
    standard = unit.version.standard
    newer = carry_over(
        unit, publish_words(words_of(unit.version), standard=standard, change="wording"), by=practitioner
    )

    places = [claim.anchor_place for claim in newer.claims.order_by("requirement__position")]

    assert places == [
        "minutes.pdf, page 2, paragraph 1",
        "talk.wav, at 4:05",
        "notes.txt, paragraph 2",
        "secret.pdf, page 7",
    ]


# --- frozen with the round ------------------------------------------------------------------


def test_a_round_freezes_spots_and_names_no_file_that_was_taken_out(unit, pointed, assessor, practitioner):
    before = pointed["gone"]
    remove_file(before, by=practitioner)

    assessment = share(unit, assessor=assessor)
    Claim.objects.update(anchor_page=9, note="Changed since.")

    notes = SubmissionItemNote.objects.order_by("item__requirement__position")
    assert [(note.text, note.anchor_place) for note in notes] == [
        ("The minutes.", "minutes.pdf, page 2, paragraph 1"),
        ("", "talk.wav, at 4:05"),
        ("", "notes.txt, paragraph 2"),
        ("", "page 7"),
    ]
    [digest] = SubmissionItem.objects.order_by().values_list("digest", flat=True).distinct()
    assert digest == assessment.submission.items.first().evidence_version.digest


def review_page(assessment, query=""):
    version = assessment.submission.items.first().evidence_version
    return reverse("review-evidence", args=[assessment.code, version.code]) + query


def test_the_assessor_opens_each_spot_beside_the_judging(unit, pointed, robin, assessor):
    remove_file(pointed["gone"], by=unit.owner)
    assessment = share(unit, assessor=assessor)

    page = robin.get(review_page(assessment))
    links = re.findall(r'href="(\?file=[^"]+)" hx-get', page.content.decode().replace("&amp;", "&"))
    links = [link for link in links if "&at=" in link]

    assert links == [
        f"?file={pointed['pdf'].code}&at=page-2#page-2",
        f"?file={pointed['sound'].code}&at=245",
        f"?file={pointed['words'].code}&at=paragraph-2#paragraph-2",
    ]
    words = text_of(page)
    assert [f"Look at {place}" in words for place in ("minutes.pdf, page 2", "talk.wav, at 4:05")] == [
        True
    ] * 2
    assert "Where to look, Pat says: page 7" in words
    assert "secret.pdf" not in words

    pdf, sound, text = (shown(robin.get(review_page(assessment, link.partition("#")[0]))) for link in links)
    assert 'class="viewer__page is-here" id="page-2" data-here' in pdf
    assert f"/files/{pointed['sound'].code}/view#t=245" in sound
    assert 'class="para is-here" id="paragraph-2" data-here' in text


def test_a_text_read_at_its_spot_is_on_record_and_one_not_asked_for_is_not_read(
    unit, pointed, robin, assessor
):
    assessment = share(unit, assessor=assessor)
    opened = AuditEvent.objects.filter(stream=Stream.ACCESS, subject_code=pointed["words"].code)

    assert "Two." not in text_of(robin.get(review_page(assessment, f"?file={pointed['words'].code}")))
    assert not opened.exists()

    robin.get(review_page(assessment, f"?file={pointed['words'].code}&at=paragraph-2"))
    assert opened.count() == 1


def test_a_file_of_another_piece_is_not_opened_in_a_review(unit, pointed, robin, assessor):
    other = EvidenceFileFactory(
        evidence__portfolio=unit.portfolio, content=files.text(words="Private.\n\nVery.")
    )
    assessment = share(unit, assessor=assessor)

    page = robin.get(review_page(assessment, f"?file={other.code}&at=paragraph-1"))

    assert "Private." not in text_of(page)
    assert page.context["opened"].file == pointed["pdf"]


def test_the_owner_reads_each_file_at_its_spot(pat, pointed):
    pages = {
        claim.anchor_file.form: shown(pat.get(claim.anchor_url.partition("#")[0]))
        for claim in Claim.objects.all()
    }

    assert 'class="para is-here" id="paragraph-2"' in pages["text"]
    assert f"/files/{pointed['sound'].code}/view#t=245" in pages["audio"]
    page = pat.get(reverse("file-read", args=[pointed["pdf"].code]), {"at": "page-2"})
    assert 'class="file__page is-here" id="page-2" data-here' in shown(page)


# --- every use ------------------------------------------------------------------------------


def test_a_piece_says_which_standards_and_awards_it_counts_towards(pat, unit, evidence, practitioner):
    other = UnitFactory(portfolio=unit.portfolio)
    for one, note in ((unit, "Here."), (other, "There.")):
        set_claims(evidence, {one: {one.version.requirements.first(): note}}, by=practitioner)
    award = published_award((None, [other.version.standard]))
    pursuit = start_pursuit(award, organisation=unit.portfolio.organisation, by=practitioner)

    page = pat.get(reverse("evidence-detail", args=[evidence.code]))

    assert [(place.unit, place.awards) for place in uses_of(pieces_at_hand().get(pk=evidence.pk))] == [
        (unit, []),
        (other, [pursuit]),
    ]
    assert text_of(page).count(f"Counts towards: {pursuit}") == 1


@pytest.mark.parametrize("count", [1, 30])
def test_every_use_costs_the_same(
    pat, unit, evidence, practitioner, assessor, count, django_assert_num_queries
):
    units = [unit, *UnitFactory.create_batch(count - 1, portfolio=unit.portfolio)]
    claims = {one: dict.fromkeys(one.version.requirements.all()[:2], "Seen.") for one in units}
    set_claims(evidence, claims, by=practitioner)

    share(unit, assessor=assessor)
    piece = pieces_at_hand().get(pk=evidence.pk)

    with django_assert_num_queries(USES):
        places = uses_of(piece)

    assert [len(place.uses) for place in places] == [2] * count
    page = pat.get(reverse("evidence-detail", args=[evidence.code]))
    assert text_of(page).count("Seen.") == 2 * count


def test_a_piece_says_where_it_is_used_how_it_stands_and_in_which_rounds(
    pat, unit, pointed, evidence, assessor
):
    share(unit, assessor=assessor)
    set_claims(evidence, {unit: {unit.version.requirements.first(): "Now."}}, by=unit.owner)

    words = text_of(pat.get(reverse("evidence-detail", args=[evidence.code])))

    assert words.count("Shared in round 1") == 4
    assert words.count("With Robin") == 4
    assert words.count("Not ticked any more. What was shared stays as it was shared.") == 3
    assert words.count("Look at minutes.pdf, page 2, paragraph 1") == 1


# --- matching by requirement ----------------------------------------------------------------


def test_matching_by_requirement_shows_notes_and_spots_and_takes_fifty_a_page(pat, unit, pointed, evidence):
    EvidenceFactory.create_batch(50, portfolio=unit.portfolio)
    first = unit.version.requirements.first()
    match = reverse("unit-match", args=[unit.code, first.code])

    last = pat.get(match, {"page": 2})
    assert [len(page.context["line"].cells) for page in (pat.get(match), last)] == [50, 1]
    assert "The minutes. · minutes.pdf, page 2, paragraph 1" in text_of(last)

    pieces = re.findall('name="piece" value="([^"]+)"', pat.get(match).content.decode())
    claims = [f"{first.code}.{pieces[0]}"]
    pat.send(reverse("claim-set", args=[unit.code]), {"row": first.code, "piece": pieces, "claim": claims})
    assert Claim.objects.filter(requirement=first).count() == 2
    assert Claim.objects.get(requirement=first, evidence=evidence).anchor_place.startswith("minutes.pdf")
