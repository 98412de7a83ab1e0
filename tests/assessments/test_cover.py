"""Someone is away: what they read goes to a colleague in one step, but for what that colleague may not read."""

import pytest
from django.urls import reverse

from assessments.models import Assessment, Assignment, Judgement, Outcome, Tie
from assessments.operations.assignment import NoRoom
from assessments.operations.cover import CannotCover, NotTheirQueue, cover_queue
from assessments.operations.refusing import choose_readers
from assessments.operations.review import judge
from assessments.operations.room import set_room
from people.models import AuditEvent, OutboxMail
from people.roles import Role
from people.states import MoveNotAllowed
from tests.factories import MembershipFactory, UserFactory
from tests.factories.assessments import share, unit_with_evidence
from tests.reading import shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def queue(organisation, assessor):
    """Three people’s work, all with the assessor."""
    people = [UserFactory(name=f"{name} Specimen") for name in ("Ada", "Bo", "Cy")]
    for person in people:
        MembershipFactory(person=person, organisation=organisation)
    return [share(unit_with_evidence(person, organisation), assessor=assessor) for person in people]


@pytest.fixture
def pass_on(assessor, organisation, colleague, coordinator, queue):
    def move(by=coordinator, to=colleague, units=None):
        units = [one.unit for one in queue] if units is None else units
        return cover_queue(assessor, organisation=organisation, colleague=to, units=units, by=by)

    return move


def readers(queue):
    return [Assessment.objects.get(pk=one.pk).assessor for one in queue]


def test_a_whole_queue_goes_in_one_step_with_one_event_and_one_mail(pass_on, queue, colleague, coordinator):
    mails = OutboxMail.objects.filter(kind="shared", person=colleague)

    covered = pass_on()

    assert (len(covered.moved), covered.left) == (3, [])
    assert readers(queue) == [colleague] * 3
    assert Assignment.objects.filter(assessor=colleague, ended_at=None, assigned_by=coordinator).count() == 3
    event = AuditEvent.objects.get(action="queue.covered")
    assert event.payload["units"] == [one.unit.code for one in queue]
    assert mails.count() == 1


def test_what_the_colleague_may_not_read_stays_and_is_named_without_saying_why(
    client_for, coordinator, queue, assessor, colleague, organisation
):
    tied, refused, free = queue
    between = {"assessor": colleague, "practitioner": tied.owner, "organisation": organisation}
    Tie.objects.create(**between, kind="mentor", said_by=coordinator)
    choose_readers(refused.unit.portfolio, among=[colleague], rather_not=[colleague], by=refused.owner)
    browser, page = client_for(coordinator), reverse("cover", args=[assessor.code])
    units = [one.unit.code for one in queue]

    answer = browser.send(page, {"units": units, "colleague": colleague.code}, follow=True)

    assert readers(queue) == [assessor, assessor, colleague]
    said = shown(answer)
    assert "Passed on to Cleo Example: 1." in said
    stays = f"Ada Specimen: {tied.unit}; Bo Specimen: {refused.unit}"
    assert f"Cleo Example can’t read these, so they stay where they are: {stays}." in said


def test_nothing_the_colleague_can_read_moves_nothing(pass_on, queue, assessor, iqa):
    for nobody in (iqa, assessor):
        with pytest.raises(CannotCover):
            pass_on(to=nobody)

    assert readers(queue) == [assessor] * 3
    assert not AuditEvent.objects.filter(action="queue.covered").exists()


@pytest.mark.parametrize("said", [{"most": 2, "is_paused": False}, {"most": None, "is_paused": True}])
def test_without_room_for_all_of_it_nothing_moves(pass_on, queue, assessor, colleague, organisation, said):
    set_room(colleague, organisation=organisation, **said)

    with pytest.raises(NoRoom):
        pass_on()

    assert readers(queue) == [assessor] * 3


