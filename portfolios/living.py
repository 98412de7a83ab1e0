"""What the community may read of how a clause is lived: asked anew each time someone reads it. No yes, no words.

`may_be_read` is the one condition; `reasons_against` says of the same, to the owner alone, what is missing and what to do.
"""

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from community.models import Charter, Clause, ClauseKind
from people.models import Membership
from portfolios.consent import no_longer_willing
from portfolios.models import ClauseTag, Identifiable, PersonInEvidence, SaidYes

AGREED = PersonInEvidence.Basis.AGREED


def may_be_read():
    """Of a ClauseTag: shown by its owner, who is still here; nothing changed since; everyone in it agreed to this."""
    as_it_was = Q(shown_at__isnull=False, evidence__withdrawn_at=None, evidence__revision=F("shown_revision"))
    as_it_was &= Q(evidence__hidden_at=None)
    here = Q(evidence__owner__is_active=True, charter__organisation=F("evidence__portfolio__organisation"))
    nobody_else = Q(evidence__identifiable=Identifiable.NOBODY)
    others_known = Q(evidence__identifiable=Identifiable.OTHERS) & Q(Exists(people()))
    unsettled = ~Q(basis=AGREED) | no_longer_willing() | ~Exists(yes_of_person())
    everyone = ~Q(Exists(people().filter(unsettled)))
    return as_it_was & ~Q(words="") & here & (nobody_else | others_known) & everyone & Q(Exists(still_here()))


def people():
    return PersonInEvidence.objects.filter(evidence=OuterRef("evidence"))


def yes_of_person():
    return SaidYes.objects.filter(tag=OuterRef(OuterRef("pk")), person=OuterRef("pk"))


def still_here():
    owner, place = OuterRef("evidence__owner"), OuterRef("charter__organisation")
    return Membership.objects.current().filter(person=owner, organisation=place)


def lived_where_they_belong(person):
    return may_be_read() & Q(charter__organisation__in=places_of(person))


def places_of(person):
    return {membership.organisation_id for membership in person.current_memberships}


# --- to the owner: what is missing ----------------------------------------------------------


def missing_in(evidence, people, agreed):
    """What keeps it from being shown, in sentences. `agreed`: pks of `people` who said yes to this, apart from sharing."""
    if evidence.withdrawn_at:
        return [_("You took this evidence back, so nothing of it is shown.")]
    missing = []
    if evidence.hidden_at:
        missing.append(_("Someone asked for it to be out of sight. See “Who is in it” for what helps."))
    if not evidence.identifiable:
        missing.append(_("Say first who can be seen, heard or named in this evidence."))
    if evidence.identifiable == Identifiable.OTHERS and not people:
        missing.append(_("Say who the other people in it are, in a few words, without names."))
    for person in people:
        about = {"person": person.description}
        if person.basis != AGREED:
            missing.append(_("%(person)s has not agreed to be in this evidence. Ask them first.") % about)
        elif person.pk not in agreed:
            missing.append(
                _("%(person)s has not said yes to the community reading this. Ask them, and tick it.") % about
            )
    return missing


def reasons_against(tag, people, agreed, *, is_here):
    """Why what its owner said yes to is not shown just now; empty where it is. `is_here`: they belong to that place."""
    evidence, reasons = tag.evidence, []
    if not evidence.withdrawn_at and evidence.revision != tag.shown_revision:
        reasons.append(_("You changed the evidence since. Look at it again, and say yes again."))
    reasons += missing_in(evidence, people, agreed)
    if tag.charter.organisation_id != evidence.portfolio.organisation_id:
        reasons.append(_("This charter no longer belongs to the place your evidence is in."))
    elif not is_here:
        reasons.append(_("You no longer belong to the place whose charter this is."))
    return reasons


# --- as the owner's page shows it -----------------------------------------------------------


@dataclass(frozen=True)
class Tagged:
    """A tag as its owner sees it. `clause`: in its words of today, None where the charter no longer has it."""

    tag: ClauseTag
    clause: Clause | None
    people: list  # [(person in it, whether they said yes to this)]
    is_read: bool
    reasons: list

    @property
    def was_shown(self):
        return self.tag.shown_at is not None


def tagged(evidence, *, by):
    """[Tagged] of a piece of evidence, the newest first; as many questions for one tag as for thirty."""
    rows = evidence.clause_tags.select_related("charter", "clause", "evidence__portfolio")
    tags = list(rows.prefetch_related("yeses"))
    if not tags:
        return []
    read = set(evidence.clause_tags.filter(may_be_read()).values_list("pk", flat=True))
    today, people = clauses_today(tags), list(evidence.people.all())
    return [seen(tag, people, today, is_read=tag.pk in read, places=places_of(by)) for tag in tags]


def seen(tag, people, today, *, is_read, places):
    agreed = {yes.person_id for yes in tag.yeses.all()}
    reasons = reasons_against(tag, people, agreed, is_here=tag.charter.organisation_id in places)
    clause = today.get((tag.charter_id, tag.clause_lineage))
    asked = [(person, person.pk in agreed) for person in people]
    return Tagged(tag, clause, asked, is_read, reasons if tag.shown_at else [])


def clauses_today(tags):
    """{(charter pk, lineage): the clause as that charter has it today}"""
    lineages = {tag.clause_lineage for tag in tags}
    rows = Clause.objects.filter(lineage__in=lineages, version__charter__in={tag.charter_id for tag in tags})
    rows = rows.filter(version__charter__current_version=F("version")).select_related("version")
    return {(clause.version.charter_id, clause.lineage): clause for clause in rows}


def charters_here(evidence):
    """Charters of the place this evidence is in; those that are only to read are nobody's to live by."""
    place = evidence.portfolio.organisation_id
    return Charter.objects.filter(organisation=place, current_version__isnull=False)


def clauses_to_choose(evidence, words=""):
    """[(charter, [(heading or None, [clauses])])] of those clauses in which every word of a search stands."""
    wanted, found = words.casefold().split(), []
    versions = {charter.current_version_id: charter for charter in charters_here(evidence)}
    for clause in Clause.objects.filter(version__in=versions).order_by("version", "position"):
        charter = versions[clause.version_id]
        if not found or found[-1][0] != charter:
            found.append((charter, [(None, [])]))
        if clause.kind == ClauseKind.SECTION:
            found[-1][1].append((clause, []))
        elif all(word in clause.words.casefold() for word in wanted):
            found[-1][1][-1][1].append(clause)
    return [(charter, [section for section in sections if section[1]]) for charter, sections in found]
