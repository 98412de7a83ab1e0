"""A sample award made of the shipped standard, so that there is something to work towards."""

from portfolios.operations.pursuits import start_pursuit
from standards.operations.awards import draft_award, publish_award

RULES = {
    "title": "Sample award: working in partnership",
    "summary": "For people who bring groups together. A sample, to show how awards work.",
    "claims_per_criterion": 1,
    "distinct_kinds": 2,
    "every_value": True,
    "has_sampling": True,
    "certificate_title": "Sample award: working in partnership",
}


def pursue_sample_award(standard, organisation, *, trainer, practitioner):
    """The trainer publishes it, and the practitioner works towards it."""
    group = {"title": "Core", "needed": None, "standards": [standard]}
    award = draft_award(standard.suite, rules=RULES, groups=[group], by=trainer)
    publish_award(award, why="", revision=award.revision, by=trainer)
    return start_pursuit(award, organisation=organisation, by=practitioner)
