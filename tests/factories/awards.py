"""Awards, made by the operations the screens use."""

from standards.operations.awards import draft_award, publish_award
from tests.factories.standards import StandardVersionFactory, SuiteFactory
from tests.remembering import remembered


def rules(**changes):
    return {"title": "Sample award", "claims_per_criterion": 1, "distinct_kinds": 1} | changes


@remembered
def published_award(*groups, by=None, suite=None, **changes):
    """published_award((None, [standard]), (1, [other, third]), title="…"): each group as (needed, standards)."""
    suite = suite or SuiteFactory()
    groups = groups or [(None, [StandardVersionFactory(standard__suite=suite).standard])]
    told = [{"title": "", "needed": needed, "standards": standards} for needed, standards in groups]
    award = draft_award(suite, rules=rules(**changes), groups=told, by=by)
    publish_award(award, why="", revision=award.revision, by=by)
    award.refresh_from_db()
    return award
