"""One small world with something of everything in it, for rows of `tests.doors` to point at."""

import json
from datetime import date
from functools import cached_property

from assessments.models import Certificate
from assessments.operations.certificates import keep_document
from assessments.operations.cohorts import add_person
from assessments.operations.differences import see_differently
from assessments.operations.recording import record_evidence
from assessments.operations.review import judge, refer_back
from assessments.operations.ties import say_tie
from community.operations.answers import answer_charter
from community.operations.remarks import ask
from people.models import Membership
from people.roles import Role
from portfolios.operations.consent import ask_to_take_down
from portfolios.operations.journal import write_entry
from portfolios.operations.living import show_to_community, tag_clause
from portfolios.operations.previews import make_previews
from portfolios.operations.pursuits import start_pursuit
from portfolios.operations.together import ask_for_part
from portfolios.operations.uploads import begin_upload, keep_in_one_go
from standards.exchange.case.published import write_suite
from standards.exchange.suites.published import suite_document
from standards.operations.crosswalks import open_crosswalk
from tests.doors.asking import WitnessAsked
from tests.doors.leaving_world import Leaving
from tests.doors.licences import Licensed
from tests.doors.reading import Read
from tests.doors.sampling_world import Sampled
from tests.factories import (
    EvidenceFactory,
    EvidenceFileFactory,
    InvitationFactory,
    MembershipFactory,
    StandardVersionFactory,
)
from tests.factories.assessments import share, sign, unit_with_evidence
from tests.factories.awards import published_award
from tests.factories.cohorts import cohort_in
from tests.factories.community import adopted_charter, open_amendment
from tests.factories.files import sound
from tests.factories.successors import agreed_crosswalk, seed_version


