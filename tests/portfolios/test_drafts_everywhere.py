"""Whatever long words someone types, they are back after a log-out: of a practitioner, and of an assessor."""

from datetime import date

import pytest
from django.urls import reverse

from assessments.models import BasisFlag
from portfolios.models import Claim, ClauseTag, Draft, EvidenceKind, TakedownRequest
from portfolios.operations.living import tag_clauses
from portfolios.operations.together import ask_for_part
from portfolios.operations.witnesses import prepare_request
from tests.factories import EvidenceFactory, MembershipFactory
from tests.factories.assessments import judge_all, share, unit_with_evidence
from tests.factories.community import adopted_charter

pytestmark = pytest.mark.django_db
WORDS = "Typed on the bus, before the tunnel."


@pytest.fixture
def unit(practitioner, organisation):
    return unit_with_evidence(practitioner, organisation)


@pytest.fixture
def evidence(unit):
    return unit.portfolio.evidence.get()


def kept(browser, address, about, field, **more):
    """Type, without saving; the page as it is when someone opens it again."""
    page = browser.get(address).content.decode()
    assert (f'name="draft" value="{about}"' in page, WORDS in page) == (True, False)
    assert browser.post(reverse("draft-keep"), {"draft": about, field: WORDS} | more).status_code == 200
    return browser.get(address).content.decode()


def typed_in(page, field):
    """What stands in that field."""
    return page.partition(f'name="{field}"')[2].partition(">")[2].partition("<")[0].strip()


def test_how_tools_were_used_comes_back_and_nothing_is_declared_by_it(pat, unit):
    more = {"tools": "yes", "declared": "on", "declared_on": "9"}

    page = kept(pat, reverse("unit-share", args=[unit.code]), f"share {unit.code}", "tools_used", **more)

    assert typed_in(page, "tools_used") == WORDS
    assert "checked" not in page.partition('name="declared"')[2].partition(">")[0]
    assert 'name="declared_on" value="9"' not in page


def test_what_one_says_to_a_record_comes_back(pat, evidence, assessor):
    evidence.recorded_by = assessor
    evidence.save()
    about, more = f"answer {evidence.code}", {"revision": evidence.revision}
    there = reverse("record-answer", args=[evidence.code])

    assert typed_in(kept(pat, there, about, "words", **more), "words") == WORDS
    pat.send(there, {"draft": about, "words": WORDS} | more)
    assert not Draft.objects.exists()


def test_ones_own_part_comes_back_for_whoever_began_it_and_whoever_is_asked(pat, client_for, evidence):
    cleo = MembershipFactory(organisation=evidence.portfolio.organisation).person
    cleo.email = "cleo@sample.example"
    cleo.save()
    part = ask_for_part(evidence, whom=cleo.email, by=evidence.owner)
    own = evidence.group_parts.get(person=evidence.owner)
    begun, asked = (
        reverse("evidence-together", args=[evidence.code]),
        reverse("part-detail", args=[part.code]),
    )

    assert typed_in(kept(pat, begun, f"part {own.code}", "words"), "words") == WORDS
    assert typed_in(kept(client_for(cleo), asked, f"part {part.code}", "words"), "words") == WORDS


def test_what_one_asks_a_witness_comes_back(pat, unit):
    there = reverse("witness-ask", args=[unit.code])
    assert typed_in(kept(pat, there, f"ask {unit.code}", "note"), "note") == WORDS

    asked = list(unit.version.requirements.all()[:1])
    told = {
        "name": "Wil Example",
        "event": "The open day",
        "email": "",
        "note": "",
        "happened": (date(2026, 5, 3), "day"),
    }
    request = prepare_request(unit, by=unit.owner, requirements=asked, is_expert=False, **told)
    question = f"words_{request.questions.get().pk}"
    there = reverse("witness-detail", args=[request.code])
    assert typed_in(kept(pat, there, f"questions {request.code}", question), question) == WORDS


def test_how_a_clause_was_lived_comes_back_and_no_yes_with_it(pat, evidence, organisation):
    charter = adopted_charter(organisation)
    tag_clauses(evidence, [charter.current_version.clauses.get(label="Welfare")], by=evidence.owner)
    tag = ClauseTag.objects.get()
    about, more = f"clause {tag.code}", {"is_named": "on", "revision": "1"}

    page = kept(pat, reverse("clause-show", args=[tag.code]), about, "words", **more)

    assert typed_in(page, "words") == WORDS
    assert "checked" not in page.partition('name="is_named"')[2].partition(">")[0]


