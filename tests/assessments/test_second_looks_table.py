"""Every state of a second look, and of what it asks for, × every move × every role, by operation and by address."""

import pytest

from tests.assessments.looks_that_stand import MADE, look
from tests.assessments.stated import as_lines
from tests.assessments.stated_looks import LEARN_NOTHING, ROLES, TABLE, lines_of
from tests.assessments.stating_looks import (
    MOVES,
    REFUSALS,
    THEIRS_ALONE,
    all_of_it,
    answered,
    come_of,
    stands,
)

__all__ = ["look"]
pytestmark = pytest.mark.django_db
STATES = {"-".join(name.split()) for name in MADE}
every_situation = pytest.mark.parametrize("look", list(MADE), indirect=True)


def stated_for(request):
    return lines_of(TABLE[request.node.callspec.params["look"]], MOVES)


def test_there_is_a_table_for_every_state():
    assert list(TABLE) == list(MADE)
    assert {len(told) for table in TABLE.values() for told in lines_of(table, MOVES).values()} == {len(ROLES)}


@every_situation
def test_who_may_and_what_everyone_else_is_told(look, request):
    round_, cast = look

    before = all_of_it()
    found = {move: [come_of(round_, move, cast[role], before=before) for role in ROLES] for move in MOVES}

    assert found == stated_for(request), "\n" + as_lines(found)


@every_situation
def test_past_the_doors_the_operation_refuses_whoever_it_is_not_for(look, request):
    """Where there is something that the move is about."""
    round_, cast = look
    before = all_of_it()
    for move, told in stated_for(request).items():
        if move not in THEIRS_ALONE or set(told) == {"404"}:
            continue
        for role, says in zip(ROLES, told, strict=True):
            if says in ("404", "403"):
                behind = come_of(round_, move, cast[role], before=before, asks_the_door=False)
                assert behind in [refusal.__name__ for refusal in REFUSALS], (move, role, behind)


@every_situation
def test_every_address_answers_as_the_table_says(look, request, client_for):
    """Whoever learns nothing of it is tried where something is asked; that they learn nothing elsewhere: tests/doors."""
    round_, cast = look
    stood, before = stands(round_), all_of_it()
    tried = [role for role in ROLES if role not in LEARN_NOTHING or stood == "asked"]
    browsers = {role: client_for(cast[role]) for role in tried}
    wrong = []
    for move, told in stated_for(request).items():
        for role in tried:
            says = told[ROLES.index(role)]
            answer = answered(browsers[role].afresh(), round_, move, cast[role], before=before)
            if not fits(says, stood, *answer):
                wrong.append((move, role, says, answer))

    assert wrong == []


def fits(says, before, status, now, changed):
    """Done: led on, and it stands there now; saying again what was said changes nothing. Refused: in words, or not let
    in, with nothing written."""
    if says in STATES:
        return (status, now) == (302, says) and (changed or says == before)
    return (now, changed) == (before, False) and status in ({int(says)} if says.isdigit() else {409, 422})


@pytest.mark.parametrize("look", ["asked"], indirect=True)
def test_a_stranger_is_asked_who_they_are(look, client_for):
    before = all_of_it()
    told = {move: answered(client_for(None), look[0], move, None, before=before) for move in MOVES}

    assert told == dict.fromkeys(MOVES, (302, "asked", False))
