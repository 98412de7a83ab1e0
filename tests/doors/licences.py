"""Who may sign here, and what waits for another to agree to it."""

from functools import cached_property

from assessments.operations.review import refer_back
from people.roles import Role
from tests.doors import door
from tests.factories import MembershipFactory
from tests.factories.assessments import judge_all, share, untied

# fmt: off
DOORS = [
    # name                       practitioner assessor iqa trainer coordinator colleague outsider stranger
    # Kept by a coordinator, read by an IQA; an assessor sees their own.
    door("licences", "                403 200 200 403 200 200 200 who"),
    door("licence-record", "          403 403 403 403 200 403 404 who", code="assessor"),
    door("licence-record", "          403 403 403 403 422 403 404 who", post={}, code="assessor"),
    door("licence-end", "             404 403 403 404 302 404 404 who", post={}, code="licence"),
    door("licence-countersigner", "   404 404 403 404 422 404 404 who", post={}, code="learning"),
    # A trainee’s decision: whoever is asked says first what ties them,
    door("before-reading", "          404 200 404 404 404 404 404 who", code="proposed"),
    door("before-reading", "          404 302 404 404 404 404 404 who", post={"tie": "mentor"}, code="proposed"),
    # … then reads all of it and agrees, or asks to look at it together.
    door("review", "                  404 200 404 404 404 404 404 who", code="proposed"),
    door("review-sign-off", "         404 403 404 404 404 404 404 who", code="proposed"),
    door("review-reply", "            404 403 404 404 404 404 404 who", post={}, code="proposed"),
    door("decision-agree", "          404 302 404 404 404 404 404 who", post={}, code="proposed", proposal="proposal"),
    door("decision-talk", "           404 422 404 404 404 404 404 who", post={}, code="proposed", proposal="proposal"),
    # … and whoever proposed it takes it back till then.
    door("decision-take-back", "      404 403 404 404 404 404 404 who", post={}, code="proposed", proposal="proposal"),
]
# fmt: on


class Licensed:
    """A trainee whose decisions the assessor agrees to, and one that waits."""

    @cached_property
    def licence(self):
        """The assessor’s own."""
        return self.assessor.licences.get()

    @cached_property
    def learning(self):
        learns = {"licence__is_trainee": True, "licence__countersigner": self.assessor}
        role = MembershipFactory(role=Role.ASSESSOR, organisation=self.organisation, **learns)
        return role.person.licences.get()

    @cached_property
    def proposal(self):
        review = share(self.make_unit(), assessor=self.learning.person)
        return untied(refer_back(judge_all(review), by=self.learning.person))

    @cached_property
    def proposed(self):
        return self.proposal.assessment
