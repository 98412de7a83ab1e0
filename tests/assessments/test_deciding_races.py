"""Many at once: nothing is decided twice, nothing is lost, nobody is shown a fault. Full numbers: tests/benchmarks."""

import pytest

from assessments.models import Judgement
from tests.factories.assessments import judge_all, open_all, share, unit_with_evidence
from tests.racing import after_signing, browsers_of, decide_everything, decided_twice, sign_everything

pytestmark = pytest.mark.django_db(transaction=True)
CLIENTS = 4


def test_every_requirement_is_decided_once(practitioner, assessor, organisation):
    unit = unit_with_evidence(practitioner, organisation, performance=3, knowledge=1, values=1)
    assessment = open_all(share(unit, assessor=assessor))

    told = decide_everything(assessment, browsers_of(assessor, CLIENTS))

    assert told == {302: 5, 409: 5 * (CLIENTS - 1)}
    assert decided_twice(assessment) == []
    words = Judgement.objects.filter(assessment=assessment).values_list("words__text", flat=True)
    assert len(words) == 5
    assert set(words) <= {f"Client {number} saw it." for number in range(CLIENTS)}


def test_every_round_is_signed_off_once(practitioner, assessor, organisation):
    rounds = [
        judge_all(share(unit_with_evidence(practitioner, organisation, performance=1), assessor=assessor))
        for _unit in range(3)
    ]

    told = sign_everything(rounds, browsers_of(assessor, CLIENTS))

    assert told == {302: 3, 409: 3 * (CLIENTS - 1)}
    assert after_signing() == {
        "sign-offs": 3,
        "in their words": 3,
        "steps": 3,
        "certificates": 3,
        "numbers": 3,
        "broken links": 0,
    }
