"""What a sample person has in their folder: standards, evidence with files, and what shows what."""

import hashlib
from datetime import date, timedelta
from uuid import uuid4

from django.core.files.base import ContentFile

from cms.samples.words import NOTES, TOLD, WHAT, WHERE
from portfolios.models import Claim, Evidence, EvidenceFile, EvidenceKind, Identifiable, Portfolio, Unit
from standards.models import Requirement

FIRST_DAY = date(2024, 1, 1)
CALLED_FOR = ("practitioner",)


def begin(cast, standards):
    """The folder with a unit for each standard, begun one after the other."""
    portfolio = Portfolio.objects.create(owner=cast.practitioner, organisation=cast.organisation)
    units = [Unit(portfolio=portfolio, version=standard.current_version) for standard in standards]
    return portfolio, Unit.objects.bulk_create(units)


def collect(portfolio, count, chance):
    kinds = list(EvidenceKind.objects.filter(made_by__in=CALLED_FOR).values_list("slug", flat=True))
    return Evidence.objects.bulk_create(
        piece(portfolio, number, kinds, chance) for number in range(1, count + 1)
    )


def piece(portfolio, number, kinds, chance):
    return Evidence(
        portfolio=portfolio,
        owner=portfolio.owner,
        recorded_by=portfolio.owner,
        name=f"{chance.choice(WHAT)} {chance.choice(WHERE)} (sample {number})",
        kind_id=kinds[number % len(kinds)],
        happened_on=FIRST_DAY + timedelta(days=chance.randrange(700)),
        identifiable=Identifiable.NOBODY,
        story=" ".join(chance.sample(TOLD, 3)),
        result=chance.choice(TOLD),
        next_time=chance.choice(TOLD),
    )


def claim(units, evidence, count, chance):
    """So many different claims, spread by chance; all there can be, where that is fewer."""
    by_version = requirements_of(units)
    places = [(unit, row) for unit in units for row in by_version[unit.version_id]]
    most = min(count, len(places) * len(evidence))
    chosen = chance.sample(range(len(places) * len(evidence)), most)
    return Claim.objects.bulk_create(
        made(places[number // len(evidence)], evidence[number % len(evidence)], chance)
        for number in sorted(chosen)
    )


def requirements_of(units):
    found = {}
    for row in Requirement.objects.filter(version__in={unit.version_id for unit in units}):
        found.setdefault(row.version_id, []).append(row)
    return found


def made(place, evidence, chance):
    unit, requirement = place
    note = chance.choice(NOTES) if chance.random() < 0.3 else ""
    return Claim(unit=unit, requirement=requirement, evidence=evidence, note=note, made_by=evidence.owner)


def put_files(evidence, count, size, chance):
    """So many files of so many bytes, spread over the evidence; text, so that each is what it says."""
    files = [file_of(evidence[n % len(evidence)], n, size, chance) for n in range(count)]
    return EvidenceFile.objects.bulk_create(files)


def file_of(evidence, number, size, chance):
    line = f"Sample file {number + 1}. {chance.choice(TOLD)}\n".encode()
    content = (line * (size // len(line) + 1))[:size]
    file = EvidenceFile(
        evidence=evidence,
        name=f"sample-{number + 1}.txt",
        content_type="text/plain",
        size=size,
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by=evidence.owner,
    )
    place = uuid4().hex
    file.file.save(f"{place[:2]}/{place[2:4]}/{place}", ContentFile(content), save=False)
    return file
