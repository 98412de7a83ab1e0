"""A round as large as they come: 31 requirements, 20 pieces of evidence with a file each, shared with one assessor."""

import random

from django.utils import timezone

from assessments.models import Assignment
from assessments.operations.assignment import assign_assessor
from assessments.operations.opening import note_opened
from cms.samples.loading import Size, standards_of
from cms.samples.portfolio import collect, put_files
from people.models import User
from people.operations.organisations import give_role
from people.roles import Role
from portfolios.declarations import declaring
from portfolios.models import Claim, Evidence, EvidenceKind, EvidenceVersion, Portfolio, Unit
from portfolios.operations.submission import share_unit

REQUIREMENTS, PIECES = 31, 20


def full_round(organisation, assessor, coordinator, *, requirements=REQUIREMENTS, pieces=PIECES):
    """Shared and opened once. The first piece is said to show every requirement, each other one three."""
    [standard] = standards_of(Size(units=1, requirements=requirements))
    number = User.objects.count()
    person = User.objects.create(name=f"Pim Specimen {number}", email=f"full-{number}@samples.example")
    give_role(person, role=Role.PRACTITIONER, organisation=organisation, by=coordinator)
    portfolio = Portfolio.objects.create(owner=person, organisation=organisation)
    unit = Unit.objects.create(portfolio=portfolio, version=standard.current_version)
    chance = random.Random(number)  # noqa: S311  the same again is what it is for
    evidence = collect(portfolio, pieces, chance)
    Evidence.objects.filter(portfolio=portfolio).update(
        kind=EvidenceKind.WORK_PRODUCT
    )  # asks for no short form
    put_files(evidence, pieces, 5_000, chance)
    rows = list(unit.version.requirements.all())
    shows = {(one, evidence[0]) for one in rows}
    shows |= {
        (rows[(n * 3 + m) % len(rows)], piece) for n, piece in enumerate(evidence[1:]) for m in range(3)
    }
    Claim.objects.bulk_create(
        Claim(unit=unit, requirement=one, evidence=piece, made_by=person) for one, piece in shows
    )
    assign_assessor(unit, assessor=assessor, by=coordinator)
    Assignment.objects.filter(unit=unit).update(untied_at=timezone.now())
    shared = share_unit(unit, by=person, declaration=declaring())
    for version in EvidenceVersion.objects.filter(items__submission=shared).distinct():
        note_opened(shared.assessment, version, by=assessor)
    return shared.assessment


def first_piece(assessment):
    """The code of the piece that shows everything."""
    return assessment.submission.items.order_by("evidence_version_id", "pk").first().evidence_version.code
