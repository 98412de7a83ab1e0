"""A text on its way in: whatever happens to it, nothing happens twice, nothing by half, and no words are lost."""

import io
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from people.audit import one_operation
from people.models import AuditEvent
from people.states import MoveNotAllowed
from standards.exchange.document import Fact, Illustration, Item, StandardDocument, Value, Warning
from standards.exchange.nos.reading import read_nos
from standards.exchange.plan import NEW, SAME
from standards.exchange.reading import read_standard
from standards.exchange.working import document_of, key_of, working_of
from standards.models import Intake, StandardPage, SuitePage, Tombstone
from standards.operations.brought_in import (
    NotInReview,
    NotReadyToAgree,
    ReadingHasMoved,
    correct_reading,
    set_aside,
    take_up_again,
)
from standards.operations.importing import TextIsRefused, import_standard
from standards.operations.intakes import agree, basis_of, bring_in, keep_answers, proposal_of
from tests.standards.plain_form import DOUBTFUL, OTHER, SHIPPED

FULL = StandardDocument(
    title="Listen",
    urn="SAMPLE01",
    suite="Samples",
    key_area="Key Area Two",
    status="legacy",
    overview="One.\nTwo.",
    performance=(
        Item(None, "1", "listen", 3),
        Item("After", "2", "say", 5),
        Item("After", "2.1", "in words", 6),
        Item(None, "3", "ask", 7),
    ),
    knowledge=(Item("People", None, "why", 9), Item(None, None, "how", 10)),
    values=(Value("1", "Equality", 12),),
    illustrations=(Illustration("1", "everybody speaks", 14),),
    scope_performance="rooms",
    warnings=(Warning(3, "Look."), Warning(9, "Missing.", "red")),
    performance_introduction="You must be able to:",
    facts=(Fact("Approved on", "2015"), Fact("Keywords", "talk")),
)


@pytest.fixture
def home(seed):
    return SuitePage.objects.get()


@pytest.fixture
def intake(home, trainer):
    return bring_in(OTHER, suite=home, by=trainer)


def look_at_everything(intake, *, by):
    keys = [key_of(warning) for warning in intake.reading["warnings"]]
    reading = intake.reading | {"looked_at": keys}
    return correct_reading(intake, by=by, revision=intake.revision, reading=reading)


def agree_to(intake, *, by, **more):
    intake.refresh_from_db()
    if intake.state == "review":
        intake = look_at_everything(intake, by=by)
    plan = {"revision": intake.revision, "basis": basis_of(proposal_of(intake))}
    return agree(intake, by=by, **plan | more)


def state_of_things():
    pages = list(StandardPage.objects.order_by("pk").values_list("pk", "title", "latest_revision"))
    intakes = list(Intake.objects.order_by("pk").values_list("state", "revision", "page"))
    return pages, intakes, AuditEvent.objects.count()


# --- the reading ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "document",
    [
        FULL,
        StandardDocument(),
        replace(FULL, knowledge=(), performance=(Item(None, "1.1", "first of a part", 2),)),
        replace(FULL, performance=FULL.performance[:1], knowledge=(Item(None, "1", "why", 9),)),
        read_nos(SHIPPED),
        read_nos(OTHER),
    ],
    ids=["full", "empty", "sub-item first", "no headings", "shipped", "other"],
)
def test_a_reading_loses_nothing(document):
    working = json.loads(json.dumps(working_of(document)))

    assert document_of(working) == document
    assert document_of(working).as_working() == document.as_working()


def test_a_heading_ends_with_its_list():
    working = working_of(
        replace(FULL, performance=(Item("After", "2", "say"),), knowledge=(Item(None, "1", "why"),))
    )

    assert [item.group for item in document_of(working).knowledge] == [None]


