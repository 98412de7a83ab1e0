"""The whole of it: a suite, a person, a portfolio of the size asked for, and rounds that were read."""

import random
from dataclasses import dataclass

from cms.samples import people, portfolio, rounds
from cms.samples.suite import sample_suite
from people.audit import operation, record
from portfolios.models import Portfolio
from standards.models import Standard
from standards.operations.suite_imports import apply_suite, suite_for


@dataclass(frozen=True)
class Size:
    """How much there is of everything. `requirements`: in each standard, the five values among them."""

    units: int
    requirements: int = 26
    evidence: int = 20
    claims: int = 200
    files: int = 0
    file_bytes: int = 2**20


@dataclass(frozen=True)
class Sample:
    cast: people.Cast
    portfolio: Portfolio
    units: list
    evidence: list
    claims: list


@operation
def load_sample(size, *, seed=1, password=None) -> Sample:
    """One more sample portfolio. The same seed gives the same words, dates, claims and answers; codes are new."""
    chance = random.Random(seed)  # noqa: S311  the same again is what it is for
    cast = people.gather(chance, password)
    folder, units = portfolio.begin(cast, standards_of(size))
    evidence = portfolio.collect(folder, size.evidence, chance)
    portfolio.put_files(evidence, size.files, size.file_bytes, chance)
    claims = portfolio.claim(units, evidence, size.claims, chance)
    rounds.share_some(cast, units, chance)
    record("sample.loaded", by=cast.coordinator, subject=folder, units=size.units, claims=len(claims))
    return Sample(cast, folder, units, evidence, claims)


def standards_of(size):
    """The standards of the sample suite of this size, brought in when it is not there yet."""
    document = sample_suite(size.units, size.requirements, slug=f"sample-{size.units}-by-{size.requirements}")
    page = suite_for(document) or apply_suite(document, by=None)[0]
    standards = Standard.objects.filter(suite=page.suite).select_related("current_version")
    return list(standards.order_by("urn"))
