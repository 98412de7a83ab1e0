from datetime import timedelta

import pytest

from assessments.models import Assessment, Outcome
from assessments.operations.review import judge, refer_back
from people.models import Membership, User
from people.roles import Role
from portfolios.operations.submission import share_unit
from tests.factories import MembershipFactory, UserFactory
from tests.factories.assessments import DECLARATION, open_all, share, unit_with_evidence
from tests.remembering import remembered


@pytest.fixture
def unit(practitioner, organisation):
    """Two performance criteria, one knowledge item and one value, all claimed by one piece."""
    return unit_with_evidence(practitioner, organisation)


@pytest.fixture
def assessment(unit, assessor):
    """Shared, and with the assessor."""
    return share(unit, assessor=assessor)


@pytest.fixture
def colleague(organisation):
    """Another assessor of the same organisation."""
    person = UserFactory(name="Cleo Example")
    return MembershipFactory(role=Role.ASSESSOR, person=person, organisation=organisation).person


@pytest.fixture
def crowd(organisation):
    """Five hundred assessors more, two of them called the same."""
    names = ["Lee Sample", "Lee Sample", *(f"Person Number {n:03}" for n in range(498))]
    people = User.objects.bulk_create(User(name=name, code=f"r{n:09}") for n, name in enumerate(names))
    here = {"organisation": organisation, "role": Role.ASSESSOR}
    Membership.objects.bulk_create(Membership(person=person, **here) for person in people)
    return people


@pytest.fixture
def trainee(organisation, assessor):
    """Learning to assess: the assessor agrees to what they decide."""
    learns = {"licence__is_trainee": True, "licence__countersigner": assessor}
    person = UserFactory(name="Terry Placeholder")
    return MembershipFactory(role=Role.ASSESSOR, person=person, organisation=organisation, **learns).person


@pytest.fixture
def with_trainee(unit, trainee):
    """Shared, and with the trainee."""
    return share(unit, assessor=trainee)


@pytest.fixture
def labelled(unit):
    return {requirement.label: requirement for requirement in unit.version.requirements.all()}


@pytest.fixture
def second_round(assessment, labelled, practitioner):
    return shared_again(assessment, labelled, practitioner)


@remembered
def shared_again(assessment, labelled, practitioner):
    """P1 and V1 were met in round 1, P2 wanted more, K1 was not looked at; then shared again as it was."""
    say = {"assessment": open_all(assessment), "by": assessment.assessor}
    judge(requirement=labelled["P1"], outcome=Outcome.MEETS, **say)
    judge(requirement=labelled["V1"], outcome=Outcome.MEETS, words="You asked everyone.", **say)
    judge(requirement=labelled["P2"], outcome=Outcome.MORE_EVIDENCE, words="Who agreed to it?", **say)
    refer_back(assessment, by=assessment.assessor)
    return share_unit(assessment.unit, by=practitioner, declaration=DECLARATION).assessment


@pytest.fixture
def queue(organisation, assessor):
    return three_in_the_queue(organisation, assessor)


@remembered
def three_in_the_queue(organisation, assessor):
    """Three rounds in the queue, oldest first."""
    found = []
    for days, name in enumerate(["Olga Specimen", "Mo Placeholder", "Sal Example"]):
        person = MembershipFactory(person=UserFactory(name=name), organisation=organisation).person
        found.append(share(unit_with_evidence(person, organisation), assessor=assessor))
        opened = found[-1].opened_at - timedelta(days=10 - days)
        Assessment.objects.filter(pk=found[-1].pk).update(opened_at=opened)
    return found
