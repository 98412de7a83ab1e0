"""Telling people, once and without saying what, that something newer is there."""

import pytest
from django.urls import reverse

from people.models import Job, OutboxMail
from people.operations.jobs import perform_everything
from people.registry import JOBS
from portfolios.operations.carry_over import carry_over
from portfolios.operations.moving_on import tell_some, units_to_tell
from standards.models import StandardPage
from standards.operations.crosswalks import agree, take_back
from standards.operations.publishing import freeze_version
from tests.factories import MembershipFactory, PortfolioFactory, StandardVersionFactory, UnitFactory
from tests.factories.assessments import share, sign, unit_with_evidence
from tests.factories.successors import agreed_crosswalk, seed_version

pytestmark = pytest.mark.django_db
KIND = "standard_moved_on"


@pytest.fixture
def unit(practitioner, organisation):
    portfolio = PortfolioFactory(owner=practitioner, organisation=organisation)
    return UnitFactory(portfolio=portfolio)


@pytest.fixture
def successor():
    return StandardVersionFactory()


def told():
    """[(person, about, link)] of the mails queued, in order."""
    return list(OutboxMail.objects.filter(kind=KIND).values_list("person__name", "about_code", "link"))


def mail_to(unit, about):
    return (unit.owner.name, about.code, reverse("carry-over", args=[unit.code]))


def test_an_agreed_crosswalk_is_told_in_the_background(unit, successor, trainer):
    crosswalk = agreed_crosswalk(unit.version, successor, by=trainer)
    assert told() == []
    assert [job.kind for job in Job.objects.all()] == ["tell_of_crosswalk"]

    JOBS["tell_of_crosswalk"](Job.objects.get().subject_code)

    assert told() == [mail_to(unit, crosswalk)]


def test_agreed_again_nobody_is_told_twice(unit, successor, trainer):
    crosswalk = agreed_crosswalk(unit.version, successor, by=trainer)
    JOBS["tell_of_crosswalk"](Job.objects.get(kind="tell_of_crosswalk").subject_code)
    late = UnitFactory(version=unit.version)
    MembershipFactory(person=late.owner, organisation=late.portfolio.organisation)

    crosswalk = take_back(crosswalk, by=trainer)
    agree(crosswalk, revision=crosswalk.revision, by=trainer)
    for job in Job.objects.filter(kind="tell_of_crosswalk"):
        JOBS[job.kind](job.subject_code)

    assert told() == [mail_to(unit, crosswalk), mail_to(late, crosswalk)]


def test_taken_back_before_anyone_was_told_nobody_is(unit, successor, trainer):
    take_back(agreed_crosswalk(unit.version, successor, by=trainer), by=trainer)

    JOBS["tell_of_crosswalk"](Job.objects.get().subject_code)

    assert told() == []


def test_another_meaning_is_told_and_a_wording_fix_is_not(unit):
    newest = StandardVersionFactory(standard=unit.version.standard, change="meaning")

    JOBS["tell_of_new_words"](newest.code)
    JOBS["tell_of_new_words"](newest.code)

    assert told() == [mail_to(unit, newest)]


@pytest.mark.parametrize(("change", "kinds"), [("meaning", ["tell_of_new_words"]), ("wording", [])])
def test_freezing_asks_the_worker(change, kinds):
    page = StandardPage.objects.get(standard__current_version=seed_version())
    page.performance_criteria.set([*page.performance_criteria.all()[1:]])
    page.performance_criteria.commit()

    freeze_version(page, by=None, answer=(change, "Sample reason."))

    assert list(Job.objects.values_list("kind", flat=True)) == kinds


