"""Which events each operation leaves, in their order: every one, and no other. What is private or a draft leaves none."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

from people.models import AuditEvent
from people.roles import Role
from tests.assessments.acts import ACTS, Here
from tests.factories import MembershipFactory
from tests.people.test_sentences import recorded_in

pytestmark = pytest.mark.django_db
FOLDER = Path(settings.BASE_DIR) / "assessments" / "operations"


@pytest.fixture
def here(organisation, practitioner, assessor, iqa, trainer, coordinator):
    cast = {"practitioner": practitioner, "assessor": assessor, "iqa": iqa, "coordinator": coordinator}
    spare = MembershipFactory(organisation=organisation, role=Role.IQA).person
    return Here(organisation, **cast, trainer=trainer, spare=spare)


def name_of(operation):
    return f"{operation.__module__.rpartition('.')[2]}.{operation.__name__}"


def operations_in(path):
    return {
        f"{path.stem}.{node.name}"
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef) and "operation" in map(ast.unparse, node.decorator_list)
    }


def test_every_operation_stands_here():
    there = set().union(*map(operations_in, FOLDER.glob("*.py")))
    named = {name_of(operation) for operation, _events, _given in ACTS}

    assert (named - there, there - named) == (set(), set())


def test_every_event_they_can_leave_is_left_here():
    trees = [ast.parse(path.read_text()) for path in FOLDER.glob("*.py")]
    recorded = {action for tree in trees for action in recorded_in(tree)}

    assert recorded - {action for _operation, events, _given in ACTS for action in events.split()} == set()


@pytest.mark.parametrize(("operation", "events", "given"), ACTS, ids=[name_of(act[0]) for act in ACTS])
def test_it_leaves_these_events_and_no_other(here, operation, events, given):
    args, told = given(here)
    last = AuditEvent.objects.order_by("pk").last()

    operation(*args, **told)

    left = AuditEvent.objects.filter(pk__gt=last.pk if last else 0).order_by("pk")
    assert " ".join(left.values_list("action", flat=True)) == events
