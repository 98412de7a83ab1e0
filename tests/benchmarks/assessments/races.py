"""A hundred requirements decided, and a hundred rounds signed off, by eight browsers at once: each exactly once."""

import time

from people.roles import Role
from tests.benchmarks.running import Figure
from tests.factories import MembershipFactory, OrganisationFactory, UserFactory
from tests.factories.assessments import judge_all, open_all, share, unit_with_evidence
from tests.racing import (
    after_signing,
    browsers_of,
    decide_everything,
    decided_twice,
    in_two_processes,
    sign_everything,
)

CLIENTS, MANY = 8, 100


def cast():
    """(practitioner, assessor, their organisation)"""
    place = OrganisationFactory()
    people = [
        MembershipFactory(role=role, person=UserFactory(), organisation=place).person
        for role in (Role.PRACTITIONER, Role.ASSESSOR)
    ]
    return *people, place


def deciding():
    practitioner, assessor, place = cast()
    unit = unit_with_evidence(practitioner, place, performance=MANY - 2, knowledge=1, values=1)
    assessment = open_all(share(unit, assessor=assessor))
    browsers, begun = browsers_of(assessor, CLIENTS), time.perf_counter()
    told = decide_everything(assessment, browsers, together=in_two_processes)
    took = time.perf_counter() - begun
    yield from answered("deciding 100 requirements by 8 clients", told, took)
    yield Figure("decided twice", len(decided_twice(assessment)), "judgements", 0)
    yield Figure("not decided", MANY - assessment.judgements.count(), "requirements", 0)


def signing_off():
    practitioner, assessor, place = cast()
    rounds = [
        judge_all(
            share(
                unit_with_evidence(practitioner, place, performance=1, knowledge=1, values=1),
                assessor=assessor,
            )
        )
        for _unit in range(MANY)
    ]
    before = after_signing()  # by whatever was measured here earlier
    browsers, begun = browsers_of(assessor, CLIENTS), time.perf_counter()
    told = sign_everything(rounds, browsers, together=in_two_processes)
    took = time.perf_counter() - begun
    yield from answered("signing off 100 rounds by 8 clients", told, took)
    there = after_signing()
    yield Figure("broken links in the record", there.pop("broken links"), "links", 0)
    for name, number in there.items():
        yield Figure(f"{name}, more or less than 100", abs(number - before[name] - MANY), "rows", 0)


def answered(name, told, took):
    """Who came first is answered with a redirect, whoever came later with 409; nothing else, and no fault."""
    others = sum(number for status, number in told.items() if status not in (302, 409))
    yield Figure(name, took, "s", None, {"answers": dict(told), "a second": round(MANY / took, 1)})
    yield Figure(f"{name}: done", abs(told[302] - MANY), "more or less", 0)
    yield Figure(f"{name}: answered otherwise, faults too", others, "answers", 0)


FIGURES = [deciding, signing_off]
