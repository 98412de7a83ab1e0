"""Suites made for tests and measurements: as many standards and requirements as asked for, and nothing real in them."""

import uuid

from standards.exchange.suite import (
    AreaRow,
    IllustrationRow,
    RequirementRow,
    StandardRow,
    SuiteDocument,
    ValueRow,
)

NAMESPACE = uuid.UUID("0b1e7a52-6f57-4f6e-9f55-6f1b9a3d2c10")
WORDS = """
listen ask explore record share review support agree plan reflect include welcome explain respect
notice invite compare gather describe arrange people groups places needs rights resources evidence
differences partners decisions barriers changes strengths meetings stories risks power learning
feedback practice
""".split()  # noqa: SIM905  forty words are easier read as words


def lineage_of(*names):
    return str(uuid.uuid5(NAMESPACE, "/".join(map(str, names))))


def sentence(seed, length=14):
    """Words that differ from one seed to the next, so that nothing is like anything else by accident."""
    state, words = seed * 2654435761 % 2**32 or 1, []
    for _place in range(length):
        state = (state * 1103515245 + 12345) % 2**31
        words.append(WORDS[(state >> 8) % len(WORDS)])
    return f"{' '.join(words)} {seed}"


def made_suite(standards=25, requirements=26, *, slug="made-suite", lineages=True):
    """A SuiteDocument with six key areas and five values; each standard has a third of knowledge, in two groups."""

    def named(*names):
        return lineage_of(slug, *names) if lineages else None

    words = ["One", "Two", "Three", "Four", "Five", "Six"]
    return SuiteDocument(
        title=f"A suite called {slug}",
        slug=slug,
        lineage=named("suite"),
        edition="2031",
        key_areas=tuple(
            AreaRow(named("area", n), n, words[n - 1], f"Area of {WORDS[n]}") for n in range(1, 7)
        ),
        values=tuple(ValueRow(named("value", n), str(n), f"Value of {WORDS[n + 20]}") for n in range(1, 6)),
        standards=tuple(made_standard(place, requirements, named) for place in range(1, standards + 1)),
    )


def made_standard(place, requirements, named):
    criteria = requirements - requirements // 3
    return StandardRow(
        lineage=named("standard", place),
        title=f"Standard {place} about {sentence(place, 4)}",
        key_area=(place - 1) * 6 // max(place, 25) % 6 + 1,
        urn=f"MADE{place:04}",
        urn_source="",
        title_confirmed=True,
        status="current",
        developed_by="Placeholder Council",
        approved="28 Feb 2031",
        source="https://standards.example/made",
        last_start_date="",
        last_assessment_date="2041-12-31",
        overview=f"This standard is about {sentence(place * 7)}.\n\nIt has {requirements} requirements.",
        performance_lead="You must be able to:",
        knowledge_lead="You need to know and understand:",
        values_introduction="The values are:",
        illustrations_introduction="For example:",
        scope_performance="",
        scope_knowledge="In your own words.",
        requirements=tuple(
            made_requirement(place, number, criteria, named) for number in range(requirements)
        ),
        illustrations=tuple(
            IllustrationRow(
                named("value", n) or str(n), f"In standard {place}: {sentence(place * 31 + n, 6)}"
            )
            for n in range(1, 6)
        )
        if requirements
        else (),
    )


def made_requirement(place, number, criteria, named):
    is_knowledge = number >= criteria
    printed = number - criteria + 1 if is_knowledge else number + 1
    return RequirementRow(
        named("requirement", place, number),
        "knowledge" if is_knowledge else "performance",
        str(printed),
        f"Part {printed // 5 + 1}" if is_knowledge else "",
        sentence(place * 1000 + number),
    )
