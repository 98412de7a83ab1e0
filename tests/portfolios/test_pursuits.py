"""Working towards an award: begun, checked live in words, set aside, and made whole by the last sign-off."""

from datetime import date, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.utils import timezone

from assessments.models import Award, Certificate, SignOff
from assessments.operations.sign_off import sign_off
from assessments.queries import hash_of_seen, seen_in
from people.models import AuditEvent
from portfolios.models import EvidenceKind, Pursuit
from portfolios.operations.claims import claim_requirement
from portfolios.operations.pursuits import (
    AwardCannotBeStarted,
    follow_newest_rules,
    set_aside,
    start_pursuit,
    take_up,
)
from portfolios.queries import award_checks_of, coverage_of, progress_of
from standards.models import Kind
from standards.operations.awards import change_award, publish_award, withdraw_award
from tests.factories import EvidenceFactory, PortfolioFactory, StandardVersionFactory, UnitFactory
from tests.factories.assessments import judge_all, share, sign, unit_with_evidence
from tests.factories.awards import published_award, rules
from tests.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def pat(client_for, practitioner):
    return client_for(practitioner)


@pytest.fixture
def unit(practitioner, organisation):
    portfolio = PortfolioFactory(owner=practitioner, organisation=organisation)
    version = StandardVersionFactory(performance=2, knowledge=1, values=1)
    return UnitFactory(portfolio=portfolio, version=version)


def award_of(unit, trainer, **changes):
    return published_award(
        (None, [unit.version.standard]), by=trainer, suite=unit.version.standard.suite, **changes
    )


def show(unit, *requirements, **evidence):
    piece = EvidenceFactory(portfolio=unit.portfolio, **evidence)
    for requirement in requirements:
        claim_requirement(piece, unit=unit, requirement=requirement, by=unit.owner)
    return piece


def of_kind(unit, kind):
    return list(unit.version.requirements.filter(kind=kind))


# --- beginning and resting ------------------------------------------------------------------


def test_starting_it_twice_is_having_started(practitioner, organisation, trainer, unit):
    award = award_of(unit, trainer)

    first = start_pursuit(award, organisation=organisation, by=practitioner)
    second = start_pursuit(award, organisation=organisation, by=practitioner)

    assert (first, Pursuit.objects.count()) == (second, 1)
    assert AuditEvent.objects.filter(action="pursuit.started").count() == 1


def test_two_tabs_that_start_it_at_once_start_it_once(practitioner, organisation, trainer, unit, at_once):
    award = award_of(unit, trainer)

    def start():
        return start_pursuit(award, organisation=organisation, by=practitioner)

    assert at_once(*[start] * 3) == [Pursuit.objects.get()] * 3
    assert AuditEvent.objects.filter(action="pursuit.started").count() == 1


def test_two_tabs_that_follow_the_newest_rules_at_once_follow_them_once(
    practitioner, organisation, trainer, unit, at_once
):
    award = award_of(unit, trainer)
    old = start_pursuit(award, organisation=organisation, by=practitioner)
    group = {"title": "", "needed": None, "standards": [unit.version.standard]}
    award = change_award(award, rules=rules(every_value=True), groups=[group], revision=1, by=trainer)
    publish_award(award, why="Values matter.", revision=award.revision, by=trainer)

    outcomes = at_once(*[lambda: follow_newest_rules(old, by=practitioner)] * 3)

    newer = Pursuit.objects.get(set_aside_at=None)
    assert (outcomes, newer.version.number, Pursuit.objects.count()) == ([newer] * 3, 2, 2)
    assert AuditEvent.objects.filter(action="pursuit.started").count() == 2


def test_one_withdrawn_can_not_be_started_and_what_was_begun_goes_on(
    practitioner, organisation, trainer, unit
):
    award = award_of(unit, trainer)
    begun = start_pursuit(award, organisation=organisation, by=practitioner)
    other = award_of(unit, trainer, title="Another")
    withdraw_award(award, by=trainer)
    withdraw_award(other, by=trainer)

    with pytest.raises(AwardCannotBeStarted):
        start_pursuit(other, organisation=organisation, by=practitioner)
    assert start_pursuit(award, organisation=organisation, by=practitioner) == begun


