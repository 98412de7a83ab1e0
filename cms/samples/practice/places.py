"""The places: who assesses, assures and coordinates there, towards which award, and how they look a second time."""

from dataclasses import dataclass
from datetime import timedelta

from assessments.models import AssessorRoom, Experience, Risk, SamplingPlan, Stage
from assessments.operations.licences import record_licence
from assessments.operations.pools import set_pool
from assessments.operations.strategies import make_plan, make_strategy
from cms.samples.people import QUALIFIED
from cms.samples.words import NAMES, SURNAMES
from people.models import Organisation, User
from people.operations.organisations import found_organisation, give_role
from people.roles import Role
from standards.models import AwardDefinition, Requirement
from standards.operations.awards import draft_award, publish_award

AWARD = "Sample award in community practice"
ONE_ASSESSOR_FOR, ONE_TRAINEE_FOR, ONE_IQA_FOR = 50, 500, 1000  # people
DAYS = 90  # of a plan


@dataclass(frozen=True)
class Version:
    """A published standard with its requirements: [(key, code, kind)]."""

    pk: int
    code: str
    standard_id: int
    title: str
    suite_title: str
    key_area: str
    number: int
    urn: str
    requirements: list


@dataclass
class Place:
    organisation: Organisation
    coordinator: User
    iqas: list
    assessors: list
    trainees: list
    earlier: SamplingPlan
    current: SamplingPlan
    cohort: tuple | None = None  # key and code of the one that is filling up
    cohorts: int = 0
    in_cohort: int = 0

    @property
    def code(self):
        return self.organisation.code

    def countersigner_of(self, trainee):
        return countersigner(self.assessors, self.trainees.index(trainee))


def countersigner(assessors, nth):
    """Who agrees to what a trainee decides."""
    return assessors[nth % len(assessors)]


def versions_of(standards):
    found = []
    rows = {}
    for one in Requirement.objects.filter(version__in=[s.current_version_id for s in standards]):
        rows.setdefault(one.version_id, []).append((one.pk, one.code, one.kind))
    for standard in standards:
        version = standard.current_version
        words = (version.title, version.suite_title, version.key_area, version.number)
        found.append(Version(version.pk, version.code, standard.pk, *words, standard.urn, rows[version.pk]))
    return found


def sample_award(standards, *, needed, by=None):
    """The award everyone works towards: any so many of these standards. Found again when it is there."""
    suite = standards[0].suite
    award = AwardDefinition.objects.filter(suite=suite, title=AWARD).first()
    if award is None:
        group = {"title": "", "needed": needed, "standards": standards}
        award = draft_award(suite, rules={"title": AWARD}, groups=[group], by=by)
        publish_award(award, why="", revision=award.revision, by=by)
        award.refresh_from_db()
    return award


def found(number, people, award, *, password, at):
    """A place with whoever so many people need. `password`: as it is kept, hashed once for all."""
    organisation = found_organisation(f"Sample place {number}")
    staff = Staff(organisation, number, password)
    coordinator = staff.someone(Role.COORDINATOR, 1)
    iqas = staff.several(Role.IQA, max(2, people // ONE_IQA_FOR))
    assessors = staff.several(Role.ASSESSOR, 1 + people // ONE_ASSESSOR_FOR)
    trainees = [
        staff.someone(Role.ASSESSOR, len(assessors) + 1 + n) for n in range(1 + people // ONE_TRAINEE_FOR)
    ]
    license_all(organisation, assessors, trainees, by=coordinator, at=at)
    set_pool(award, organisation=organisation, assessors=[*assessors, *trainees], by=coordinator, revision=0)
    AssessorRoom.objects.bulk_create(
        AssessorRoom(person=person, organisation=organisation, most=200) for person in assessors[::2]
    )
    return Place(
        organisation, coordinator, iqas, assessors, trainees, *plans(organisation, award, iqas[0], at)
    )


def license_all(organisation, assessors, trainees, *, by, at):
    told = {
        "organisation": organisation,
        "by": by,
        "qualification": QUALIFIED,
        "from_date": (at - timedelta(days=400)).date(),
    }
    for person in assessors:
        record_licence(person, **told)
    for nth, person in enumerate(trainees):
        record_licence(person, **told, is_trainee=True, countersigner=countersigner(assessors, nth))


def plans(organisation, award, iqa, at):
    """What was looked at in the last months, and what is planned in these."""
    rates = {
        (experience, risk, stage): 25 for experience in Experience for risk in Risk for stage in Stage
    }  # of a hundred
    strategy = make_strategy(organisation, award=award, rates=rates, by=iqa)
    today = organisation.date_of(at)
    yield make_plan(
        strategy, from_date=today - timedelta(days=2 * DAYS), until_date=today - timedelta(days=DAYS), by=iqa
    )
    yield make_plan(
        strategy, from_date=today - timedelta(days=DAYS - 1), until_date=today + timedelta(days=DAYS), by=iqa
    )


@dataclass(frozen=True)
class Staff:
    organisation: Organisation
    number: int
    password: str

    def someone(self, role, nth):
        name = f"{NAMES[(self.number + nth) % len(NAMES)]} {SURNAMES[nth % len(SURNAMES)]}"
        email = f"{role}-{nth}.place-{self.number}@samples.example"
        person = User.objects.create(name=f"{name} {self.number}.{nth}", email=email, password=self.password)
        give_role(person, role=role, organisation=self.organisation, by=None)
        return person

    def several(self, role, count):
        return [self.someone(role, nth) for nth in range(1, count + 1)]
