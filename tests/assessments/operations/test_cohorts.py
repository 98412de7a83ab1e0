from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.joining import plan_of
from assessments.lists import Row
from assessments.models import Cohort, CohortMember
from assessments.operations.cohorts import (
    CohortHasChanged,
    CohortHasEnded,
    IsNoPractitioner,
    PlanHasMoved,
    add_person,
    change_cohort,
    end_cohort,
    invite_from_rows,
    leave,
    take_up_cohort,
)
from people.models import AuditEvent, Invitation, Job, OutboxMail
from people.operations.invitations import accept_invitation, withdraw_invitation
from people.roles import Role
from portfolios.models import Portfolio, Pursuit
from portfolios.operations.pursuits import set_aside, start_pursuit
from standards.operations.awards import withdraw_award
from tests.factories import InvitationFactory, MembershipFactory, UserFactory
from tests.factories.awards import published_award
from tests.factories.cohorts import bring_in, cohort_in, practitioner_here, rows_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def award(trainer):
    return published_award(by=trainer)


@pytest.fixture
def cohort(organisation, coordinator, award):
    return cohort_in(organisation, by=coordinator, award=award)


def said(cohort, rows):
    return [entry.words for entry in plan_of(cohort, rows).entries]


def actions(of):
    return sorted(AuditEvent.objects.filter(action__startswith=of).values_list("action", flat=True))


def accept(invitation, **fields):
    return accept_invitation(
        invitation, **{"name": "New Sample", "password": "a long sample password"} | fields
    )


# --- what would happen ----------------------------------------------------------------------


def test_looking_says_what_would_happen_to_each_row_and_does_nothing(
    cohort, coordinator, organisation, practitioner, assessor
):
    InvitationFactory(organisation=organisation, email="asked@sample.example")
    bring_in(cohort, rows_of(1), by=coordinator)
    before = (Invitation.objects.count(), CohortMember.objects.count(), AuditEvent.objects.count())

    sentences = said(cohort, [
        Row(2, "Ann Sample", "ann@sample.example"),
        Row(3, "Ben Specimen", ""),
        Row(4, "Pat", practitioner.email.upper()),
        Row(5, "Robin", assessor.email),
        Row(6, "Asked", "ASKED@sample.example"),
        Row(7, "New1 Sample", "new1@sample.example"),
        Row(8, "Ann again", "Ann@sample.example"),
        Row(9, "ben specimen", ""),
        Row(10, "", "x@sample.example", "there is no name"),
    ])  # fmt: skip

    assert sentences == [
        "Will be invited.",
        "Will be invited. There is no e-mail, so give them the link yourself.",
        "Here already, as Pat Sample. Will be enrolled.",
        "Here already, as Robin Example. Becomes a practitioner too. Will be enrolled.",
        "Invited before, and the invitation still works: it leads into this group too.",
        "In this group already. Nothing happens.",
        "Not taken, because this e-mail stands in row 2 too.",
        "Not taken, because this name stands in row 3 too; give each an e-mail, to tell them apart.",
        "Not taken, because there is no name.",
    ]
    assert (Invitation.objects.count(), CohortMember.objects.count(), AuditEvent.objects.count()) == before


def test_who_is_elsewhere_is_told_to_nobody_here(cohort, outsider):
    assert said(cohort, [Row(2, "Olu", outsider.email)]) == ["Will be invited."]


def test_without_an_award_one_joins_the_group(organisation, coordinator, practitioner):
    cohort = cohort_in(organisation, by=coordinator)

    assert said(cohort, [Row(2, "Pat", practitioner.email)]) == [
        "Here already, as Pat Sample. Joins the group."
    ]


def test_someone_whose_invitation_no_longer_works_is_invited_again(cohort, coordinator):
    bring_in(cohort, rows_of(2), by=coordinator)
    withdraw_invitation(Invitation.objects.get(email="new1@sample.example"), by=coordinator)
    Invitation.objects.filter(email="new2@sample.example").update(
        expires_at=timezone.now() - timedelta(days=1)
    )

    assert (
        said(cohort, rows_of(2)) == ["Will be invited again: the invitation from before no longer works."] * 2
    )
    bring_in(cohort, rows_of(2), by=coordinator)

    assert Invitation.objects.open().count() == 2
    assert cohort.members.filter(left_at=None).count() == 2


@pytest.mark.parametrize("count", [1, 30])
def test_looking_costs_the_same_for_one_and_thirty(
    cohort, coordinator, organisation, count, django_assert_num_queries
):
    here = [practitioner_here(organisation, email=f"here{n}@sample.example") for n in range(count)]
    rows = rows_of(count) + [Row(100 + n, "Here", person.email) for n, person in enumerate(here)]
    cohort = Cohort.objects.select_related("award__current_version").get()

    with django_assert_num_queries(3):
        plan_of(cohort, rows)


# --- agreeing -------------------------------------------------------------------------------