def test_rules_stay_those_it_was_started_on_until_the_person_wants_the_newest(
    pat, practitioner, organisation, trainer, unit
):
    award = award_of(unit, trainer)
    begun = start_pursuit(award, organisation=organisation, by=practitioner)
    group = {"title": "", "needed": None, "standards": [unit.version.standard]}
    award = change_award(award, rules=rules(every_value=True), groups=[group], revision=1, by=trainer)
    publish_award(award, why="Values matter.", revision=award.revision, by=trainer)

    shown = text_of(pat.get(f"/my/awards/{begun.code}/"))
    assert "You keep the rules you started on." in shown
    assert "Values matter." in shown
    assert (
        not progress_of(Pursuit.objects.get(pk=begun.pk))
        .steps[0]
        .checks[-1]
        .sentence.startswith("Each value")
    )

    answer = pat.send(f"/my/awards/{begun.code}/newest-rules")
    newer = Pursuit.objects.get(set_aside_at=None)
    assert answer.headers["Location"] == f"/my/awards/{newer.code}/"
    assert newer.version.number == 2


def test_setting_aside_loses_nothing(pat, practitioner, organisation, trainer, unit):
    pursuit = start_pursuit(award_of(unit, trainer), organisation=organisation, by=practitioner)

    for _twice in range(2):
        pat.send(f"/my/awards/{pursuit.code}/set-aside")
        assert "Awards you work towards" not in text_of(pat.get("/my/"))
    assert 'name="back" value="1">Take it up again<' in pat.get(f"/my/awards/{pursuit.code}/").text
    for _twice in range(2):
        pat.send(f"/my/awards/{pursuit.code}/set-aside", {"back": "1"})
        assert "Awards you work towards" in text_of(pat.get("/my/"))

    assert Pursuit.objects.get().set_aside_at is None


def start_section(tab, award):
    """(its words, where its links lead, what its buttons say) of the box to begin in."""
    page = BeautifulSoup(tab.get(f"/awards/{award.code}/").content, "html.parser")
    box = page.find(attrs={"aria-labelledby": "start-h"})
    links, buttons = [a["href"] for a in box.find_all("a")], [b.get_text() for b in box.find_all("button")]
    return " ".join(box.get_text(" ").split()), links, buttons


def test_who_works_towards_it_is_not_asked_to_begin(
    pat, client_for, practitioner, organisation, trainer, unit
):
    award = award_of(unit, trainer, last_start_date=timezone.localdate() + timedelta(days=1))
    assert start_section(pat, award)[2] == ["Work towards this award"]

    pursuit = start_pursuit(award, organisation=organisation, by=practitioner)
    own = f"/my/awards/{pursuit.code}/"

    words, links, buttons = start_section(pat, award)
    assert (links, buttons) == ([own], [])
    assert "You work towards this award." in words

    set_aside(pursuit, by=practitioner)
    words, links, buttons = start_section(pat, award)
    assert (links, buttons) == ([own], [])
    assert "You set this award aside. It is as you left it." in words

    with time_machine.travel(timezone.now() + timedelta(days=3)):
        assert start_section(client_for(practitioner), award) == (words, [own], [])
        words, links, buttons = start_section(client_for(None), award)
    assert (links, buttons) == ([], [])
    assert "It can no longer be started." in words


def test_nobody_else_is_told_that_someone_works_towards_it(
    pat, client_for, practitioner, organisation, trainer, outsider, assessor, unit
):
    award = award_of(unit, trainer)
    before = {who: start_section(client_for(who), award)[::2] for who in (outsider, assessor, None)}

    start_pursuit(award, organisation=organisation, by=practitioner)

    assert {who: start_section(client_for(who), award)[::2] for who in (outsider, assessor, None)} == before


def test_starting_on_the_public_page(pat, client_for, coordinator, trainer, unit):
    award = award_of(unit, trainer)

    assert "Work towards this award" in pat.get(f"/awards/{award.code}/").content.decode()
    answer = pat.send("/my/awards/start", {"award": award.code})

    assert answer.headers["Location"] == f"/my/awards/{Pursuit.objects.get().code}/"
    assert client_for(coordinator).send("/my/awards/start", {"award": award.code}).status_code == 403
    assert pat.send("/my/awards/start", {"award": "nonsense"}).status_code == 404


def test_only_its_owner_sees_it(client_for, practitioner, organisation, trainer, unit, assessor, outsider):
    pursuit = start_pursuit(award_of(unit, trainer), organisation=organisation, by=practitioner)

    for person in (assessor, outsider):
        assert client_for(person).get(f"/my/awards/{pursuit.code}/").status_code == 404
        assert client_for(person).send(f"/my/awards/{pursuit.code}/set-aside").status_code == 404


# --- what it still asks ---------------------------------------------------------------------


