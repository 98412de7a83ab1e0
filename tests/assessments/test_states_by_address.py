"""The same table, through the addresses: whoever is let in is answered as the table says, and a stranger is asked who
they are."""

from types import SimpleNamespace

import pytest
from django.db import transaction
from django.urls import reverse

from assessments.models import Judgement
from assessments.queries import hash_of_seen, seen_in
from portfolios.declarations import declaration_asked
from tests.assessments.moving import KIND, agreer, licence_in, reader
from tests.assessments.stated import ROLES, TABLE, lines_of
from tests.assessments.stating import MADE, everything, situation, stands
from tests.racing import TICKED

__all__ = ["situation"]
pytestmark = pytest.mark.django_db
KNOWN = ("404", "403")
ON_THEIR_WAY = (
    "on-offer", "in-review", "with-another", "to-agree", "asked-another", "replied", "signed-off", "recalled",
    "again-in-review",
)  # fmt: skip
# Pages about no single object, tried for everyone; whoever practises here as well says it of their own work.
OF_A_PLACE = ("refuse", "refuse-2nd", "own-tie", "name-tie", "cover", "cover-2nd")
OF_THEIR_OWN = ("refuse", "refuse-2nd", "own-tie")

# Who was to read what was taken back since is told so, or led on, where another learns nothing of it.
LATE = {
    "recalled": [
        ("accept", "reader", 409, "recalled", False),
        ("decline", "reader", 302, "recalled", False),
    ]
}


def judge_address(assessment, person):
    item = assessment.submission.items.order_by("requirement__position").first()
    return reverse("judge", args=[assessment.code, item.evidence_version.code, item.requirement.code])


def judge_form(assessment, person):
    draft = Judgement.objects.filter(assessment=assessment).order_by("requirement__position").first()
    return {"outcome": "not yet", "words": "Who was there?", "revision": draft.revision if draft else 0}


def proposal_of(assessment):
    found = assessment.proposals.first()
    return found.code if found else "none"


def at(name):
    return lambda assessment, person: reverse(name, args=[assessment.code])


def of_unit(name):
    return lambda assessment, person: reverse(name, args=[assessment.unit.code])


def of_proposal(name):
    return lambda assessment, person: reverse(name, args=[assessment.code, proposal_of(assessment)])


def of_place(name):
    return lambda assessment, person: reverse(name)


def covering(whom):
    return lambda assessment, person: reverse("cover", args=[whom(person).code])


def nothing(assessment, person):
    return {}


def shared_form(assessment, person):
    pieces = assessment.unit.portfolio.evidence.filter(claims__unit=assessment.unit).distinct()
    said = {"tools": "no", "declared": "on", "declared_on": declaration_asked().number}
    return said | {"share": [piece.code for piece in pieces]}


def tie_form(assessment, person):
    return {"assessor": person.reads.code, "practitioner": assessment.owner.code, "kind": KIND.value}


def passed_on(*what):
    def form(assessment, person):
        proposal = f"agree-{proposal_of(assessment)}"
        both = {"unit": assessment.unit.code, "decision": proposal}
        return {"units": [both[one] for one in what], "colleague": person.another.code}

    return form


ADDRESSES = {
    "accept": (at("offer-accept"), nothing),
    "assign": (of_unit("unit-assign"), lambda it, by: {"assessor": by.another.code}),
    "decline": (at("offer-decline"), nothing),
    "judge": (judge_address, judge_form),
    "reply": (at("review-reply"), nothing),
    "sign-off": (at("review-sign-off"), lambda it, by: TICKED | {"seen_hash": hash_of_seen(seen_in(it))}),
    "agree": (of_proposal("decision-agree"), nothing),
    "talk": (of_proposal("decision-talk"), lambda it, by: {"words": "Look at P1."}),
    "take-back": (of_proposal("decision-take-back"), nothing),
    "recall": (of_unit("unit-recall"), nothing),
    "share": (of_unit("unit-share"), shared_form),
    "reopen": (at("review-reopen"), lambda it, by: {"words": "P1 shows someone else."}),
    "refuse": (of_place("who-reads"), lambda it, by: {"rather_not": [by.reads.code]}),
    "refuse-2nd": (of_place("who-reads"), lambda it, by: {"rather_not": [by.agrees.code]}),
    "own-tie": (of_place("own-tie"), tie_form),
    "say-tie": (at("before-reading"), lambda it, by: {"tie": KIND.value}),
    "name-tie": (of_place("ties"), tie_form),
    "cover": (covering(reader), passed_on("unit")),
    "cover-2nd": (covering(agreer), passed_on("decision")),
    "choose-2nd": (
        lambda it, by: reverse("licence-countersigner", args=[licence_in(it).code]),
        lambda it, by: {"countersigner": by.another.code},
    ),
}


def answered(browser, assessment, move, person, *, before):
    """(what it answered, how it stands then, whether anything changed), tried and undone."""
    address, form = ADDRESSES[move]
    point = transaction.savepoint_create()
    try:
        answer = browser.send(address(assessment, person), form(assessment, person))
        return answer.status_code, stands(assessment, person.another), everything() != before
    finally:
        transaction.savepoint_rollback(point)


@pytest.mark.parametrize("situation", list(MADE), indirect=True)
def test_every_address_answers_as_the_table_says(situation, request, client_for):
    assessment, cast = situation
    name = request.node.callspec.params["situation"]
    table, before = lines_of(TABLE[name]), everything()
    stood = stands(assessment, cast["colleague"])
    browsers = {role: client_for(cast[role]) for role in ROLES}
    wrong = []
    for move, told in table.items():
        for role, says in zip(ROLES, told, strict=True):
            if says in KNOWN and role != "reader" and move not in OF_A_PLACE:
                continue  # that every address shuts others out: tests/doors
            answer = answered(browsers[role].afresh(), assessment, move, cast[role], before=before)
            if (move, role, *answer) in LATE.get(name, ()):
                continue
            if not fits(move, says, stood, *answer):
                wrong.append((move, role, says, answer))

    assert wrong == []


def fits(move, says, before, status, now, changed):
    """Done: led on, and it stands there now. Refused: in words, or not let in, with nothing written."""
    if says in ON_THEIR_WAY:
        return (status, now, changed) == (302, says, True)
    if now != before or (changed and move not in OF_THEIR_OWN):
        return False
    return status in {"403": {403}, "404": {404, 422}}.get(says, {302, 403, 409, 422})


def test_a_stranger_is_asked_who_they_are(assessment, trainee, client_for):
    before, anyone = everything(), SimpleNamespace(reads=trainee, agrees=trainee, another=trainee)
    told = {move: answered(client_for(None), assessment, move, anyone, before=before) for move in ADDRESSES}

    assert told == dict.fromkeys(ADDRESSES, (302, "in-review", False))