def test_forty_are_invited_at_once_each_with_a_mail_of_their_own(cohort, coordinator, organisation):
    bring_in(cohort, rows_of(40), by=coordinator)

    invitations = Invitation.objects.filter(organisation=organisation, role=Role.PRACTITIONER)
    assert {one.email for one in invitations} == {f"new{n}@sample.example" for n in range(1, 41)}
    mails = OutboxMail.objects.filter(kind="invitation")
    assert {(mail.address, mail.link) for mail in mails} == {(one.email, one.path) for one in invitations}
    assert set(Job.objects.values_list("subject_code", flat=True)) == {mail.code for mail in mails}
    assert {member.invitation for member in cohort.members.all()} == set(invitations)
    assert actions("person.") == ["person.invited"] * 40
    assert actions("cohort.") == ["cohort.invited"] * 40 + ["cohort.made"]


def test_who_is_here_is_put_in_and_enrolled(cohort, coordinator, organisation, practitioner, assessor, award):
    bring_in(cohort, [Row(2, "Pat", practitioner.email), Row(3, "Robin", assessor.email)], by=coordinator)

    members = {member.person: member for member in cohort.members.all()}
    assert set(members) == {practitioner, assessor}
    for person, member in members.items():
        assert member.pursuit == Pursuit.objects.get(
            portfolio__owner=person, portfolio__organisation=organisation
        )
        assert member.pursuit.version == award.current_version
    assert assessor.memberships.filter(role=Role.PRACTITIONER).exists()
    assert not OutboxMail.objects.exists()


@pytest.mark.parametrize("count", [1, 40])
def test_agreeing_costs_the_same_for_one_and_forty(
    cohort, coordinator, organisation, count, django_assert_num_queries
):
    here = [practitioner_here(organisation, email=f"here{n}@sample.example") for n in range(count)]
    rows = rows_of(count) + [Row(100 + n, "Here", person.email) for n, person in enumerate(here)]
    seen = plan_of(cohort, rows).digest

    with django_assert_num_queries(30):
        invite_from_rows(cohort, rows=rows, seen=seen, by=coordinator)


def test_agreeing_does_what_was_shown_or_nothing(cohort, coordinator, organisation):
    rows = rows_of(1)
    seen = plan_of(cohort, rows).digest
    practitioner_here(organisation, name="Nia Sample", email="new1@sample.example")

    with pytest.raises(PlanHasMoved) as moved:
        invite_from_rows(cohort, rows=rows, seen=seen, by=coordinator)

    assert [entry.words for entry in moved.value.plan.entries] == [
        "Here already, as Nia Sample. Will be enrolled."
    ]
    assert not Invitation.objects.exists()
    assert not cohort.members.exists()


def test_agreeing_a_second_time_is_refused_and_nobody_is_asked_twice(cohort, coordinator):
    rows = rows_of(2)
    seen = plan_of(cohort, rows).digest
    invite_from_rows(cohort, rows=rows, seen=seen, by=coordinator)

    with pytest.raises(PlanHasMoved):
        invite_from_rows(cohort, rows=rows, seen=seen, by=coordinator)

    assert Invitation.objects.count() == OutboxMail.objects.count() == 2


def test_of_two_who_agree_at_once_one_does_it(at_once):
    from tests.factories import OrganisationFactory

    organisation = OrganisationFactory()
    by = MembershipFactory(organisation=organisation, role=Role.COORDINATOR).person
    cohort, rows = cohort_in(organisation, by=by), rows_of(5)
    seen = plan_of(cohort, rows).digest

    outcomes = at_once(*[lambda: invite_from_rows(cohort, rows=rows, seen=seen, by=by)] * 3)

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Plan", "PlanHasMoved", "PlanHasMoved"]
    assert Invitation.objects.count() == CohortMember.objects.count() == 5


def test_a_group_that_has_ended_takes_nobody_until_it_is_taken_up(cohort, coordinator, practitioner):
    end_cohort(cohort, by=coordinator)

    with pytest.raises(CohortHasEnded):
        bring_in(cohort, rows_of(1), by=coordinator)
    with pytest.raises(CohortHasEnded):
        add_person(cohort, practitioner, by=coordinator)
    take_up_cohort(cohort, by=coordinator)
    bring_in(cohort, rows_of(1), by=coordinator)

    assert cohort.members.count() == 1
    assert actions("cohort.") == ["cohort.ended", "cohort.invited", "cohort.made", "cohort.taken_up"]


# --- joining --------------------------------------------------------------------------------


def test_who_says_yes_later_is_in_the_group_and_enrolled(cohort, coordinator, organisation, award):
    bring_in(cohort, rows_of(1), by=coordinator)

    person = accept(Invitation.objects.get())

    member = cohort.members.get()
    assert (member.person, member.pursuit.version) == (person, award.current_version)
    assert Portfolio.objects.get(owner=person).organisation == organisation
    assert AuditEvent.objects.get(action="pursuit.started").actor_code == person.code
    assert AuditEvent.objects.get(action="cohort.joined").payload == {
        "member": member.code,
        "person": person.code,
    }


