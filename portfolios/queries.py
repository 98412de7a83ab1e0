"""What can be asked of a portfolio. A query is a noun and brings everything its page shows."""

from django.db.models import Count, Exists, F, OuterRef, Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from portfolios.consent import about_people, wants_about_people
from portfolios.coverage import Coverage, Part, Row
from portfolios.models import (
    Claim,
    Evidence,
    EvidenceFile,
    Pursuit,
    Scan,
    Submission,
    SubmissionItem,
    Unit,
)
from portfolios.registry import READERS, SIGNED_OFF, STANDINGS
from portfolios.staying import remember_who_saw
from portfolios.sufficiency import Group, Progress, Step, checks_of
from standards.models import AwardMember, Kind, Requirement
from standards.queries.awards import grouped
from standards.registry import Note


def coverage_of(unit):
    """Every requirement of the unit's version with its claims, and where each stands."""
    return coverages_of([unit])[unit.pk]


def coverages_of(units):
    """{unit pk: Coverage}. Four queries, and one for each way of judging, however many units."""
    claims, shared = claims_in(units), shared_now(units)
    standings = standings_in({unit.pk for unit in units} | origins_of(claims))
    wordings = {}
    asked = Requirement.objects.filter(version__in={unit.version_id for unit in units})
    for requirement in asked.order_by("position"):
        wordings.setdefault(requirement.version_id, []).append(requirement)
    found = {}
    for unit in units:
        parts = {kind: Part(kind) for kind in Kind}
        for requirement in wordings.get(unit.version_id, ()):
            key = (unit.pk, requirement.pk)
            row = Row(requirement, claims.get(key, []), standings.get(key), is_with_assessor=key in shared)
            row.before = found_before(row, standings)
            parts[Kind(requirement.kind)].rows.append(row)
        found[unit.pk] = Coverage(list(parts.values()))
    return found


def claims_in(units):
    """{(unit pk, requirement pk): its claims, each with its evidence}"""
    found = {}
    claims = Claim.objects.filter(unit__in=units).select_related("evidence__kind", "carried_from")
    for claim in claims.order_by("pk"):
        found.setdefault((claim.unit_id, claim.requirement_id), []).append(claim)
    remember_who_saw([claim.evidence for several in found.values() for claim in several])
    return found


def origins_of(claims):
    """The pks of older units that these claims came from."""
    return {c.carried_from.unit_id for several in claims.values() for c in several if c.carried_from}


def found_before(row, standings):
    """The newest standing that a claim of this row had where it came from, or None. It is not a standing here."""
    origins = [claim.carried_from for claim in row.claims if claim.carried_from]
    known = [standings.get((origin.unit_id, origin.requirement_id)) for origin in origins]
    return max((standing for standing in known if standing), key=lambda s: s.at, default=None)


def standings_in(units, *, words=True):
    """`units`: rows, or their pks. Without `words`, only the outcome and the round of each."""
    return {key: standing for ask in STANDINGS for key, standing in ask(units, words=words).items()}


def shared_now(units):
    """{(unit pk, requirement pk)} of what an assessor has at this moment."""
    shared_rounds = Submission.objects.filter(unit__in=units, is_open=True)
    return set(shared_rounds.order_by().values_list("unit_id", "items__requirement_id"))


def reader_of(unit):
    """The assessor who reads this unit, or None while nobody does."""
    return readers_of([unit]).get(unit.pk)


def readers_of(units):
    """{unit pk: the assessor who reads it}; a unit nobody reads is left out."""
    return {key: person for ask in READERS for key, person in ask(units).items()}


def units_of(person, *, organisation):
    """A person's standards here, in the order they were begun. Without an organisation: everywhere."""
    units = Unit.objects.filter(portfolio__owner=person).select_related(
        "version__standard__current_version", "portfolio__organisation"
    )
    return units.filter(portfolio__organisation=organisation) if organisation else units


def units_to_match(person, *, organisation):
    """A person's standards here with every requirement, for saying what a piece of evidence shows.

    Those they went on from with newer words come last, and have `was_carried_on`.
    """
    went_on = Exists(Unit.objects.filter(carried_from=OuterRef("pk")))
    units = units_of(person, organisation=organisation).annotate(was_carried_on=went_on)
    return units.order_by("was_carried_on", "started_at", "pk").prefetch_related("version__requirements")


def rounds_of(units):
    """What was shared of these units, newest first."""
    return (
        Submission.objects.filter(unit__in=units)
        .select_related("unit__version")
        .order_by("-shared_at", "-pk")
    )


def evidence_of(person, *, organisation):
    """A person's evidence here, newest change first, with its claims counted and its files at hand.

    Without an organisation, because every role of theirs has ended: everywhere.
    """
    counted = owned_by(person, organisation).annotate(
        matched=Count("claims__requirement", distinct=True), is_shared=is_shared()
    )
    # Counting forgets the order of the model.
    return counted.order_by("-changed_at", "-pk").prefetch_related(files_at_hand())


def owned_by(person, organisation):
    evidence = Evidence.objects.filter(owner=person)
    return evidence.filter(portfolio__organisation=organisation) if organisation else evidence


def files_at_hand():
    """The files that are still there, each with the pictures we drew of it."""
    return Prefetch(
        "files", EvidenceFile.objects.present().select_related("redacted_from").prefetch_related("renditions")
    )


def evidence_for(unit):
    """What this unit can be matched with: the evidence of its portfolio that was not taken back."""
    return unit.portfolio.evidence.filter(withdrawn_at=None).prefetch_related(files_at_hand())


def shows_of(evidence):
    """{unit code: {requirement pk: note}} of what a piece of evidence is said to show."""
    found = {}
    for claim in evidence.claims.select_related("unit"):
        found.setdefault(claim.unit.code, {})[claim.requirement_id] = claim.note
    return found


