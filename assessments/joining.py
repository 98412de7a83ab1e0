"""What a list of people would do to a cohort, row by row, before anything happens; and the same, to be agreed to."""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from assessments.models import CohortMember
from people.models import Invitation, Membership
from people.roles import Role

INVITE, BY_LINK, AGAIN, WAITS, HERE, ALSO, ALREADY, NOT_TAKEN = (
    "invite", "by link", "again", "waits", "here", "also", "already", "not taken"
)  # fmt: skip
ASKED = (INVITE, BY_LINK, AGAIN)  # who gets an invitation of their own


@dataclass
class Entry:
    """What would happen to one row. `person`, `invitation`, `member`: who or what is here already."""

    row: object
    what: str
    why: str = ""
    person: object = None
    invitation: object = None
    member: object = None
    enrols: bool = False

    @property
    def words(self):
        return sentence_for(self)


@dataclass
class Plan:
    """`entries` in the order of the list; `digest` names exactly this: SHA-256, hexadecimal."""

    cohort: object
    entries: list
    award: object = None  # what people who are here are enrolled on; None: on nothing
    digest: str = ""
    counts: dict = field(default_factory=dict)

    @property
    def not_taken(self):
        return self.counts[NOT_TAKEN]

    @property
    def left_out(self):
        return self.of(NOT_TAKEN)

    @property
    def does_something(self):
        return any(entry.what not in (ALREADY, NOT_TAKEN) for entry in self.entries)

    def of(self, *whats):
        return [entry for entry in self.entries if entry.what in whats]


def plan_of(cohort, rows, *, at_hand=None):
    """What these rows would do to a cohort now. Three queries, however many rows."""
    award = cohort.award if cohort.award and cohort.award.is_open_to_start() else None
    known = at_hand or Known(cohort, rows)
    entries, seen = [], {}
    for row in rows:
        entry = entry_for(row, known, seen)
        entry.enrols = award is not None and entry.what in (HERE, ALSO)
        entries.append(entry)
    counts = {what: 0 for what in (INVITE, BY_LINK, AGAIN, WAITS, HERE, ALSO, ALREADY, NOT_TAKEN)}
    for entry in entries:
        counts[entry.what] += 1
    return Plan(cohort, entries, award, digest_of(cohort, award, entries), counts)


def digest_of(cohort, award, entries):
    told = [
        [
            entry.row.number,
            entry.row.name,
            entry.row.email,
            entry.what,
            entry.why,
            entry.person.code if entry.person else "",
            entry.invitation.code if entry.invitation else "",
        ]
        for entry in entries
    ]
    text = json.dumps([cohort.code, award.code if award else "", told], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def key_of(row):
    """How a row is known again: by its e-mail, or, without one, by its name."""
    return row.email.casefold() or f" {row.name.casefold()}"


def entry_for(row, known, seen):
    if row.why:
        return Entry(row, NOT_TAKEN, row.why)
    key = key_of(row)
    if key in seen:
        return Entry(row, NOT_TAKEN, twice(row, seen[key]))
    seen[key] = row.number
    return known.entry_for(row, key)


def twice(row, number):
    if row.email:
        return _("this e-mail stands in row %d too") % number
    return _("this name stands in row %d too; give each an e-mail, to tell them apart") % number


class Known:
    """Who and what is in this place already, for the people of a list. Only this place: of others nothing is told."""

    def __init__(self, cohort, rows):
        emails = {row.email.casefold() for row in rows if row.email}
        self.people, self.roles = {}, defaultdict(set)
        for membership in here_by_email(cohort.organisation_id, emails):
            self.people[membership.person.email.casefold()] = membership.person
            self.roles[membership.person_id].add(membership.role)
        invited = open_to_practise(cohort.organisation_id).annotate(folded=Lower("email"))
        self.invited = {one.email.casefold(): one for one in invited.filter(folded__in=emails).order_by("pk")}
        self.members, self.members_asked = {}, {}
        for member in current_members(cohort):
            if member.person_id:
                self.members[member.person_id] = member
            else:
                self.members_asked[key_of(member.invitation)] = member

    def entry_for(self, row, key):
        if person := self.people.get(row.email.casefold()) if row.email else None:
            return self.entry_for_person(row, person)
        if member := self.members_asked.get(key):
            what = ALREADY if member.invitation.is_open else AGAIN
            return Entry(row, what, invitation=member.invitation, member=member)
        if invitation := self.invited.get(row.email.casefold()) if row.email else None:
            return Entry(row, WAITS, invitation=invitation)
        return Entry(row, INVITE if row.email else BY_LINK)

    def entry_for_person(self, row, person):
        if member := self.members.get(person.pk):
            return Entry(row, ALREADY, person=person, member=member)
        what = HERE if Role.PRACTITIONER in self.roles[person.pk] else ALSO
        return Entry(row, what, person=person, member=self.members_asked.get(key_of(row)))


def here_by_email(organisation, emails):
    here = Membership.objects.current().filter(organisation=organisation, person__is_active=True)
    return here.annotate(folded=Lower("person__email")).filter(folded__in=emails).select_related("person")


def open_to_practise(organisation):
    return Invitation.objects.open().filter(organisation=organisation, role=Role.PRACTITIONER)


def current_members(cohort):
    return CohortMember.objects.filter(cohort=cohort, left_at=None).select_related("person", "invitation")


# --- in words -------------------------------------------------------------------------------


def sentence_for(entry):
    if entry.what == NOT_TAKEN:
        return _("Not taken, because %(why)s.") % {"why": entry.why}
    if entry.what in (HERE, ALSO):
        return " ".join(words_for_here(entry))
    return {
        INVITE: _("Will be invited."),
        BY_LINK: _("Will be invited. There is no e-mail, so give them the link yourself."),
        AGAIN: _("Will be invited again: the invitation from before no longer works."),
        WAITS: _("Invited before, and the invitation still works: it leads into this group too."),
        ALREADY: _("In this group already. Nothing happens."),
    }[entry.what]


def words_for_here(entry):
    yield _("Here already, as %(name)s.") % {"name": entry.person}
    if entry.what == ALSO:
        yield _("Becomes a practitioner too.")
    yield _("Will be enrolled.") if entry.enrols else _("Joins the group.")