def test_part_of_it_goes_where_there_is_room_for_that(pass_on, queue, assessor, colleague, organisation):
    set_room(colleague, organisation=organisation, most=1, is_paused=False)

    pass_on(units=[queue[0].unit])

    assert readers(queue) == [colleague, assessor, assessor]


def test_an_assessor_passes_on_their_own_and_nobody_elses(
    robin, client_for, pass_on, queue, assessor, colleague, iqa
):
    with pytest.raises(NotTheirQueue):
        pass_on(by=iqa)
    page = reverse("cover", args=[assessor.code])
    assert client_for(colleague).get(page).status_code == 403

    units = [one.unit.code for one in queue]
    answer = robin.send(page, {"units": units, "colleague": colleague.code})

    assert (answer.status_code, answer["Location"]) == (302, reverse("review-queue"))
    assert readers(queue) == [colleague] * 3


def test_what_someone_else_reads_is_not_moved_with_it(pass_on, queue, colleague, organisation, practitioner):
    theirs = share(unit_with_evidence(practitioner, organisation), assessor=colleague)

    with pytest.raises(CannotCover):
        pass_on(units=[theirs.unit])


def test_of_someone_whose_role_ended_it_can_be_passed_on(client_for, coordinator, queue, assessor, colleague):
    assessor.memberships.filter(role=Role.ASSESSOR).update(until_date="2020-01-01")
    units = [one.unit.code for one in queue]

    answer = client_for(coordinator).send(
        reverse("cover", args=[assessor.code]), {"units": units, "colleague": colleague.code}
    )

    assert answer.status_code == 302
    assert readers(queue) == [colleague] * 3


@pytest.mark.parametrize("typed", [{}, {"units": ["x"]}, {"colleague": "nobody"}])
def test_what_is_no_choice_is_said_and_moves_nothing(
    client_for, coordinator, queue, assessor, colleague, typed
):
    said = {"units": [queue[0].unit.code], "colleague": colleague.code} if typed else {}

    answer = client_for(coordinator).send(reverse("cover", args=[assessor.code]), said | typed)

    assert (answer.status_code, readers(queue)) == (422, [assessor] * 3)


def test_the_colleague_is_asked_what_ties_them(client_for, pass_on, queue, colleague):
    pass_on()

    answer = client_for(colleague).get(reverse("review", args=[queue[0].code]))

    assert answer["Location"] == reverse("before-reading", args=[queue[0].code])


@pytest.mark.parametrize("count", [1, 30])
def test_passing_on_costs_the_same_for_one_and_thirty(
    organisation, assessor, colleague, coordinator, count, django_assert_num_queries
):
    people = [MembershipFactory(organisation=organisation).person for _one in range(count)]
    units = [unit_with_evidence(one, organisation, performance=1, knowledge=0, values=0) for one in people]
    for unit in units:
        noted = share(unit, assessor=assessor)
        judge(noted, requirement=unit.version.requirements.first(), outcome=Outcome.MEETS, by=assessor)

    with django_assert_num_queries(35):
        cover_queue(assessor, organisation=organisation, colleague=colleague, units=units, by=coordinator)

    assert Assessment.objects.filter(assessor=colleague, begun_at=None).count() == count
    assert not Judgement.objects.exists()


def test_cover_while_they_judge(organisation, assessor, colleague, coordinator, practitioner, at_once):
    assessment = share(unit_with_evidence(practitioner, organisation), assessor=assessor)
    wanted = assessment.version.requirements.first()
    say = {"requirement": wanted, "outcome": Outcome.MEETS, "by": assessor}

    moved, judged = at_once(
        lambda: cover_queue(
            assessor, organisation=organisation, colleague=colleague, units=[assessment.unit], by=coordinator
        ),
        lambda: judge(assessment, **say),
    )

    assert len(moved.moved) == 1
    assert isinstance(judged, Judgement | MoveNotAllowed)
    assert Assessment.objects.get().assessor == colleague
    assert not Judgement.objects.exists()  # what was noted is never another’s to reply with
