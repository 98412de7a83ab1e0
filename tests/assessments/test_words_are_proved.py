"""Words changed behind every trigger: what was said with an event no longer fits its fingerprint, and verify_audit says so.
Erased words still do, and nobody can guess them."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from assessments import fingerprints
from assessments.fingerprints import SAID, changed_words, fingerprint, words_beside
from assessments.models import Action, Assessment, BasisFlag, SampleWords, WordsKey
from assessments.operations.assignment import hand_back
from assessments.operations.countersigning import agree, talk_first
from assessments.operations.differences import answer_difference, see_differently
from assessments.operations.feedback import write_feedback
from assessments.operations.looking import answer_action, settle_action
from assessments.operations.opening import note_opened
from assessments.operations.plans import set_aside
from assessments.operations.questions import answer_question, ask_question
from assessments.operations.reopening import reopen
from assessments.operations.review import refer_back
from assessments.operations.second_looks import flag_decisions, settle_flag
from assessments.operations.sign_off import sign_off
from assessments.queries import hash_of_seen, seen_in
from people.audit import broken_links
from people.frozen import install_triggers
from people.models import AuditEvent
from people.operations.erasing import erase_person
from portfolios.models import EvidenceVersion
from tests.assessments.acts import ASK, Here, first
from tests.factories.assessments import judge_all, share, unit_with_evidence, untied
from tests.factories.second_looks import looked, planned
from tests.people.test_verify_audit import verify
from tests.remembering import remembered

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(practitioner, assessor, iqa, trainer, coordinator):
    cast = {"practitioner": practitioner, "assessor": assessor, "iqa": iqa, "coordinator": coordinator}
    return cast | {"trainer": trainer}


@pytest.fixture
def here(organisation, cast):
    return Here(organisation, **cast)


@pytest.fixture
def said(organisation, cast):
    one_of_each(organisation, cast)


@remembered
def one_of_each(organisation, cast):
    """One of each of those events."""
    here = Here(organisation, **cast)
    practitioner, assessor, iqa = here.practitioner, here.assessor, here.iqa
    unit = here.make_unit()
    unit.claims.update(note="From minute two.")
    replied = judge_all(share(unit, assessor=assessor), "not yet")
    write_feedback(replied, text="Both.", requirements=[first(replied)], by=assessor)
    replied.soundness.filter(test="valid").update(holds=False, words="But for page 3.")
    refer_back(replied, by=assessor)
    seen = see_differently(replied.judgements.first(), by=practitioner, words="It is on page 2.")
    answer_difference(seen, by=assessor, reply="So it is.")
    agreed_on_second_thoughts(here, assessor)
    signed = here.judged()
    asked = ask_question(signed, requirement=first(signed), words="Who?", by=assessor)
    answer_question(asked, answer="Cleo.", by=practitioner)
    sign_off(
        signed, by=assessor, seen_hash=hash_of_seen(seen_in(signed)), declaration="Seen.", words="Well done."
    )
    signed.refresh_from_db()
    flag_decisions(signed.submission.items.first().evidence_version.evidence, why=BasisFlag.Why.TAKEN_DOWN)
    settle_flag(signed.flags.get(), words="It stands.", by=assessor)
    set_aside(planned(signed, iqa=iqa), words="Not now.", by=iqa)
    looked(
        planned(signed, iqa=iqa), {first(signed): "not yet"}, [], by=iqa, same=False, words="P1?", asks=[ASK]
    )
    settle_action(answer_action(Action.objects.get(), words="I did.", by=assessor), by=iqa)
    reopen(signed.sign_off, by=iqa, words="P1 shows someone else.")


def agreed_on_second_thoughts(here, assessor):
    learned = here.judged(by=here.learning.person)
    note_opened(
        learned, EvidenceVersion.objects.get(items__in=learned.submission.items.all()[:1]), by=assessor
    )
    talk_first(proposed(learned), words="Look at P1.", by=assessor)
    agree(proposed(learned), by=assessor)


def proposed(learned):
    told = {"seen_hash": hash_of_seen(seen_in(learned)), "declaration": "Seen.", "words": "Well done, Pat."}
    return untied(sign_off(learned, by=learned.assessor, **told))


def behind_every_trigger(model, column, text):
    """As somebody would who may do anything in the database."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        connection.check_constraints()
        for trigger in triggers_of(cursor, table):
            cursor.execute(
                f"DROP TRIGGER {trigger}" + ("" if connection.vendor == "sqlite" else f" ON {table}")
            )
        cursor.execute(f"UPDATE {table} SET {column} = %s WHERE {column} <> ''", [text])
        connection.check_constraints()
    install_triggers("assessments")