def test_what_was_left_out_is_in_no_list_and_can_come_back(intake, trainer):
    reading = json.loads(json.dumps(intake.reading))
    reading["entries"][1]["kind"] = "left out"
    intake = correct_reading(intake, by=trainer, revision=1, reading=reading)

    assert [item.number for item in document_of(intake.reading).performance] == ["1", "3"]
    assert intake.reading["entries"][1]["text"] == "say what you heard"
    assert proposal_of(intake).document.performance[1].text == "ask what is missing and write it down"


# --- coming in ------------------------------------------------------------------------------


def test_the_text_is_kept_as_it_came(intake, trainer, home):
    assert (intake.original, intake.source_format, intake.made_by, intake.suite) == (
        OTHER,
        "text",
        trainer,
        home,
    )
    event = AuditEvent.objects.get(subject_code=intake.code)
    assert (event.action, event.actor_code) == ("intake.brought_in", trainer.code)
    assert event.payload == {"sha256": intake.sha256}


def test_the_same_text_waits_only_once(intake, home, trainer, admin):
    assert bring_in(OTHER, suite=home, by=trainer) == intake
    assert bring_in(OTHER + "\n", suite=home, by=trainer) != intake


def test_the_same_text_brought_in_at_once_waits_once(home, trainer, at_once):
    reading = read_standard(OTHER, suite=home.slug)

    found = at_once(*[lambda: bring_in(OTHER, suite=home, by=trainer, reading=reading)] * 3)

    assert found == [Intake.objects.get()] * 3
    assert AuditEvent.objects.filter(action="intake.brought_in").count() == 1


def test_what_is_no_standard_is_not_kept(home, trainer):
    before = state_of_things()
    with pytest.raises(TextIsRefused, match="none of the headings"):
        bring_in("hello", suite=home, by=trainer)
    assert state_of_things() == before


def test_more_entries_than_a_form_can_hold_are_refused(home, trainer):
    lists = "".join(f"{heading}\n" + "".join(f"{n} item number {n}\n" for n in range(1, 900))
                    for heading in ("Performance criteria", "Knowledge and Understanding"))  # fmt: skip
    with pytest.raises(TextIsRefused, match="more entries than any standard has"):
        bring_in("Listen\nOverview\nOn listening.\n" + lists, suite=home, by=trainer)


# --- correcting -----------------------------------------------------------------------------


def test_a_stale_save_is_said_and_keeps_what_was_saved(intake, trainer):
    first = correct_reading(intake, by=trainer, revision=1, reading=intake.reading | {"title": "First"})
    with pytest.raises(ReadingHasMoved) as moved:
        correct_reading(intake, by=trainer, revision=1, reading=intake.reading | {"title": "Second"})

    assert (first.revision, moved.value.current.reading["title"]) == (2, "First")
    intake.refresh_from_db()
    assert intake.reading["title"] == "First"


def test_saving_what_is_there_is_no_change(intake, trainer):
    before = state_of_things()
    correct_reading(intake, by=trainer, revision=1, reading=intake.reading)
    assert state_of_things() == before


@pytest.mark.parametrize("end", [set_aside, agree_to])
def test_nothing_is_corrected_afterwards(intake, trainer, end):
    end(intake, by=trainer)
    intake.refresh_from_db()
    before = state_of_things()
    with pytest.raises(NotInReview):
        correct_reading(intake, by=trainer, revision=intake.revision, reading={"title": "Late"})
    assert state_of_things() == before


def test_set_aside_and_taken_up_again(intake, trainer):
    assert set_aside(intake, by=trainer).state == "set aside"
    with pytest.raises(NotInReview):
        agree_to(intake, by=trainer)
    assert take_up_again(intake, by=trainer).state == "review"
    assert agree_to(intake, by=trainer).page.urn == "SAMPLE01"
    with pytest.raises(MoveNotAllowed):
        set_aside(intake, by=trainer)
    actions = AuditEvent.objects.filter(subject_code=intake.code).values_list("action", "payload__to")
    assert list(actions)[1:3] == [("intake.moved", "set aside"), ("intake.moved", "review")]


