"""A cohort's people as its page shows them: for each standard what it needs, and who that waits for."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from assessments.cohorts import Need, in_award, needs_from, rounds_now
from portfolios.models import Unit
from standards.models import AwardMember


@dataclass
class Standing:
    """One standard of one person: what it needs, and who it waits for. `since`: when it was shared."""

    title: str
    need: Need
    waits_for: str = ""
    since: object = None
    unit: object = None

    @property
    def words(self):
        return _("Signed off") if self.need == Need.SO_FAR else self.need.label


@dataclass
class Someone:
    """A member of a cohort as its page shows them. `needs`: each once, in the order of Need."""

    member: Any
    standings: list = field(default_factory=list)
    needs: list = field(default_factory=list)
    signed_off: int = 0
    asked: int = 0  # how many standards the award asks for; 0 without one

    @property
    def waits_for_award(self):
        """All of it is signed off, and the award was not given: a second look or a panel comes first."""
        return bool(self.asked) and self.signed_off >= self.asked and not self.member.is_done


def people_in_words(cohort, members):
    """[Someone] for these members, with everything the page says. Three queries, however many they are."""
    owners = [member.person_id for member in members if member.person_id]
    rounds = {}
    for assessment in rounds_now(cohort).filter(owner__in=owners).select_related("assessor", "submission"):
        rounds[assessment.submission.unit_id] = assessment
    standings, done = {owner: [] for owner in owners}, {owner: set() for owner in owners}
    for unit in units_of_people(cohort, owners):
        standing = standing_of(unit, rounds.get(unit.pk))
        standings[unit.portfolio.owner_id].append(standing)
        if standing.need == Need.SO_FAR:
            done[unit.portfolio.owner_id].add(unit.version.standard_id)
    groups = groups_of(cohort)
    return [
        someone(member, standings.get(member.person_id, []), done.get(member.person_id, set()), groups)
        for member in members
    ]


def units_of_people(cohort, owners):
    units = Unit.objects.filter(
        in_award(cohort), portfolio__owner__in=owners, portfolio__organisation=cohort.organisation_id
    )
    return units.filter(carried_to=None).select_related("version", "portfolio").order_by("started_at", "pk")


def standing_of(unit, assessment):
    if assessment is None:
        return Standing(unit.version.title, Need.NOTHING_SHARED, unit=unit)
    reader = str(assessment.assessor) if assessment.assessor_id else ""
    need = Need(assessment.need)
    waits_for = reader if need in (Need.READING, Need.READY) else ""
    return Standing(unit.version.title, need, waits_for, assessment.submission.shared_at, unit)


def groups_of(cohort):
    """[(standards, how many are needed)] of the award's newest rules; none without an award. One query."""
    rules = cohort.award.current_version_id if cohort.award_id else None
    if rules is None:
        return []
    groups: dict[int, tuple[set, int | None]] = {}
    rows = AwardMember.objects.filter(version=rules).order_by("position")
    for group, standard, needed in rows.values_list("group", "standard", "needed"):
        groups.setdefault(group, (set(), needed))[0].add(standard)
    return [
        (standards, len(standards) if needed is None else min(needed, len(standards)))
        for standards, needed in groups.values()
    ]


def someone(member, standings, done, groups):
    asked = sum(needed for _standards, needed in groups)
    signed_off = sum(min(len(standards & done), needed) for standards, needed in groups)
    signed_off = signed_off if groups else len(done)
    needs = needs_from(
        {standing.need for standing in standings},
        has_joined=member.person_id is not None,
        is_done=member.is_done,
    )
    return Someone(member, standings, needs, signed_off, asked)
