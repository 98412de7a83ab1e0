"""What a witness says stays as they said it; confirmed it is evidence, and at their wish it is gone."""

import pytest
from django.urls import reverse

from assessments.models import BasisFlag
from people.models import AuditEvent
from portfolios.files import keep_file
from portfolios.models import Evidence, EvidenceKind, WitnessRecording, WitnessRequest, WitnessStatement
from portfolios.operations.confirming import confirm_testimony, remove_testimony
from portfolios.operations.evidence import WordsOfAWitness, change_evidence, delete_evidence
from portfolios.operations.testimony import (
    NotAllSaid,
    OwnTestimony,
    StaleStatement,
    TooManyRecordings,
    decline,
    drop_recording,
    keep_recording,
    keep_typed,
    reopen,
)
from portfolios.operations.tidying import discard_strays
from portfolios.operations.witnesses import NotNow, forget_unanswered
from portfolios.queries import missing_for_sharing
from portfolios.testimony import witness_behind
from tests.factories import StandardVersionFactory, UnitFactory, UserFactory
from tests.factories.assessments import share, sign
from tests.factories.files import sound
from tests.factories.witnesses import asked, confirmed, prepared, saved

pytestmark = pytest.mark.django_db
State = WitnessRequest.State
MOST = 10_000_000


@pytest.fixture
def unit(practitioner, organisation):
    version = StandardVersionFactory(performance=1, knowledge=1, values=0)
    return UnitFactory(portfolio__owner=practitioner, portfolio__organisation=organisation, version=version)


def spoken(request, question=None, seconds=0.1):
    kept = keep_file(sound(seconds=seconds))
    return kept, keep_recording(request, kept, by=None, question=question, most_bytes=MOST)


def told(evidence):
    return {one["question"]: one["answer"] for one in evidence.answers}


def test_confirmed_it_is_evidence_in_the_witness_s_words(unit, practitioner):
    request = asked(unit)
    first, second = request.questions.all()
    saved(request, answers={first.pk: "Pat listened first.", second.pk: ""}, saw="Everyone stayed.")
    evidence = confirm_testimony(request, by=None)

    request.refresh_from_db()
    assert (request.state, request.evidence, request.answered_by) == (State.CONFIRMED, evidence, None)
    assert (evidence.owner, evidence.kind_id, evidence.name) == (
        practitioner,
        EvidenceKind.WITNESS,
        "The open day",
    )
    assert told(evidence)[first.words] == "Pat listened first."
    assert told(evidence)["What else they saw or heard"] == "Everyone stayed."
    assert told(evidence)["Who says so"] == "Wil Specimen"
    assert second.words not in told(evidence)
    assert "01632 960000" not in str(evidence.details)
    assert [claim.requirement for claim in evidence.claims.all()] == [first.requirement]
    assert evidence.people.get().basis == "agreed"
    assert missing_for_sharing(Evidence.objects.all()) == {}
    assert AuditEvent.objects.filter(action="testimony.confirmed").get().subject_code == request.code


def test_nobody_else_takes_a_part_in_what_a_witness_said(unit, practitioner, client_for):
    evidence = confirmed(unit)

    answer = client_for(practitioner).get(reverse("evidence-together", args=[evidence.code]))

    assert answer.status_code == 403


def test_an_expert_says_what_makes_them_one(unit):
    request = asked(unit, is_expert=True)
    saved(request)
    with pytest.raises(NotAllSaid):
        confirm_testimony(request, by=None)
    saved(request, revision=2, competence="I train youth workers.")
    evidence = confirm_testimony(request, by=None)

    assert evidence.kind_id == EvidenceKind.EXPERT_WITNESS
    assert told(evidence)["What makes them an expert in this"] == "I train youth workers."


@pytest.mark.parametrize("missing", ["name", "relation", "contact", "is_true"])
def test_nothing_is_confirmed_before_it_is_all_said(unit, missing):
    request = asked(unit)
    saved(request, **{missing: False if missing == "is_true" else ""})

    with pytest.raises(NotAllSaid):
        confirm_testimony(request, by=None)
    assert not Evidence.objects.exists()