def checks(unit, **asked):
    [(_pursuit, found)] = award_checks_of(unit, coverage_of(unit))
    return [(check.sentence, check.holds, check.labels) for check in found]


def pursue(unit, trainer, **asked):
    return start_pursuit(
        award_of(unit, trainer, **asked), organisation=unit.portfolio.organisation, by=unit.owner
    )


def test_each_criterion_wants_so_many_pieces(unit, trainer):
    pursue(unit, trainer, claims_per_criterion=2)
    first, second = of_kind(unit, Kind.PERFORMANCE)
    show(unit, first, second)
    show(unit, first)

    assert checks(unit) == [("Each criterion has 2 pieces of evidence.", False, ("P2",))]
    show(unit, second)
    assert checks(unit) == [("Each criterion has 2 pieces of evidence.", True, ())]


def test_kinds_observation_and_values(unit, trainer):
    pursue(unit, trainer, distinct_kinds=2, must_be_observed=True, every_value=True)
    first, second = of_kind(unit, Kind.PERFORMANCE)
    [value] = of_kind(unit, Kind.VALUE)
    show(unit, first, second)

    assert checks(unit)[1:] == [
        ("At least 2 different kinds of evidence. So far: 1.", False, ()),
        ("An assessor saw you do something of it, at least once.", False, ()),
        ("Each value is shown by a piece of evidence.", False, ("V1",)),
    ]
    show(unit, first, value, kind_id=EvidenceKind.OBSERVATION)
    assert [holds for _sentence, holds, _labels in checks(unit)] == [True] * 4


def test_evidence_that_is_too_old_does_not_count_and_can_still_be_shared(unit, trainer):
    pursue(unit, trainer, evidence_months=24)
    first, second = of_kind(unit, Kind.PERFORMANCE)
    today = timezone.localdate()
    show(unit, first, happened_on=today - timedelta(days=23 * 30))
    show(unit, second, happened_on=date(2001, 1, 1))

    assert checks(unit) == [
        ("Each criterion has a piece of evidence.", False, ("P2",)),
        (
            "1 piece is older than 24 months, so it doesn’t count here. You can still share it.",
            True,
            (),
        ),
    ]


def test_the_page_of_the_standard_says_what_the_award_asks(pat, unit, trainer):
    pursue(unit, trainer, claims_per_criterion=2, title="Working with groups")

    shown = text_of(pat.get(f"/my/standards/{unit.code}/"))

    assert "What “Working with groups” asks here" in shown
    assert "Each criterion has 2 pieces of evidence." in shown


def test_any_one_of_two_is_done_with_one(practitioner, organisation, trainer, assessor):
    unit = unit_with_evidence(practitioner, organisation, performance=1, knowledge=1, values=1)
    other = StandardVersionFactory().standard
    award = published_award((1, [unit.version.standard, other]), by=trainer)
    pursuit = start_pursuit(award, organisation=organisation, by=practitioner)
    assert (progress_of(pursuit).done, progress_of(pursuit).is_done) == (0, False)

    sign(share(unit, assessor=assessor))

    progress = progress_of(pursuit)
    assert (progress.done, progress.needed, progress.is_done) == (1, 1, True)


# --- the certificate ------------------------------------------------------------------------


def two_units(practitioner, organisation):
    return [
        unit_with_evidence(practitioner, organisation, performance=1, knowledge=1, values=1) for _ in range(2)
    ]


def test_the_last_sign_off_makes_the_award_whole(practitioner, organisation, trainer, assessor):
    units = two_units(practitioner, organisation)
    award = published_award(
        (None, [unit.version.standard for unit in units]),
        by=trainer,
        certificate_title="Certificate in working with groups",
        certificate_wording="Awarded by the sample valley.",
    )
    start_pursuit(award, organisation=organisation, by=practitioner)

    sign(share(units[0], assessor=assessor))
    assert not Certificate.objects.exclude(title="").exists()
    sign(share(units[1], assessor=assessor))

    whole = Certificate.objects.exclude(title="").get()
    assert (whole.title, whole.wording) == (
        "Certificate in working with groups",
        "Awarded by the sample valley.",
    )
    assert [entry.title for entry in whole.entries.all()] == [unit.version.title for unit in units]
    assert (whole.award.rules, whole.award.holder) == (award.current_version, practitioner)
    assert Certificate.objects.count() == 3