# --- agreeing -------------------------------------------------------------------------------


def test_agreeing_twice_is_agreeing_once(intake, trainer):
    done = agree_to(intake, by=trainer)
    before = state_of_things()
    again = agree(intake, by=None, revision=1, basis="anything")

    assert (again.page, again.agreed_by) == (done.page, trainer)
    assert state_of_things() == before
    assert StandardPage.objects.filter(urn="SAMPLE01").count() == 1


def test_of_two_who_agree_at_once_one_makes_the_draft(intake, trainer, at_once):
    intake = look_at_everything(intake, by=trainer)
    plan = {"by": trainer, "revision": intake.revision, "basis": basis_of(proposal_of(intake))}
    done = at_once(*[lambda: agree(intake, **plan)] * 3)

    assert {outcome.page_id for outcome in done} == {StandardPage.objects.get(urn="SAMPLE01").pk}
    assert AuditEvent.objects.filter(action="intake.agreed").count() == 1


def test_of_two_texts_for_one_page_the_second_is_planned_again(home, seed, trainer, at_once):
    intakes = [
        bring_in(SHIPPED.replace("mutual respect", word), suite=home, by=trainer)
        for word in ("care", "trust")
    ]
    plans = [{"by": trainer, "revision": 1, "basis": basis_of(proposal_of(intake))} for intake in intakes]
    done = at_once(*[lambda i=i, p=p: agree(i, **p) for i, p in zip(intakes, plans, strict=True)])

    assert sorted(type(outcome).__name__ for outcome in done) == ["Intake", "NotReadyToAgree"]


class PowerCut(Exception):
    pass


def power_cut(*_anything, **_more):
    raise PowerCut


def test_what_dies_half_way_leaves_nothing(intake, trainer, monkeypatch):
    """The draft is written and the intake moved on when the lights go out."""
    intake = look_at_everything(intake, by=trainer)
    plan = {"revision": intake.revision, "basis": basis_of(proposal_of(intake))}
    before = state_of_things()
    monkeypatch.setattr("standards.operations.intakes.record", power_cut)

    with pytest.raises(PowerCut):
        agree(intake, by=trainer, **plan)
    assert state_of_things() == before


def test_what_dies_at_its_very_end_leaves_nothing(intake, trainer):
    before = state_of_things()

    def agree_and_die():
        with one_operation():
            agree_to(intake, by=trainer)
            raise PowerCut

    with pytest.raises(PowerCut):
        agree_and_die()
    assert state_of_things() == before


def test_a_plan_made_against_an_older_draft_is_shown_again(home, seed, trainer):
    intake = bring_in(SHIPPED.replace("mutual respect", "respect"), suite=home, by=trainer)
    basis = basis_of(proposal_of(intake))
    import_standard(read_nos(SHIPPED.replace("accountable", "open")), suite=home, by=None)
    before = state_of_things()

    with pytest.raises(NotReadyToAgree, match="changed since you opened this plan"):
        agree(intake, by=trainer, revision=1, basis=basis)
    assert state_of_things() == before


