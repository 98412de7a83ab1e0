"""A look while work goes on: it speaks for later draws, and what it asks to be put right holds the certificate."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models import Action, Certificate, Stage
from assessments.operations.looking import ask_for, settle_action
from assessments.operations.review import refer_back
from assessments.risk import CHANGED_BEFORE, as_decided, known_about, reasons_for
from portfolios.operations.submission import share_unit
from tests.factories import MembershipFactory, StandardVersionFactory
from tests.factories.assessments import DECLARATION, judge_all, share, sign, unit_on
from tests.factories.sampling import plan_of, strategy_of
from tests.factories.second_looks import asked_to_put_right, looked_at, planned
from tests.reading import shown

pytestmark = pytest.mark.django_db
TINY = {"performance": 1, "knowledge": 0, "values": 0}
SAID = "A second look asked you to put something right here, and it is not settled."
OF_ANOTHER = "The certificate waits until a quality assurer has settled something about an earlier round."


@pytest.fixture
def answered(organisation, practitioner, assessor):
    """A first round that was replied to."""
    unit = unit_on(StandardVersionFactory(**TINY), practitioner, organisation)
    assessment = judge_all(share(unit, assessor=assessor), "not yet")
    refer_back(assessment, by=assessor)
    return assessment


@pytest.fixture
def interim(answered, iqa):
    return planned(answered, iqa=iqa, stage=Stage.INTERIM)


@pytest.fixture
def again(answered, practitioner):
    """The next round, with the same assessor."""
    return lambda: share_unit(answered.unit, by=practitioner, declaration=DECLARATION).assessment


@pytest.mark.parametrize("same", ["assessor", "standard"])
def test_one_that_found_otherwise_speaks_for_later_draws(
    organisation, iqa, answered, interim, assessor, colleague, same
):
    version = answered.version if same == "standard" else StandardVersionFactory(**TINY)
    unit = unit_on(version, MembershipFactory(organisation=organisation).person, organisation)
    later = sign(share(unit, assessor=assessor if same == "assessor" else colleague))
    plan, [one] = (
        plan_of(strategy_of(organisation, by=iqa), by=iqa),
        as_decided(type(later).objects.filter(pk=later.pk)),
    )

    def reasons():
        return [why for _points, why in reasons_for(one, plan.strategy, known_about(plan, [one]))]

    assert CHANGED_BEFORE not in reasons()
    looked_at(interim, by=iqa, agrees=False)
    assert CHANGED_BEFORE in reasons()


def test_what_it_asks_to_be_put_right_holds_the_certificate_until_it_is_settled(
    iqa, assessor, interim, again
):
    action = asked_to_put_right(looked_at(interim, by=iqa), assessor=assessor)
    sign(again())
    assert not Certificate.objects.exists()

    settle_action(action, by=iqa)

    assert Certificate.objects.count() == 1


def test_settled_before_it_is_signed_off_it_holds_nothing(iqa, assessor, interim, again):
    settle_action(asked_to_put_right(looked_at(interim, by=iqa), assessor=assessor), by=iqa)

    sign(again())

    assert Certificate.objects.count() == 1


def test_what_someone_may_grow_by_and_what_is_asked_of_other_work_hold_nothing(
    organisation, iqa, assessor, interim, again
):
    told = {"due_date": timezone.localdate() + timedelta(14), "by": iqa}
    record = looked_at(interim, by=iqa)
    ask_for(record, kind=Action.Kind.DEVELOPMENTAL, words="Sit in with Cleo.", **told)
    sign(again())
    assert Certificate.objects.count() == 1
    ask_for(record, kind=Action.Kind.CORRECTIVE, words="Ask for a second meeting.", **told)

    other = MembershipFactory(organisation=organisation).person
    sign(share(unit_on(StandardVersionFactory(**TINY), other, organisation), assessor=assessor))

    assert Certificate.objects.count() == 2


def test_whoever_signs_reads_that_something_is_still_to_be_put_right(
    client_for, iqa, assessor, interim, again
):
    action = asked_to_put_right(looked_at(interim, by=iqa), assessor=assessor)
    judged = judge_all(again())
    browser, address = client_for(assessor), reverse("review-sign-off", args=[judged.code])

    page = shown(browser.get(address))
    settle_action(action, by=iqa)

    assert SAID in page
    assert f'href="{reverse("actions")}"' in page
    assert SAID not in shown(browser.get(address))


def test_where_another_was_asked_whoever_signs_reads_only_that_it_waits(
    client_for, iqa, assessor, colleague, interim, again
):
    """What was asked of a colleague goes to them first."""
    asked_to_put_right(looked_at(interim, by=iqa), assessor=colleague)
    judged = judge_all(again())

    page = shown(client_for(assessor).get(reverse("review-sign-off", args=[judged.code])))

    assert (OF_ANOTHER in page, SAID in page, "second look" in page) == (True, False, False)
