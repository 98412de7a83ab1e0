"""Nothing is shown to the community without everyone's yes, and nothing stays shown when a yes is gone."""

from itertools import combinations

import pytest
from django.db import transaction
from django.utils import timezone

from people.models import AuditEvent, Membership
from portfolios.lived import readable
from portfolios.living import tagged
from portfolios.models import ClauseTag, Evidence, PersonInEvidence, SaidYes
from portfolios.operations.evidence import change_evidence, delete_evidence, withdraw_evidence
from portfolios.operations.living import (
    CannotShow,
    CannotTag,
    OnlyTheOwner,
    show_to_community,
    stop_showing,
    tag_clause,
    tag_clauses,
    take_yes_back,
    untag,
)
from tests.factories import EvidenceFactory, OrganisationFactory, PortfolioFactory
from tests.factories.community import adopted_charter, next_version

pytestmark = pytest.mark.django_db
WORDS = "I said no to a third evening, and that was fine."


@pytest.fixture
def charter(organisation):
    return adopted_charter(organisation)


@pytest.fixture
def evidence(practitioner, organisation):
    portfolio = PortfolioFactory(owner=practitioner, organisation=organisation)
    return EvidenceFactory(portfolio=portfolio, identifiable="others")


@pytest.fixture
def people(evidence):
    basis = PersonInEvidence.Basis.AGREED
    rows = [
        PersonInEvidence(evidence=evidence, description=d, basis=basis) for d in ("Purple top", "The chair")
    ]
    return PersonInEvidence.objects.bulk_create(rows)


def clause_of(charter, label):
    return charter.current_version.clauses.get(label=label)


@pytest.fixture
def tag(charter, evidence, practitioner):
    return tag_clause(evidence, clause_of(charter, "Welfare"), by=practitioner)


def show(tag, people, *, by, **other):
    asked = {"words": WORDS, "is_named": False, "yeses": people} | other
    return show_to_community(tag, **asked, by=by)


# --- tagging --------------------------------------------------------------------------------


def test_evidence_is_tagged_to_many_clauses_and_to_each_once(charter, evidence, practitioner):
    clauses = [clause_of(charter, "Welfare"), clause_of(charter, "Inclusion")]

    tag_clauses(evidence, [*clauses, clauses[0]], by=practitioner)

    assert {tag.clause for tag in evidence.clause_tags.all()} == set(clauses)
    assert not readable(charter).exists()
    assert not AuditEvent.objects.filter(subject_type="portfolios.clausetag").exists()

    untag(evidence.clause_tags.first(), by=practitioner)
    assert evidence.clause_tags.count() == 1


def test_only_ones_own_evidence_and_clauses_in_force_of_ones_own_charter(
    charter, evidence, practitioner, assessor
):
    sample, elsewhere = adopted_charter(), adopted_charter(OrganisationFactory())
    old = clause_of(charter, "Welfare")
    next_version(charter)
    heading = clause_of(charter, "Values")

    for clause in [clause_of(sample, "Welfare"), clause_of(elsewhere, "Welfare"), old, heading]:
        with pytest.raises(CannotTag):
            tag_clause(evidence, clause, by=practitioner)
    with pytest.raises(OnlyTheOwner):
        tag_clause(evidence, clause_of(charter, "Welfare"), by=assessor)
    withdraw_evidence(evidence, by=practitioner)
    with pytest.raises(CannotTag):
        tag_clause(evidence, clause_of(charter, "Welfare"), by=practitioner)
    assert not ClauseTag.objects.exists()


# --- showing --------------------------------------------------------------------------------


def test_it_is_shown_with_everyones_yes_and_the_record_says_nothing_private(
    tag, people, charter, practitioner
):
    show(tag, people, by=practitioner)

    [shown] = readable(charter)
    assert (shown.words, shown.shown_revision, shown.is_named) == (WORDS, 1, False)
    assert {yes.person for yes in shown.yeses.all()} == set(people)

    stop_showing(tag, by=practitioner)
    assert not readable(charter).exists()
    assert not SaidYes.objects.exists()
    assert ClauseTag.objects.get().words == WORDS
    events = AuditEvent.objects.filter(action__startswith="living.").order_by("sequence")
    assert [(event.action, event.subject_code, event.payload) for event in events] == [
        ("living.shown", tag.code, {}),
        ("living.stopped", tag.code, {}),
    ]


def test_without_a_yes_nothing_is_shown_and_it_says_what_is_missing(
    tag, people, charter, practitioner, assessor
):
    def refused(**asked):
        with pytest.raises(CannotShow) as refusal, transaction.atomic():
            show(tag, **({"people": people, "by": practitioner} | asked))
        return refusal.value.sentences

    assert refused(people=[]) == [
        "Purple top has not said yes to the community reading this. Ask them, and tick it.",
        "The chair has not said yes to the community reading this. Ask them, and tick it.",
    ]
    assert refused(people=people[:1])[0].startswith("The chair has not said yes")
    assert refused(words="  ") == ["Say in your own words what the community may read."]
    assert refused(words="x" * 1001) == ["That is long. Say it in at most 1,000 letters."]
    assert len(refused(revision=7)) == 1
    with pytest.raises(OnlyTheOwner):
        show(tag, people, by=assessor)

    people[0].basis = PersonInEvidence.Basis.CANNOT_ASK
    people[0].save()
    assert refused() == ["Purple top has not agreed to be in this evidence. Ask them first."]
    tag.evidence.people.all().delete()
    assert refused(people=[]) == ["Say who the other people in it are, in a few words, without names."]
    Evidence.objects.update(identifiable="")
    assert refused(people=[]) == ["Say first who can be seen, heard or named in this evidence."]
    assert not ClauseTag.objects.exclude(shown_at=None).exists()
    assert not SaidYes.objects.exists()


