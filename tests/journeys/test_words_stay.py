"""What was typed is still there after looking for something else on the same page, however quickly."""

import pytest
from playwright.sync_api import expect

from tests.factories.assessments import share, sign, unit_with_evidence
from tests.factories.sampling import plan_of, strategy_of

pytestmark = pytest.mark.journey
WHY = "The first with a film."


def test_why_a_round_is_put_in_stays_while_one_looks_for_it(visit, organisation, practitioner, assessor, iqa):
    sign(share(unit_with_evidence(practitioner, organisation, performance=1), assessor=assessor))
    plan = plan_of(strategy_of(organisation, by=iqa), by=iqa)
    ines = visit("ines-finds").sign_in(iqa).open(f"/quality/plans/{plan.code}/add/")

    ines.fill("Why this one?", WHY)
    ines.page.get_by_text("Find a round").click()
    ines.fill("Part of a name", practitioner.name)
    ines.press("Show these")

    expect(ines.page.get_by_label("Why this one?")).to_have_value(WHY)
    ines.page.get_by_text("judged by").click()
    ines.press("Put it in")
    assert plan.samples.get().why == WHY
