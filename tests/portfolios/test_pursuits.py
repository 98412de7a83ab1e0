"""Working towards an award: begun, set aside and taken up again, by the rules it was begun on."""

from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.utils import timezone

from people.models import AuditEvent
from portfolios.models import Pursuit
from portfolios.operations.pursuits import (
    AwardCannotBeStarted,
    follow_newest_rules,
    set_aside,
    start_pursuit,
    take_up,
)
from portfolios.queries import progress_of
from standards.operations.awards import change_award, publish_award, withdraw_award
from tests.factories import PortfolioFactory, StandardVersionFactory, UnitFactory
from tests.factories.awards import published_award, rules
from tests.portfolios.pursuing import award_of
from tests.reading import text_of

pytestmark = pytest.mark.django_db


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