def is_shared():
    return Exists(SubmissionItem.objects.filter(evidence_version__evidence=OuterRef("pk")))


def evidence_to_share(unit):
    """Evidence matched to this unit, each with what it claims."""
    return (
        Evidence.objects.filter(claims__unit=unit)
        .distinct()
        .prefetch_related(
            files_at_hand(),
            "kind__questions",
            Prefetch(
                "claims", Claim.objects.filter(unit=unit).select_related("requirement"), to_attr="in_unit"
            ),
        )
    )


def missing_for_sharing(evidence):
    """{evidence: [sentences]} for each piece that can't be shared yet. Two queries, however many."""
    held = EvidenceFile.objects.present().filter(evidence=OuterRef("pk"), scan=Scan.FOUND)
    rows = evidence.annotate(
        **about_people(),
        own_part=F("as_part__words"),
        has_virus=Exists(held),
    ).prefetch_related("kind__questions")
    return {piece: says for piece in rows if (says := wants_of(piece))}


def wants_of(evidence):
    """What this piece still wants before it can be shared, in sentences. `evidence` comes annotated."""
    wants = []
    if not evidence.name:
        wants.append(_("Give it a name. A few words is fine."))
    if not evidence.kind_id:
        wants.append(_("Say what kind of evidence it is."))
    else:
        wants += [_("Answer “%(question)s”") % {"question": one.words} for one in unanswered(evidence)]
    if evidence.own_part == "":
        wants.append(_("Others were asked about their part in it. Say what your own part was."))
    if not evidence.happened_on:
        wants.append(_("Say when it happened. The year is enough."))
    wants += wants_about_people(evidence)
    if evidence.has_virus:
        wants.append(_("A virus was found in one of its files. Take that file off."))
    if evidence.withdrawn_at:
        wants.append(_("You took this back."))
    return wants


def unanswered(evidence):
    """The questions of its kind that sharing asks for, and that have no answer yet."""
    asked = () if evidence.is_testimony else evidence.kind.questions.all()
    return [one for one in asked if one.is_wanted and one.is_asked and not evidence.details.get(one.key)]


# --- awards ---------------------------------------------------------------------------------


def pursuits_of(person, *, organisation=None):
    """Awards a person works towards here and has not set aside. Without an organisation: everywhere."""
    pursuits = Pursuit.objects.filter(portfolio__owner=person, set_aside_at=None).select_related(
        "version__award", "portfolio"
    )
    return pursuits.filter(portfolio__organisation=organisation) if organisation else pursuits


def note_on_award(award, *, person, organisation):
    """Where someone goes on with an award they began, and how it stands; None for anyone else."""
    begun = Pursuit.objects.filter(
        version__award=award, portfolio__owner=person, portfolio__organisation=organisation
    )
    pursuit = begun.order_by(F("set_aside_at").desc(nulls_first=True), "-pk").first()
    if pursuit is None:
        return None
    url = reverse("pursuit-detail", args=[pursuit.code])
    if pursuit.set_aside_at:
        return Note(_("You set this award aside. It is as you left it."), url, _("Look at it again"))
    return Note(_("You work towards this award."), url, _("See how far you are"))


def award_checks_of(unit, coverage):
    """[(pursuit, its checks)] for each award its owner works towards that counts this standard. One query."""
    pursuits = Pursuit.objects.filter(portfolio=unit.portfolio_id, set_aside_at=None)
    pursuits = pursuits.filter(version__members__standard=unit.version.standard_id).select_related("version")
    return [(pursuit, checks_of(coverage, pursuit.version)) for pursuit in pursuits]


def progress_of(pursuit):
    """How far a pursuit is: every standard of its award with what it still asks."""
    return progresses_of([pursuit])[pursuit.pk]


def progresses_of(pursuits):
    """{pursuit pk: Progress}. As many queries for one as for thirty."""
    if not pursuits:
        return {}
    rows = AwardMember.objects.filter(version__in={p.version_id for p in pursuits})
    members = list(rows.select_related("standard__current_version").order_by("version", "position"))
    units = newest_units({p.portfolio_id for p in pursuits}, {m.standard_id for m in members})
    coverages, signed_off = coverages_of(list(units.values())), signed_off_in(list(units.values()))
    found = {}
    for pursuit in pursuits:
        groups = grouped(member for member in members if member.version_id == pursuit.version_id)
        found[pursuit.pk] = Progress(
            [
                Group(
                    title,
                    needed,
                    [step_of(standard, pursuit, units, coverages, signed_off) for standard in rows],
                )
                for title, needed, rows in groups
            ]
        )
    return found


def newest_units(portfolios, standards):
    """{(portfolio pk, standard pk): the unit that counts}: a signed-off one before any other, else the newest."""
    rows = Unit.objects.filter(portfolio__in=portfolios, version__standard__in=standards)
    units = list(rows.select_related("version__standard", "portfolio").order_by("pk"))
    signed_off = signed_off_in(units)
    in_order = sorted(units, key=lambda unit: unit.pk in signed_off)
    return {(unit.portfolio_id, unit.version.standard_id): unit for unit in in_order}


def signed_off_in(units):
    """Of these, the pks of those that were signed off."""
    return {pk for ask in SIGNED_OFF for pk in ask(units)}


def step_of(standard, pursuit, units, coverages, signed_off):
    unit = units.get((pursuit.portfolio_id, standard.pk))
    if unit is None:
        return Step(standard)
    coverage = coverages[unit.pk]
    return Step(standard, unit, coverage, unit.pk in signed_off, checks_of(coverage, pursuit.version))