def test_two_last_sign_offs_at_once_make_the_award_whole_once(
    practitioner, organisation, trainer, assessor, at_once
):
    units = two_units(practitioner, organisation)
    award = published_award((None, [unit.version.standard for unit in units]), by=trainer)
    start_pursuit(award, organisation=organisation, by=practitioner)
    reviews = [judge_all(share(unit, assessor=assessor)) for unit in units]

    def sign_last(review):
        seen = hash_of_seen(seen_in(review))
        return sign_off(review, by=assessor, seen_hash=seen, declaration="I have seen all of it.")

    outcomes = at_once(*[lambda review=review: sign_last(review) for review in reviews])

    assert [type(outcome) for outcome in outcomes] == [SignOff] * 2
    whole = Certificate.objects.get(award__rules=award.current_version)
    assert sorted(entry.sign_off_id for entry in whole.entries.all()) == sorted(made.pk for made in outcomes)
    assert (Award.objects.count(), Certificate.objects.count()) == (3, 3)


@pytest.mark.parametrize("stage", ["has_sampling", "has_panel"])
def test_an_award_with_a_further_stage_waits_for_it(
    pat, practitioner, organisation, trainer, assessor, stage
):
    unit = unit_with_evidence(practitioner, organisation, performance=1, knowledge=1, values=1)
    award = published_award((None, [unit.version.standard]), by=trainer, **{stage: True})
    pursuit = start_pursuit(award, organisation=organisation, by=practitioner)

    sign(share(unit, assessor=assessor))

    assert not Award.objects.filter(rules__isnull=False).exists()
    assert "Your coordinator arranges it with you." in pat.get(f"/my/awards/{pursuit.code}/").text


def test_what_was_signed_off_before_counts_when_an_award_is_begun(
    practitioner, organisation, trainer, assessor
):
    unit = unit_with_evidence(practitioner, organisation, performance=1, knowledge=1, values=1)
    sign(share(unit, assessor=assessor))
    award = published_award((None, [unit.version.standard]), by=trainer)

    start_pursuit(award, organisation=organisation, by=practitioner)
    start_pursuit(award, organisation=organisation, by=practitioner)

    assert Award.objects.get(rules__isnull=False).rules == award.current_version


def test_after_its_last_day_an_award_is_not_given(practitioner, organisation, trainer, assessor):
    unit = unit_with_evidence(practitioner, organisation, performance=1, knowledge=1, values=1)
    award = published_award(
        (None, [unit.version.standard]), by=trainer, last_assessment_date=date(2020, 1, 1)
    )
    start_pursuit(award, organisation=organisation, by=practitioner)

    sign(share(unit, assessor=assessor))

    assert not Award.objects.filter(rules__isnull=False).exists()


def test_newest_rules_that_were_set_aside_are_taken_up_again(practitioner, organisation, trainer, unit):
    award = award_of(unit, trainer)
    old = start_pursuit(award, organisation=organisation, by=practitioner)
    group = {"title": "", "needed": None, "standards": [unit.version.standard]}
    award = change_award(award, rules=rules(every_value=True), groups=[group], revision=1, by=trainer)
    publish_award(award, why="Values matter.", revision=award.revision, by=trainer)
    newer = follow_newest_rules(old, by=practitioner)
    set_aside(newer, by=practitioner)

    again = follow_newest_rules(take_up(old, by=practitioner), by=practitioner)

    assert (again.pk, again.set_aside_at) == (newer.pk, None)
    assert Pursuit.objects.get(pk=old.pk).set_aside_at


def test_one_set_aside_is_not_awarded(practitioner, organisation, trainer, assessor):
    unit = unit_with_evidence(practitioner, organisation, performance=1, knowledge=1, values=1)
    award = published_award((None, [unit.version.standard]), by=trainer)
    set_aside(start_pursuit(award, organisation=organisation, by=practitioner), by=practitioner)

    sign(share(unit, assessor=assessor))

    assert not Award.objects.filter(rules__isnull=False).exists()


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_costs_the_same_for_one_standard_and_thirty(
    pat, practitioner, organisation, trainer, count, django_assert_num_queries
):
    standards = [StandardVersionFactory().standard for _ in range(count)]
    for standard in standards:
        UnitFactory(
            portfolio=PortfolioFactory(owner=practitioner, organisation=organisation),
            version=standard.current_version,
        )
    pursuit = start_pursuit(
        published_award((None, standards), by=trainer), organisation=organisation, by=practitioner
    )
    pat.get("/my/")

    with django_assert_num_queries(12):
        pat.get(f"/my/awards/{pursuit.code}/")
