"""Texts of other systems are refused with a sentence that says what they are; a UK standard that mentions them is read."""

import pytest

from standards.exchange.nos.reading import read_nos

from . import layouts, made_up

AUSTRALIAN, APPRENTICESHIP, NEW_ZEALAND = (
    "an Australian unit",
    "an English apprenticeship",
    "a New Zealand unit",
)
INDIAN, CANADIAN, QUALIFICATION = "an Indian national", "a Canadian occupational", "a unit of a qualification"

# Frames alone: what stands in them is made up.
LOOK_ALIKES = {
    "Australian unit": (AUSTRALIAN, "SAMPLE001\nGardens\nElements and Performance Criteria\n1. Dig\n1.1 Find"),
    "Australian table": (AUSTRALIAN, "Share gardens\nElement | Performance Criteria\n1. Dig | 1.1 Find ground"),
    "Australian assessment": (AUSTRALIAN, "Gardens\nOverview\nPerformance Evidence\nshow it\nKnowledge Evidence\nsay it"),
    "Australian, headings": (AUSTRALIAN, "Share gardens\nFoundation skills\nreading\nUnit Mapping Information\nnone"),
    "apprenticeship": (APPRENTICESHIP, "Gardener\nKnowledge\nK1: soil\nK2: rain\nSkills\nS1: dig\nBehaviours\nB1: be kind"),
    "apprenticeship, no colons": (APPRENTICESHIP, "Gardener\nOverview\nK1 soil\nS1 dig\nB1 be kind"),
    "apprenticeship on one line": (APPRENTICESHIP, "Overview\nGardener K1: soil K2: rain S1: dig B1: be kind"),
    "apprenticeship, duties": (APPRENTICESHIP, "Gardener\nDuty 1 dig\nDuty 2 rest\nKSBs\nK1 soil"),
    "New Zealand": (NEW_ZEALAND, "Dig\nOverview\nOutcome 1\nPerformance criteria\n1.1 ground is found"),
    "New Zealand, credits": (NEW_ZEALAND, "Dig\nPurpose\nPeople credited with this unit standard are able to dig."),
    "New Zealand, Māori headings": (
        NEW_ZEALAND,
        "28543 Share gardens\nKaupae | Level 4\nHua o te ako me Paearu aromatawai | Learning outcomes and assessment"
        " criteria\n1. Dig",
    ),
    "Indian": (
        INDIAN,
        "Overview\nPerformance Criteria\nPC1. dig\nKnowledge and Understanding\nYou need to know and understand:\n"
        "KA1. soil",
    ),
    "Indian, KU": (INDIAN, "AGR/N0001\nPC1. dig\nPC2. rest\nKU1. soil"),
    "Indian, no codes": (
        INDIAN,
        "Overview\nPerformance Criteria\nTo be competent, the user/individual on the job must be able to:\n1 dig\n"
        "Knowledge and Understanding\n1 soil",
    ),
    "Canadian": (CANADIAN, "Major Work Activity A: Soil\nTask A-1 Digs\nA-1.01 Finds ground"),
    "Canadian codes": (CANADIAN, "Gardener\nOverview\nA-1.01.01P find ground\nA-1.01.01L know ground"),
    "qualification": (QUALIFICATION, "Learning outcomes\nThe learner will:\n1 know soil\nAssessment criteria\n1.1 say"),
    "qualification, Scottish": (QUALIFICATION, "Gardens\nOutcome 1\nDig\nEvidence Requirements\nshow it"),
}  # fmt: skip


@pytest.mark.parametrize("kind", LOOK_ALIKES)
def test_a_look_alike_is_refused_with_what_it_is(kind):
    says, text = LOOK_ALIKES[kind]
    (error,) = read_nos(text).errors

    assert error.startswith(f"This looks like {says}")
    assert error.endswith(".")


MENTIONS = (
    "Knowledge evidence",
    "Performance evidence:",
    "Elements and performance criteria",
    "Foundation skills",
    "KSBs and the Institute for Apprenticeships",
    "S1 dig",
    "B1 be kind",
    "Outcome 1",
    "Evidence requirements",
    "Learning outcomes",
    "Major work activity",
    "Red Seal program",
    "A qualification pack of the NSQF",
    "Canada",
    "NZQA",
)


@pytest.mark.parametrize(
    "layout", ["web-flat", "web-header-no-urn", "P/K numbers", "unit with elements", "PDF"]
)
def test_a_standard_that_mentions_them_all_is_read(layout):
    lines = layouts.CLASSES[layout](made_up.GARDEN).splitlines()
    mentions = "\n".join(line for words in MENTIONS for line in [words, "and more."])
    place = next(place for place, line in enumerate(lines) if line.endswith("listen before you dig."))
    document = read_nos("\n".join([*lines[: place + 1], mentions, *lines[place + 1 :]]) + "\n")

    assert document.errors == ()
    assert document.performance == made_up.GARDEN.performance
    assert document.knowledge == made_up.GARDEN.knowledge


def test_two_standards_in_one_text_are_refused():
    text = layouts.web_flat(made_up.GARDEN) + layouts.web_flat(made_up.KITCHEN)
    second = layouts.web_flat(made_up.GARDEN).count("\n") + 2

    assert read_nos(text).errors == (
        f"This text holds more than one standard: another begins about line {second}. Bring them in one by one.",
    )
