"""One shared round, and hundreds like it, each someone else’s: rows written many at a time."""

from datetime import timedelta

from assessments.models import Assessment
from people.codes import CodeField, new_code
from portfolios.operations.claims import set_claims
from tests.factories.assessments import share
from tests.factories.people import MembershipFactory
from tests.factories.portfolios import EvidenceFactory, PortfolioFactory, UnitFactory
from tests.factories.standards import StandardVersionFactory


def many_rounds(assessor, organisation, *, count, first=1):
    """So many rounds of two criteria with this assessor, shared minute by minute, the oldest first: [Assessment].

    Their owners are “Sample person 001 Specimen” and on, from `first`.
    """
    owner = MembershipFactory(organisation=organisation, person__name=name_of(first)).person
    one = share(unit_of_two(owner, organisation), assessor=assessor)
    Assessment.objects.filter(pk=one.pk).update(opened_at=one.opened_at - timedelta(days=1))
    one.refresh_from_db()
    return [one, *likes_of(one, count - 1, first=first + 1)]


def unit_of_two(owner, organisation):
    """One piece of words, said to show both criteria of a small standard."""
    portfolio = PortfolioFactory(owner=owner, organisation=organisation)
    unit = UnitFactory(
        portfolio=portfolio, version=StandardVersionFactory(performance=2, knowledge=0, values=0)
    )
    piece = EvidenceFactory(portfolio=portfolio, name="What we agreed")
    set_claims(piece, {unit: dict.fromkeys(unit.version.requirements.all(), "")}, by=owner)
    return unit


def name_of(number):
    return f"Sample person {number:03} Specimen"


def likes_of(one, count, *, first):
    submission = one.submission
    unit, items = submission.unit, list(submission.items.all())
    version = items[0].evidence_version
    people = copies(unit.portfolio.owner, count, each=lambda n: {
        "name": name_of(first + n), "email": f"person{first + n}.many@sample.example"
    })  # fmt: skip
    folders = copies(unit.portfolio, count, owner=people)
    units = copies(unit, count, portfolio=folders)
    evidence = copies(version.evidence, count, portfolio=folders, owner=people, recorded_by=people)
    versions = copies(version, count, evidence=evidence)
    copies(version.words, count, version=versions)
    for claim in unit.claims.all():
        copies(claim, count, unit=units, evidence=evidence, made_by=people)
    shared = copies(submission, count, unit=units, shared_by=people)
    for item in items:
        copies(item, count, submission=shared, evidence_version=versions)
    copies(unit.assignments.get(), count, unit=units)
    return copies(one, count, submission=shared, owner=people, each=lambda n: {
        "opened_at": one.opened_at + timedelta(minutes=n + 1)
    })  # fmt: skip


def copies(row, count, *, each=lambda n: {}, **theirs):
    """So many rows like this one, with codes of their own. `theirs`: {name of a relation: [to what, for each]}."""
    model, fields = type(row), row._meta.concrete_fields
    codes = [field.attname for field in fields if isinstance(field, CodeField)]
    like = {field.attname: getattr(row, field.attname) for field in fields if not field.primary_key}
    rows = [
        model(
            **like
            | {name: new_code() for name in codes}
            | {f"{name}_id": to[n].pk for name, to in theirs.items()}
            | each(n)
        )
        for n in range(count)
    ]
    return model._base_manager.bulk_create(rows, batch_size=500)