def test_only_those_it_concerns_are_told(practitioner, organisation, assessor, successor, trainer):
    """Not whoever is signed off, went on already, or holds the role no more; and one mail each."""
    signed = sign(share(unit_with_evidence(practitioner, organisation), assessor=assessor)).submission.unit
    version = signed.version
    gone, left, waiting = UnitFactory.create_batch(3, version=version)
    for each in (gone, waiting):
        MembershipFactory(person=each.owner, organisation=each.portfolio.organisation)
    crosswalk = agreed_crosswalk(version, successor, by=trainer)
    carry_over(gone, successor, by=gone.owner)

    JOBS["tell_of_crosswalk"](Job.objects.get(kind="tell_of_crosswalk").subject_code)

    assert told() == [mail_to(waiting, crosswalk)]


def test_a_whole_suite_with_other_values_is_one_mail(practitioner, organisation):
    portfolio = PortfolioFactory(owner=practitioner, organisation=organisation)
    units = UnitFactory.create_batch(3, portfolio=portfolio)

    for unit in units:
        newest = StandardVersionFactory(standard=unit.version.standard, change="meaning")
        JOBS["tell_of_new_words"](newest.code)

    assert len(told()) == 1


def test_two_workers_that_looked_at_once_tell_everyone_once(practitioner, organisation, at_once):
    units = [UnitFactory(portfolio=PortfolioFactory(owner=practitioner, organisation=organisation))]
    units += UnitFactory.create_batch(3, version=units[0].version)
    for late in units[1:]:
        MembershipFactory(person=late.owner, organisation=late.portfolio.organisation)
    newest = StandardVersionFactory(standard=units[0].version.standard, change="meaning")
    waiting = list(units_to_tell(newest.standard, newest).items())

    outcomes = at_once(*[lambda: tell_some(waiting, about=newest)] * 2)

    assert outcomes == [None, None]
    assert sorted(told()) == sorted(mail_to(unit, newest) for unit in units)
    assert Job.objects.filter(kind="deliver_mail").count() == len(units)


def test_of_two_pieces_of_news_at_once_one_is_enough(practitioner, organisation, at_once):
    portfolio = PortfolioFactory(owner=practitioner, organisation=organisation)
    units = UnitFactory.create_batch(2, portfolio=portfolio)
    news = [StandardVersionFactory(standard=unit.version.standard, change="meaning") for unit in units]
    found = [list(units_to_tell(newest.standard, newest).items()) for newest in news]
    pairs = list(zip(found, news, strict=True))
    assert [len(waiting) for waiting in found] == [1, 1]

    at_once(
        *[lambda waiting=waiting, about=about: tell_some(waiting, about=about) for waiting, about in pairs]
    )

    assert len(told()) == 1


def test_once_a_mail_left_the_next_news_is_told(unit):
    first = StandardVersionFactory(standard=unit.version.standard, change="meaning")
    JOBS["tell_of_new_words"](first.code)
    perform_everything()

    second = StandardVersionFactory(standard=unit.version.standard, change="meaning")
    JOBS["tell_of_new_words"](second.code)
    perform_everything()

    assert [about for _name, about, _link in told()] == [first.code, second.code]


def test_the_mail_says_nothing_of_what_it_is_about(unit, successor, trainer, mail_on, mailoutbox):
    agreed_crosswalk(unit.version, successor, by=trainer)

    perform_everything()

    [mail] = mailoutbox
    assert mail.subject == "Something you work on has moved on"
    assert reverse("carry-over", args=[unit.code]) in mail.body
    assert [words for words in (str(unit), str(successor), unit.owner.name) if words in mail.body] == []


@pytest.mark.parametrize("count", [1, 30])
def test_looking_for_them_costs_the_same_for_one_and_thirty(
    successor, trainer, count, django_assert_max_num_queries
):
    """Each mail costs its own row and its own job, and nothing else grows."""
    version = StandardVersionFactory()
    for unit in UnitFactory.create_batch(count, version=version):
        MembershipFactory(person=unit.owner, organisation=unit.portfolio.organisation)
    crosswalk = agreed_crosswalk(version, successor, by=trainer)

    with django_assert_max_num_queries(12 + 5 * count):
        JOBS["tell_of_crosswalk"](f"{crosswalk.code}.1")
    assert len(told()) == count
