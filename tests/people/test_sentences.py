"""Every action anywhere in the source reads as a sentence; what a charter says is private is no action at all."""

import ast
import re
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.conf import settings

from people.audit import IsPrivate, operation, record
from people.models import AuditEvent
from people.registry import NAMED, PRIVATE, SENTENCES
from people.trail import Group, tell_of

pytestmark = pytest.mark.django_db
APPS = ["people", "standards", "community", "portfolios", "assessments", "cms"]


def trees_with(word):
    """Of the files in whose source this word stands: the others need not be read as a whole."""
    for app in APPS:
        for path in sorted((Path(settings.BASE_DIR) / app).rglob("*.py")):
            if word in (source := path.read_text()):
                yield path, ast.parse(source)


def called(node):
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""


def functions_in(tree):
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def words_in(node, function):
    """The texts an expression can be: itself, either side of an `if`, or what a name was given in the function."""
    if isinstance(node, ast.Constant):
        return {node.value}
    if isinstance(node, ast.IfExp):
        return words_in(node.body, function) | words_in(node.orelse, function)
    found = set()
    for given in ast.walk(function):
        if isinstance(given, ast.Assign) and ast.unparse(given.targets[0]) == ast.unparse(node):
            found |= words_in(given.value, function)
    return found


def recorded_in(tree, recorder="record"):
    """Actions given to `recorder` as its first word; a function that hands its own first word on is one itself."""
    for function in functions_in(tree):
        for node in ast.walk(function):
            if called(node) != recorder or not node.args:
                continue
            words = words_in(node.args[0], function)
            mine = [argument.arg for argument in function.args.args]
            if not words and isinstance(node.args[0], ast.Name) and node.args[0].id in mine:
                words = set(recorded_in(tree, function.name))
            assert words, f"no telling which action this is: {ast.unparse(node)}"
            yield from words


@cache
def actions():
    return {
        action
        for path, tree in trees_with("audit")
        if "audit" in ast.unparse(tree) and path.name != "quiet.py"
        for action in recorded_in(tree)
    }


def test_there_are_actions():
    assert len(actions()) > 100
    assert {"charter.linked", "claim.made", "amendment.adopted", "certificate.name_hidden"} <= actions()


def test_every_action_reads_as_a_sentence_and_there_is_no_sentence_without_one():
    assert actions() - set(SENTENCES) == set()
    assert set(SENTENCES) - actions() == set()


def test_every_sentence_holds_together():
    """With nothing known but who did it, it is still a whole sentence, of a group there is."""
    for action, said in SENTENCES.items():
        event = SimpleNamespace(actor_code="", action=action, subject_type="", subject_code="", payload={})
        sentence = tell_of(event, {}).sentence

        assert said.group in Group.values, action
        assert (sentence[0].isupper(), sentence[-1], "%(" in sentence) == (True, ".", False), action


def test_an_action_nobody_has_words_for_is_said_as_it_is():
    event = SimpleNamespace(
        actor_code="", action="moon.reached", subject_type="", subject_code="", payload={}
    )

    assert tell_of(event, {}).sentence == "Someone did something we have no words for: moon.reached."


def test_things_are_named_by_models_there_are():
    labels = {model._meta.label_lower for model in apps.get_models()}

    assert set(NAMED) <= labels
    assert {kind for said in SENTENCES.values() for kind in said.names.values()} <= set(NAMED)
    assert labels >= PRIVATE


# --- what is private ------------------------------------------------------------------------


def test_nothing_a_charter_calls_private_is_an_action():
    private = re.compile(r"declin|refus|rather|pause|journal|room|limit|quiet|agreement|talk|self")

    assert {action for action in actions() if private.search(action)} == set()


def test_a_private_thing_cannot_be_recorded_by_mistake(practitioner):
    from portfolios.models import JournalEntry

    @operation
    def slip():
        record("evidence.changed", by=practitioner, subject=JournalEntry(code="entry"))

    with pytest.raises(IsPrivate):
        slip()
    assert not AuditEvent.objects.exists()


def test_what_is_private_is_this():
    """A model that leaves here is a decision."""
    assert {
        "assessments.assessorroom",
        "assessments.quietno",
        "community.agreement",
        "community.asking",
        "community.talk",
        "portfolios.journalentry",
        "portfolios.journalrecording",
        "portfolios.selfassessment",
    } == PRIVATE
