"""The world of `tests.doors`, with what no address points at: a row in every table that can hold someone’s words."""

from functools import cached_property

from assessments.models import SeenInPlace
from assessments.operations.reopening import reopen
from community.models import Remark, Talk
from people.models import Invitation, OnceKey
from people.roles import Role
from portfolios.models import Draft, SelfAssessment, SubmissionItemNote, SubmissionSelfView
from portfolios.operations.together import ask_for_part
from tests.doors.world import World
from tests.factories import EvidenceFactory
from tests.factories.assessments import share, sign
from tests.factories.second_looks import doubted

FIRST = ("certificate", "shown_tag", "agreement")  # before what would take them out of sight, or out of reach


class Everything(World):
    def begin(self):
        """Make all of it."""
        wanted = [name for name in dir(type(self)) if isinstance(getattr(type(self), name), cached_property)]
        for name in dict.fromkeys([*FIRST, *wanted]):
            if not name.startswith("case"):  # a suite for everyone, nobody’s own
                getattr(self, name)
        return self

    @cached_property
    def beside(self):
        person, round_ = self.practitioner, self.review.submission
        requirement, item = self.requirement, round_.items.first()
        OnceKey.objects.create(person=person, key="1", result_url="/my/")
        for one in (
            f"judge {self.review.code}",
            f"recording {self.unit.code} x",
            f"several {self.review.code}",
            f"round to add {self.plan.code}",
        ):
            Draft.objects.create(
                owner=self.assessor, about=one, fields={"words": f"{person.name} was there."}
            )
        Draft.objects.create(owner=person, about="evidence", fields={"story": "We met."})
        SelfAssessment.objects.create(unit=self.unit, requirement=requirement, view="can", changed_by=person)
        SubmissionSelfView.objects.create(submission=round_, requirement=requirement, view="can")
        SubmissionItemNote.objects.get_or_create(item=item)
        seen = {"evidence": item.evidence_version.evidence, "seen_by": self.assessor}
        SeenInPlace.objects.create(seen_on="2026-03-01", words="In the office.", **seen)
        joined = {"name": person.name, "email": person.email, "role": Role.PRACTITIONER}
        Invitation.objects.create(organisation=self.organisation, accepted_by=person, **joined)

    @cached_property
    def said_to_charters(self):
        Talk.objects.create(agreement=self.agreement, words="May we talk?")
        said = {"amendment": self.amendment, "words": "Why?", "is_named": True}
        first = Remark.objects.create(said_by=self.practitioner, **said)
        Remark.objects.create(said_by=self.assessor, answers=first, **said)

    @cached_property
    def opened_again(self):
        iqa, round_ = self.cast["iqa"], sign(share(self.make_unit(), assessor=self.assessor))
        doubted(round_, by=iqa)
        return reopen(round_.sign_off, by=iqa, words="P1 shows someone else.")

    @cached_property
    def asked_by_another(self):
        """A colleague asks the practitioner, by e-mail, for their part."""
        colleague = self.cast["colleague"]
        own = {"portfolio__owner": colleague, "portfolio__organisation": self.organisation}
        evidence = EvidenceFactory(**own)
        ask_for_part(evidence, whom=self.practitioner.email, by=colleague)
        return evidence
