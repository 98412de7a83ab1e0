"""What is easily forgotten when someone leaves: answers, replies, what was shown that day, words nobody saved, papers."""

import hashlib
import io
import json
import zipfile
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models import Certificate, SeenInPlace
from assessments.operations.certificates import make_document
from assessments.operations.differences import answer_difference, see_differently
from assessments.operations.review import refer_back
from people.roles import Role
from portfolios.exchange.opening import open_bag
from portfolios.exchange.packing import pack
from portfolios.models import (
    BroughtAlong,
    Draft,
    Evidence,
    HistoryBrought,
    JournalEntry,
    PaperBrought,
    PersonInEvidence,
    SelfAssessment,
    TakedownRequest,
    WitnessQuestion,
    WitnessRequest,
)
from portfolios.operations.bringing_along import bring_along, kept_files
from portfolios.operations.submission import share_unit
from tests.factories import EvidenceFactory, MembershipFactory
from tests.factories.assessments import DECLARATION, judge_all, share, sign, unit_with_evidence
from tests.standards.exchange.case_schema import PACKAGE, troubles_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(practitioner, organisation):
    return unit_with_evidence(practitioner, organisation)


@pytest.fixture
def portfolio(unit):
    return unit.portfolio


def packed(portfolio):
    """(the ZIP, what portfolio.json says)"""
    pack(portfolio, out := io.BytesIO())
    bag = zipfile.ZipFile(out)
    return bag, json.loads(bag.read(f"portfolio-{portfolio.code}/data/portfolio.json"))


def pages(bag):
    return {name: bag.read(name).decode() for name in bag.namelist() if name.endswith(".html")}


def page(bag, ending):
    (found,) = [text for name, text in pages(bag).items() if name.endswith(ending)]
    return found


def say_otherwise(unit, assessor):
    """Not yet, then seen differently, then answered. Returns the judgement."""
    review = judge_all(share(unit, assessor=assessor), outcome="not yet", words="Show who decided.")
    refer_back(review, by=assessor)
    judgement = review.judgements.first()
    said = see_differently(judgement, by=unit.owner, words="The minutes name everyone.")
    answer_difference(said, by=assessor, reply="I had missed page two.")
    return judgement


def test_what_was_seen_differently_leaves_with_its_answer(unit, portfolio, assessor):
    judgement = say_otherwise(unit, assessor)

    bag, told = packed(portfolio)

    decisions = told["units"][0]["decisions"]
    (said,) = [one["seen_differently"] for one in decisions if "seen_differently" in one]
    assert said | {"at": "", "replied_at": ""} == {
        "words": "The minutes name everyone.", "at": "", "reply": "I had missed page two.",
        "replied_by": "Robin Example", "replied_at": "",
    }  # fmt: skip
    (one,) = [one for one in decisions if "seen_differently" in one]
    assert one["requirement"] == str(judgement.requirement.lineage)
    text = page(bag, f"standards/{unit.code}.html")
    assert ("The minutes name everyone." in text, "I had missed page two." in text) == (True, True)


def test_signs_stay_small_where_the_styles_are_lost(unit, portfolio, assessor):
    say_otherwise(unit, assessor)

    bag, _told = packed(portfolio)

    signs = [sign for text in pages(bag).values() for sign in text.split("<svg")[1:]]
    assert signs
    assert [sign for sign in signs if not sign.startswith(' width="20" height="20"')] == []


def test_who_saw_what_stays_in_the_workplace_leaves(portfolio, assessor):
    piece = EvidenceFactory(portfolio=portfolio, kind_id="signposted", details={"where": "In the office."})
    SeenInPlace.objects.create(
        evidence=piece, seen_by=assessor, seen_on=date(2026, 5, 3), words="The whole book."
    )

    bag, told = packed(portfolio)

    (seen,) = [one["seen_in_place"] for one in told["evidence"] if one["code"] == piece.code]
    assert seen == [{"by": "Robin Example", "on": "2026-05-03", "words": "The whole book."}]
    text = page(bag, f"evidence/{piece.code}/index.html")
    assert ("The whole book." in text, "Robin Example" in text) == (True, True)


