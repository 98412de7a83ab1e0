"""A portfolio to take along: a bag that libraries open, true to the last hash, and without what is not its owner’s."""

import hashlib
import io
import json
import zipfile

import bagit
import jsonschema
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portfolios.exchange.packing import pack
from portfolios.exchange.places import safe_name
from portfolios.exchange.schema import PLACE, in_print, portfolio_schema
from portfolios.models import (
    Claim,
    Evidence,
    EvidenceVersionWords,
    JournalEntry,
    PersonInEvidence,
    SelfAssessment,
    WitnessQuestion,
    WitnessRequest,
    WitnessStatement,
)
from tests.factories import EvidenceFactory, EvidenceFileFactory, files
from tests.factories.assessments import share, sign, unit_with_evidence

pytestmark = pytest.mark.django_db


def packed(portfolio):
    """(the ZIP, what portfolio.json says)"""
    out = io.BytesIO()
    pack(portfolio, out)
    bag = zipfile.ZipFile(out)
    return bag, json.loads(bag.read(f"portfolio-{portfolio.code}/data/portfolio.json"))


@pytest.fixture
def unit(practitioner, organisation, assessor):
    """Everything a portfolio can hold: signed off, with a certificate, notes, anchors, a journal."""
    unit = unit_with_evidence(practitioner, organisation)
    claim = Claim.objects.filter(unit=unit).first()
    claim.note, claim.anchor_page = "See the photo.", 3
    claim.anchor_file = claim.evidence.files.get()
    claim.save()
    sign(share(unit, assessor=assessor))
    JournalEntry.objects.create(portfolio=unit.portfolio, title="Tuesday", text="Whose voice was missing?")
    SelfAssessment.objects.create(
        unit=unit, requirement=claim.requirement, view="partly", words="Nearly.", changed_by=practitioner
    )
    return unit


@pytest.fixture
def portfolio(unit):
    return unit.portfolio


@pytest.mark.filterwarnings("ignore:.*positional argument:DeprecationWarning")  # bagit’s own
def test_the_bag_is_one_to_any_library(portfolio, tmp_path):
    bag, told = packed(portfolio)
    bag.extractall(tmp_path)

    opened = bagit.Bag(str(tmp_path / f"portfolio-{portfolio.code}"))
    assert opened.is_valid()
    assert (opened.version_info, opened.algorithms) == ((1, 0), ["sha512"])
    assert set(opened.payload_files()) == {
        name.split("/", 1)[1] for name in bag.namelist() if name.split("/")[1] == "data"
    }


def test_what_it_says_is_as_the_schema_describes(portfolio):
    _bag, told = packed(portfolio)

    jsonschema.Draft202012Validator(portfolio_schema(), format_checker=jsonschema.FormatChecker()).validate(
        told
    )
    assert PLACE.read_text() == in_print()  # what is published is what the code means


def test_everything_of_its_owner_is_in_it(unit, portfolio, practitioner):
    bag, told = packed(portfolio)
    folder = f"portfolio-{portfolio.code}"

    (piece,) = told["evidence"]
    (file,) = piece["files"]
    content = bag.read(f"{folder}/{file['path']}")
    assert hashlib.sha256(content).hexdigest() == file["sha256"]
    (said,) = told["units"]
    assert len(said["claims"]) == unit.version.requirements.count()
    assert said["claims"][0]["note"] == "See the photo."
    assert said["claims"][0]["anchor"] == {"file": file["code"], "page": 3}
    assert {one["outcome"] for one in said["decisions"]} == {"meets", "signed off"}
    assert said["decisions"][0] | {"at": ""} == {
        "round": 1, "outcome": "meets", "requirement": said["claims"][0]["requirement"], "words": "Seen.",
        "by": "Robin Example", "role": "assessor", "at": "", "rests_on": [{"evidence": piece["code"], "version": 1}],
    }  # fmt: skip
    assert [view["words"] for view in said["self_assessments"]] == ["Nearly."]
    assert [entry["text"] for entry in told["journal"]] == ["Whose voice was missing?"]
    assert [paper["title"] for paper in told["certificates"]] == [unit.version.title]
    case = json.loads(bag.read(f"{folder}/{told['standards'][0]['case']}"))
    statements = {item["fullStatement"] for item in case["CFItems"]}
    assert {one.text for one in unit.version.requirements.all()} <= statements


