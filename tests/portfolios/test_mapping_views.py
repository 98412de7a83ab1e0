"""Evidence on one side, what it may show on the other."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from assessments.operations.review import judge, refer_back
from people.models import AuditEvent
from portfolios.models import Claim
from portfolios.operations.claims import claim_requirement, drop_claim, set_claims
from portfolios.operations.evidence_files import remove_file
from portfolios.operations.previews import make_previews
from tests.factories import (
    EvidenceFactory,
    EvidenceFileFactory,
    PortfolioFactory,
    StandardVersionFactory,
    UnitFactory,
    files,
)
from tests.factories.assessments import share
from tests.factories.standards import StandardFactory
from tests.factories.successors import agreed_crosswalk, publish_words, successor_of
from tests.reading import text_of

pytestmark = pytest.mark.django_db
SCREEN, WHOLE_REQUEST = 15, 29  # queries


@pytest.fixture
def unit(practitioner, organisation):
    portfolio = PortfolioFactory(owner=practitioner, organisation=organisation)
    return UnitFactory(
        portfolio=portfolio, version=StandardVersionFactory(performance=3, knowledge=1, values=1)
    )


@pytest.fixture
def evidence(unit):
    return EvidenceFactory(portfolio=unit.portfolio, name="The first meeting")


@pytest.fixture
def asked(unit):
    return list(unit.version.requirements.all())


def address(evidence, name="evidence-shows"):
    return reverse(name, args=[evidence.code])


def on_page(page, name):
    return re.findall(f'name="{name}" value="([^"]*)"', page.content.decode())


class Screen:
    """The page as a browser has it open: what it says there is sent back with what someone types."""

    def __init__(self, browser, evidence, query="", page=None):
        self.browser, self.url = browser, address(evidence) + query
        self.read(page or browser.get(self.url))

    def read(self, page):
        self.page = page
        self.seen, self.rows = on_page(page, "seen")[0], on_page(page, "row")

    def save(self, claims, **more):
        """`claims`: {requirement: (note, where, file code)}, everything on the page that stays ticked."""
        said = {"claim": [requirement.code for requirement in claims], "row": self.rows, "seen": self.seen}
        for requirement, (note, where, *file) in claims.items():
            said |= {f"note_{requirement.code}": note, f"where_{requirement.code}": where}
            said |= {f"file_{requirement.code}": code for code in file}
        return self.browser.send(self.url, said | more)


def said():
    claims = Claim.objects.select_related("anchor_file")
    return [(claim.requirement.label, claim.note, claim.anchor_place) for claim in claims]


# --- saving ---------------------------------------------------------------------------------


def test_many_ticks_notes_and_spots_are_one_save(pat, unit, evidence, asked):
    EvidenceFileFactory(evidence=evidence, content=files.pdf(pages=3))
    first, second, third, *_rest = asked

    answer = Screen(pat, evidence).save(
        {first: ("The flip chart.", "page 3, paragraph 2"), second: ("", "2"), third: ("", "")}
    )

    assert answer["Location"] == address(evidence)
    assert said() == [
        ("P1", "The flip chart.", "minutes.pdf, page 3, paragraph 2"),
        ("P2", "", "minutes.pdf, page 2"),
        ("P3", "", ""),
    ]


@pytest.mark.parametrize("count", [5, 50])
def test_fifty_ticks_are_saved_in_as_many_statements_as_five(
    pat, unit, evidence, count, django_assert_num_queries
):
    many = UnitFactory(
        portfolio=unit.portfolio, version=StandardVersionFactory(performance=30, knowledge=15, values=5)
    )
    screen = Screen(pat, evidence, f"?unit={many.code}")
    claims = {requirement: ("Seen.", "") for requirement in many.version.requirements.all()[:count]}

    with django_assert_num_queries(WHOLE_REQUEST):
        screen.save(claims)

    assert Claim.objects.filter(unit=many, note="Seen.").count() == count
    assert AuditEvent.objects.filter(action="claim.made", subject_code=evidence.code).count() == count


def test_other_standards_keep_their_claims_and_several_are_saved_at_once(pat, unit, evidence, asked):
    other = UnitFactory(portfolio=unit.portfolio, version=StandardVersionFactory())
    theirs = other.version.requirements.first()
    set_claims(evidence, {other: {theirs: "Kept."}}, by=evidence.owner)

    Screen(pat, evidence, f"?unit={unit.code}").save({asked[0]: ("", "")})
    assert sorted(Claim.objects.values_list("unit", "note")) == sorted([(unit.pk, ""), (other.pk, "Kept.")])

    Screen(pat, evidence, f"?unit={unit.code}&unit={other.code}").save({asked[1]: ("", "")})
    assert Claim.objects.get().requirement == asked[1]


def test_going_on_with_another_standard_saves_first(pat, unit, evidence, asked):
    other = UnitFactory(portfolio=unit.portfolio, version=StandardVersionFactory())

    answer = Screen(pat, evidence, f"?unit={unit.code}").save({asked[0]: ("", "")}, then=other.code)

    assert answer["Location"] == f"{address(evidence)}?unit={other.code}"
    assert Claim.objects.get().unit == unit


def test_a_plain_note_from_the_evidence_form_leaves_the_spot(pat, unit, evidence, asked):
    EvidenceFileFactory(evidence=evidence, content=files.pdf(pages=3))
    Screen(pat, evidence).save({asked[0]: ("Old.", "3")})

    set_claims(evidence, {unit: {asked[0]: "New."}}, by=evidence.owner)

    assert said() == [("P1", "New.", "minutes.pdf, page 3")]


# --- spots ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "typed", "sentence"),
    [
        (files.pdf(pages=3), "99", "“minutes.pdf” has 3 pages."),
        (files.pdf(pages=3), "4:05", "Write a page, such as 3."),
        (files.pdf(pages=3), "0", "Count from 1."),
        (files.pdf(pages=3), "near the end\x00", "Write a page, such as 3."),
        (files.sound(), "99:99", "Minutes and seconds go up to 59."),
        (files.sound(), "12", "Write minutes and seconds, such as 4:05."),
        (files.text(), "paragraph 7", "“notes.txt” has 1 paragraph."),
        (files.photo(), "page 1", "A picture is seen at once."),
        (files.pdf(pages=3), "page 999999999", "That number is larger than any file we know."),
    ],
)
def test_a_spot_that_is_not_there_gets_a_sentence(pat, evidence, asked, content, typed, sentence):
    content.seek(0)
    EvidenceFileFactory(evidence=evidence, content=content)

    answer = Screen(pat, evidence).save({asked[0]: ("My note stays.", typed)})

    assert answer.status_code == 422
    assert f"P1: {sentence}" in text_of(answer)
    assert "My note stays." in answer.content.decode()
    assert not Claim.objects.exists()


def test_which_file_is_meant_has_to_be_said_where_there_are_several(pat, evidence, asked):
    sound = EvidenceFileFactory(evidence=evidence, content=files.sound())
    EvidenceFileFactory(evidence=evidence, content=files.pdf())

    refused = Screen(pat, evidence).save({asked[0]: ("", "4:05")})
    assert (refused.status_code, "Choose the file you mean too." in text_of(refused)) == (422, True)

    Screen(pat, evidence).save({asked[0]: ("", "4:05", sound.code)})
    assert said() == [("P1", "", "talk.wav, at 4:05")]


def test_files_of_others_and_of_other_evidence_are_refused(pat, evidence, asked, outsider):
    EvidenceFileFactory(evidence=evidence, content=files.pdf())
    own = EvidenceFileFactory(evidence__portfolio=evidence.portfolio, content=files.pdf())

    for strange in (own, EvidenceFileFactory(content=files.pdf())):
        answer = Screen(pat, evidence).save({asked[0]: ("", "1", strange.code)})
        assert (answer.status_code, "not part of this evidence" in text_of(answer)) == (422, True)
    assert not Claim.objects.exists()


def test_requirements_of_others_are_refused(pat, evidence, asked):
    strange = UnitFactory().version.requirements.first()
    screen = Screen(pat, evidence)

    ticked = screen.save({asked[0]: ("", ""), strange: ("", "")})
    screen.rows.append(strange.code)
    on_the_page = screen.save({asked[0]: ("", ""), strange: ("", "")})

    assert [answer.status_code for answer in (ticked, on_the_page)] == [422, 422]
    assert not Claim.objects.exists()


@pytest.mark.parametrize("was_shared", [True, False])
def test_a_spot_in_a_file_that_was_taken_out_stays_as_words(pat, evidence, asked, unit, assessor, was_shared):
    file = EvidenceFileFactory(evidence=evidence, content=files.pdf(pages=3))
    Screen(pat, evidence).save({asked[0]: ("", "3")})
    if was_shared:
        share(unit, assessor=assessor)
    remove_file(file, by=evidence.owner)

    page = pat.get(address(evidence))
    place = "minutes.pdf, page 3" if was_shared else "page 3"
    assert f"You pointed at {place}. That file is not here any more." in text_of(page)

    Screen(pat, evidence, page=page).save({asked[0]: ("Saved again.", "page 3", *([file.code] * was_shared))})
    assert said() == [("P1", "Saved again.", place)]


# --- buttons that work without scripts ------------------------------------------------------


def ticked(page):
    return re.findall(r'name="claim" value="([^"]*)" checked', page.content.decode())


def test_all_none_and_a_group_are_ticked_without_scripts_and_nothing_is_saved(pat, unit, evidence, asked):
    screen = Screen(pat, evidence)
    whole, performance, knowledge = re.findall(r'value="(all [^"]+)"', screen.page.content.decode())[:3]

    group = screen.save({asked[4]: ("Typed here.", "")}, tick=performance)
    assert (group.status_code, ticked(group)) == (422, [row.code for row in [*asked[:3], asked[4]]])
    assert "Typed here." in group.content.decode()
    assert "needs a look" not in text_of(group)

    assert ticked(screen.save({}, tick=whole)) == [row.code for row in asked]
    none = {row: ("", "") for row in asked}
    assert ticked(screen.save(none, tick=knowledge.replace("all", "none"))) == [
        row.code for row in asked if row != asked[3]
    ]
    assert not Claim.objects.exists()


def test_a_page_is_pressed_and_put_where_it_belongs_without_scripts(pat, evidence, asked):
    pdf = EvidenceFileFactory(evidence=evidence, content=files.pdf(pages=3))
    EvidenceFileFactory(evidence=evidence, content=files.text())
    make_previews(pdf.code)
    screen = Screen(pat, evidence, f"?file={pdf.code}")
    assert f'form="mapping" name="spot" value="{pdf.code} 2"' in screen.page.content.decode()

    asks = screen.save({asked[0]: ("Typed here.", "")}, spot=f"{pdf.code} 2")
    assert "What does minutes.pdf, page 2 show?" in text_of(asks)
    [at_hand] = on_page(asks, "spot_at_hand")
    put = screen.save({asked[0]: ("Typed here.", "")}, spot_at_hand=at_hand, here=asked[1].code)
    assert ticked(put) == [asked[0].code, asked[1].code]
    assert not Claim.objects.exists()

    [where] = on_page(put, f"where_{asked[1].code}")
    screen.save({asked[0]: ("Typed here.", ""), asked[1]: ("", where, pdf.code)})
    assert said() == [("P1", "Typed here.", ""), ("P2", "", "minutes.pdf, page 2")]


@pytest.mark.parametrize("spot", ["nobody 2", "", "{code} two", "{code} 2 ", "\x00"])
def test_a_spot_nobody_knows_is_no_spot(pat, evidence, asked, spot):
    file = EvidenceFileFactory(evidence=evidence, content=files.pdf(pages=3))

    answer = Screen(pat, evidence).save({}, spot=spot.format(code=file.code))

    assert (answer.status_code, "What does" in text_of(answer)) == (422, False)


# --- two at once ----------------------------------------------------------------------------


def test_a_page_that_was_open_elsewhere_shows_both_and_saves_when_sent_again(pat, evidence, asked, unit):
    here, there = Screen(pat, evidence), Screen(pat, evidence)
    there.save({asked[0]: ("From the other window.", "")})

    answer = here.save({asked[0]: ("Mine.", ""), asked[1]: ("", "")})

    assert answer.status_code == 409
    assert "Both stand below" in text_of(answer)
    assert "“From the other window.”" in text_of(answer)
    assert said() == [("P1", "From the other window.", "")]

    here.read(answer)
    here.save({asked[0]: ("Mine.", ""), asked[1]: ("", "")})
    assert said() == [("P1", "Mine.", ""), ("P2", "", "")]


def test_a_change_to_another_standard_is_no_conflict(pat, evidence, asked, unit):
    other = UnitFactory(portfolio=unit.portfolio, version=StandardVersionFactory())
    screen = Screen(pat, evidence, f"?unit={unit.code}")
    theirs = other.version.requirements.first()
    claim_requirement(evidence, unit=other, requirement=theirs, by=evidence.owner)

    assert screen.save({asked[0]: ("", "")}).status_code == 302


def test_words_that_were_typed_and_not_saved_come_back(pat, evidence, asked, unit):
    screen = Screen(pat, evidence)
    [about] = on_page(screen.page, "draft")
    typed = {"draft": about, "row": screen.rows, "seen": screen.seen, "claim": [asked[1].code]}
    pat.post(reverse("draft-keep"), typed | {f"note_{asked[1].code}": "Typed on the bus."})

    page = pat.get(address(evidence))
    assert "Your words are back" in text_of(page)
    assert "Typed on the bus." in page.content.decode()
    assert not Claim.objects.exists()

    Screen(pat, evidence, page=page).save({asked[1]: ("Typed on the bus.", "")}, draft=about)
    assert said() == [("P2", "Typed on the bus.", "")]
    assert "Your words are back" not in text_of(pat.get(address(evidence)))


# --- undo -----------------------------------------------------------------------------------


def undo(pat, evidence):
    return pat.get(pat.send(address(evidence, "evidence-shows-undo"))["Location"])


def test_the_last_save_can_be_taken_back_and_put_back_again(pat, evidence, asked):
    EvidenceFileFactory(evidence=evidence, content=files.pdf(pages=3))
    Screen(pat, evidence).save({asked[0]: ("First.", "page 1"), asked[1]: ("", "")})
    Screen(pat, evidence).save({asked[0]: ("Second.", "page 2"), asked[2]: ("", "")})
    assert "Undo the last change" in text_of(pat.get(address(evidence)))

    page = undo(pat, evidence)
    assert said() == [("P1", "First.", "minutes.pdf, page 1"), ("P2", "", "")]
    assert "Put it back again" in text_of(page)

    undo(pat, evidence)
    assert said() == [("P1", "Second.", "minutes.pdf, page 2"), ("P3", "", "")]


def test_undo_leaves_what_was_changed_since(pat, evidence, asked, unit):
    Screen(pat, evidence).save({asked[0]: ("", ""), asked[1]: ("", "")})
    Claim.objects.filter(requirement=asked[0]).update(note="Said since.")

    page = undo(pat, evidence)

    assert said() == [("P1", "Said since.", "")]
    assert "1 part was changed since, and stays as it is." in text_of(page)


def test_nothing_left_to_undo_says_so(pat, evidence, asked, unit):
    Screen(pat, evidence).save({asked[0]: ("", "")})
    drop_claim(evidence, unit=unit, requirement=asked[0], by=evidence.owner)

    assert "There is nothing left to take back" in text_of(undo(pat, evidence))
    assert not Claim.objects.exists()


# --- the page -------------------------------------------------------------------------------


def test_every_kind_of_file_stands_beside_the_ticks(pat, evidence):
    pdf = EvidenceFileFactory(evidence=evidence, content=files.pdf(pages=2))
    sound = EvidenceFileFactory(evidence=evidence, content=files.sound())
    text = EvidenceFileFactory(evidence=evidence, content=files.text(words="One.\n\nTwo <b>.\n\nThree."))
    make_previews(pdf.code)

    pages = pat.get(address(evidence)).content.decode()
    player = pat.get(f"{address(evidence)}?file={sound.code}&at=245").content.decode()
    words = pat.get(f"{address(evidence)}?file={text.code}&at=paragraph-2").content.decode()

    assert re.findall(r'id="(page-\d)"', pages) == ["page-1", "page-2"]
    assert f"/files/{sound.code}/view#t=245" in player
    assert 'class="para is-here" id="paragraph-2"' in words
    assert "Two &lt;b&gt;." in words


@pytest.mark.parametrize("count", [1, 30])
def test_the_screen_costs_the_same_for_one_standard_and_thirty(
    pat, unit, evidence, count, django_assert_num_queries
):
    UnitFactory.create_batch(count - 1, portfolio=unit.portfolio)
    EvidenceFileFactory.create_batch(3, evidence=evidence)
    every = "&".join(f"unit={unit.code}" for unit in unit.portfolio.units.all())

    with django_assert_num_queries(SCREEN):
        page = pat.get(f"{address(evidence)}?{every}")

    assert len(on_page(page, "row")) == min(100, unit.portfolio.units.count() * 5)


def test_what_is_agreed_says_so_and_stays_agreed_without_its_tick(pat, unit, evidence, asked, assessor):
    set_claims(evidence, {unit: {asked[0]: "", asked[1]: ""}}, by=evidence.owner)
    assessment = share(unit, assessor=assessor)
    judge(assessment, requirement=asked[0], outcome="meets", by=assessor, words="Seen.")
    refer_back(assessment, by=assessor)
    sentence = "Agreed It stays agreed, also without this tick."

    assert text_of(pat.get(address(evidence))).count(sentence) == 1
    Screen(pat, evidence).save({})
    assert text_of(pat.get(address(evidence))).count(sentence) == 1


# --- suggestions ----------------------------------------------------------------------------


def test_suggestions_say_why_tick_nothing_and_can_be_hidden(pat, practitioner, unit, evidence):
    words = [("performance", "1", "", "assess the risks and benefits of partnerships", uuid4())]
    seed = UnitFactory(portfolio=unit.portfolio, version=publish_words(words, standard=StandardFactory()))
    evidence.story = "The risks and benefits of our partnership with other communities were on the wall."
    evidence.save()

    page = pat.get(f"{address(evidence)}?unit={seed.code}")

    assert "These may fit too" in text_of(page)
    assert "because both speak of “partnerships”, “benefits” and “risks”" in text_of(page)
    assert not re.findall(r'name="claim" value="\w+" checked', page.content.decode())
    assert not Claim.objects.exists()

    hints = address(evidence, "evidence-shows-hints")
    pat.send(hints, {"hide": "yes"})
    assert "because both" not in text_of(pat.get(f"{address(evidence)}?unit={seed.code}"))
    pat.send(hints, {"hide": "no"})
    assert "because both" in text_of(pat.get(f"{address(evidence)}?unit={seed.code}"))
    assert not Claim.objects.exists()


def test_what_is_ticked_names_the_same_thing_in_other_standards(pat, unit, evidence, trainer):
    version = unit.version
    target = successor_of(version)
    agreed_crosswalk(version, target, by=trainer)
    newer = UnitFactory(portfolio=unit.portfolio, version=target)
    first = version.requirements.first()
    set_claims(evidence, {unit: {first: ""}}, by=evidence.owner)

    page = pat.get(f"{address(evidence)}?unit={unit.code}")

    assert f"The same stands in: {newer}, P1" in text_of(page)
    assert "ticked there too" not in text_of(page)


@pytest.mark.parametrize("row", [[], ["nobody"], ["a\x00b"], ["x" * 300]])
def test_a_form_that_names_nothing_of_ours_changes_nothing(pat, evidence, unit, row):
    answer = pat.send(address(evidence), {"row": row, "claim": row, "seen": "\x00"})

    assert (answer.status_code, "not one of the choices here" in text_of(answer)) == (422, True)
    assert len(on_page(answer, "row")) == 5
    assert not Claim.objects.exists()


def test_ticks_of_the_evidence_form_can_be_taken_back_on_its_page(pat, evidence, asked, unit):
    Screen(pat, evidence).save({asked[0]: ("First.", "")})
    form = {"name": "Renamed", f"here_{unit.code}": "True", f"shows_{unit.code}": asked[1].code}
    pat.send(reverse("evidence-change", args=[evidence.code]), form | {"revision": evidence.revision + 1})
    page = reverse("evidence-detail", args=[evidence.code])
    assert (said(), "Undo the last change" in text_of(pat.get(page))) == ([("P2", "", "")], True)

    answer = pat.send(address(evidence, "evidence-shows-undo"), {"from": "evidence"})

    evidence.refresh_from_db()
    assert (answer["Location"], said(), evidence.name) == (page, [("P1", "First.", "")], "Renamed")
