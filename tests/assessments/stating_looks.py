"""Second looks, and what they ask for: the moves, and trying one. What comes of each stands in
tests/assessments/stated_looks.py. A new move: one line in MOVES, and one in each situation there."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import Http404
from django.urls import reverse

from assessments.models import (
    Action,
    Assessment,
    NotedFirst,
    Outcome,
    Reopening,
    Sample,
    SampledPart,
    SampleRecord,
    SamplingPlan,
    UntiedLook,
)
from assessments.operations.looking import (
    IsSettled,
    WithSomeoneElse,
    answer_action,
    ask_for,
    note_first,
    record_look,
    settle_action,
)
from assessments.operations.looking_again import CanBeFinished, begin_again
from assessments.operations.looking_aside import NotYourOwn
from assessments.operations.looking_ties import NotAskedYet, say_untied_before_looking
from assessments.operations.plans import InAPlanAlready, NotAnIqa, add_round, hand_on, set_aside
from assessments.operations.reopening import CannotReopen, NoGround, ReopenedBefore, reopen
from people.access import fetch_for
from people.states import MoveNotAllowed
from portfolios.models import EvidenceVersion
from tests.assessments.stating import everything

REFUSALS = (
    CanBeFinished, CannotReopen, InAPlanAlready, IsSettled, MoveNotAllowed, NoGround, NotAnIqa, NotAskedYet,
    NotYourOwn, ReopenedBefore, WithSomeoneElse,
)  # fmt: skip
DUE, WORDS = date(2031, 1, 1), "P1 shows someone else."
SAMPLE, RECORD, ACTION, PLAN, ROUND = "sample", "record", "action", "plan", "round"
OF = {  # what a move is about, in this round
    SAMPLE: lambda it: Sample.objects.filter(assessment=it),
    RECORD: lambda it: SampleRecord.objects.filter(sample__assessment=it),
    ACTION: lambda it: Action.objects.filter(record__sample__assessment=it),
    PLAN: lambda it: SamplingPlan.objects.filter(organisation=it.organisation_id),
    ROUND: lambda it: Assessment.objects.taken_on().filter(pk=it.pk),
}


def required(assessment):
    return assessment.version.requirements.get()


def note_it(sample, by):
    return note_first(sample, found={required(sample.assessment): Outcome.MORE_EVIDENCE}, by=by)


def record_it(sample, by):
    pieces = EvidenceVersion.objects.filter(items__submission=sample.assessment.submission)
    return record_look(
        sample,
        agrees={required(sample.assessment): False},
        pieces=list(pieces),
        doubts=[],
        by=by,
        words=WORDS,
    )


def ask_it(record, by):
    return ask_for(record, kind=Action.Kind.CORRECTIVE, words="Look at P1 again.", due_date=DUE, by=by)


def found_in(assessment):
    return {f"find-{required(assessment).code}": "more evidence"}


def pieces_in(assessment):
    return {
        "pieces": [item.evidence_version.code for item in assessment.submission.items.all()],
        "words": WORDS,
    }


# move: (permission, about what, the operation, the address, the form)
MOVES = {
    "add": (
        "assessments.plan_sampling", PLAN,
        lambda it, by: add_round(it, by.round, words=WORDS, by=by),
        "plan-add-round", lambda it, by: {"round": it.code, "words": WORDS},
    ),
    "hand-on": (
        "assessments.look_again", SAMPLE,
        lambda it, by: hand_on(it, iqa=by.another, by=by),
        "sample-hand-on", lambda it, by: {"iqa": by.another.code},
    ),
    "untied": (
        "assessments.look_again", SAMPLE,
        lambda it, by: say_untied_before_looking(it, by=by),
        "sample-untied", lambda it, by: {"tie": "none"},
    ),
    "note": ("assessments.look_again", SAMPLE, note_it, "sample-note", lambda it, by: found_in(it)),
    "record": ("assessments.look_again", SAMPLE, record_it, "sample-record", lambda it, by: pieces_in(it)),
    "set-aside": (
        "assessments.look_again", SAMPLE,
        lambda it, by: set_aside(it, words=WORDS, by=by),
        "sample-aside", lambda it, by: {"words": WORDS},
    ),
    "begin-again": (
        "assessments.look_again", SAMPLE,
        lambda it, by: begin_again(it, by=by),
        "sample-begin-again", lambda it, by: {},
    ),
    "ask": (
        "assessments.plan_sampling", RECORD, ask_it,
        "second-look", lambda it, by: {"kind": "corrective", "words": "Look again.", "due_date": DUE.isoformat()},
    ),
    "answer": (
        "assessments.answer_action", ACTION,
        lambda it, by: answer_action(it, words="I did.", by=by),
        "action-answer", lambda it, by: {"words": "I did."},
    ),
    "settle": (
        "assessments.settle_action", ACTION,
        lambda it, by: settle_action(it, by=by),
        "action-settle", lambda it, by: {},
    ),
    "reopen": (
        "assessments.reopen", ROUND,
        lambda it, by: reopen(it.sign_off, by=by, words=WORDS),
        "review-reopen", lambda it, by: {"words": WORDS},
    ),
}  # fmt: skip
THEIRS_ALONE = ["note", "record", "answer", "reopen"]  # the operation itself asks who it is


def what(assessment, about):
    """The newest of what a move is about; None where there is none yet."""
    return OF[about](assessment).order_by("-pk").first()


def come_of(assessment, move, person, *, before, asks_the_door=True):
    """What comes of this move by this person, tried and undone. Refused, it must have left everything as it was."""
    permission, about, act, _address, _form = MOVES[move]
    point = transaction.savepoint_create()
    try:
        thing = what(assessment, about)
        if asks_the_door:
            thing = fetch_for(person, permission, OF[about](assessment), pk=thing.pk if thing else 0)
        act(thing, person)
        return stands(assessment)
    except (Http404, PermissionDenied) as refusal:
        assert all_of_it() == before, (move, person)
        return "404" if isinstance(refusal, Http404) else "403"
    except REFUSALS as refusal:
        assert all_of_it() == before, (move, person)
        return type(refusal).__name__
    finally:
        transaction.savepoint_rollback(point)


def answered(client, assessment, move, person, *, before):
    """(what the address answered, how it stands then, whether anything changed), tried and undone."""
    _permission, about, _act, address, form = MOVES[move]
    thing = what(assessment, about)
    url = reverse(address, args=[thing.code if thing else "none"])
    point = transaction.savepoint_create()
    try:
        status = client.send(url, form(assessment, person) if person else {}).status_code
        return status, stands(assessment), all_of_it() != before
    finally:
        transaction.savepoint_rollback(point)


def stands(assessment):
    """In a word: how the second look at this round, or what it asked for, stands now."""
    if Reopening.objects.filter(sign_off__assessment=assessment).exists():
        return "reopened"
    action, sample = what(assessment, ACTION), what(assessment, SAMPLE)
    if action:
        return "settled" if action.settled_at else "answered" if action.answered_at else "asked"
    if sample is None:
        return "in-no-plan"
    if sample.is_planned:
        return "noted" if sample.noted_at else "handed-on" if sample.iqa_id else "planned"
    return sample.state.replace(" ", "-")


def all_of_it():
    """What rounds write, and every row that a second look may change: asked for each cell, hence past the models."""
    asked = [f"SELECT * FROM {model._meta.db_table} ORDER BY id" for model in (Sample, Action, UntiedLook)]
    asked += [
        f"SELECT count(*) FROM {model._meta.db_table}" for model in (NotedFirst, SampleRecord, SampledPart)
    ]
    found = []
    with connection.cursor() as cursor:
        for question in asked:
            cursor.execute(question)
            found.append(cursor.fetchall())
    return everything(), found