SPOILERS = {
    "taken back": lambda tag: withdraw_evidence(tag.evidence, by=tag.evidence.owner),
    "changed": lambda tag: Evidence.objects.update(revision=2),
    "out of sight": lambda tag: Evidence.objects.update(hidden_at=timezone.now()),
    "not said who is in it": lambda tag: Evidence.objects.update(identifiable=""),
    "someone added": lambda tag: tag.evidence.people.create(description="Behind the door", basis="agreed"),
    "basis gone": lambda tag: tag.evidence.people.filter(description="Purple top").update(basis="not asked"),
    "yes taken back": lambda tag: take_yes_back(tag, tag.evidence.people.last(), by=tag.evidence.owner),
    "nobody named": lambda tag: tag.evidence.people.all().delete(),
    "owner left": lambda tag: Membership.objects.update(until_date=timezone.localdate()),
    "owner not active": lambda tag: type(tag.evidence.owner).objects.update(is_active=False),
    "charter given away": lambda tag: type(tag.charter).objects.update(organisation=None),
    "never shown": lambda tag: stop_showing(tag, by=tag.evidence.owner),
}


def spoiled(count):
    return [set(names) for size in range(count + 1) for names in combinations(SPOILERS, size)]


def test_only_its_owner_and_members_may_know_of_a_tag(tag, people, practitioner, assessor, outsider):
    """Whatever view asks for one: nobody but its owner before the yes, and afterwards nobody of another place."""

    def knowing():
        return [
            who.name
            for who in (practitioner, assessor, outsider)
            if ClauseTag.objects.visible_to(who).exists()
        ]

    assert knowing() == [practitioner.name]
    show(tag, people, by=practitioner)
    assert knowing() == [practitioner.name, assessor.name]
    stop_showing(tag, by=practitioner)
    assert knowing() == [practitioner.name]


def test_whatever_happens_nothing_shows_unless_everything_holds(tag, people, charter, practitioner):
    """Every one of these alone, and every two of them, in their order."""
    show(tag, people, by=practitioner)

    for names in spoiled(2):
        with transaction.atomic():
            for name in names:
                SPOILERS[name](ClauseTag.objects.select_related("evidence__owner", "charter").get())
            evidence = Evidence.objects.get()
            [seen] = tagged(evidence, by=type(practitioner).objects.get(pk=practitioner.pk))
            shown = readable(charter).exists()
            assert shown == seen.is_read == (not names), names
            told_why = bool(seen.reasons) or not seen.was_shown or "owner not active" in names
            assert told_why != shown, names
            transaction.set_rollback(True)


def test_changing_evidence_hides_it_until_its_owner_looked_and_everyone_was_asked_again(
    tag, people, charter, evidence, practitioner
):
    show(tag, people, by=practitioner)
    asked = [("Purple top", "agreed"), ("The chair", "agreed")]

    change_evidence(evidence, by=practitioner, revision=1, people=asked, story="Other words.")

    assert not readable(charter).exists()
    assert not SaidYes.objects.exists()
    [seen] = tagged(Evidence.objects.get(), by=practitioner)
    assert seen.reasons[0] == "You changed the evidence since. Look at it again, and say yes again."

    show(tag, list(evidence.people.all()), by=practitioner, revision=2)
    assert readable(charter).count() == 1


def test_of_nobody_else_nobody_is_asked(tag, charter, practitioner):
    Evidence.objects.update(identifiable="nobody")

    show(tag, [], by=practitioner, is_named=True)

    assert readable(charter).get().is_named


def test_it_stays_under_its_clause_when_the_words_change(tag, charter, evidence, practitioner):
    Evidence.objects.update(identifiable="nobody")
    inclusion = tag_clause(evidence, clause_of(charter, "Inclusion"), by=practitioner)
    show(inclusion, [], by=practitioner)
    next_version(charter)

    assert readable(charter).get().clause_lineage == clause_of(charter, "Inclusion").lineage
    assert [one.clause for one in tagged(evidence, by=practitioner)] == [
        clause_of(charter, "Inclusion"),
        clause_of(charter, "Welfare"),
    ]


def test_deleting_evidence_deletes_its_tags(tag, people, practitioner, evidence):
    show(tag, people, by=practitioner)

    delete_evidence(evidence, by=practitioner)

    assert not ClauseTag.objects.exists()
    assert not SaidYes.objects.exists()
