"""Who may do what with a portfolio: small predicates, and the table at the foot."""

import rules

from community.rules import is_member
from people.roles import Role
from portfolios.models import Scan


@rules.predicate
def owns_evidence(person, evidence):
    return evidence is not None and evidence.owner_id == person.pk


@rules.predicate
def wrote_it(person, evidence):
    """What someone else recorded is one’s own evidence, in their words."""
    return evidence is not None and evidence.recorded_by_id == person.pk


@rules.predicate
def holds_a_part(person, evidence):
    """Of something several people did: whoever began it, and whoever agreed."""
    part = getattr(evidence, "as_part", None)
    return part is not None and part.person_id == person.pk


@rules.predicate
def is_not_a_part_of_anothers(person, evidence):
    part = getattr(evidence, "as_part", None)
    return evidence is not None and (part is None or part.is_beginners)


@rules.predicate
def is_asked(person, part):
    return part is not None and part.person_id == person.pk and not part.is_beginners


@rules.predicate
def owns_unit(person, unit):
    return unit is not None and unit.portfolio.owner_id == person.pk


@rules.predicate
def owns_pursuit(person, pursuit):
    return pursuit is not None and pursuit.portfolio.owner_id == person.pk


@rules.predicate
def owns_file(person, file):
    return file is not None and file.evidence.owner_id == person.pk


@rules.predicate
def owns_upload(person, upload):
    return upload is not None and upload.owner_id == person.pk


@rules.predicate
def is_theirs_to_word(person, evidence):
    """What a witness said stays as they said it."""
    return evidence is not None and not evidence.is_testimony


@rules.predicate
def is_of_their_own(person, file):
    """What a witness said aloud stays too, unless nobody could open it for a virus."""
    return file is not None and (not file.evidence.is_testimony or file.scan == Scan.FOUND)


@rules.predicate
def asked_them(person, request):
    return request is not None and request.unit.portfolio.owner_id == person.pk


@rules.predicate
def belongs_somewhere(person):
    """Whoever holds a role anywhere: those who collect evidence, and those who record some."""
    return bool(person.places_as(*Role))


@rules.predicate
def owns_portfolio(person, portfolio):
    return portfolio is not None and portfolio.owner_id == person.pk


@rules.predicate
def asked_for_it(person, export):
    """Whoever asked for a copy, while the portfolio is theirs."""
    return export is not None and export.asked_by_id == person.pk and export.portfolio.owner_id == person.pk


@rules.predicate
def owns_entry(person, entry):
    return entry is not None and entry.portfolio.owner_id == person.pk


@rules.predicate
def owns_tag(person, tag):
    return tag is not None and tag.evidence.owner_id == person.pk


@rules.predicate
def owns_what_is_wished(person, wish):
    return wish is not None and wish.evidence.owner_id == person.pk


@rules.predicate
def practises_there(person, thing):
    """Still holds the role where this belongs. Reading one's own work never needs it."""
    return thing is not None and person.holds(Role.PRACTITIONER, thing.organisation_id)


@rules.predicate
def practises(person):
    return bool(person.places_as(Role.PRACTITIONER))


@rules.predicate
def is_not_withdrawn(person, evidence):
    return evidence is not None and evidence.withdrawn_at is None


@rules.predicate
def is_of_evidence_in_use(person, file):
    return file is not None and file.evidence.withdrawn_at is None


rules.add_perm("portfolios.practise", practises)
rules.add_perm("portfolios.view_unit", owns_unit)
rules.add_perm("portfolios.match", owns_unit & practises_there)
rules.add_perm("portfolios.share", owns_unit & practises_there)
rules.add_perm("portfolios.recall", owns_unit)
rules.add_perm("portfolios.carry_over", owns_unit & practises_there)
rules.add_perm("portfolios.view_pursuit", owns_pursuit)
rules.add_perm("portfolios.change_pursuit", owns_pursuit & practises_there)
rules.add_perm("portfolios.view_evidence", owns_evidence)
rules.add_perm(
    "portfolios.change_evidence",
    owns_evidence & wrote_it & is_theirs_to_word & practises_there & is_not_withdrawn,
)
rules.add_perm("portfolios.map_evidence", owns_evidence & practises_there & is_not_withdrawn)
rules.add_perm("portfolios.answer_record", owns_evidence & ~wrote_it & practises_there & is_not_withdrawn)
rules.add_perm("portfolios.let_be_unseen", owns_evidence)  # whoever may still do anything else
rules.add_perm("portfolios.settle_wish", owns_what_is_wished)
rules.add_perm("portfolios.delete_evidence", owns_evidence & wrote_it)
rules.add_perm(
    "portfolios.ask_for_part",
    owns_evidence
    & wrote_it
    & is_theirs_to_word
    & practises_there
    & is_not_withdrawn
    & is_not_a_part_of_anothers,
)
rules.add_perm("portfolios.write_part", owns_evidence & holds_a_part & practises_there & is_not_withdrawn)
rules.add_perm("portfolios.answer_part", is_asked)
rules.add_perm("portfolios.agree_with_part", is_asked & practises_there)
rules.add_perm("portfolios.withdraw_evidence", owns_evidence)
rules.add_perm("portfolios.open_file", rules.always_allow)  # the queryset says who knows of it
rules.add_perm("portfolios.redact_file", owns_file & is_of_evidence_in_use)
rules.add_perm("portfolios.remove_file", owns_file & is_of_evidence_in_use & is_of_their_own)
rules.add_perm("portfolios.tag_evidence", owns_evidence & practises_there & is_not_withdrawn)
rules.add_perm("portfolios.change_tag", owns_tag)
rules.add_perm("portfolios.read_lived", is_member)
rules.add_perm("portfolios.upload", belongs_somewhere)
rules.add_perm("portfolios.keep_journal", belongs_somewhere)
rules.add_perm("portfolios.read_entry", owns_entry)
rules.add_perm("portfolios.read_recording", rules.always_allow)  # the queryset says whose it is
rules.add_perm("portfolios.share_entry", owns_entry & practises_there)
rules.add_perm("portfolios.change_upload", owns_upload)
rules.add_perm("portfolios.take_along", owns_portfolio)
rules.add_perm("portfolios.fetch_copy", asked_for_it)
rules.add_perm("portfolios.bring_along", rules.always_allow)  # the queryset says whose it is
rules.add_perm("portfolios.read_brought_along", rules.always_allow)  # the queryset says whose it is
rules.add_perm("portfolios.ask_witness", owns_unit & practises_there)
rules.add_perm("portfolios.view_witness", asked_them)
rules.add_perm("portfolios.change_witness", asked_them & practises_there)
