from datetime import timedelta

import pytest

from assessments.models import Assessment, Outcome, Tie
from assessments.operations.looking_ties import say_untied_before_looking
from assessments.operations.review import judge, refer_back
from assessments.operations.sign_off import sign_off
from assessments.operations.ties import say_tie
from assessments.queries import hash_of_seen, seen_in
from people.models import Membership, User
from people.roles import Role
from portfolios.operations.submission import share_unit
from tests.factories import MembershipFactory, UserFactory
from tests.factories.assessments import DECLARATION, judge_all, open_all, share, unit_with_evidence
from tests.factories.sampling import plan_of, strategy_of
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
def offer(unit):
    """Shared, and with nobody yet."""
    return share(unit)


@pytest.fixture
def colleague(organisation):
    """Another assessor of the same organisation."""
    person = UserFactory(name="Cleo Example")
    return MembershipFactory(role=Role.ASSESSOR, person=person, organisation=organisation).person


@pytest.fixture
def ivo(organisation):
    """Another IQA of the same organisation, who is no assessor."""
    return MembershipFactory(role=Role.IQA, organisation=organisation, person__name="Ivo Placeholder").person


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


@pytest.fixture
def tie(assessor, practitioner, organisation):
    def say(kind=Tie.Kind.LINE_MANAGER, by=assessor, place=organisation):
        return say_tie(assessor, practitioner=practitioner, organisation=place, kind=kind, by=by)

    return say


# --- a second look --------------------------------------------------------------------------


@pytest.fixture
def plan(organisation, iqa):
    return plan_of(strategy_of(organisation, by=iqa), by=iqa)


@pytest.fixture
def sample(plan, iqa, practitioner, organisation, assessor):
    return drawn_at_sign_off(iqa, practitioner, organisation, assessor)


@remembered
def drawn_at_sign_off(iqa, practitioner, organisation, assessor):
    """Drawn at the sign-off: its certificate waits. Nothing ties the IQA to whoever did it, and they said so."""
    unit = unit_with_evidence(practitioner, organisation, performance=2, knowledge=0, values=0)
    judged = judge_all(share(unit, assessor=assessor), words="You saw the whole meeting.")
    seen = hash_of_seen(seen_in(judged))
    signed = sign_off(judged, by=assessor, seen_hash=seen, declaration="Seen.")
    return say_untied_before_looking(signed.assessment.samples.get(), by=iqa)


@pytest.fixture
def found(sample):
    """What the IQA finds: the first the same, the second not."""
    first, second = sample.assessment.version.requirements.all()
    return {first: "meets", second: "more evidence"}


@pytest.fixture
def pieces(sample):
    return [sample.assessment.submission.items.first().evidence_version]