def test_red_warnings_are_looked_at_first(home, trainer):
    intake = bring_in(OTHER, suite=home, by=trainer)
    red = {"line": 3, "message": "Something is missing here.", "level": "red"}
    reading = intake.reading | {"warnings": [red]}
    intake = correct_reading(intake, by=trainer, revision=1, reading=reading)
    plan = {"by": trainer, "basis": basis_of(proposal_of(intake))}
    with pytest.raises(NotReadyToAgree, match="1 red warning was not looked at yet"):
        agree(intake, revision=2, **plan)

    correct_reading(intake, by=trainer, revision=2, reading=reading | {"looked_at": [key_of(red)]})
    assert agree(intake, revision=3, **plan).state == "agreed"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": None}, "It has no title yet. Write one."),
        ({"title": "a" * 256}, "Some words are longer than we have room for, or missing."),
        ({"urn": "SAMPLE0123456789012345"}, "Some words are longer than we have room for, or missing."),
        (
            {"entries": [{"kind": "criterion", "number": "1.2.3.4.5.6.7", "text": "say", "line": 1}]},
            "Some words are longer than we have room for, or missing.",
        ),
        (
            {"entries": [{"kind": "criterion", "number": "1", "text": "", "line": 1}]},
            "Some words are longer than we have room for, or missing.",
        ),
        (
            {
                "entries": [
                    {"kind": "heading", "number": "", "text": "b" * 256, "line": 0},
                    {"kind": "criterion", "number": "1", "text": "say", "line": 1},
                ]
            },
            "Some words are longer than we have room for, or missing.",
        ),
        (
            {"facts": [{"label": "Developed by", "text": "c" * 256}]},
            "Some words are longer than we have room for, or missing.",
        ),
    ],
)
def test_what_does_not_fit_is_asked_about_and_never_cut(intake, trainer, change, sentence):
    intake = correct_reading(intake, by=trainer, revision=1, reading=intake.reading | change)
    intake = look_at_everything(intake, by=trainer)
    before = state_of_things()
    with pytest.raises(NotReadyToAgree, match=sentence.replace(".", r"\.")):
        agree_to(intake, by=trainer)
    assert state_of_things() == before
    assert Intake.objects.get().reading == intake.reading


def test_nothing_is_written_over_a_locked_page(home, seed, trainer):
    StandardPage.objects.filter(pk=seed.pk).update(locked=True)
    intake = bring_in(SHIPPED.replace("mutual respect", "respect"), suite=home, by=trainer)
    with pytest.raises(NotReadyToAgree, match="locked"):
        agree_to(intake, by=trainer)

    StandardPage.objects.filter(pk=seed.pk).update(locked_by=trainer)
    assert agree_to(intake, by=trainer).page == seed


def test_nothing_is_written_over_what_is_scheduled(home, seed, trainer):
    seed.go_live_at = timezone.now() + timedelta(days=2)
    seed.save_revision().publish()
    intake = bring_in(SHIPPED.replace("mutual respect", "respect"), suite=home, by=trainer)
    with pytest.raises(NotReadyToAgree, match="goes live on|scheduled"):
        agree_to(intake, by=trainer)


def test_without_its_suite_it_can_only_be_set_aside(intake, trainer):
    Intake.objects.update(suite=None)
    with pytest.raises(NotReadyToAgree, match="The suite this was brought into is not there any more"):
        agree_to(intake, by=trainer)


def test_the_database_knows_the_states(intake):
    with pytest.raises(IntegrityError), transaction.atomic():
        Intake.objects.filter(pk=intake.pk).update(state="lost")


# --- what is asked --------------------------------------------------------------------------


@pytest.fixture
def doubtful(home, trainer):
    assert DOUBTFUL != SHIPPED
    return bring_in(DOUBTFUL, suite=home, by=trainer)


def lineages(page):
    draft = StandardPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return {row.text: row.lineage for row in draft.performance_criteria.all()}


def test_a_doubtful_pair_keeps_it_from_becoming_a_draft(doubtful, trainer):
    assert len(proposal_of(doubtful).plan.open_questions) == 1
    before = state_of_things()
    with pytest.raises(NotReadyToAgree, match="We are not sure whether one of these"):
        agree_to(doubtful, by=trainer)
    assert state_of_things() == before


@pytest.mark.parametrize(("answer", "kept"), [(SAME, True), (NEW, False)])
def test_the_answer_decides_about_the_lineage(doubtful, seed, trainer, answer, kept):
    question = proposal_of(doubtful).plan.open_questions[0]
    before = lineages(seed)[question.was.text]
    done = agree_to(doubtful, by=trainer, answers={question.key: answer, "unknown": "other"})

    assert (lineages(seed)[question.now.text] == before) is kept
    assert done.answers == {question.key: answer}