def test_what_one_did_about_a_wish_comes_back(pat, evidence):
    wish = TakedownRequest.objects.create(evidence=evidence, words="Please take it down.")

    page = kept(pat, reverse("evidence-people", args=[evidence.code]), f"wish {wish.code}", "outcome")

    assert f'name="outcome" value="{WORDS}"' in page


# --- an assessor ----------------------------------------------------------------------------


def page_of(assessment):
    version = assessment.submission.items.first().evidence_version
    return reverse("review-evidence", args=[assessment.code, version.code])


def test_words_without_an_answer_yet_come_back_and_go_when_they_are_saved(client_for, unit, assessor):
    robin, assessment = client_for(assessor), share(unit, assessor=assessor)
    first, second, *_rest = unit.version.requirements.all()
    about, there = f"judge {assessment.code} {first.code}", page_of(assessment)

    page = kept(robin, there, about, "words", revision="0")
    mine, others = (page.partition(f'id="j-{one.code}"')[2] for one in (first, second))
    assert (typed_in(mine, "words"), typed_in(others, "words")) == (WORDS, "")
    assert "it is not saved yet" in mine.partition("</form>")[0]

    save = reverse("judge", args=[assessment.code, there.split("/")[-2], first.code])
    robin.send(save, {"draft": about, "words": WORDS, "outcome": "not yet", "revision": "0"})
    assert assessment.judgements.get().words.text == WORDS
    assert not Draft.objects.exists()


def test_words_typed_before_something_else_was_saved_stand_beside_it(client_for, unit, assessor):
    robin, assessment = client_for(assessor), share(unit, assessor=assessor)
    first = unit.version.requirements.first()
    judge_all(assessment)

    page = kept(robin, page_of(assessment), f"judge {assessment.code} {first.code}", "words", revision="0")

    mine = page.partition(f'id="j-{first.code}"')[2]
    assert typed_in(mine, "words") == "Seen."
    assert f'was saved since: <span class="as-typed">{WORDS}' in " ".join(mine.split())


def test_what_was_saved_is_not_called_unsaved(client_for, unit, assessor):
    robin, assessment = client_for(assessor), judge_all(share(unit, assessor=assessor), words=WORDS)
    about = f"judge {assessment.code} {unit.version.requirements.first().code}"
    robin.post(reverse("draft-keep"), {"draft": about, "words": WORDS, "revision": "1"})

    assert "typed this before" not in robin.get(page_of(assessment)).content.decode()


def test_words_of_a_sign_off_come_back_and_nothing_is_ticked_by_them(client_for, unit, assessor):
    robin, assessment = client_for(assessor), judge_all(share(unit, assessor=assessor))
    there, more = reverse("review-sign-off", args=[assessment.code]), {"looked": "on", "seen_hash": "old"}

    page = kept(robin, there, f"sign {assessment.code}", "words", **more)

    assert typed_in(page, "words") == WORDS
    assert "checked" not in page.partition('name="looked"')[2].partition(">")[0]
    assert 'value="old"' not in page


def test_what_was_seen_in_the_workplace_comes_back(client_for, unit, assessor):
    piece = EvidenceFactory(
        portfolio=unit.portfolio,
        kind_id=EvidenceKind.SIGNPOSTED,
        details={"where": "In the office", "why": "It belongs to the council"},
    )
    Claim.objects.update(evidence=piece)
    robin, assessment = client_for(assessor), share(unit, assessor=assessor)
    version = assessment.submission.items.first().evidence_version
    about = f"seen {assessment.code} {version.code}"

    page = kept(robin, page_of(assessment), about, "seen-words", **{"seen-seen_on_day": "3"})

    assert typed_in(page, "seen-words") == WORDS


def test_what_one_found_on_looking_again_comes_back(client_for, unit, evidence, assessor):
    assessment = judge_all(share(unit, assessor=assessor))
    flag = BasisFlag.objects.create(assessment=assessment, evidence=evidence, why="taken down")

    page = kept(client_for(assessor), reverse("look-again"), f"flag {flag.code}", "words")

    assert typed_in(page, "words") == WORDS
