"""A shared round in each of its states, made by the operations the screens use."""

from django.utils import timezone

from assessments.models import Assignment, Outcome, ProposedDecision, Test
from assessments.operations.assignment import assign_assessor
from assessments.operations.opening import note_opened
from assessments.operations.refusing import choose_readers
from assessments.operations.review import judge
from assessments.operations.sign_off import sign_off
from assessments.operations.soundness import say_soundness
from assessments.operations.ties import say_untied
from assessments.queries import hash_of_seen, seen_in
from assessments.soundness import mark_of, soundness_of
from portfolios.models import EvidenceVersion
from portfolios.operations.claims import set_claims
from portfolios.operations.submission import share_unit
from tests.factories.portfolios import EvidenceFileFactory, PortfolioFactory, UnitFactory
from tests.factories.standards import StandardVersionFactory
from tests.remembering import remembered

DECLARATION = "This is my own work, and true."
TINY = {"performance": 1, "knowledge": 0, "values": 0}  # where many are wanted, whatever they ask for


@remembered
def unit_on(version, person, organisation):
    """Someone’s work on a standard others work on too, with one piece for all of it."""
    portfolio = PortfolioFactory(owner=person, organisation=organisation)
    unit = UnitFactory(portfolio=portfolio, version=version)
    evidence = EvidenceFileFactory(evidence__portfolio=portfolio).evidence
    set_claims(evidence, {unit: dict.fromkeys(version.requirements.all(), "")}, by=person)
    return unit


@remembered
def unit_with_evidence(practitioner, organisation, **counts):
    """A unit whose every requirement is claimed by one piece of evidence with a photo."""
    portfolio = PortfolioFactory(owner=practitioner, organisation=organisation)
    unit = UnitFactory(portfolio=portfolio, version=StandardVersionFactory(**counts))
    evidence = EvidenceFileFactory(evidence__portfolio=portfolio).evidence
    set_claims(evidence, {unit: dict.fromkeys(unit.version.requirements.all(), "")}, by=practitioner)
    return unit


@remembered
def share(unit, *, assessor=None):
    """Share it; with an assessor it is theirs to read, without it is on offer. Returns the assessment."""
    if assessor:
        assign_assessor(unit, assessor=assessor, by=assessor)
        Assignment.objects.filter(unit=unit, ended_at=None).update(
            untied_at=timezone.now()
        )  # asked, and said no
    return share_unit(unit, by=unit.owner, declaration=DECLARATION).assessment


@remembered
def open_all(assessment):
    """Its reader opens every piece they judge, as the pages note it."""
    for version in EvidenceVersion.objects.filter(items__submission=assessment.submission).distinct():
        note_opened(assessment, version, by=assessment.assessor)
    return assessment


@remembered
def say_sound(assessment):
    """All five tests hold."""
    said, stands = dict.fromkeys(Test.values, (True, "")), mark_of(soundness_of(assessment))
    say_soundness(assessment, said=said, stood=stands, by=assessment.assessor)


@remembered
def judge_all(assessment, outcome=Outcome.MEETS, words="Seen."):
    """Its reader opens and judges all of it, and says that it is sound."""
    open_all(assessment)
    say_sound(assessment)
    for requirement in assessment.version.requirements.all():
        judge(assessment, requirement=requirement, outcome=outcome, by=assessment.assessor, words=words)
    return assessment


@remembered
def untied(proposal):
    """Whoever is asked to agree to it was asked what ties them, and said that nothing does."""
    say_untied(proposal.assessment, by=proposal.countersigner)
    proposal.refresh_from_db(fields=["untied_at"])
    return proposal


@remembered
def sign(assessment):
    """Everything met, and signed off by its assessor. Returns the assessment; its certificate waits for the worker."""
    judge_all(assessment)
    seen = hash_of_seen(seen_in(assessment))
    sign_off(assessment, by=assessment.assessor, seen_hash=seen, declaration="I have seen all of it.")
    assessment.refresh_from_db()
    return assessment


def agreed_to(assessment, *, by, at=None, answer="agreed", kind="sign-off"):
    """What its reader, who learns, proposed, and what this person said to that: the row alone."""
    at = at or timezone.now()
    said = {"untied_at": at} | ({"answer": answer, "answered_by": by, "answered_at": at} if answer else {})
    return ProposedDecision.objects.create(
        assessment=assessment, kind=kind, proposed_by=assessment.assessor, countersigner=by, **said
    )


def refuse(unit, *people):
    """Whose it is would rather not have them as assessors."""
    choose_readers(unit.portfolio, among=list(people), rather_not=list(people), by=unit.owner)
