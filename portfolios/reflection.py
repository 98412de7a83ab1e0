"""How someone sees themselves beside what an assessor found: two columns, never added up, counted or averaged."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portfolios.coverage import Standing
from portfolios.models import SelfAssessment
from standards.models import Requirement

View = SelfAssessment.View


@dataclass
class Beside:
    """One requirement: `own`, a SelfAssessment or None, and `found`, what stands of it or None."""

    requirement: Requirement
    own: SelfAssessment | None
    found: Standing | None

    @property
    def gap(self):
        return gap_in_words(self.own.view if self.own else "", self.found)


def views_of(unit):
    """{requirement pk: SelfAssessment}. One query."""
    return {view.requirement_id: view for view in unit.self_assessments.all()}


def side_by_side(coverage, views):
    """[Beside] for every requirement of a unit, in order."""
    return [Beside(row.requirement, views.get(row.requirement.pk), row.standing) for row in coverage.rows]


def gap_in_words(view, found):
    """What the two could talk about, in a sentence; empty while one of them has not said anything."""
    if not view or found is None:
        return ""
    is_met = found.outcome == "meets"
    if view == View.CAN and is_met:
        return _("You both see it the same way.")
    if view == View.CAN:
        return _("You can do this, and your assessor has not seen enough of it yet. What have they not seen?")
    if is_met:
        return _("Your assessor sees more in this than you do. It is worth hearing what they saw.")
    if (view, found.outcome) in ((View.PARTLY, "more evidence"), (View.NOT_YET, "not yet")):
        return _("You both see the same thing still to come.")
    return _("You see this a little differently. Talk about what would show it.")
