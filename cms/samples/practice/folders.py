"""Someone who practises: their folder, what is in it, and the standards they work on."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from assessments.models import Cohort, CohortMember
from cms.samples.words import NAMES, NOTES, SURNAMES, TOLD, WHAT, WHERE
from people.codes import new_code
from people.models import Membership, User
from people.roles import Role
from portfolios.fingerprints import FORM
from portfolios.models import (
    Claim,
    Evidence,
    EvidenceVersion,
    EvidenceVersionWords,
    Portfolio,
    Precision,
    Pursuit,
    Unit,
)
from portfolios.models import Identifiable as Who
from portfolios.operations.submission import digest_of

STANDARDS = 4  # each works on
PIECES = 8
IN_A_COHORT = 40
FIRST, LAST = 350, 200  # days ago, when people begin


@dataclass
class Someone:
    key: int
    code: str
    name: str
    portfolio: int
    pursuit: int
    began: Any
    pieces: list  # [Piece]


@dataclass(slots=True, eq=False)
class Piece:
    key: int
    code: str
    version: int
    version_code: str
    digest: str
    kind: str


@dataclass
class Begun:
    """A unit with its claims: {(key, code, kind) of a requirement: [Piece]}."""

    key: int
    code: str
    version: Any
    begun_at: Any
    claims: dict


def practitioner(load, place, number):
    rows, chance = load.rows, load.chance
    began = load.at - timedelta(days=chance.uniform(LAST, FIRST))
    name = f"{chance.choice(NAMES)} {chance.choice(SURNAMES)} {number}"
    code, folder, pursuit_code = new_code(), new_code(), new_code()
    key = rows.add(
        User, code=code, name=name, email=f"practitioner-{number}.all@samples.example",
        password=load.password, joined_at=began,
    )  # fmt: skip
    rows.add(
        Membership, person_id=key, organisation_id=place.organisation.pk, role=Role.PRACTITIONER.value,
        from_date=began.date(),
    )  # fmt: skip
    portfolio = rows.add(
        Portfolio, code=folder, owner_id=key, organisation_id=place.organisation.pk, started_at=began
    )
    pursuit = rows.add(
        Pursuit, code=pursuit_code, portfolio_id=portfolio, version_id=load.rules.pk, started_at=began
    )
    told = {"at": began, "place": place.code}
    by = place.coordinator.code
    load.chain.say(
        "role.given", by=by, about=("people.user", code), role=str(Role.PRACTITIONER), organisation=place.code, **told
    )  # fmt: skip
    load.chain.say(
        "portfolio.opened", by=code, about=("portfolios.portfolio", folder), organisation=place.code, **told
    )
    load.chain.say(
        "pursuit.started",
        by=code,
        about=("portfolios.pursuit", pursuit_code),
        version=load.rules.code,
        **told,
    )
    person = Someone(key, code, name, portfolio, pursuit, began, [])
    join(load, place, person)
    person.pieces = [piece(load, place, person, nth) for nth in range(1, PIECES + 1)]
    return person


def join(load, place, person):
    """The cohort that is filling up, or the next one."""
    if place.cohort is None or place.in_cohort == IN_A_COHORT:
        begin_cohort(load, place, person.began)
    place.in_cohort += 1
    code = new_code()
    load.rows.add(
        CohortMember, code=code, cohort_id=place.cohort[0], person_id=person.key, pursuit_id=person.pursuit,
        added_at=person.began,
    )  # fmt: skip
    load.chain.say(
        "cohort.joined", at=person.began, by=place.coordinator.code, about=("assessments.cohort", place.cohort[1]),
        place=place.code, member=code, person=person.code,
    )  # fmt: skip


def begin_cohort(load, place, at):
    code, place.in_cohort = new_code(), 0
    place.cohorts += 1
    key = load.rows.add(
        Cohort, code=code, organisation_id=place.organisation.pk, name=f"Sample group {place.cohorts:03}",
        award_id=load.award.pk, made_by_id=place.coordinator.pk, made_at=at,
    )  # fmt: skip
    place.cohort = (key, code)
    load.chain.say(
        "cohort.made", at=at, by=place.coordinator.code, about=("assessments.cohort", code), place=place.code,
        organisation=place.code, award=load.award.code,
    )  # fmt: skip


def piece(load, place, person, number):
    """A piece of evidence and the version of it that is shared."""
    chance = load.chance
    slug, kind = load.kinds[number % len(load.kinds)]
    at = person.began + timedelta(days=number * 3)
    words = {
        "name": f"{chance.choice(WHAT)} {chance.choice(WHERE)} (sample {number})",
        "happened_on": at.date(),
        "happened_precision": Precision.DAY.value,
        "identifiable": Who.NOBODY.value,
        "story": " ".join(chance.sample(TOLD, 3)),
        "result": chance.choice(TOLD),
        "next_time": chance.choice(TOLD),
    }
    digest = digest_of(Evidence(kind_id=slug, **words), [], [])
    code, version_code = new_code(), new_code()
    key = load.rows.add(
        Evidence, code=code, portfolio_id=person.portfolio, owner_id=person.key, recorded_by_id=person.key,
        kind_id=slug, created_at=at, changed_at=at, **words,
    )  # fmt: skip
    version = load.rows.add(
        EvidenceVersion,
        code=version_code,
        evidence_id=key,
        number=1,
        digest=digest,
        digest_form=FORM,
        file_count=0,
        frozen_at=at,
    )
    load.rows.add(EvidenceVersionWords, version_id=version, kind=slug, kind_name=kind, **words)
    load.chain.say(
        "evidence.added", at=at, by=person.code, about=("portfolios.evidence", code), place=place.code
    )
    return Piece(key, code, version, version_code, digest, slug)


def unit(load, place, person, version, count):
    """One standard with so many claims, each requirement once before any is claimed again."""
    at = person.began + timedelta(days=load.chance.uniform(1, 20))
    code = new_code()
    key = load.rows.add(Unit, code=code, portfolio_id=person.portfolio, version_id=version.pk, started_at=at)
    load.chain.say(
        "unit.started",
        at=at,
        by=person.code,
        about=("portfolios.unit", code),
        place=place.code,
        version=version.code,
    )
    claims = {}
    for nth in range(count):
        requirement = version.requirements[nth % len(version.requirements)]
        claims.setdefault(requirement, []).append(person.pieces[(nth + requirement[0]) % PIECES])
    for requirement, pieces in claims.items():
        for shown in dict.fromkeys(pieces):
            claim(load, place, person, (key, code), requirement, shown, at)
    return Begun(key, code, version, at, {one: list(dict.fromkeys(pieces)) for one, pieces in claims.items()})


def claim(load, place, person, unit, requirement, shown, at):
    at += timedelta(days=30)
    note = load.chance.choice(NOTES) if load.chance.random() < 0.3 else ""
    load.rows.add(
        Claim, unit_id=unit[0], evidence_id=shown.key, requirement_id=requirement[0], note=note,
        made_by_id=person.key, made_at=at,
    )  # fmt: skip
    load.chain.say(
        "claim.made", at=at, by=person.code, about=("portfolios.evidence", shown.code), place=place.code,
        unit=unit[1], requirement=requirement[1],
    )  # fmt: skip
