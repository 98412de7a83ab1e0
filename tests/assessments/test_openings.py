"""What whoever signs opened, and when: kept with their signature, and said on the page before."""

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from assessments.declarations import signing
from assessments.models import Assessment, PieceOpened, SignOff, SignOffSeen, SignOffWords
from assessments.operations.assignment import hand_back
from assessments.operations.opening import note_opened
from assessments.operations.review import judge
from assessments.queries import hash_of_seen, seen_in
from people.audit import record_access
from portfolios.models import EvidenceFile, EvidenceVersion
from tests.factories.assessments import agreed_to, judge_all, say_sound, untied
from tests.reading import shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def judged(assessment):
    """All of it is met, and said to be sound; nothing was opened."""
    say_sound(assessment)
    for requirement in assessment.version.requirements.all():
        judge(assessment, requirement=requirement, outcome="meets", by=assessment.assessor, words="Seen.")
    return assessment


def sign_page(assessment):
    return reverse("review-sign-off", args=[assessment.code])


def piece_page(assessment):
    version = assessment.submission.items.first().evidence_version
    return reverse("review-evidence", args=[assessment.code, version.code])


def ticked(assessment):
    seen = hash_of_seen(seen_in(assessment))
    return {"looked": "on", "no_tie": "on", "mine": "on", "seen_hash": seen, "words": "Well done."}


def test_a_signature_keeps_when_each_piece_and_file_was_first_opened(judged, robin):
    robin.get(piece_page(judged))
    file = EvidenceFile.objects.get()
    record_access(file, by=judged.assessor)
    robin.get(piece_page(judged))

    robin.send(sign_page(judged), ticked(judged))

    opened = PieceOpened.objects.get()
    kept = {seen.file: seen.opened_at for seen in SignOffSeen.objects.all()}
    assert set(kept) == {None, file}
    assert kept[None] == opened.at
    assert kept[file] >= opened.at
    assert set(SignOffSeen.objects.values_list("agreed_opened_at", flat=True)) == {None}


def test_what_was_signed_can_be_read_afterwards_and_is_proved_anew(judged, robin, client_for, iqa):
    robin.get(piece_page(judged))
    robin.send(sign_page(judged), ticked(judged))
    signed, [piece, file] = SignOff.objects.get(), SignOffSeen.objects.order_by("pk")
    address = reverse("review", args=[judged.code])

    for browser in (robin, client_for(iqa)):
        page = shown(browser.get(address))
        assert all(told in page for told in (piece.sha256, file.sha256, signed.seen_hash))
        assert "All of it together is still what was signed." in page
        assert ("opened on" in page, "not opened before signing" in page) == (True, True)

    for trigger in frozen_triggers("assessments_signoffseen"):
        run(trigger)
    run(f"UPDATE assessments_signoffseen SET sha256 = '{'0' * 64}' WHERE id = {file.pk}")
    assert "All of it together is not what was signed" in shown(robin.get(address))


def frozen_triggers(table):
    """What takes the triggers of a frozen table away, as somebody would who may do anything in the database."""
    if connection.vendor == "sqlite":
        return [f"DROP TRIGGER frozen_{table}_update"]
    return [f"DROP TRIGGER frozen_{table} ON {table}"]


def run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_second_signature_keeps_what_its_signer_opened_beside_it(
    with_trainee, trainee, assessor, client_for, iqa
):
    judge_all(with_trainee)
    client_for(trainee).send(sign_page(with_trainee), ticked(with_trainee))
    proposal = untied(with_trainee.proposals.get())
    client_for(assessor).get(piece_page(with_trainee))

    client_for(assessor).send(reverse("decision-agree", args=[with_trainee.code, proposal.code]))

    [piece, file] = SignOffSeen.objects.order_by("pk")
    assert piece.opened_at == PieceOpened.objects.get(person=trainee).at
    assert piece.agreed_opened_at == PieceOpened.objects.get(person=assessor).at
    assert (file.opened_at, file.agreed_opened_at) == (None, None)
    page = shown(client_for(iqa).get(reverse("review", args=[with_trainee.code])))
    assert "Robin Example on " in page
    assert "Robin Example did not open it before agreeing" in page


def test_of_a_signature_from_before_that_was_kept_nothing_is_said_of_the_second(
    with_trainee, trainee, assessor, client_for
):
    now = {"signed_at": timezone.now(), "countersigned_at": timezone.now(), "countersigned_by": assessor}
    about = {"submission": with_trainee.submission, "assessment": with_trainee, "signed_by": trainee}
    agreed_to(with_trainee, by=assessor)
    signed = SignOff.objects.create(**about, **now, seen_count=1)
    version = EvidenceVersion.objects.get()
    SignOffSeen.objects.create(sign_off=signed, evidence_version=version, sha256=version.digest)
    SignOffWords.objects.create(sign_off=signed)
    Assessment.objects.filter(pk=with_trainee.pk).update(state="signed off", decided_at=timezone.now())

    page = shown(client_for(trainee).get(reverse("review", args=[with_trainee.code])))

    assert ("not opened before signing" in page, "before agreeing" in page) == (True, False)


def test_what_was_never_opened_is_named_and_kept_as_such(judged, robin):
    robin.get(piece_page(judged))
    file, version = EvidenceFile.objects.get(), EvidenceVersion.objects.get()

    page = shown(robin.get(sign_page(judged)))
    robin.send(sign_page(judged), ticked(judged))

    assert "Never opened by you" in page
    assert f"In “{version.words.name}”: {file.name}" in page
    assert SignOffSeen.objects.get(file=file).opened_at is None
    assert SignOff.objects.get().signed_by == judged.assessor


def test_who_opened_nothing_at_all_is_asked_to_look_first(judged, robin):
    assert "Nothing opened yet" in shown(robin.get(sign_page(judged)))

    answer = robin.send(sign_page(judged), ticked(judged))

    assert answer.status_code == 422
    assert "You have not opened any of this evidence yet." in shown(answer)
    assert "Well done.</textarea>" in shown(answer)
    assert not SignOff.objects.exists()


def test_what_another_opened_does_not_count(judged, colleague, robin):
    note_opened(judged, EvidenceVersion.objects.get(), by=colleague)

    assert robin.send(sign_page(judged), ticked(judged)).status_code == 422


def test_what_was_opened_in_an_earlier_round_counts(second_round, labelled, robin):
    say_sound(second_round)
    for label in ("P2", "K1"):
        judge(second_round, requirement=labelled[label], outcome="meets", by=second_round.assessor)

    robin.send(sign_page(second_round), ticked(second_round))

    assert SignOffSeen.objects.get(file=None).opened_at == PieceOpened.objects.get().at


def test_handing_it_back_leaves_nothing_of_it(assessment, robin):
    robin.get(piece_page(assessment))
    assert PieceOpened.objects.count() == 1

    hand_back(assessment, by=assessment.assessor)

    assert not PieceOpened.objects.exists()


def test_looking_after_the_sign_off_is_not_noted(judged, robin, client_for, iqa):
    robin.get(piece_page(judged))
    robin.send(sign_page(judged), ticked(judged))

    client_for(iqa).get(piece_page(judged))

    assert PieceOpened.objects.get().person == judged.assessor
    assert SignOff.objects.get().declaration == signing()
