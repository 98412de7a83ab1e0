"""Someone is away: what waits for them to agree to goes to a colleague in the same step, where that colleague may."""

import pytest
from django.urls import reverse

from assessments.licences import waiting_in
from assessments.models import Licence, Outcome, ProposedDecision, Tie
from assessments.operations.countersigning import agree
from assessments.operations.cover import CannotCover, cover_queue
from assessments.operations.licences import choose_countersigner, end_licence
from assessments.operations.refusing import choose_readers
from assessments.operations.review import refer_back
from assessments.operations.room import set_room
from assessments.operations.ties import say_untied
from people.models import AuditEvent, OutboxMail
from people.states import MoveNotAllowed
from portfolios.operations.submission import share_unit
from tests.factories import MembershipFactory, UserFactory
from tests.factories.assessments import TINY, judge_all, share, unit_with_evidence, untied
from tests.reading import shown
from tests.remembering import remembered

pytestmark = pytest.mark.django_db


@remembered
def proposed(name, organisation, trainee):
    person = MembershipFactory(person=UserFactory(name=name), organisation=organisation).person
    assessment = share(unit_with_evidence(person, organisation, **TINY), assessor=trainee)
    return untied(refer_back(judge_all(assessment, Outcome.NOT_YET, words="Who was there?"), by=trainee))


@pytest.fixture
def decisions(organisation, trainee):
    return [proposed(f"{name} Specimen", organisation, trainee) for name in ("Ada", "Bo", "Cy")]


@pytest.fixture
def reading(organisation, assessor, practitioner):
    return share(unit_with_evidence(practitioner, organisation, **TINY), assessor=assessor)


@pytest.fixture
def pass_on(assessor, organisation, colleague, coordinator, decisions):
    def move(to=colleague, units=(), **also):
        told = {"decisions": list(waiting_in(organisation)), "units": list(units), "by": coordinator} | also
        return cover_queue(assessor, organisation=organisation, colleague=to, **told)

    return move


def ticked(decisions):
    return [f"agree-{one.code}" for one in decisions]


def asked(decisions):
    return [ProposedDecision.objects.get(pk=one.pk).countersigner for one in decisions]


def test_both_go_in_one_step_with_one_event_and_one_mail(pass_on, decisions, reading, colleague):
    before = OutboxMail.objects.filter(person=colleague).count()

    covered = pass_on(units=[reading.unit])

    assert (covered.moved, covered.left, covered.unasked) == ([reading.unit], [], [])
    assert asked(decisions) == [colleague] * 3
    event = AuditEvent.objects.get(action="queue.covered")
    assert event.payload["units"] == [reading.unit.code]
    assert event.payload["decisions"] == [one.code for one in decisions]
    assert OutboxMail.objects.filter(person=colleague).count() == before + 1


def test_whoever_was_asked_before_gets_no_mail_that_leads_nowhere(
    mail_on, pass_on, decisions, assessor, colleague
):
    assert OutboxMail.objects.filter(person=assessor, kind="to_agree").count() == len(decisions)

    pass_on()

    assert not OutboxMail.objects.filter(person=assessor, kind="to_agree").exists()
    assert OutboxMail.objects.get(person=colleague).kind == "to_agree"


def test_nor_does_whoever_is_asked_no_more_because_another_is(
    mail_on, decisions, assessor, trainee, colleague, coordinator
):
    choose_countersigner(
        Licence.objects.current().get(person=trainee), countersigner=colleague, by=coordinator
    )

    assert asked(decisions) == [colleague] * len(decisions)
    assert not OutboxMail.objects.filter(person=assessor, kind="to_agree").exists()


def test_the_colleague_is_asked_what_ties_them_and_agrees(
    pass_on, decisions, assessor, colleague, client_for
):
    pass_on()

    page = reverse("review", args=[decisions[0].assessment.code])
    assert client_for(colleague).get(page)["Location"] == reverse(
        "before-reading", args=[decisions[0].assessment.code]
    )
    with pytest.raises(MoveNotAllowed):
        agree(decisions[0], by=assessor)
    say_untied(decisions[0].assessment, by=colleague)
    assert agree(decisions[0], by=colleague).answer == "agreed"


def test_what_they_said_of_that_work_before_is_remembered(pass_on, decisions, assessor, colleague):
    ProposedDecision.objects.filter(pk=decisions[0].pk).update(countersigner=colleague, untied_at=None)
    theirs = untied(ProposedDecision.objects.get(pk=decisions[0].pk))
    said = agree(theirs, by=colleague).untied_at
    again = refer_back_again(decisions[0])

    pass_on()

    assert ProposedDecision.objects.get(pk=again.pk).untied_at == said
    assert ProposedDecision.objects.get(pk=decisions[1].pk).untied_at is None


def refer_back_again(decision):
    unit = decision.assessment.unit
    again = share_unit(unit, by=unit.owner, declaration="Mine.").assessment
    return refer_back(judge_all(again, Outcome.NOT_YET, words="Who was there?"), by=decision.proposed_by)


