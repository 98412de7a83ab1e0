"""A portfolio that comes from elsewhere: its owner’s side as it was, what others said as history, or nothing at all."""

import hashlib
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.models import Assessment, Certificate, Judgement
from people.models import AuditEvent
from people.roles import Role
from portfolios.exchange.opening import open_bag
from portfolios.exchange.zips import BagIsRefused
from portfolios.files import sha256_of
from portfolios.models import (
    BroughtAlong,
    Claim,
    Evidence,
    EvidenceFile,
    HistoryBrought,
    JournalEntry,
    PersonInEvidence,
    Portfolio,
    SelfAssessment,
    Unit,
)
from portfolios.operations.bringing_along import bring_along, kept_files, rehearse
from tests.factories import (
    EvidenceFileFactory,
    MembershipFactory,
    OrganisationFactory,
    PortfolioFactory,
    files,
)
from tests.factories.assessments import share, sign, unit_with_evidence
from tests.portfolios.bags import listed_again, members_of, packed, zipped

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(practitioner, organisation, assessor):
    unit = unit_with_evidence(practitioner, organisation)
    claim = Claim.objects.filter(unit=unit).first()
    claim.note, claim.anchor_seconds = "Listen.", 245
    claim.anchor_file = claim.evidence.files.get()
    claim.save()
    sign(share(unit, assessor=assessor))
    piece = EvidenceFileFactory(
        evidence__portfolio=unit.portfolio, content=files.text(), name="näme 1.txt"
    ).evidence
    said = EvidenceFileFactory(evidence=piece, content=files.sound("yes.wav"), is_consent=True)
    PersonInEvidence.objects.create(
        evidence=piece, description="Purple top", basis="agreed", purpose="Sharing", recording=said
    )
    JournalEntry.objects.create(portfolio=unit.portfolio, title="Tuesday", text="Whose voice was missing?")
    SelfAssessment.objects.create(
        unit=unit, requirement=claim.requirement, view="can", words="Yes.", changed_by=practitioner
    )
    return unit


@pytest.fixture
def source(unit):
    return packed(unit.portfolio)


@pytest.fixture
def bag(source, tmp_path):
    (tmp_path / "bag.zip").write_bytes(source)
    return tmp_path / "bag.zip"


@pytest.fixture
def elsewhere(practitioner):
    """Another place of theirs, where they have kept nothing yet."""
    return MembershipFactory(
        person=practitioner, role=Role.PRACTITIONER, organisation=OrganisationFactory(name="Harbour Sample")
    ).organisation


def bring(path, person, organisation):
    with open_bag(path) as bag, kept_files(bag, person=person) as kept:
        return bring_along(bag, kept, person=person, organisation=organisation, by=person)


def words_of(portfolio):
    names = (
        "name",
        "kind_id",
        "happened_on",
        "happened_precision",
        "story",
        "result",
        "next_time",
        "identifiable",
    )
    return sorted(Evidence.objects.filter(portfolio=portfolio).values_list(*names))


def hashes_of(portfolio):
    return sorted(
        EvidenceFile.objects.filter(evidence__portfolio=portfolio).values_list("name", "size", "sha256")
    )


def claims_of(portfolio):
    spot = ("anchor_file__sha256", "anchor_page", "anchor_paragraph", "anchor_seconds")
    rows = Claim.objects.filter(unit__portfolio=portfolio)
    return sorted(rows.values_list("unit__version", "requirement", "evidence__name", "note", *spot), key=str)


def test_what_left_comes_back_the_same(unit, bag, practitioner, elsewhere):
    arrival = bring(bag, practitioner, elsewhere)

    here = Portfolio.objects.get(owner=practitioner, organisation=elsewhere)
    assert words_of(here) == words_of(unit.portfolio)
    assert hashes_of(here) == hashes_of(unit.portfolio)
    assert claims_of(here) == claims_of(unit.portfolio)
    assert list(here.journal.values_list("title", "text")) == [("Tuesday", "Whose voice was missing?")]
    assert list(SelfAssessment.objects.filter(unit__portfolio=here).values_list("view", "words")) == [
        ("can", "Yes.")
    ]
    (someone,) = PersonInEvidence.objects.filter(evidence__portfolio=here)
    assert (someone.description, someone.basis, someone.purpose) == ("Purple top", "agreed", "Sharing")
    assert (someone.recording.name, someone.recording.is_consent) == ("yes.wav", True)
    for file in EvidenceFile.objects.filter(evidence__portfolio=here):
        assert sha256_of(file.file.name) == file.sha256
    assert (arrival.evidence, arrival.files, arrival.already_here, arrival.unknown) == (2, 3, 0, [])


def test_what_was_decided_is_history_and_no_decision(unit, bag, practitioner, elsewhere):
    before = (Judgement.objects.count(), Assessment.objects.count(), Certificate.objects.count())

    bring(bag, practitioner, elsewhere)

    assert (Judgement.objects.count(), Assessment.objects.count(), Certificate.objects.count()) == before
    said = list(HistoryBrought.objects.values_list("said", flat=True))
    requirements = unit.version.requirements.count()
    assert said.count("Meets") == requirements
    assert said.count("Signed off") == 1
    assert sum(one.startswith("Certificate ") for one in said) == 1
    one = HistoryBrought.objects.filter(said="Meets").first()
    assert (one.by, one.words, one.standard) == ("Robin Example (assessor)", "Seen.", unit.version.title)


