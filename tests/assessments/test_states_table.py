"""Every state × every move × every role: who may, and what everybody else is told, with nothing changed."""

import pytest

from tests.assessments.moving import ALSO_THEIRS, MOVES, REFUSALS, THEIRS_ALONE, come_of
from tests.assessments.stated import ROLES, TABLE, as_lines, lines_of
from tests.assessments.stating import MADE, everything, situation

__all__ = ["situation"]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("situation", list(MADE), indirect=True)
def test_who_may_and_what_everyone_else_is_told(situation, request):
    assessment, cast = situation
    name = request.node.callspec.params["situation"]

    before = everything()
    found = {move: [come_of(assessment, move, cast[role], before=before) for role in ROLES] for move in MOVES}

    assert found == lines_of(TABLE[name]), "\n" + as_lines(found)


@pytest.mark.parametrize("situation", list(MADE), indirect=True)
def test_past_the_doors_the_operation_refuses_whoever_it_is_not_for(situation, request):
    assessment, cast = situation
    table, before = lines_of(TABLE[request.node.callspec.params["situation"]]), everything()
    for move in THEIRS_ALONE:
        shut = [role for role, told in zip(ROLES, table[move], strict=True) if told in ("404", "403")]
        for role in set(shut).difference(ALSO_THEIRS.get(move, ())):
            behind = come_of(assessment, move, cast[role], before=before, asks_the_door=False)
            assert behind in [refusal.__name__ for refusal in REFUSALS], (move, role, behind)
