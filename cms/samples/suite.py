"""A suite of sample standards, as a file would tell it."""

import uuid

from cms.samples.words import HEADINGS, VALUES, criterion, knowledge
from standards.exchange.suite import (
    AreaRow,
    IllustrationRow,
    RequirementRow,
    StandardRow,
    SuiteDocument,
    ValueRow,
)

NAMESPACE = uuid.UUID("5d2f3a68-1c0e-4b5b-9d5a-7a3e90c1b6f4")
AREAS = ["One", "Two", "Three", "Four", "Five", "Six"]


def sample_suite(standards, requirements, *, slug):
    """So many standards in six key areas, each of so many requirements, the five values among them."""

    def named(*names):
        return str(uuid.uuid5(NAMESPACE, "/".join(map(str, (slug, *names)))))

    return SuiteDocument(
        title=f"Sample suite of {standards} standards with {requirements} parts",
        slug=slug,
        lineage=named("suite"),
        edition="2031",
        key_areas=tuple(
            AreaRow(named("area", n), n, word, f"Sample area {n}") for n, word in enumerate(AREAS, start=1)
        ),
        values=tuple(ValueRow(named("value", n), str(n), words) for n, words in enumerate(VALUES, start=1)),
        standards=tuple(
            sample_standard(place, requirements - len(VALUES), named) for place in range(standards)
        ),
    )


def sample_standard(place, requirements, named):
    return StandardRow(
        lineage=named("standard", place),
        title=f"Sample standard {place + 1}: {criterion(place * 7)}",
        key_area=place % len(AREAS) + 1,
        urn=f"SAMPLE{place + 1:04}",
        urn_source="",
        title_confirmed=True,
        status="current",
        developed_by="Placeholder Council",
        approved="28 Feb 2031",
        source="https://standards.example/sample",
        last_start_date="",
        last_assessment_date="",
        overview="A sample, made up to try things with. Nobody is asked to meet it.",
        performance_lead="You must be able to:",
        knowledge_lead="You need to know and understand:",
        values_introduction="The values are:",
        illustrations_introduction="For example:",
        scope_performance="",
        scope_knowledge="",
        requirements=tuple(parts(place, requirements, named)),
        illustrations=tuple(
            IllustrationRow(named("value", n), f"In sample standard {place + 1}: {knowledge(place * 5 + n)}.")
            for n in range(1, len(VALUES) + 1)
        ),
    )


def parts(place, requirements, named):
    criteria = requirements - requirements // 3
    for number in range(requirements):
        lineage, serial = named("requirement", place, number), place * requirements + number
        if number < criteria:
            yield RequirementRow(lineage, "performance", str(number + 1), "", criterion(serial))
        else:
            nth = number - criteria
            heading = HEADINGS[1 + nth * 2 // max(requirements - criteria, 1) % 2]
            yield RequirementRow(lineage, "knowledge", str(nth + 1), heading, knowledge(serial))