def test_answers_are_kept_for_another_look(doubtful, trainer):
    question = proposal_of(doubtful).plan.open_questions[0]
    intake = keep_answers(doubtful, by=trainer, revision=1, answers={question.key: NEW})

    plan = proposal_of(intake).plan
    assert (len(plan.changes["added"]), len(plan.changes["retired"]), plan.open_questions) == (1, 1, [])
    assert AuditEvent.objects.get(action="intake.answered").payload == {"answers": 1}


def test_a_retired_requirement_comes_back_under_its_lineage(home, seed, trainer):
    gone = seed.version.requirements.get(kind="knowledge", number="17")
    without = (
        "\n".join(line for line in SHIPPED.splitlines() if not line.startswith("17 how to monitor")) + "\n"
    )
    assert len(without.splitlines()) == len(SHIPPED.splitlines()) - 1
    import_standard(read_nos(without), suite=home, by=None)
    agree_to(bring_in(SHIPPED, suite=home, by=trainer), by=trainer)

    draft = StandardPage.objects.get(pk=seed.pk).get_latest_revision_as_object()
    assert {row.number: row.lineage for row in draft.knowledge_items.all()}["17"] == gone.lineage


def test_a_tombstone_gives_its_lineage_back(home, seed, trainer):
    lost = "d9b0c3de-6f5c-4c1e-9d61-0e8a5d5bb7aa"
    Tombstone.objects.create(
        standard=seed.standard,
        lineage=lost,
        kind="performance",
        number="10",
        text="say thank you to everybody",
    )
    words = SHIPPED.replace("\nKnowledge and", "\n10 Say thank you to everybody.\nKnowledge and", 1)
    intake = bring_in(words, suite=home, by=trainer)
    assert proposal_of(intake).plan.changes["added"][0]["was_retired"] is True
    agree_to(intake, by=trainer)

    assert str(lineages(seed)["Say thank you to everybody."]) == lost


# --- the plan beyond requirements -----------------------------------------------------------


def test_titles_passages_and_facts_are_planned_and_written(home, seed, trainer):
    words = SHIPPED.replace(" LEGACY", "", 1).replace("mutual respect", "respect")
    words = words.replace("Overview\n", "Developed by: Somebody Sample\nOverview\n", 1)
    intake = bring_in(words, suite=home, by=trainer)
    plan = proposal_of(intake).plan
    assert "developed_by" in [passage.name for passage in plan.passages]
    agree_to(intake, by=trainer)

    draft = StandardPage.objects.get(pk=seed.pk).get_latest_revision_as_object()
    assert (draft.developed_by, draft.status) == ("Somebody Sample", seed.status)
    again = bring_in(words, suite=home, by=trainer)
    assert proposal_of(again).plan.is_empty


def test_what_the_text_does_not_say_stays(home, seed, trainer):
    short = SHIPPED[: SHIPPED.index("Scope")] if "Scope" in SHIPPED else SHIPPED[: SHIPPED.index("Values")]
    agree_to(bring_in(short, suite=home, by=trainer), by=trainer)

    draft = StandardPage.objects.get(pk=seed.pk).get_latest_revision_as_object()
    assert [row.text for row in draft.illustrations.all()] == [row.text for row in seed.illustrations.all()]
    assert draft.values_introduction == seed.values_introduction


def test_an_empty_plan_is_agreed_without_a_new_draft(home, seed, trainer):
    intake = bring_in(SHIPPED, suite=home, by=trainer)
    before = StandardPage.objects.get(pk=seed.pk).latest_revision_id
    done = agree_to(intake, by=trainer)

    assert done.page.latest_revision_id == before
    assert not AuditEvent.objects.filter(action="standard.drafted", actor_code=trainer.code).exists()