def test_without_an_answer_there_is_nothing_to_confirm(unit):
    request = asked(unit)
    saved(request, answers={0: ""})

    with pytest.raises(NotAllSaid):
        confirm_testimony(request, by=None)


def test_the_practitioner_never_speaks_for_themselves(unit, practitioner):
    practitioner.email = "pat@sample.example"
    practitioner.save()
    other_account = UserFactory(name="Pat Sample")
    request = asked(unit)
    saved(request)

    for person in (practitioner, other_account):
        with pytest.raises(OwnTestimony):
            confirm_testimony(request, by=person)
    for own in ({"name": "PAT sample"}, {"contact": "Write to pat+w@sample.example."}):
        statement = saved(request, revision=WitnessStatement.objects.get().revision, **own)
        with pytest.raises(OwnTestimony):
            confirm_testimony(request, by=None)
        assert statement.confirmed_at is None
    assert not Evidence.objects.exists()


def test_someone_else_who_is_signed_in_is_written_down(unit, assessor):
    request = asked(unit)
    saved(request)
    confirm_testimony(request, by=assessor)

    request.refresh_from_db()
    assert request.answered_by == assessor


def test_two_devices_lose_nothing(unit):
    request = asked(unit)
    saved(request, saw="On the telephone.")

    with pytest.raises(StaleStatement):
        saved(request, saw="On the computer.")
    assert saved(request, saw="On the telephone.").revision == 2  # pressed twice
    assert saved(request, revision=2, saw="On the computer.").saw == "On the computer."


def test_what_is_typed_waits_beside_what_was_saved(unit):
    request = asked(unit)
    keep_typed(request, by=None, fields={"saw": ["half a senten"]})

    statement = WitnessStatement.objects.get()
    assert (statement.saw, statement.typed) == ("", {"saw": ["half a senten"]})
    saved(request)
    assert WitnessStatement.objects.get().typed == {}


def test_said_aloud_is_an_answer_and_its_sound_goes_to_the_evidence(unit, store):
    request = asked(unit)
    first, _second = request.questions.all()
    kept, _ = spoken(request, question=first)
    assert spoken(request, question=first)[1] is False  # the same again
    discard_strays(older_than=-1)
    saved(request, answers={first.pk: ""})
    evidence = confirm_testimony(request, by=None)

    file = evidence.files.get()
    assert (file.file.name, file.sha256) == (kept.path, kept.sha256)
    assert store.path(kept).exists()
    assert told(evidence)[first.words] == f"Said aloud: “{file.name}”."
    assert [claim.requirement for claim in evidence.claims.all()] == [first.requirement]
    assert not WitnessRecording.objects.exists()


def test_recordings_are_bounded_and_can_be_taken_away(unit, store, django_capture_on_commit_callbacks):
    request = asked(unit)
    spoken(request)
    kept = keep_file(sound(seconds=0.3))
    with pytest.raises(TooManyRecordings):
        keep_recording(request, kept, by=None, most_bytes=kept.size)
    with django_capture_on_commit_callbacks(execute=True):
        drop_recording(request, WitnessRecording.objects.get().code, by=None)

    assert store.kept == [kept.path]  # which whoever kept it lets go of


def test_rather_not_keeps_nothing_and_can_be_thought_over(unit):
    request = asked(unit)
    saved(request)
    decline(request, by=None)

    assert decline(request, by=None).state == State.DECLINED
    assert not WitnessStatement.objects.exists()
    assert reopen(request, by=None).state == State.ASKED


def test_the_practitioner_changes_not_a_word(unit):
    evidence = confirmed(unit)

    with pytest.raises(WordsOfAWitness):
        change_evidence(evidence, by=unit.owner, revision=evidence.revision, story="It was me.")
    evidence.refresh_from_db()
    assert (evidence.story, evidence.revision) == ("", 1)


def test_what_the_practitioner_deletes_is_kept_nowhere_else(unit):
    delete_evidence(confirmed(unit), by=unit.owner)
    forget_unanswered()

    assert not WitnessStatement.objects.exists()
    assert WitnessRequest.objects.get().name == ""


@pytest.mark.parametrize("act", [confirm_testimony, decline, remove_testimony, reopen])
def test_a_draft_is_not_answered(unit, act):
    with pytest.raises(NotNow):
        act(prepared(unit), by=None)


