"""Sample portfolios: as large as asked for, the same for the same seed, and only where samples belong."""

import hashlib
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from assessments.fingerprints import changed_words
from assessments.models import Assessment, Award, Judgement, SignOff, State
from assessments.queries import hash_of_seen, missing_for_sign_off, seen_in
from cms.demo.database import refuse_unless_ours
from cms.samples.loading import Size, load_sample
from people.audit import broken_links
from people.models import AuditEvent
from portfolios.models import Claim, Evidence, EvidenceFile, EvidenceVersion, Portfolio, Unit
from portfolios.operations.evidence import add_evidence
from portfolios.operations.submission import digest_of
from portfolios.queries import coverage_of
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
ASKED = {"units": 7, "requirements": 8, "evidence": 4, "claims": 30, "files": 5, "file_bytes": 100}


def made(sample):
    """Everything chance decides, without the codes."""
    return (
        sample.cast.practitioner.name.rsplit(" ", 1)[0],
        [unit.version.title for unit in sample.units],
        [(piece.name, piece.kind_id, piece.happened_on, piece.story) for piece in sample.evidence],
        [(claim.requirement_id, claim.evidence.name, claim.note) for claim in sample.claims],
        [row.state for unit in sample.units for row in coverage_of(unit).rows],
    )


def test_the_same_seed_says_the_same_and_another_something_else():
    first, again, other = (load_sample(Size(**ASKED), seed=seed) for seed in (1, 1, 2))

    assert made(first) == made(again)
    assert made(first)[2:] != made(other)[2:]
    assert len({sample.cast.practitioner.pk for sample in (first, again, other)}) == 3
    assert {sample.cast.assessor for sample in (first, again, other)} == {first.cast.assessor}


def test_there_is_as_much_as_asked_for_in_every_state():
    out = StringIO()

    call_command("load_sample", stdout=out, **ASKED)

    assert [model.objects.count() for model in (Unit, Evidence, Claim, EvidenceFile)] == [7, 4, 30, 5]
    for kept in EvidenceFile.objects.all():
        with kept.file.open() as file:
            content = file.read()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (kept.size, kept.sha256)
    assert {row.state for unit in Unit.objects.all() for row in coverage_of(unit).rows} >= {
        "none",
        "meets",
        "matched",
    }
    assert not Judgement.objects.filter(released_at=None).exists()
    assert AuditEvent.objects.filter(action="sample.loaded").count() == 1
    assert "7 standards, 4 pieces of evidence, 30 claims." in out.getvalue()


def test_whoever_it_makes_can_sign_in(client):
    out = StringIO()
    call_command("load_sample", stdout=out, **ASKED)

    role, email, password = out.getvalue().split("Sign in as")[1].split()[:3]

    assert role == "practitioner"
    assert client.login(login=email, email=email, password=password)
    assert client.get("/my/").status_code == 200


def test_it_stays_out_of_a_database_with_people_of_its_own():
    UserFactory()

    with pytest.raises(CommandError, match="people of its own"):
        call_command("load_sample", **ASKED)

    assert not Unit.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"units": 0}, {"requirements": 5}, {"claims": -1}, {"file_bytes": 0}, {"evidence": 0}]
)
def test_sizes_that_cannot_be_are_refused(wrong):
    with pytest.raises(CommandError):
        call_command("load_sample", **ASKED | wrong)


def test_places_full_of_people_are_as_the_site_would_leave_them():
    """On SQLite too: in every state, chained, and each sign-off on what its round still shows."""
    call_command("load_sample", size="small", stdout=StringIO())

    assert Unit.objects.count() == 100
    assert set(Assessment.objects.values_list("state", flat=True)) == set(State.values)
    assert Award.objects.filter(rules=None).count() > Award.objects.exclude(rules=None).count() > 0
    assert list(broken_links()) == [] == list(changed_words())
    assert AuditEvent.objects.filter(action="claim.made").count() == Claim.objects.count()
    proved = {row.action for row in AuditEvent.objects.filter(payload__has_key="words")}
    assert proved == {"assessment.replied", "assessment.signed_off", "sampling.looked"}
    for signed in SignOff.objects.select_related("assessment__submission__unit"):
        assert missing_for_sign_off(signed.assessment) == []
        assert hash_of_seen(seen_in(signed.assessment)) == signed.seen_hash
    for version in EvidenceVersion.objects.select_related("evidence")[:20]:
        assert version.digest == digest_of(version.evidence, [], [])
    folder = Portfolio.objects.first()
    add_evidence(folder, by=folder.owner, name="One more")  # keys go on from there
    refuse_unless_ours()  # and demo and load_sample still know it