def test_someone_says_which_standard_it_is(home, seed, trainer):
    words = SHIPPED.replace("Support collaborative and partnership work", "Work in partnership", 1)
    intake = bring_in(words, suite=home, by=trainer)
    assert proposal_of(intake).page is None
    reading = intake.reading | {"belongs_to": str(seed.lineage)}
    intake = correct_reading(intake, by=trainer, revision=1, reading=reading)

    proposal = proposal_of(intake)
    assert (proposal.page, [p.name for p in proposal.plan.passages]) == (seed, ["title"])
    as_new = correct_reading(intake, by=trainer, revision=2, reading=reading | {"belongs_to": "new"})
    assert proposal_of(as_new).page is None


def test_a_title_much_like_another_is_a_doubt(home, seed, trainer):
    words = SHIPPED.replace("LEGACY\n", "LEGACY\nURN: SAMPLE15\n", 1)
    intake = bring_in(words, suite=home, by=trainer)
    proposal = proposal_of(intake)

    assert proposal.page is None
    assert [w.message for w in proposal.document.warnings if "much the same title" in w.message] == [
        "A standard with much the same title is here already: JETSCD16L Support collaborative and partnership work. "
        "If this is another wording of it, say so under “Which standard is it?”."
    ]
    reading = intake.reading | {"belongs_to": "new"}
    intake = correct_reading(intake, by=trainer, revision=1, reading=reading)
    assert not [w for w in proposal_of(intake).document.warnings if "much the same title" in w.message]


# --- from the command line ------------------------------------------------------------------


def run(monkeypatch, capsys, words, *options):
    monkeypatch.setattr("sys.stdin", type("Input", (), {"buffer": io.BytesIO(words.encode())}))
    call_command("import_standard", "-", *options, "--format", "json")
    return json.loads(capsys.readouterr().out)


def test_the_command_keeps_the_text_with_the_draft(seed, monkeypatch, capsys):
    run(monkeypatch, capsys, OTHER)
    intake = Intake.objects.get()
    assert (intake.state, intake.page.urn, intake.original, intake.made_by) == (
        "agreed",
        "SAMPLE01",
        OTHER,
        None,
    )


def test_the_command_leaves_a_doubtful_pair_to_a_person(seed, monkeypatch, capsys):
    before = StandardPage.objects.get(pk=seed.pk).latest_revision_id
    told = run(monkeypatch, capsys, DOUBTFUL)

    assert (told["errors"], [c.get("needs_answer") for c in told["changes"]["changed"]]) == ([], [True])
    assert told["warnings"][-1] == {
        "line": 1,
        "message": "We are not sure whether one of these is reworded or new. Someone has to say.",
    }
    assert Intake.objects.get().state == "review"
    assert StandardPage.objects.get(pk=seed.pk).latest_revision_id == before
    run(monkeypatch, capsys, DOUBTFUL)
    assert Intake.objects.count() == 1


def test_the_command_does_not_take_a_text_out_of_someones_hands(home, trainer, seed, monkeypatch, capsys):
    intake = bring_in(OTHER, suite=home, by=trainer)
    correct_reading(intake, by=trainer, revision=1, reading=intake.reading | {"title": "Better"})
    run(monkeypatch, capsys, OTHER)

    intake = Intake.objects.get()
    assert (intake.state, intake.reading["title"]) == ("review", "Better")
    assert not StandardPage.objects.filter(urn="SAMPLE01").exists()


def test_the_command_cuts_nothing_off(seed, monkeypatch, capsys):
    long = ("Before the meeting " * 16).strip()
    told = run(monkeypatch, capsys, OTHER.replace("1 listen first", f"{long}\n1 listen first", 1))

    assert [item["group"] for item in told["performance"]] == [long] * 3
    assert [w["message"] for w in told["warnings"] if "room for 255 characters" in w["message"]] == [
        f"We have room for 255 characters here, and this has 303. Please shorten it: “{long[:79]}…”"
    ]
    assert Intake.objects.get().state == "review"
    assert not StandardPage.objects.filter(urn="SAMPLE01").exists()