def test_of_two_devices_at_once_one_confirms(at_once, unit):
    request = asked(unit)
    saved(request)

    outcomes = at_once(*[lambda: confirm_testimony(request, by=None)] * 2)

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Evidence", "NotNow"]
    assert Evidence.objects.count() == 1


def test_confirmed_twice_is_confirmed_once(unit):
    request = asked(unit)
    saved(request)
    confirm_testimony(request, by=None)

    with pytest.raises(NotNow):
        confirm_testimony(request, by=None)
    assert Evidence.objects.count() == 1


# --- who sees what --------------------------------------------------------------------------


def shared(unit, assessor, **words):
    evidence = confirmed(unit, **words)
    assessment = share(unit, assessor=assessor)
    return assessment, evidence.versions.get()


def test_the_assessor_reaches_a_witness_and_the_iqa_knows_who_hides_behind_a_name(unit, assessor, iqa):
    _assessment, version = shared(unit, assessor, shown_as="A neighbour")
    place = unit.organisation_id

    for_assessor = witness_behind(version, assessor, organisation=place, is_reader=True)
    for_iqa = witness_behind(version, iqa, organisation=place, is_reader=False)

    assert (for_assessor.name, for_assessor.real_name, for_assessor.contact) == ("A neighbour", "", "")
    assert (for_iqa.name, for_iqa.real_name, for_iqa.contact) == (
        "A neighbour",
        "Wil Specimen",
        "01632 960000",
    )
    assert "Wil Specimen" not in str(version.words.details)


def test_no_file_tells_who_hides_behind_a_name(unit, store):
    request = asked(unit)
    kept = keep_file(sound("Wil Specimen.wav", seconds=0.1))
    keep_recording(request, kept, by=None, most_bytes=MOST)
    saved(request, shown_as="A neighbour")
    evidence = confirm_testimony(request, by=None)

    assert [file.name for file in evidence.files.all()] == ["Recording 1.wav"]
    assert "Wil Specimen" not in str(evidence.answers)


def test_without_another_name_the_assessor_can_ring(unit, assessor):
    _assessment, version = shared(unit, assessor)

    found = witness_behind(version, assessor, organisation=unit.organisation_id, is_reader=True)
    assert (found.name, found.real_name, found.contact) == ("Wil Specimen", "", "01632 960000")


# --- gone again -----------------------------------------------------------------------------


def test_removed_nothing_of_it_is_left_but_that_it_was(
    unit, assessor, store, django_capture_on_commit_callbacks
):
    request = asked(unit)
    for question in request.questions.all():
        spoken(request, question=question, seconds=0.1 + question.pk / 1000)
    saved(request, saw="A canary sang.")
    evidence = confirm_testimony(request, by=None)
    signed = sign(share(unit, assessor=assessor))
    with django_capture_on_commit_callbacks(execute=True):
        remove_testimony(WitnessRequest.objects.get(), by=None)

    request.refresh_from_db()
    evidence.refresh_from_db()
    version = evidence.versions.get()
    assert (request.state, request.name, request.email) == (State.REMOVED, "", "")
    assert (evidence.details, version.words.details, store.kept) == ({"told": []}, [], [])
    assert not WitnessStatement.objects.exists()
    assert evidence.hidden_at
    assert [flag.assessment for flag in BasisFlag.objects.all()] == [signed]
    assert BasisFlag.objects.get().why == BasisFlag.Why.WITNESS_REMOVED
    assert AuditEvent.objects.filter(action="testimony.removed").exists()


def test_removed_before_it_was_shared(unit):
    evidence = confirmed(unit)
    remove_testimony(evidence.testimony, by=None)

    evidence.refresh_from_db()
    assert (evidence.answers, evidence.is_testimony, evidence.claims.count()) == ([], True, 0)
    assert not BasisFlag.objects.exists()


def test_what_the_practitioner_deleted_can_still_be_removed(unit):
    evidence = confirmed(unit)
    request = evidence.testimony
    evidence.delete()

    assert remove_testimony(request, by=None).state == State.REMOVED
    assert not WitnessStatement.objects.exists()
