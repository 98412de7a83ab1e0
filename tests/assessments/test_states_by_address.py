"""The same table, through the addresses: whoever is let in is answered as the table says, and a stranger is asked who
they are."""

import pytest
from django.db import transaction
from django.urls import reverse

from assessments.models import Assessment, Judgement
from assessments.queries import hash_of_seen, seen_in
from tests.assessments.stated import ROLES, TABLE, lines_of
from tests.assessments.stating import MADE, situation
from tests.racing import TICKED

__all__ = ["situation"]
pytestmark = pytest.mark.django_db
KNOWN = ("404", "403")
ON_THEIR_WAY = ("on-offer", "in-review", "to-agree", "replied", "signed-off", "recalled")


# Who was to read what was taken back since is told so, or led on, where another learns nothing of it.
LATE = {"recalled": [("accept", "reader", 409, "recalled"), ("decline", "reader", 302, "recalled")]}


def judge_address(assessment):
    item = assessment.submission.items.order_by("requirement__position").first()
    return reverse("judge", args=[assessment.code, item.evidence_version.code, item.requirement.code])


def judge_form(assessment, person):
    draft = Judgement.objects.filter(assessment=assessment).order_by("requirement__position").first()
    return {"outcome": "not yet", "words": "Who was there?", "revision": draft.revision if draft else 0}


def proposal_of(assessment):
    found = assessment.proposals.first()
    return found.code if found else "none"


def at(name):
    return lambda assessment: reverse(name, args=[assessment.code])


def of_unit(name):
    return lambda assessment: reverse(name, args=[assessment.unit.code])


def of_proposal(name):
    return lambda assessment: reverse(name, args=[assessment.code, proposal_of(assessment)])


def nothing(assessment, person):
    return {}


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
    "reopen": (at("review-reopen"), lambda it, by: {"words": "P1 shows someone else."}),
}


def answered(browser, assessment, move, person):
    """(what it answered, how the round stands then), tried and undone."""
    address, form = ADDRESSES[move]
    point = transaction.savepoint_create()
    try:
        answer = browser.send(address(assessment), form(assessment, person) if person else {})
        state = Assessment.objects.get(pk=assessment.pk).state.replace(" ", "-")
        return answer.status_code, state
    finally:
        transaction.savepoint_rollback(point)


@pytest.mark.parametrize("situation", list(MADE), indirect=True)
def test_every_address_answers_as_the_table_says(situation, request, client_for):
    assessment, cast = situation
    name = request.node.callspec.params["situation"]
    table = lines_of(TABLE[name])
    stands = assessment.state.replace(" ", "-")
    browsers = {role: client_for(cast[role]) for role in ROLES}
    wrong = []
    for move, told in table.items():
        for role, says in zip(ROLES, told, strict=True):
            if says in KNOWN and role != "reader":
                continue  # that every address shuts others out: tests/doors
            status, state = answered(browsers[role].afresh(), assessment, move, cast[role])
            if (move, role, status, state) in LATE.get(name, ()):
                continue
            if not fits(says, status, state, stands):
                wrong.append((move, role, says, status, state))

    assert wrong == []


def fits(says, status, state, stands):
    """Done: led on, and it stands there now. Refused: in words, or not let in, with nothing moved."""
    if says in ON_THEIR_WAY:
        return (status, state) == (302, says)
    return state == stands and status in ({int(says)} if says in KNOWN else {302, 403, 409, 422})


def test_a_stranger_is_asked_who_they_are(assessment, client_for):
    told = {move: answered(client_for(None), assessment, move, None) for move in ADDRESSES}

    assert told == dict.fromkeys(ADDRESSES, (302, "in-review"))