def test_what_was_shared_is_told_as_it_was(unit, portfolio, practitioner, assessor):
    Evidence.objects.update(story="We met as we were.")
    claim = unit.claims.first()
    claim.note, claim.anchor_file, claim.anchor_page = "See the photo.", claim.evidence.files.get(), 1
    claim.save()
    SelfAssessment.objects.create(
        unit=unit, requirement=claim.requirement, view="partly", words="Nearly.", changed_by=practitioner
    )
    share_unit(unit, by=practitioner, declaration=DECLARATION, shows_view=True)
    Evidence.objects.update(story="Other words now.")
    SelfAssessment.objects.update(words="Now I can.")

    bag, told = packed(portfolio)

    (piece,), (said,) = told["evidence"], told["units"]
    (shared,), (file,) = piece["shared"], piece["files"]
    assert (shared["story"], shared["files"]) == (
        "We met as we were.",
        [{"name": file["name"], "sha256": file["sha256"]}],
    )
    (first,) = said["rounds"]
    (item,) = [one for one in first["items"] if one["requirement"] == str(claim.requirement.lineage)]
    assert (item["note"], item["anchor"], item["digest"]) == (
        "See the photo.",
        {"file": file["code"], "page": 1},
        shared["digest"],
    )
    assert [one["words"] for one in first["self_assessments"]] == ["Nearly."]
    assert "We met as we were." in page(bag, f"evidence/{piece['code']}/index.html")
    assert "Nearly." in page(bag, f"standards/{unit.code}.html")


def test_words_not_saved_leave_and_those_about_hidden_evidence_do_not(
    unit, portfolio, practitioner, assessor
):
    seen, hidden = (EvidenceFactory(portfolio=portfolio) for _each in range(2))
    Evidence.objects.filter(pk=hidden.pk).update(hidden_at=timezone.now())
    typed = {"story": ["It rained."], "once": ["x" * 32], "kept": ["abc"]}
    for about in (
        f"evidence {seen.code}",
        f"evidence {hidden.code}",
        f"ask {unit.code} {hidden.code}",
        "evidence new",
        "evidence",
        "evidence other",
    ):
        Draft.objects.create(owner=practitioner, about=about, fields=typed)
    Draft.objects.create(owner=assessor, about=f"evidence {seen.code}", fields={"story": ["A canary"]})

    bag, told = packed(portfolio)

    assert [(one["about"], one["typed"]) for one in told["drafts"]] == [
        (about, [{"name": "story", "words": "It rained."}])
        for about in (f"evidence {seen.code}", "evidence new")
    ]
    assert page(bag, "data/index.html").count("It rained.") == 2


def test_that_someone_was_asked_leaves_and_not_who(unit, portfolio, practitioner):
    asked = WitnessRequest.objects.create(
        unit=unit, asked_by=practitioner, token_hash="0" * 64, state="declined", event="The spring meeting",
        name="Wendy Canary", email="canary@sample.example", note="Would you say what you saw?",
    )  # fmt: skip
    WitnessQuestion.objects.create(
        request=asked, requirement=unit.version.requirements.first(), words="Who was there?"
    )
    begun = {"name": ["Wendy Canary"], "email": ["canary@sample.example"], "event": ["The autumn meeting"]}
    Draft.objects.create(owner=practitioner, about=f"ask {unit.code}", fields=begun)

    bag, told = packed(portfolio)

    assert [one["typed"] for one in told["drafts"]] == [[{"name": "event", "words": "The autumn meeting"}]]

    (one,) = told["asked"]
    assert one | {"at": ""} == {
        "code": asked.code, "unit": unit.code, "event": "The spring meeting", "at": "", "state": "declined",
        "note": "Would you say what you saw?", "questions": ["Who was there?"],
    }  # fmt: skip
    text = page(bag, f"standards/{unit.code}.html")
    assert ("Would you say what you saw?" in text, "Would rather not" in text) == (True, True)
    assert [name for name in bag.namelist() if b"anary" in bag.read(name)] == []


def test_a_wish_to_be_taken_down_leaves_without_who_wished_it(portfolio):
    piece = EvidenceFactory(portfolio=portfolio)
    TakedownRequest.objects.create(
        evidence=piece,
        words="A canary",
        contact="A canary",
        settled_at=timezone.now(),
        outcome="Cut out of it",
    )

    bag, told = packed(portfolio)

    (wishes,) = [one["wishes"] for one in told["evidence"] if one["code"] == piece.code]
    assert [one["outcome"] for one in wishes] == ["Cut out of it"]
    assert "Cut out of it" in page(bag, f"evidence/{piece.code}/index.html")
    assert [name for name in bag.namelist() if b"canary" in bag.read(name)] == []


@pytest.fixture
def certified(unit, assessor):
    """Signed off, with the paper made."""
    sign(share(unit, assessor=assessor))
    certificate = Certificate.objects.get()
    make_document(certificate.code)
    return Certificate.objects.get()


