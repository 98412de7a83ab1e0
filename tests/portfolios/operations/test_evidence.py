import hashlib
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from people.models import AuditEvent
from portfolios.models import Claim, Evidence, EvidenceFile
from portfolios.operations.evidence import (
    EvidenceIsWithdrawn,
    EvidenceWasShared,
    StaleSave,
    add_evidence,
    change_evidence,
    delete_evidence,
    withdraw_evidence,
)
from portfolios.operations.evidence_files import remove_file
from tests.factories import EvidenceFactory, PortfolioFactory, files
from tests.factories.assessments import share, unit_with_evidence

pytestmark = pytest.mark.django_db


def upload(content):
    return SimpleUploadedFile(content.name, content.read())


def on_disk():
    folder = Path(settings.STORAGES["evidence"]["OPTIONS"]["location"])
    return {path for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def portfolio(practitioner, organisation):
    return PortfolioFactory(owner=practitioner, organisation=organisation)


def test_evidence_can_be_saved_with_nothing_at_all(portfolio, practitioner):
    evidence = add_evidence(portfolio, by=practitioner)

    assert (evidence.name, evidence.kind_id, evidence.happened_on, evidence.files.count()) == (
        "",
        None,
        None,
        0,
    )
    event = AuditEvent.objects.get(action="evidence.added")
    assert (event.subject_code, event.actor_code) == (evidence.code, practitioner.code)


def test_files_are_hashed_and_kept_outside_any_served_path(portfolio, practitioner):
    evidence = add_evidence(portfolio, by=practitioner, uploads=[upload(files.text())])

    file = evidence.files.get()
    assert file.sha256 == hashlib.sha256(files.text().read()).hexdigest()
    assert Path(file.file.path).is_relative_to(settings.DATA_DIR / "evidence")
    assert "notes" not in file.file.name


def test_a_file_that_cannot_be_taken_is_named_and_the_rest_is_saved(portfolio, practitioner):
    pretender = SimpleUploadedFile("minutes.pdf", b"<html>not a document</html>")

    evidence = add_evidence(
        portfolio, by=practitioner, uploads=[pretender, upload(files.photo())], name="Kept"
    )

    assert [file.name for file in evidence.files.all()] == ["meeting.jpg"]
    assert len(evidence.refused) == 1
    assert "minutes.pdf" in str(evidence.refused[0])
    assert evidence.name == "Kept"


def test_nothing_stays_on_disk_when_saving_is_undone(portfolio, practitioner):
    before = on_disk()

    with pytest.raises(TypeError):
        add_evidence(
            portfolio, by=practitioner, uploads=[upload(files.photo())], claims={None: {}}, nonsense=1
        )

    assert on_disk() == before
    assert not Evidence.objects.exists()


def test_a_stale_save_changes_nothing_and_hands_over_what_stands(portfolio, practitioner):
    evidence = EvidenceFactory(portfolio=portfolio, name="As opened")
    change_evidence(evidence, by=practitioner, revision=1, name="From the phone")

    with pytest.raises(StaleSave) as refusal:
        change_evidence(evidence, by=practitioner, revision=1, name="From the laptop")

    assert refusal.value.current.name == "From the phone"
    evidence.refresh_from_db()
    assert (evidence.name, evidence.revision) == ("From the phone", 2)


def test_two_saves_at_the_same_moment_keep_one(practitioner, organisation, at_once):
    evidence = EvidenceFactory(portfolio=PortfolioFactory(owner=practitioner, organisation=organisation))

    outcomes = at_once(
        *[
            lambda name=n: change_evidence(evidence, by=practitioner, revision=1, name=name)
            for n in ("One", "Two")
        ]
    )

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Evidence", "StaleSave"]


def test_evidence_nobody_has_seen_can_be_deleted_with_its_files(
    portfolio, practitioner, django_capture_on_commit_callbacks
):
    evidence = add_evidence(portfolio, by=practitioner, uploads=[upload(files.text()), upload(files.photo())])
    paths = [Path(file.file.path) for file in evidence.files.all()]
    assert [path.exists() for path in paths] == [True, True]

    with django_capture_on_commit_callbacks(execute=True):
        delete_evidence(evidence, by=practitioner)

    assert not Evidence.objects.exists()
    assert [path.exists() for path in paths] == [False, False]


def test_shared_evidence_is_withdrawn_and_not_deleted(practitioner, organisation):
    unit = unit_with_evidence(practitioner, organisation)
    submission = share(unit).submission
    evidence = Evidence.objects.get()

    with pytest.raises(EvidenceWasShared):
        delete_evidence(evidence, by=practitioner)
    withdraw_evidence(evidence, by=practitioner)

    evidence.refresh_from_db()
    assert evidence.withdrawn_at is not None
    assert not Claim.objects.exists()
    dropped = AuditEvent.objects.filter(action="claim.dropped", subject_code=evidence.code)
    assert {event.payload["requirement"] for event in dropped} == set(
        submission.items.values_list("requirement__code", flat=True)
    )
    assert submission.items.count() == 4
    with pytest.raises(EvidenceIsWithdrawn):
        change_evidence(evidence, by=practitioner, revision=evidence.revision, name="Back again")


def test_a_shared_file_is_only_taken_off_the_evidence(practitioner, organisation):
    unit = unit_with_evidence(practitioner, organisation)
    share(unit)
    file = EvidenceFile.objects.get()

    remove_file(file, by=practitioner)

    file.refresh_from_db()
    assert file.removed_at is not None
    assert Path(file.file.path).exists()


def test_when_it_happened_may_be_a_year(portfolio, practitioner):
    evidence = add_evidence(
        portfolio, by=practitioner, happened_on=date(2026, 1, 1), happened_precision="year"
    )

    evidence.refresh_from_db()
    assert (evidence.happened_on, evidence.happened_precision) == (date(2026, 1, 1), "year")


def test_an_assessor_can_record_what_they_saw_and_it_stays_the_practitioners(
    practitioner, assessor, organisation
):
    portfolio = PortfolioFactory(owner=practitioner, organisation=organisation)

    seen = add_evidence(portfolio, by=assessor, kind_id="observation", story="I was in the room.")

    assert (seen.owner, seen.recorded_by) == (practitioner, assessor)
    assert AuditEvent.objects.get(action="evidence.added").actor_code == assessor.code
