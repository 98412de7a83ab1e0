import pytest
from django.db import DatabaseError, connection, transaction

from assessments.models import Award, Certificate, CertificateEntry, Outcome, SignOff, State
from assessments.operations.review import judge
from assessments.operations.sign_off import NotAllMet, SomethingChanged, sign_off
from assessments.queries import hash_of_seen, seen_in
from people.models import AuditEvent, Job
from people.states import MoveNotAllowed
from portfolios.models import EvidenceFile, EvidenceVersion
from portfolios.operations.evidence import change_evidence
from portfolios.operations.evidence_files import remove_file
from standards.models import Standard, Status
from tests.factories.assessments import judge_all, share, sign, unit_with_evidence

pytestmark = pytest.mark.django_db
DECLARED = "I looked at the evidence myself."


@pytest.fixture
def assessment(practitioner, assessor, organisation):
    return share(unit_with_evidence(practitioner, organisation), assessor=assessor)


def signed(assessment, by, seen_hash=None):
    return sign_off(
        assessment,
        by=by,
        seen_hash=hash_of_seen(seen_in(assessment)) if seen_hash is None else seen_hash,
        declaration=DECLARED,
        words="Well done.",
    )


def test_sign_off_records_who_when_and_the_exact_hashes_seen(assessment, assessor):
    signature = signed(judge_all(assessment), assessor)

    version, file = EvidenceVersion.objects.get(), EvidenceFile.objects.get()
    assert (signature.signed_by, signature.declaration) == (assessor, DECLARED)
    assert list(signature.seen.values_list("evidence_version", "file", "sha256")) == [
        (version.pk, None, version.digest),
        (version.pk, file.pk, file.sha256),
    ]
    assert signature.submission == assessment.submission
    assessment.refresh_from_db()
    assert (assessment.state, assessment.submission.is_open) == (State.SIGNED_OFF, False)
    assert AuditEvent.objects.get(action="assessment.signed_off").payload["seen"] == signature.seen_hash


def test_signed_off_awarded_and_issued_are_three_facts(assessment, assessor, practitioner):
    signature = signed(judge_all(assessment), assessor)

    award, certificate = Award.objects.get(), Certificate.objects.get()
    assert (award.holder, certificate.award) == (practitioner, award)
    assert certificate.entries.get().sign_off == signature
    assert list(Job.objects.filter(kind="render_certificate").values_list("subject_code", flat=True)) == [
        certificate.code
    ]
    actions = ["assessment.signed_off", "award.made", "certificate.issued"]
    assert list(AuditEvent.objects.filter(action__in=actions).values_list("action", flat=True)) == actions


def test_everything_must_be_met_and_what_is_not_is_named(assessment, assessor):
    first, *rest = assessment.version.requirements.all()
    for requirement in rest:
        judge(assessment, requirement=requirement, outcome=Outcome.MEETS, by=assessor, words="Seen.")
    judge(assessment, requirement=first, outcome=Outcome.MORE_EVIDENCE, by=assessor, words="Say more.")

    with pytest.raises(NotAllMet) as refusal:
        signed(assessment, assessor)

    assert refusal.value.missing == [f"{first.label} is not met yet."]
    assert not SignOff.objects.exists()
    assert not Award.objects.exists()


def test_a_value_wants_a_few_words(assessment, assessor):
    judge_all(assessment, words="")

    with pytest.raises(NotAllMet) as refusal:
        signed(assessment, assessor)

    assert refusal.value.missing == ["Say in a few words how you saw V1."]


def test_what_was_not_on_the_page_is_not_signed(assessment, assessor):
    judge_all(assessment)

    with pytest.raises(SomethingChanged):
        signed(assessment, assessor, seen_hash="0" * 64)

    assert not SignOff.objects.exists()


def test_evidence_replaced_at_that_instant_is_not_what_is_signed(assessment, assessor, practitioner):
    judge_all(assessment)
    seen = seen_in(assessment)
    evidence = assessment.unit.portfolio.evidence.get()
    change_evidence(evidence, by=practitioner, revision=1, story="Something else entirely")
    remove_file(evidence.files.get(), by=practitioner)

    signature = signed(assessment, assessor, seen_hash=hash_of_seen(seen))

    assert list(signature.seen.values_list("evidence_version", "file", "sha256")) == seen


def test_only_its_assessor_signs(assessment, practitioner, iqa, coordinator):
    judge_all(assessment)

    for stranger in (practitioner, iqa, coordinator):
        with pytest.raises(MoveNotAllowed):
            signed(assessment, stranger)

    assert not SignOff.objects.exists()


def test_a_sign_off_happens_once(assessment, assessor):
    signed(judge_all(assessment), assessor)

    with pytest.raises(MoveNotAllowed):
        signed(assessment, assessor)

    assert SignOff.objects.count() == 1
    assert Certificate.objects.count() == 1


def test_two_sign_offs_at_once_make_one_certificate(practitioner, assessor, organisation, at_once):
    assessment = judge_all(share(unit_with_evidence(practitioner, organisation), assessor=assessor))
    seen = hash_of_seen(seen_in(assessment))

    outcomes = at_once(*[lambda: signed(assessment, assessor, seen_hash=seen)] * 4)

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["MoveNotAllowed"] * 3 + ["SignOff"]
    assert (SignOff.objects.count(), Award.objects.count(), Certificate.objects.count()) == (1, 1, 1)


def test_nothing_signed_or_certified_ever_changes(assessment):
    sign(assessment)

    for table in ("signoff", "signoffseen", "award", "certificate", "certificateentry"):
        for statement in (f"UPDATE assessments_{table} SET id = id", f"DELETE FROM assessments_{table}"):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)


def test_the_entry_keeps_the_words_it_certifies(practitioner, assessor, organisation):
    unit = unit_with_evidence(practitioner, organisation)
    standard = unit.version.standard
    standard.urn, standard.status = "JETSCD16L", Status.LEGACY
    standard.save()

    sign(share(unit, assessor=assessor))
    standard.status = Status.WITHDRAWN
    standard.save()

    entry = CertificateEntry.objects.get()
    assert (entry.title, entry.urn, entry.version_number, entry.was_legacy) == (
        unit.version.title,
        "JETSCD16L",
        1,
        True,
    )


def test_what_was_begun_before_the_standard_was_withdrawn_is_finished(practitioner, assessor, organisation):
    unit = unit_with_evidence(practitioner, organisation)
    Standard.objects.filter(pk=unit.version.standard_id).update(status=Status.WITHDRAWN)

    sign(share(unit, assessor=assessor))

    assert Certificate.objects.get().entries.get().title == unit.version.title