def test_hidden_evidence_stays_behind_and_the_bag_says_so(portfolio, unit):
    hidden = EvidenceFileFactory(
        evidence__portfolio=portfolio, evidence__name="A canary", content=files.text(words="A canary sings.")
    ).evidence
    Claim.objects.create(
        unit=unit, evidence=hidden, requirement=unit.version.requirements.first(), note="A canary",
        made_by=portfolio.owner,
    )  # fmt: skip
    Evidence.objects.filter(pk=hidden.pk).update(hidden_at=timezone.now(), sealed_at=timezone.now())

    bag, told = packed(portfolio)

    assert [name for name in bag.namelist() if "canary" in bag.read(name).decode("latin-1").lower()] == []
    assert {one["code"] for one in told["left_out"] if one["what"] == "a piece of evidence"} == {hidden.code}


def test_what_was_shared_before_a_yes_was_taken_back_stays_out_of_sight(portfolio):
    EvidenceVersionWords.objects.update(story="A canary")
    Evidence.objects.update(sealed_at=timezone.now())

    _bag, told = packed(portfolio)

    assert "canary" not in json.dumps(told)
    assert "shared" not in told["evidence"][0]
    assert told["units"][0]["rounds"][0]["items"][0] == {
        "requirement": told["units"][0]["claims"][0]["requirement"]
    }


def test_a_spoken_yes_comes_along_beside_the_evidence(portfolio):
    said = EvidenceFileFactory(evidence__portfolio=portfolio, content=files.sound(), is_consent=True)
    PersonInEvidence.objects.create(
        evidence=said.evidence, description="Purple top", basis="agreed", recording=said
    )

    _bag, told = packed(portfolio)

    (piece,) = [one for one in told["evidence"] if one["code"] == said.evidence.code]
    assert [(file["code"], file["is_consent"]) for file in piece["files"]] == [(said.code, True)]
    assert [someone["recording"] for someone in piece["people"]] == [said.code]


def test_a_file_that_is_gone_or_changed_is_told(portfolio):
    gone, changed = (EvidenceFileFactory(evidence__portfolio=portfolio) for _each in range(2))
    gone.file.storage.delete(gone.file.name)
    type(changed).objects.filter(pk=changed.pk).update(sha256="0" * 64)

    _bag, told = packed(portfolio)

    codes = {file["code"] for piece in told["evidence"] for file in piece.get("files", [])}
    assert gone.code not in codes
    assert changed.code in codes
    assert {gone.code, changed.code} <= {one["code"] for one in told["left_out"]}


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("CON.txt", "_CON.txt"),
        ("100%.txt", "100-.txt"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("a\nb.txt", "a b.txt"),
        ("~.txt", "txt"),
        ("é" * 300 + ".jpg", "é" * 96 + ".jpg"),
        ("😀" * 100 + ".jpg", "😀" * 49 + ".jpg"),  # 255 bytes are the most for one name
    ],
)
def test_names_are_safe_to_unpack_anywhere(name, place):
    assert safe_name(name) == place


def test_two_files_of_one_name_both_come_along(portfolio):
    piece = EvidenceFactory(portfolio=portfolio)
    for name in ("notes.txt", "NOTES.txt", "notes.txt"):
        EvidenceFileFactory(evidence=piece, name=name, content=files.text())

    bag, told = packed(portfolio)

    (paths,) = [
        [file["path"] for file in one["files"]] for one in told["evidence"] if one["code"] == piece.code
    ]
    assert [path.rpartition("/")[2] for path in paths] == ["notes.txt", "NOTES (2).txt", "notes (3).txt"]


def test_as_many_questions_for_ten_pieces_as_for_one(portfolio):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            packed(portfolio)
        return len(queries)

    packed(portfolio)
    before = asked()
    for _each in range(9):
        EvidenceFileFactory(evidence__portfolio=portfolio)
    assert asked() == before


def test_what_a_witness_confirmed_comes_along_and_how_to_reach_them_does_not(unit, portfolio, practitioner):
    request = WitnessRequest.objects.create(
        unit=unit, asked_by=practitioner, token_hash="0" * 64, expires_at=timezone.now(), state="confirmed",
        event="The spring meeting", name="Wendy Canary", email="canary@sample.example", note="A canary",
    )  # fmt: skip
    WitnessStatement.objects.create(
        request=request, name="Wendy Canary", shown_as="A neighbour", relation="Next door", contact="A canary",
        saw="Everyone spoke.", confirmed_at=timezone.now(),
    )  # fmt: skip
    asked = unit.version.requirements.first()
    WitnessQuestion.objects.create(request=request, requirement=asked, words="Who spoke?", answer="All.")

    bag, told = packed(portfolio)

    assert [name for name in bag.namelist() if "canary" in bag.read(name).decode("latin-1").lower()] == []
    (one,) = told["witnesses"]
    assert (one["name"], one["saw"], one["relation"]) == ("A neighbour", "Everyone spoke.", "Next door")
    assert one["answers"] == [{"key": str(asked.lineage), "question": "Who spoke?", "answer": "All."}]