def test_a_certificate_leaves_as_paper_and_as_plain_json(unit, portfolio, certified):
    bag, told = packed(portfolio)
    folder = f"portfolio-{portfolio.code}"

    (paper,) = told["certificates"]
    content = bag.read(f"{folder}/{paper['path']}")
    assert (hashlib.sha256(content).hexdigest(), len(content)) == (paper["sha256"], paper["size"])
    record = json.loads(bag.read(f"{folder}/{paper['record']}"))
    assert record["pdf"] == {name: paper[name] for name in ("path", "size", "sha256")}
    assert (record["is_signed"], record["verify"]) == (False, certified.verify_url)
    assert [one["title"] for one in record["standards"]] == [unit.version.title]
    assert ("credentialSubject" in record, "proof" in record, "@context" in record) == (False, False, False)
    index = page(bag, "data/index.html")
    assert (f'href="{paper["record"].removeprefix("data/")}"' in index, "not signed" in index) == (True, True)


def test_the_standards_in_it_are_valid_case(unit, portfolio):
    bag, told = packed(portfolio)

    (standard,) = told["standards"]
    case = json.loads(bag.read(f"portfolio-{portfolio.code}/{standard['case']}"))
    assert troubles_in(case, PACKAGE) == []


# --- and comes back -------------------------------------------------------------------------


@pytest.fixture
def arrived(unit, portfolio, certified, practitioner, tmp_path):
    """All of it, at another place of the same person. Returns what is there."""
    elsewhere = MembershipFactory(
        person=practitioner, role=Role.PRACTITIONER, organisation__name="Harbour Sample"
    ).organisation
    piece = EvidenceFactory(portfolio=portfolio, kind_id="signposted", name="The minutes book")
    SeenInPlace.objects.create(
        evidence=piece,
        seen_by=certified.entries.get().sign_off.signed_by,
        seen_on=date(2026, 5, 3),
        words="All of it.",
    )
    PersonInEvidence.objects.create(
        evidence=piece, description="Purple top", basis="agreed", withdrawn_at=timezone.now()
    )
    JournalEntry.objects.create(portfolio=portfolio, text="A thought.")
    Draft.objects.create(owner=practitioner, about=f"evidence {piece.code}", fields={"story": ["It rained."]})
    judgement = certified.entries.get().sign_off.assessment.judgements.first()
    said = see_differently(judgement, by=practitioner, words="More than that.")
    answer_difference(said, by=judgement.judged_by, reply="Indeed.")
    with open(tmp_path / "bag.zip", "wb") as out:
        pack(portfolio, out)
    with open_bag(tmp_path / "bag.zip") as bag, kept_files(bag, person=practitioner) as kept:
        return bring_along(bag, kept, person=practitioner, organisation=elsewhere, by=practitioner)


def test_everything_comes_back_as_history_with_its_papers(arrived, certified):
    said = {row.said: (row.words, row.by) for row in HistoryBrought.objects.all()}
    assert said["I saw it differently"] == ("More than that.", "")
    assert said["What was said to that"] == ("Indeed.", "Robin Example")
    assert said["Seen in the workplace"] == ("All of it.", "Robin Example")
    assert said["Typed, and not saved"] == ("It rained.", "")
    (paper,) = PaperBrought.objects.all()
    assert paper.said.said == f"Certificate {certified.number_in_groups}"
    assert (paper.sha256, arrived.papers) == (certified.document.sha256, 1)
    assert Certificate.objects.count() == 1
    (here,) = PersonInEvidence.objects.filter(evidence__portfolio=arrived.brought.portfolio)
    assert here.withdrawn_at is not None  # they said no, here too


def test_the_paper_of_elsewhere_is_its_owners(arrived, pat, robin, client_for, outsider):
    paper = PaperBrought.objects.get()
    url = reverse("brought-paper", args=[paper.code])

    answer = pat.get(url)
    assert hashlib.sha256(b"".join(answer)).hexdigest() == paper.sha256
    assert answer["Content-Disposition"].startswith("attachment")
    assert url in pat.get(reverse("brought-along", args=[arrived.brought.code])).text
    assert [who.get(url).status_code for who in (robin, client_for(outsider))] == [404, 404]
    PaperBrought.objects.update(scan="found")
    answer = pat.get(url, follow=True)
    assert (answer.status_code, "A virus was found" in answer.text) == (200, True)


def test_it_leaves_from_there_again_with_its_papers(arrived):
    _bag, told = packed(BroughtAlong.objects.get().portfolio)

    papers = [file["sha256"] for one in told["said_elsewhere"] for file in one.get("papers", [])]
    assert papers == [PaperBrought.objects.get().sha256]
    assert "I saw it differently" in {one["said"] for one in told["said_elsewhere"]}
