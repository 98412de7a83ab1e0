"""Someone who was asked what they saw, at each step, made by the operations the screens use."""

from datetime import date

from portfolios.models import Precision
from portfolios.operations.confirming import confirm_testimony
from portfolios.operations.testimony import save_statement
from portfolios.operations.witnesses import ask_witness, prepare_request

SAID = {
    "name": "Wil Specimen",
    "shown_as": "",
    "relation": "We are neighbours",
    "contact": "01632 960000",
    "competence": "",
    "saw": "",
    "is_true": True,
}


def prepared(unit, **said):
    asked = {"name": "Wil", "event": "The open day", "happened": (date(2026, 3, 14), Precision.DAY)}
    requirements = list(unit.version.requirements.all())
    return prepare_request(unit, by=unit.owner, **{"requirements": requirements} | asked | said)


def asked(unit, *, email="", **said):
    request = prepared(unit, email=email, **said)
    questions = {one.pk: one.words for one in request.questions.all()}
    return ask_witness(request, by=unit.owner, email=email, note="", questions=questions)


def saved(request, *, revision=1, answers=None, **words):
    """Answers every question the same unless told otherwise."""
    answers = answers or {one.pk: "Pat listened first." for one in request.questions.all()}
    return save_statement(request, by=None, revision=revision, words=SAID | words, answers=answers)


def confirmed(unit, **words):
    request = asked(unit, is_expert="competence" in words)
    saved(request, **words)
    return confirm_testimony(request, by=None)


def to_say(request, **said):
    """What a witness sends who says all that confirming asks for."""
    words = {"name": "Wil Specimen", "relation": "Neighbours", "contact": "01632 960000", "is_true": "on"}
    answers = {f"answer_{one.pk}": "Pat listened." for one in request.questions.all()}
    return words | answers | {"revision": "1", "press": "confirm"} | said
