"""What was shared can be proved years later from what is kept of it; what was hashed in an earlier way stays as it is."""

import pytest
from django.urls import reverse

from portfolios.fingerprints import digest_of_kept
from portfolios.models import EvidenceKind, EvidenceVersion, EvidenceVersionWords
from portfolios.operations.submission import digest_of, freeze_evidence
from tests.factories import EvidenceFactory, EvidenceFileFactory
from tests.factories.assessments import share, sign, unit_with_evidence
from tests.reading import shown

pytestmark = pytest.mark.django_db
ANSWERED = {"where": "In the office", "why": "It names people"}


@pytest.fixture
def piece(practitioner, organisation):
    """Of a kind that asks a short form; with a file, and someone in it."""
    told = {"kind_id": EvidenceKind.SIGNPOSTED, "details": ANSWERED, "story": "We met."}
    piece = EvidenceFactory(portfolio__owner=practitioner, portfolio__organisation=organisation, **told)
    piece.people.create(description="Purple top", basis="agreed")
    return EvidenceFileFactory(evidence=piece).evidence


def frozen(piece):
    piece.refresh_from_db()
    version = freeze_evidence(piece, at=piece.changed_at)
    return EvidenceVersion.objects.select_related("words").get(pk=version.pk)


def worked_out(version):
    return digest_of_kept(version.words, version.file_links.values_list("sha256", flat=True))


def test_it_is_worked_out_anew_from_what_is_kept(piece):
    version = frozen(piece)

    assert [told["answer"] for told in version.words.details] == list(ANSWERED.values())
    assert (version.digest_form, worked_out(version)) == (2, version.digest)


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Another"}, {"kind": "other"}, {"happened_on": "2020-01-01"}, {"story": "We did not."}, {"people": []},
        {"details": [{"question": "Where?", "answer": "At home"}]}, {"part": "All of it"}, {"identifiable": "x"},
    ],
)  # fmt: skip
def test_a_word_of_it_changed_is_found(piece, change):
    version = frozen(piece)
    EvidenceVersionWords.objects.filter(version=version).update(**change)

    assert worked_out(EvidenceVersion.objects.get(pk=version.pk)) != version.digest


def test_what_was_shared_before_and_did_not_change_is_not_shared_anew(piece):
    """Hashed in the way of then, it is compared in that way."""
    piece.refresh_from_db()
    people, files = frozen(piece).words.people, list(piece.files.present())
    first = digest_of(piece, people, files, form=1)
    before = EvidenceVersion.objects.create(
        evidence=piece, number=2, digest=first, digest_form=1, file_count=0, frozen_at=piece.changed_at
    )

    assert freeze_evidence(piece, at=piece.changed_at) == before

    piece.details = ANSWERED | {"why": "It is theirs"}
    piece.save()
    assert frozen(piece).number == 3


def test_it_is_read_beside_the_signature(client_for, practitioner, assessor, organisation):
    signed = sign(share(unit_with_evidence(practitioner, organisation, performance=1), assessor=assessor))
    page, browser = reverse("review", args=[signed.code]), client_for(assessor)
    assert "Worked out anew from what is kept, it is the same." in shown(browser.get(page))

    EvidenceVersionWords.objects.update(story="We did not meet.")

    assert "What is kept is not all that was shared" in shown(browser.get(page))


def test_of_an_earlier_way_it_says_so(client_for, practitioner, assessor, organisation, monkeypatch):
    monkeypatch.setattr("portfolios.operations.submission.FORM", 1)
    signed = sign(share(unit_with_evidence(practitioner, organisation, performance=1), assessor=assessor))

    page = shown(client_for(assessor).get(reverse("review", args=[signed.code])))

    assert "Made in an earlier way" in page