def test_one_invitation_leads_into_every_group_it_was_given(cohort, coordinator, organisation):
    other = cohort_in(organisation, by=coordinator, name="Hill 2026 sample")
    bring_in(cohort, rows_of(1), by=coordinator)
    bring_in(other, rows_of(1), by=coordinator)

    person = accept(Invitation.objects.get())

    assert OutboxMail.objects.count() == 1
    assert {member.cohort for member in CohortMember.objects.filter(person=person)} == {cohort, other}


def test_who_was_taken_out_before_they_said_yes_stays_out(cohort, coordinator):
    bring_in(cohort, rows_of(1), by=coordinator)
    leave(cohort.members.get(), by=coordinator)

    accept(Invitation.objects.get())

    assert cohort.members.get().person is None
    assert not Pursuit.objects.exists()


def test_who_was_put_in_meanwhile_has_one_place(cohort, coordinator, practitioner):
    bring_in(cohort, rows_of(1), by=coordinator)
    add_person(cohort, practitioner, by=coordinator)

    accept(Invitation.objects.get(), by=practitioner)

    assert cohort.members.get(left_at=None).person == practitioner


def test_an_award_that_can_not_be_started_any_more_keeps_nobody_from_joining(
    cohort, coordinator, award, trainer
):
    bring_in(cohort, rows_of(1), by=coordinator)
    withdraw_award(award, by=trainer)

    person = accept(Invitation.objects.get())

    assert (cohort.members.get().person, cohort.members.get().pursuit) == (person, None)


# --- one by one -----------------------------------------------------------------------------


def test_adding_someone_who_is_here_twice_is_once(cohort, coordinator, practitioner):
    first, second = [add_person(cohort, practitioner, by=coordinator) for _time in range(2)]

    assert first == second == cohort.members.get()
    assert first.pursuit.portfolio.owner == practitioner


@pytest.mark.parametrize("who", ["assessor", "outsider"])
def test_only_who_practises_here_is_added(cohort, coordinator, who, request):
    with pytest.raises(IsNoPractitioner):
        add_person(cohort, request.getfixturevalue(who), by=coordinator)

    assert not cohort.members.exists()


def test_an_award_someone_set_aside_stays_aside(cohort, coordinator, practitioner, organisation, award):
    pursuit = set_aside(start_pursuit(award, organisation=organisation, by=practitioner), by=practitioner)

    member = add_person(cohort, practitioner, by=coordinator)

    assert member.pursuit == pursuit
    assert Pursuit.objects.get().set_aside_at


def test_leaving_takes_nothing_but_the_place(cohort, coordinator, practitioner):
    member = add_person(cohort, practitioner, by=coordinator)

    leave(member, by=coordinator)
    leave(member, by=coordinator)

    assert cohort.members.get().left_at
    assert Pursuit.objects.get().set_aside_at is None
    assert actions("cohort.left") == ["cohort.left"]


def test_with_another_award_everyone_is_enrolled_and_keeps_what_they_began(
    cohort, coordinator, practitioner, trainer
):
    add_person(cohort, practitioner, by=coordinator)
    bring_in(cohort, rows_of(1), by=coordinator)
    other = published_award(by=trainer, title="Other sample award")

    changed = change_cohort(cohort, name="Valley", award=other, revision=1, by=coordinator)

    assert (changed.name, changed.award, changed.revision) == ("Valley", other, 2)
    assert cohort.members.get(person=practitioner).pursuit.version.award == other
    assert Pursuit.objects.filter(portfolio__owner=practitioner).count() == 2


def test_of_two_who_change_it_the_second_sees_what_the_first_wrote(cohort, coordinator):
    change_cohort(cohort, name="First", award=None, revision=1, by=coordinator)

    with pytest.raises(CohortHasChanged) as refusal:
        change_cohort(cohort, name="Second", award=None, revision=1, by=coordinator)

    assert refusal.value.current.name == Cohort.objects.get().name == "First"


def test_nothing_about_it_is_said_in_words(cohort, coordinator, practitioner):
    bring_in(cohort, [*rows_of(1), Row(9, "Pat", practitioner.email)], by=coordinator)

    kept = [str(value) for event in AuditEvent.objects.all() for value in event.payload.values()]

    assert [value for value in kept if "Sample" in value or "@" in value or "Valley" in value] == []


def test_an_address_is_the_same_whatever_its_capitals(cohort, coordinator, organisation):
    UserFactory(email="nobody@sample.example")  # of no place at all
    practitioner_here(organisation, name="Nia Sample", email="Nia@Sample.example")

    assert said(cohort, [Row(2, "N", "nia@sample.EXAMPLE"), Row(3, "X", "nobody@sample.example")]) == [
        "Here already, as Nia Sample. Will be enrolled.",
        "Will be invited.",
    ]
