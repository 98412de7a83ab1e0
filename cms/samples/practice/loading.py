"""All of it: places with their people, and for each of those a folder, standards and rounds in every state."""

import random
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.utils import timezone

from assessments import models as a
from assessments.models.certificate import new_number
from cms.samples.loading import Size, standards_of
from cms.samples.practice import folders, places, stories
from cms.samples.practice.chain import Chain
from cms.samples.practice.rows import Rows
from people import models as people
from people.audit import operation, record
from portfolios import models as p
from portfolios.declarations import declaring
from portfolios.models import EvidenceKind, KindQuestion, MadeBy

STANDARDS, REQUIREMENTS = (
    25,
    12,
)  # of the suite; a requirement is a criterion, a piece of knowledge or a value
AT_ONCE = 100  # people whose rows are held before they are written
TABLES = [
    people.User, people.Membership, p.Portfolio, p.Pursuit, a.Cohort, a.CohortMember, p.Unit, p.Evidence,
    p.EvidenceVersion, p.EvidenceVersionWords, p.Claim, p.Submission, p.SubmissionItem, a.Assignment, a.Assessment,
    a.PieceOpened, a.Judgement, a.JudgementWords, a.JudgementBasis, a.Soundness, a.Question, a.Transition,
    a.ProposedDecision, a.SignOff, a.SignOffSeen, a.SignOffWords, a.Award, a.Certificate, a.CertificateEntry,
    a.CertificateName, a.Sample, a.Covered, a.UntiedLook, a.NotedFirst, a.SampleRecord, a.SampleWords, a.SampledPart,
    a.SampledPiece, a.Action, a.WordsKey, people.AuditEvent,
]  # fmt: skip


@dataclass(frozen=True)
class Extent:
    """How much: standards that people work on, and places they are spread over. The first place is the largest."""

    units: int
    places: int

    @property
    def people(self):
        return -(-self.units // folders.STANDARDS)

    def shares(self):
        """How many people each place has: the first a fifth of all, or at least a page full."""
        first = min(self.people, max(20, self.people // 5))
        rest, others = self.people - first, max(self.places - 1, 1)
        return [first, *(rest // others + (nth < rest % others) for nth in range(others))]


SIZES = {"small": Extent(100, 2), "medium": Extent(5_000, 8), "large": Extent(100_000, 40)}


@dataclass
class Load:
    """What is at hand while rows are written; afterwards, the places and what there is."""

    extent: Extent
    chance: random.Random
    at: Any
    password: str
    award: Any
    rules: Any
    versions: list
    kinds: list
    declaration: str
    places: list
    left: int  # standards that are still to be begun
    told: list  # the stories told so far, until each was told
    rows: Any = None
    chain: Any = None

    number = staticmethod(new_number)


def load_practice(extent, *, seed=1, password=None, told=lambda _people: None):
    """Write it, whole or not at all. `told`: called with how many people there are so far. Returns the Load."""
    with transaction.atomic():
        check_as_they_come()
        load = begun(extent, seed, password)
        write_people(load, told)
        finish(load)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # the database plans by what is there now
    return load


def check_as_they_come():
    """A million checks waiting for the end take room."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def begun(extent, seed, password):
    """The suite, the award and the places with whoever works there."""
    at, kept = timezone.now(), make_password(password)
    standards = standards_of(Size(units=STANDARDS, requirements=REQUIREMENTS))
    award = places.sample_award(standards, needed=folders.STANDARDS)
    wanted = KindQuestion.objects.filter(is_wanted=True).values("kind")
    kinds = EvidenceKind.objects.filter(made_by=MadeBy.PRACTITIONER).exclude(pk__in=wanted)
    first = people.Organisation.objects.count() + 1
    there = [
        places.found(number, share, award, password=kept, at=at)
        for number, share in enumerate(extent.shares(), start=first)
    ]
    return Load(
        extent, random.Random(seed), at, kept, award, award.current_version, places.versions_of(standards),  # noqa: S311
        list(kinds.values_list("slug", "name")), declaring(), there, extent.units, [],
    )  # fmt: skip


def write_people(load, told):
    load.rows = Rows(TABLES, now=load.at)
    load.chain = Chain(load.rows)
    first = people.User.objects.count()
    for written, place in enumerate(in_turn(load), start=1):
        stories.tell(load, place, first + written)
        if written % AT_ONCE == 0:
            write(load)
            told(written)
    write(load)
    load.rows.close()


def in_turn(load):
    """The place of each person: what happens in one stands between what happens in others, as it would."""
    shares = zip(load.places, load.extent.shares(), strict=True)
    turns = [(nth / share, number) for number, (_place, share) in enumerate(shares) for nth in range(share)]
    return [load.places[number] for _turn, number in sorted(turns)]


def write(load):
    load.chain.write()
    load.rows.write()


@operation
def finish(load):
    record(
        "sample.loaded",
        by=load.places[0].coordinator,
        subject=load.places[0].organisation,
        units=load.extent.units,
    )
