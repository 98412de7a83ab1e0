"""What is looked at a second time, in the world of `tests.doors`."""

from datetime import date
from functools import cached_property

from assessments.models import Action
from assessments.operations.looking import ask_for, record_look
from assessments.operations.looking_ties import say_untied_before_looking
from tests.factories.assessments import share, sign
from tests.factories.sampling import plan_of, strategy_of
from tests.factories.second_looks import asked_and_noted


class Sampled:
    """A plan of the IQA; one round it drew that nobody looked at yet, and one that was looked at."""

    @cached_property
    def strategy(self):
        return strategy_of(self.organisation, by=self.cast["iqa"])

    @cached_property
    def plan(self):
        return plan_of(self.strategy, by=self.cast["iqa"])

    @cached_property
    def sample(self):
        assert self.plan
        drawn = sign(share(self.make_unit(), assessor=self.assessor)).samples.get()
        return say_untied_before_looking(drawn, by=self.cast["iqa"])

    @cached_property
    def sampled(self):
        return self.sample.assessment.submission.items.first().evidence_version

    @cached_property
    def second_look(self):
        assert self.plan
        looked, iqa = sign(share(self.make_unit(), assessor=self.assessor)), self.cast["iqa"]
        requirement = looked.version.requirements.first()
        sample = asked_and_noted(looked.samples.get(), found={requirement: "meets"}, by=iqa)
        pieces = [looked.submission.items.first().evidence_version]
        return record_look(sample, agrees={requirement: True}, pieces=pieces, doubts=[], by=iqa)

    @cached_property
    def action(self):
        asked = {"words": "Sit in with Cleo.", "due_date": date(2031, 1, 1)}
        return ask_for(self.second_look, kind=Action.Kind.DEVELOPMENTAL, by=self.cast["iqa"], **asked)