class World(Leaving, Licensed, Read, Sampled, WitnessAsked):
    """Pat’s work in three states: in review with the assessor, on offer, signed off; and evidence nobody has seen."""

    def __init__(self, organisation, **cast):
        self.organisation = organisation
        self.cast = cast | {"colleague": self.make_colleague(), "stranger": None}
        self.practitioner, self.assessor = cast["practitioner"], cast["assessor"]

    def make_colleague(self):
        """Of the same organisation, a practitioner and an assessor, and nothing here is theirs to read."""
        first = MembershipFactory(organisation=self.organisation, person__name="Cleo Example")
        MembershipFactory(organisation=self.organisation, person=first.person, role=Role.ASSESSOR)
        return first.person

    def make_unit(self):
        return unit_with_evidence(self.practitioner, self.organisation, performance=1, knowledge=1, values=1)

    # --- people ---

    @cached_property
    def invitation(self):
        return InvitationFactory(organisation=self.organisation)

    @cached_property
    def token(self):
        return self.invitation.path.strip("/").rpartition("/")[2]

    @cached_property
    def membership(self):
        return Membership.objects.get(person=self.practitioner, organisation=self.organisation)

    # --- evidence nobody has seen ---

    @cached_property
    def draft(self):
        return EvidenceFactory(portfolio__owner=self.practitioner, portfolio__organisation=self.organisation)

    @cached_property
    def draft_file(self):
        return drawn(EvidenceFileFactory(evidence=self.draft))

    @cached_property
    def together(self):
        """What the practitioner did with the colleague, who is asked for their part."""
        evidence = EvidenceFactory(
            portfolio__owner=self.practitioner, portfolio__organisation=self.organisation
        )
        ask_for_part(evidence, whom=self.cast["colleague"].code, by=self.practitioner)
        return evidence

    @cached_property
    def part(self):
        return self.together.group_parts.get(person=self.cast["colleague"])

    @cached_property
    def upload(self):
        return begin_upload(self.practitioner, name="a.txt", size=5)

    @cached_property
    def person(self):
        return self.draft.people.create(description="Purple top", basis="agreed").pk

    @cached_property
    def wish(self):
        return ask_to_take_down(self.draft)

    @cached_property
    def flag(self):
        version = self.signed.submission.items.first().evidence_version
        ask_to_take_down(version.evidence)
        return self.signed.flags.get()

    @cached_property
    def standard(self):
        from tests.factories import StandardVersionFactory

        return StandardVersionFactory().standard

    @cached_property
    def version(self):
        return self.standard.current_version

    @cached_property
    def crosswalk(self):
        return agreed_crosswalk(StandardVersionFactory(), StandardVersionFactory(), by=self.cast["trainer"])

    @cached_property
    def crosswalk_in_the_making(self):
        return open_crosswalk(StandardVersionFactory(), StandardVersionFactory(), by=self.cast["trainer"])

    # --- leaving ---

    @cached_property
    def folder(self):
        return self.draft.portfolio

    # --- a journal ---

    @cached_property
    def entry(self):
        words = {"text": "What I think.", "kept": [keep_in_one_go(self.practitioner, sound()).code]}
        return write_entry(self.practitioner, organisation=self.organisation, by=self.practitioner, **words)

    @cached_property
    def recording(self):
        return self.entry.recordings.get()

    # --- with the assessor ---

    @cached_property
    def unit(self):
        return self.make_unit()

    @cached_property
    def review(self):
        return share(self.unit, assessor=self.assessor)

    @cached_property
    def read_unit(self):
        """The unit the assessor reads now."""
        return self.review.submission.unit

    @cached_property
    def recorded(self):
        """What the assessor saw, in the practitioner’s folder; nobody shared it yet."""
        seen = {"kind_id": "observation", "name": "In the hall", "happened_on": date(2026, 3, 1)}
        return record_evidence(self.read_unit, by=self.assessor, identifiable="nobody", **seen)

    @cached_property
    def reader(self):
        """Whoever reads something here now, and may pass it on."""
        return self.review.assessor

    @cached_property
    def tie(self):
        """Between the assessor and someone who has nothing else here, said by the assessor."""
        someone = MembershipFactory(organisation=self.organisation).person
        between = {"practitioner": someone, "organisation": self.organisation}
        return say_tie(self.assessor, **between, kind="mentor", by=self.assessor)

    @cached_property
    def shared(self):
        """The version of evidence the assessor reads."""
        return self.review.submission.items.first().evidence_version

    @cached_property
    def shared_file(self):
        return drawn(self.shared.file_links.get().file)

    @cached_property
    def requirement(self):
        return self.unit.version.requirements.first()

    # --- a suite for everyone, as CASE has it ---

    @cached_property
    def case(self):
        """The public suite we ship, as a package of CASE 1.1."""
        page = seed_version().standard.suite.page
        return json.loads(b"".join(write_suite(page, suite_document(page, drafts=False))))

    @cached_property
    def case_document(self):
        return self.case["CFDocument"]["identifier"]

    @cached_property
    def case_item(self):
        return self.case["CFItems"][0]["identifier"]

    @cached_property
    def case_link(self):
        return self.case["CFAssociations"][0]["identifier"]

    @cached_property
    def case_item_type(self):
        return self.case["CFItems"][0]["CFItemTypeURI"]["identifier"]

    # --- a charter of this organisation ---

    @cached_property
    def charter(self):
        return adopted_charter(self.organisation)

    @cached_property
    def charter_version(self):
        return self.charter.current_version

    @cached_property
    def clause(self):
        return self.charter_version.clauses.last()

    @cached_property
    def amendment(self):
        """Put forward by the practitioner, and nobody else knows by whom."""
        return open_amendment(self.charter, by=self.practitioner)

    @cached_property
    def question(self):
        return ask(self.amendment, words="Why?", is_named=False, by=self.assessor)

    @cached_property
    def tag(self):
        """The draft lives that clause; nobody else may know of it."""
        return tag_clause(self.draft, self.clause, by=self.practitioner)

    @cached_property
    def shown_tag(self):
        """What members may read; it stays its owner's."""
        words = {"words": "We took turns.", "is_named": False, "yeses": []}
        return show_to_community(self.tag, **words, by=self.practitioner)

    @cached_property
    def someone(self):
        return str(self.draft.people.create(description="Purple top", basis="agreed").pk)

    @cached_property
    def agreement(self):
        return answer_charter(self.charter_version, answer="agrees", by=self.practitioner)

    @cached_property
    def talk(self):
        return answer_charter(self.charter_version, answer="talk", by=self.cast["colleague"]).talk

    # --- towards an award ---

    @cached_property
    def award(self):
        return published_award((None, [self.unit.version.standard]))

    @cached_property
    def pursuit(self):
        return start_pursuit(self.award, organisation=self.organisation, by=self.practitioner)

    # --- who set out together ---

    @cached_property
    def cohort(self):
        return cohort_in(self.organisation, by=self.cast["coordinator"])

    @cached_property
    def cohort_member(self):
        return add_person(self.cohort, self.practitioner, by=self.cast["coordinator"])

    # --- on offer ---

    @cached_property
    def offer(self):
        return share(self.make_unit())

    # --- judged, and seen differently ---

    @cached_property
    def difference(self):
        review = share(self.make_unit(), assessor=self.assessor)
        requirement = review.version.requirements.first()
        said = {"outcome": "not yet", "words": "Not seen.", "by": self.assessor}
        judgement = judge(review, requirement=requirement, **said)
        refer_back(review, by=self.assessor)
        judgement.refresh_from_db()
        return see_differently(judgement, by=self.practitioner, words="It is on page 2.")

    @cached_property
    def judged_unit(self):
        return self.difference.judgement.assessment.submission.unit

    @cached_property
    def judged_requirement(self):
        return self.difference.judgement.requirement

    # --- signed off ---

    @cached_property
    def signed(self):
        return sign(share(self.make_unit(), assessor=self.assessor))

    @cached_property
    def signed_shared(self):
        return self.signed.submission.items.first().evidence_version

    @cached_property
    def signed_file(self):
        return drawn(self.signed_shared.file_links.get().file)

    @cached_property
    def certificate(self):
        certificate = Certificate.objects.get(entries__submission=self.signed.submission)
        keep_document(certificate, b"%PDF-1.7 sample", commitment="0" * 64)
        return certificate

    @cached_property
    def certificate_token(self):
        return self.certificate.token


def drawn(file):
    make_previews(file.code)
    return file