def test_the_same_bag_twice_is_said_and_changes_nothing(bag, practitioner, elsewhere):
    bring(bag, practitioner, elsewhere)
    events = AuditEvent.objects.count()

    with pytest.raises(BagIsRefused, match="came in before"):
        bring(bag, practitioner, elsewhere)

    assert (
        Evidence.objects.filter(portfolio__organisation=elsewhere).count(),
        AuditEvent.objects.count(),
    ) == (2, events)


def test_what_is_here_already_is_not_brought_again(unit, bag, practitioner, organisation):
    arrival = bring(bag, practitioner, organisation)

    assert (arrival.evidence, arrival.already_here, arrival.files, arrival.claims) == (0, 2, 0, 0)
    assert unit.portfolio.evidence.count() == 2


def test_a_rehearsal_changes_nothing(bag, practitioner, elsewhere):
    rows = [Evidence, EvidenceFile, Portfolio, BroughtAlong, HistoryBrought, Unit, AuditEvent]
    before = [model.objects.count() for model in rows]

    with open_bag(bag) as opened, kept_files(opened, person=practitioner) as kept:
        arrival = rehearse(opened, kept, person=practitioner, organisation=elsewhere)

    assert (arrival.evidence, arrival.files) == (2, 3)
    assert [model.objects.count() for model in rows] == before


def changed(source, **words):
    """The bag with other words in portfolio.json, and a manifest that is true to them."""
    members = members_of(source)
    told = json.loads(members["data/portfolio.json"])
    members["data/portfolio.json"] = json.dumps(told | words).encode()
    return zipped(listed_again(members))


def test_of_a_standard_that_is_not_here_claims_are_history(source, unit, tmp_path, practitioner, elsewhere):
    told = json.loads(members_of(source)["data/portfolio.json"])
    told["standards"][0]["digest"] = "0" * 64
    (tmp_path / "other.zip").write_bytes(changed(source, standards=told["standards"]))

    arrival = bring(tmp_path / "other.zip", practitioner, elsewhere)

    assert (arrival.claims, arrival.unknown) == (0, [unit.version.title])
    assert not Unit.objects.filter(portfolio__organisation=elsewhere).exists()
    assert HistoryBrought.objects.filter(said__startswith="Matched with").count() == unit.claims.count()


def test_what_is_said_twice_comes_once(source, tmp_path, practitioner, elsewhere):
    told = json.loads(members_of(source)["data/portfolio.json"])
    for said in ("claims", "self_assessments"):
        told["units"][0][said] += told["units"][0][said][:1]
    (tmp_path / "other.zip").write_bytes(changed(source, units=told["units"]))

    bring(tmp_path / "other.zip", practitioner, elsewhere)

    here = Unit.objects.get(portfolio__organisation=elsewhere)
    assert here.claims.count() == len(told["units"][0]["claims"]) - 1
    assert here.self_assessments.count() == len(told["units"][0]["self_assessments"]) - 1


def test_nobody_recorded_here_what_others_recorded_elsewhere(source, tmp_path, practitioner, elsewhere):
    told = json.loads(members_of(source)["data/portfolio.json"])
    told["evidence"][0] |= {"kind": "observation", "kind_name": "Observation", "recorded_by": "Robin Example"}
    (tmp_path / "other.zip").write_bytes(changed(source, evidence=told["evidence"]))

    bring(tmp_path / "other.zip", practitioner, elsewhere)

    assert sorted(
        map(str, Evidence.objects.filter(portfolio__organisation=elsewhere).values_list("kind", flat=True))
    ) == [
        "None",
        "work product",
    ]
    assert HistoryBrought.objects.get(said="Was kept as: Observation").by == "Robin Example"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"happened_precision": "hour"}, "not a valid choice"),
        ({"name": "x" * 201}, "200"),
        ({"people": [{"description": "Someone", "basis": "of course"}]}, "not a valid choice"),
    ],
)
def test_what_has_no_place_here_refuses_the_whole(
    words, sentence, source, tmp_path, practitioner, elsewhere, store
):
    told = json.loads(members_of(source)["data/portfolio.json"])
    told["evidence"][1] |= words
    (tmp_path / "other.zip").write_bytes(changed(source, evidence=told["evidence"]))

    with pytest.raises(BagIsRefused, match=sentence):
        bring(tmp_path / "other.zip", practitioner, elsewhere)

    assert not Portfolio.objects.filter(organisation=elsewhere).exists()
    assert (store.kept, store.left_over) == ([], [])


def test_files_are_looked_at_as_any_upload_is(source, tmp_path, practitioner, elsewhere, store):
    told = json.loads(members_of(source)["data/portfolio.json"])
    members = members_of(source)
    (file,) = told["evidence"][0]["files"]
    members[file["path"]] = b"MZ" + members[file["path"]][2:]
    file["sha256"] = hashlib.sha256(members[file["path"]]).hexdigest()
    members["data/portfolio.json"] = json.dumps(told).encode()
    (tmp_path / "other.zip").write_bytes(zipped(listed_again(members)))

    with pytest.raises(BagIsRefused, match="something else"):
        bring(tmp_path / "other.zip", practitioner, elsewhere)

    assert (store.kept, store.left_over) == ([], [])


def test_a_long_journal_comes_in_a_few_statements(tmp_path, elsewhere, practitioner):
    folder = PortfolioFactory(owner=practitioner)

    def asked(count):
        for number in range(count):
            JournalEntry.objects.create(portfolio=folder, title=f"{count}: {number}", text="Who was missing?")
        (tmp_path / "bag.zip").write_bytes(packed(folder))
        with CaptureQueriesContext(connection) as queries:
            assert bring(tmp_path / "bag.zip", practitioner, elsewhere).journal == count
        return len(queries)

    asked(1)
    assert asked(2) == asked(20)
