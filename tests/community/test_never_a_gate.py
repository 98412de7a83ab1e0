"""Agreeing is never a gate: whoever did not, took it back or asked to talk does everything as before."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

from assessments.models import Certificate
from assessments.queries import signed_off_work
from community.models import Agreement
from community.operations.answers import answer_charter, take_back
from community.operations.asking import put_aside
from tests.factories.assessments import share, sign, unit_with_evidence
from tests.factories.community import adopted_charter

HOUSE = Path(settings.BASE_DIR)


def say_nothing(version, person):
    pass


def agree_and_take_it_back(version, person):
    take_back(answer_charter(version, answer="agrees", by=person), by=person)


def ask_to_talk(version, person):
    answer_charter(version, answer="talk", by=person)


def not_now(version, person):
    put_aside(version, by=person)


@pytest.mark.parametrize("behave", [say_nothing, agree_and_take_it_back, ask_to_talk, not_now])
def test_sharing_reading_and_signing_off_go_on_as_before(
    client_for, organisation, practitioner, assessor, iqa, behave
):
    version = adopted_charter(organisation).current_version
    for person in (practitioner, assessor, iqa):
        behave(version, person)
    unit = unit_with_evidence(practitioner, organisation, performance=1, knowledge=1, values=1)

    assessment = sign(share(unit, assessor=assessor))

    assert not Agreement.objects.in_force().filter(answer="agrees").exists()
    assert assessment.state == "signed off"
    assert Certificate.objects.filter(entries__submission=assessment.submission).count() == 1
    assert list(signed_off_work(iqa)) == [assessment]
    for person, path in [(practitioner, "/my/"), (assessor, "/reviews/"), (iqa, "/signed-off/")]:
        assert client_for(person).get(path).status_code == 200


# Modules and models of this app that know what people said. That someone is a steward is no secret.
ROOMS, MODELS = {"agreement", "answers", "asking", "talks"}, {"Agreement", "Asking", "Talk"}
BY_NAME = re.compile(r"\.(agreements|askings)\b|community[._](agreement|asking|talk)\b", re.IGNORECASE)
IN_A_PAGE = re.compile(r"{[{%][^}]*\banswering\b|charter-(answer|take-back)\b")
FOR_DISPLAY = {"cms/desks.py"}  # what waits for someone, on their own first page


def asks(path):
    """Whether a module gets hold of what people said: by importing it, or by its name in the database."""
    text = path.read_text()
    named = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom)]
    imported = {
        part
        for node in named
        if (node.module or "").startswith("community")
        for part in {*(node.module or "").split("."), *(alias.name for alias in node.names)}
    }
    return bool(imported & (ROOMS | MODELS) or BY_NAME.search(text))


def asking(*folders):
    files = [path for folder in folders for path in (HOUSE / folder).rglob("*.py")]
    return {str(path.relative_to(HOUSE)) for path in files if "migrations" not in path.parts and asks(path)}


def test_nothing_outside_asks_what_people_said():
    """No rule, operation, query or page: where nobody asks, nothing can depend on it."""
    assert asking("people", "standards", "portfolios", "assessments") == set()
    assert {path for path in asking("cms") if not path.startswith("cms/demo/")} == FOR_DISPLAY


def test_no_page_outside_shows_what_people_said():
    pages = [path for path in (HOUSE / "templates").rglob("*.*") if IN_A_PAGE.search(path.read_text())]

    assert pages != []
    assert {path.parent.name for path in pages} == {"community"}


def test_inside_only_what_answers_are_for_asks():
    """Adopting, amendments and links of charters do not look at who agreed either."""
    rooms = {f"{room}/{name}" for room in ("operations", "queries", "views") for name in ROOMS}
    theirs = {*rooms, "models/agreement", "models/__init__", "forms/answers", "apps", "urls"}
    theirs |= {"waiting", "sentences"}  # what asks a steward to come and talk; how an event reads
    theirs |= {"operations/erasing"}  # what someone said goes with them

    assert asking("community") <= {f"community/{path}.py" for path in theirs}
