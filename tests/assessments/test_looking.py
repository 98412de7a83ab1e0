"""A second look: first what the IQA finds, then both, then a record that goes to the assessor first."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.urls import reverse
from django.utils import timezone

from assessments.models import Action, Certificate, NotedFirst, SampleRecord
from assessments.operations.looking import (
    IsSettled,
    NotSoSoon,
    SayWhat,
    WithSomeoneElse,
    answer_action,
    ask_for,
    note_first,
    record_look,
    settle_action,
)
from assessments.operations.looking_aside import NotYourOwn
from assessments.operations.looking_ties import say_untied_before_looking
from assessments.operations.ties import say_tie
from people.models import AuditEvent, OutboxMail
from people.roles import Role
from people.states import MoveNotAllowed
from people.trail import tell_of
from portfolios.models import EvidenceFile
from tests.factories import MembershipFactory
from tests.factories.assessments import judge_all, share, unit_with_evidence
from tests.factories.sampling import draw
from tests.factories.second_looks import looked

pytestmark = pytest.mark.django_db

SMALL = {"performance": 2, "knowledge": 0, "values": 0}
WORDS = "You saw the whole meeting."


def test_what_is_found_is_kept_before_it_is_shown_and_for_good(client_for, iqa, sample, found):
    browser, page = client_for(iqa), reverse("sample", args=[sample.code])
    assert WORDS not in browser.get(page).text

    note_first(sample, found=found, by=iqa)

    assert WORDS in browser.get(page).text
    assert [one.outcome for one in sample.noted.all()] == ["meets", "more evidence"]
    with pytest.raises(MoveNotAllowed):
        note_first(sample, found=found, by=iqa)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE assessments_notedfirst SET outcome = 'meets'")
    with pytest.raises(DatabaseError), transaction.atomic():
        NotedFirst.objects.bulk_create(
            [NotedFirst(sample=sample, requirement=next(iter(found)), outcome="not yet")]
        )


def test_the_record_says_which_parts_which_evidence_and_which_test(iqa, sample, found, pieces):
    first, second = found
    note_first(sample, found=found, by=iqa)

    record = record_look(
        sample,
        agrees={first: True, second: False},
        pieces=pieces,
        doubts=[(second, "sufficient"), (None, "current")],
        words="Two meetings would show it.",
        by=iqa,
    )

    assert not record.agrees
    assert [(part.requirement, part.agrees) for part in record.parts.all()] == [
        (first, True),
        (second, False),
    ]
    assert [piece.evidence_version for piece in record.pieces.all()] == pieces
    assert [(doubt.requirement, doubt.test) for doubt in record.doubts.all()] == [
        (second, "sufficient"),
        (None, "current"),
    ]
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE assessments_samplerecord SET agrees = NOT agrees")


def test_a_record_wants_what_was_noted_first(iqa, sample, found, pieces):
    with pytest.raises(MoveNotAllowed):
        record_look(sample, agrees=dict.fromkeys(found, True), pieces=pieces, doubts=[], by=iqa)

    assert not SampleRecord.objects.exists()


def test_the_certificate_comes_after_a_look_that_finds_the_same(iqa, sample, found, pieces):
    assert not Certificate.objects.exists()

    looked(sample, found, pieces, by=iqa)

    entry = Certificate.objects.get().entries.get()
    assert (entry.second_look_by, entry.sign_off) == (iqa, sample.assessment.sign_off)


def test_it_waits_on_until_what_was_to_be_put_right_is_settled(iqa, assessor, sample, found, pieces):
    day = timezone.localdate() + timedelta(14)
    asks = [(Action.Kind.CORRECTIVE, "Ask for a second meeting.", day)]
    record = looked(sample, found, pieces, by=iqa, same=False, asks=asks)
    assert not Certificate.objects.exists()

    action = record.actions.get()
    answer_action(action, words="Seen on Tuesday.", by=assessor)
    settle_action(action, by=iqa)

    assert Certificate.objects.count() == 1


def test_a_test_in_doubt_holds_the_certificate_though_every_part_is_the_same(
    client_for, iqa, assessor, sample, found, pieces
):
    note_first(sample, found=dict.fromkeys(found, "meets"), by=iqa)
    same = dict.fromkeys(found, True)

    record = record_look(sample, agrees=same, pieces=pieces, doubts=[(None, "authentic")], by=iqa)

    assert (record.agrees, Certificate.objects.exists()) == (False, False)
    page = client_for(assessor).get(reverse("second-look", args=[record.code])).text
    assert "They find the same, and something is in doubt" in page


def test_what_is_to_be_put_right_holds_the_certificate_though_the_same_was_found(
    iqa, assessor, sample, found, pieces
):
    day = timezone.localdate() + timedelta(14)
    asks = [(Action.Kind.CORRECTIVE, "Ask for a second meeting.", day)]
    record = looked(sample, found, pieces, by=iqa, asks=asks)
    assert (record.agrees, Certificate.objects.exists()) == (True, False)

    settle_action(record.actions.get(), by=iqa)

    assert Certificate.objects.count() == 1


def test_what_someone_may_grow_by_holds_nothing_back(iqa, sample, found, pieces):
    day = timezone.localdate() + timedelta(14)
    looked(sample, found, pieces, by=iqa, asks=[(Action.Kind.DEVELOPMENTAL, "Sit in with Cleo.", day)])

    assert Certificate.objects.count() == 1


def test_the_assessor_reads_it_and_the_practitioner_does_not(
    client_for, iqa, assessor, practitioner, sample, found, pieces
):
    OutboxMail.objects.all().delete()

    record = looked(sample, found, pieces, by=iqa, words="Two meetings would show it.")

    assert [(mail.person, mail.kind) for mail in OutboxMail.objects.exclude(kind="certificate_ready")] == [
        (assessor, "second_look")
    ]
    page = reverse("second-look", args=[record.code])
    assert "Two meetings would show it." in client_for(assessor).get(page).text
    assert client_for(practitioner).get(page).status_code == 404


def test_the_trail_says_that_there_was_a_look_and_not_what_it_found(iqa, sample, found, pieces):
    looked(sample, found, pieces, by=iqa, same=False)

    said = AuditEvent.objects.get(action="sampling.looked")
    proof = said.payload.pop("words")  # keyed, so that nobody reads the words from it
    assert (len(proof), said.payload) == (64, {"assessment": sample.assessment.code})


@pytest.mark.parametrize("kind", Action.Kind)
def test_nor_whether_what_is_asked_is_to_put_right_or_to_grow_by(iqa, sample, found, pieces, kind):
    asks = [(kind, "Sit in with Cleo.", timezone.localdate() + timedelta(14))]
    record = looked(sample, found, pieces, by=iqa, asks=asks)

    said = AuditEvent.objects.get(action="sampling.asked")
    assert said.payload == {"record": record.code}
    before = SimpleNamespace(
        actor_code="", action=said.action, subject_type="", subject_code="", payload={"kind": kind}
    )
    for event in (said, before):  # those from before say which, and read the same
        assert "asked for something after a second look" in tell_of(event, {}).sentence


def test_another_iqa_leaves_it_to_whoever_began(organisation, iqa, sample, found, pieces):
    other = MembershipFactory(role=Role.IQA, organisation=organisation).person
    note_first(sample, found=found, by=iqa)

    with pytest.raises(WithSomeoneElse):
        record_look(sample, agrees=dict.fromkeys(found, True), pieces=pieces, doubts=[], by=other)


def test_an_iqa_tied_to_the_practitioner_stands_aside(organisation, iqa, practitioner, sample, found):
    say_tie(iqa, practitioner=practitioner, organisation=organisation, kind="relative", by=practitioner)

    with pytest.raises(NotYourOwn):
        note_first(sample, found=found, by=iqa)


def test_the_database_takes_no_record_by_whoever_judged(assessor, sample):
    with pytest.raises(DatabaseError), transaction.atomic():
        SampleRecord.objects.create(
            sample=sample, looked_by=assessor, agrees=True, part_count=0, piece_count=0, doubt_count=0
        )


# --- what it asks for -----------------------------------------------------------------------


def test_what_is_asked_is_answered_and_settled_once(iqa, assessor, sample, found, pieces):
    today = timezone.localdate()
    asks = [
        (Action.Kind.CORRECTIVE, "Ask for a second meeting.", today + timedelta(7)),
        (Action.Kind.DEVELOPMENTAL, "Sit in with Cleo.", today + timedelta(60)),
    ]
    record = looked(sample, found, pieces, by=iqa, asks=asks)
    right, grow = record.actions.order_by("due_date")
    assert [one.kind for one in (right, grow)] == ["corrective", "developmental"]
    with pytest.raises(SayWhat):
        answer_action(right, words=" ", by=assessor)

    answer_action(right, words="Asked.", by=assessor)
    answer_action(right, words="Asked, and seen.", by=assessor)
    settle_action(right, by=iqa)

    right.refresh_from_db()
    assert (right.answer, right.settled_by) == ("Asked, and seen.", iqa)
    assert OutboxMail.objects.filter(person=iqa, kind="second_look_answered").count() == 2
    for again in (
        lambda: settle_action(right, by=iqa),
        lambda: answer_action(right, words="More.", by=assessor),
        lambda: answer_action(grow, words="Not mine.", by=iqa),
    ):
        with pytest.raises(IsSettled):
            again()


def test_something_more_is_asked_for_a_day_to_come(iqa, sample, found, pieces):
    record = looked(sample, found, pieces, by=iqa)
    asked = {"kind": Action.Kind.DEVELOPMENTAL, "words": "Read it.", "by": iqa}

    with pytest.raises(NotSoSoon):
        ask_for(record, due_date=timezone.localdate() - timedelta(1), **asked)

    assert ask_for(record, due_date=timezone.localdate(), **asked).assessor == sample.assessment.assessor


# --- work that goes on ----------------------------------------------------------------------


def test_an_iqa_opens_files_of_work_that_goes_on_only_where_a_plan_asks(
    organisation, iqa, outsider, plan, practitioner, assessor
):
    from assessments.operations.review import refer_back

    answered = judge_all(
        share(unit_with_evidence(practitioner, organisation, **SMALL), assessor=assessor), "not yet"
    )
    refer_back(answered, by=assessor)
    file = EvidenceFile.objects.get(evidence__portfolio__owner=practitioner)
    assert not EvidenceFile.objects.visible_to(iqa).filter(pk=file.pk).exists()

    [sample] = draw(plan, by=iqa)
    assert not EvidenceFile.objects.visible_to(iqa).filter(pk=file.pk).exists()
    say_untied_before_looking(sample, by=iqa)

    assert EvidenceFile.objects.visible_to(iqa).filter(pk=file.pk).exists()
    assert not EvidenceFile.objects.visible_to(outsider).filter(pk=file.pk).exists()
    say_tie(iqa, practitioner=practitioner, organisation=organisation, kind="mentor", by=practitioner)
    assert not EvidenceFile.objects.visible_to(iqa).filter(pk=file.pk).exists()