def triggers_of(cursor, table):
    if connection.vendor == "sqlite":
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
    else:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgrelid = %s::regclass", [table]
        )
    return [name for (name,) in cursor.fetchall()]


CHANGED = "what was said with it was changed"
COLUMNS = sorted({(model, column) for told in SAID.values() for model, _way, _which, column in told}, key=str)


def test_every_event_of_these_keeps_a_fingerprint_and_all_of_them_hold(said):
    kept = AuditEvent.objects.filter(payload__has_key="words").values_list("action", flat=True)

    assert set(kept) == set(SAID)
    assert list(changed_words()) == []
    assert verify()[0] == 0


def test_words_put_in_their_place_are_found_in_every_column(said):
    for model, column in COLUMNS:
        for text in ("Other words.", ""):
            point = transaction.savepoint_create()
            behind_every_trigger(model, column, text)
            found = {wrong for _event, wrong in changed_words()}
            assert found == {CHANGED}, (model, column, text)
            transaction.savepoint_rollback(point)


def test_the_command_names_the_event(said):
    behind_every_trigger(SampleWords, "text", "Other words.")

    event = AuditEvent.objects.get(action="sampling.looked")
    code, told = verify()
    assert (code, told) == (1, f"Stream record, event {event.sequence} (row {event.pk}): {CHANGED}.\n")


def test_so_are_words_where_they_were_erased_and_keys_that_are_gone(said):
    one = WordsKey.objects.get(action="sampling.looked")
    WordsKey.objects.filter(pk=one.pk).update(salt="")
    assert [wrong for _event, wrong in changed_words()] == ["words stand where words were erased"]

    with connection.cursor() as cursor:
        connection.check_constraints()
        for trigger in triggers_of(cursor, "assessments_wordskey"):
            on = "" if connection.vendor == "sqlite" else " ON assessments_wordskey"
            cursor.execute(f"DROP TRIGGER {trigger}{on}")
        cursor.execute("DELETE FROM assessments_wordskey WHERE id = %s", [one.pk])
    install_triggers("assessments")

    assert [wrong for _event, wrong in changed_words()] == ["what its words are proved with is gone"]


def test_words_and_salt_emptied_where_nobody_was_erased_are_found(said):
    """Both may be emptied, as erasing does: so it is asked whether somebody was."""
    event = AuditEvent.objects.get(action="sampling.looked")
    SampleWords.objects.filter(record__code=event.subject_code).update(text="")
    WordsKey.objects.filter(subject_code=event.subject_code).update(salt="")

    assert [wrong for _event, wrong in changed_words()] == [
        "its words were emptied, though nobody was erased"
    ]


def test_someone_who_is_erased_just_between_two_questions_raises_no_alarm(said, practitioner, monkeypatch):
    asked = fingerprints.salts_of

    def erased_before(*about):
        erase_person(practitioner, by=None)
        return asked(*about)

    monkeypatch.setattr(fingerprints, "salts_of", erased_before)

    assert list(changed_words()) == []


def test_erased_words_break_nothing_and_cannot_be_guessed(said, practitioner):
    event = AuditEvent.objects.get(action="sampling.looked")
    guess = words_beside("sampling.looked", [event.subject_code])[event.subject_code]

    erase_person(practitioner, by=None)

    assert list(changed_words()) == list(broken_links()) == []
    assert set(WordsKey.objects.values_list("salt", flat=True)) == {""}
    assert fingerprint("", guess) != event.payload["words"]


def test_an_assessor_who_is_erased_breaks_nothing_either(said, assessor):
    hand_back(Assessment.objects.get(state="in review"), by=assessor)

    erase_person(assessor, by=None)

    assert list(changed_words()) == []


def test_it_costs_the_same_for_many_judgements_as_for_one(here, assessor):
    counts = [queries_of_a_reply(share(unit, assessor=assessor)) for unit in (here.make_unit(), large(here))]

    assert counts[0] == counts[1]


def test_proving_costs_the_same_for_three_decisions_as_for_one(here, assessor):
    counts = []
    for more in (1, 2):
        for _nth in range(more):
            refer_back(judge_all(share(here.make_unit(), assessor=assessor), "not yet"), by=assessor)
        with CaptureQueriesContext(connection) as asked:
            assert list(changed_words()) == []
        counts.append(len(asked))

    assert counts[0] == counts[1]


def large(here):
    return unit_with_evidence(here.practitioner, here.organisation, performance=20, knowledge=8, values=3)


def queries_of_a_reply(assessment):
    judge_all(assessment, "not yet")
    with CaptureQueriesContext(connection) as asked:
        refer_back(assessment, by=assessment.assessor)
    return len(asked)