def test_what_the_colleague_may_not_agree_to_stays_and_is_named_without_saying_why(
    client_for, coordinator, decisions, reading, assessor, colleague, organisation
):
    tied, refused, free = decisions
    between = {"assessor": colleague, "practitioner": tied.assessment.owner, "organisation": organisation}
    Tie.objects.create(**between, kind="mentor", said_by=coordinator)
    portfolio = refused.assessment.unit.portfolio
    choose_readers(portfolio, among=[colleague], rather_not=[colleague], by=portfolio.owner)
    browser, page = client_for(coordinator), reverse("cover", args=[assessor.code])
    typed = {"units": [reading.unit.code, *ticked(decisions)]}

    answer = browser.send(page, typed | {"colleague": colleague.code}, follow=True)

    assert asked(decisions) == [assessor, assessor, colleague]
    assert "Passed on to Cleo Example: 2." in shown(answer)
    stays = f"Ada Specimen: {tied.assessment.unit}; Bo Specimen: {refused.assessment.unit}"
    assert f"Cleo Example can’t agree to these, so they stay where they are: {stays}." in shown(answer)


def test_the_trainee_and_whoever_has_no_licence_agree_to_none(
    pass_on, decisions, assessor, trainee, colleague
):
    own = trainee.licences.get()
    own.is_trainee, own.countersigner = False, None  # since then they learned it all
    own.save()
    end_licence(colleague.licences.get(), by=assessor)

    for nobody in (trainee, colleague, assessor):
        with pytest.raises(CannotCover):
            pass_on(to=nobody)

    assert asked(decisions) == [assessor] * 3
    assert not AuditEvent.objects.filter(action="queue.covered").exists()


def test_whoever_reads_them_but_may_not_agree_takes_the_rest(
    pass_on, decisions, reading, assessor, colleague
):
    end_licence(colleague.licences.get(), by=assessor)

    covered = pass_on(units=[reading.unit])

    assert (covered.moved, covered.unasked) == ([reading.unit], decisions)
    assert "decisions" not in AuditEvent.objects.get(action="queue.covered").payload


def test_agreeing_takes_no_room(pass_on, decisions, colleague, organisation):
    set_room(colleague, organisation=organisation, most=0, is_paused=True)

    pass_on()

    assert asked(decisions) == [colleague] * 3
    assert OutboxMail.objects.filter(person=colleague, kind="to_agree").count() == 1


def test_what_waits_for_someone_else_is_not_moved_with_it(pass_on, decisions, assessor, colleague):
    other = untied(decisions[0])
    ProposedDecision.objects.filter(pk=other.pk).update(countersigner=colleague)

    pass_on()

    assert AuditEvent.objects.get(action="queue.covered").payload["decisions"] == [
        one.code for one in decisions[1:]
    ]


def test_what_one_decided_oneself_waits_unless_a_coordinator_moves_it(
    client_for, decisions, trainee, colleague, coordinator
):
    page, units = reverse("cover", args=[trainee.code]), [one.assessment.unit.code for one in decisions]
    form, terry = {"units": units, "colleague": colleague.code}, client_for(trainee)

    assert "stays with you till then" in shown(terry.get(page))
    assert terry.send(page, form).status_code == 422
    assert [one.answer for one in ProposedDecision.objects.all()] == [""] * 3

    assert client_for(coordinator).send(page, form).status_code == 302
    assert [one.answer for one in ProposedDecision.objects.all()] == ["passed on"] * 3


def test_whoever_only_agrees_can_be_covered_too(
    client_for, robin, coordinator, decisions, assessor, colleague
):
    browser, page = client_for(coordinator), reverse("cover", args=[assessor.code])
    assert page in shown(browser.get(reverse("assignments")))
    answers = shown(browser.get(page)), shown(robin.get(page))

    for one in decisions:
        words = f"{one.assessment.owner}: {one.assessment.unit} (to agree to)"
        assert [words in said for said in answers] == [True, True]
    assert browser.send(page, {"colleague": colleague.code}).status_code == 422  # nothing ticked
    assert robin.send(page, {"units": ticked(decisions[:2]), "colleague": colleague.code})[
        "Location"
    ] == reverse("review-queue")
    assert asked(decisions) == [colleague, colleague, assessor]


@pytest.mark.parametrize("count", [1, 5])
def test_passing_on_costs_the_same_for_one_and_five(
    organisation, assessor, colleague, coordinator, trainee, count, django_assert_num_queries
):
    found = [proposed(f"Person {n}", organisation, trainee) for n in range(count)]
    waiting = list(waiting_in(organisation))

    with django_assert_num_queries(22):
        cover_queue(
            assessor,
            organisation=organisation,
            colleague=colleague,
            units=[],
            decisions=waiting,
            by=coordinator,
        )

    assert asked(found) == [colleague] * count


@pytest.mark.parametrize("count", [1, 5])
def test_its_page_costs_the_same_for_one_and_five(
    robin, organisation, assessor, colleague, trainee, count, django_assert_num_queries
):
    for n in range(count):
        proposed(f"Person {n}", organisation, trainee)

    with django_assert_num_queries(8):
        page = shown(robin.get(reverse("cover", args=[assessor.code])))

    assert page.count("(to agree to)") == count


def test_cover_while_they_agree_is_one_of_the_two(pass_on, decisions, assessor, colleague, at_once):
    agreed, covered = at_once(lambda: agree(decisions[0], by=assessor), pass_on)

    one = ProposedDecision.objects.get(pk=decisions[0].pk)
    if isinstance(agreed, MoveNotAllowed):
        assert (one.answer, one.countersigner) == ("", colleague)
    else:
        assert (one.answer, one.countersigner) == ("agreed", assessor)
        assert one.pk not in {decision.pk for decision in covered.asked}
