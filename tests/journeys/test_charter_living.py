"""One charter, from the text a trainer pastes to its second version and what its people make of it."""

import json
import re
from datetime import timedelta

import pytest
import time_machine

from community.models import Agreement, Amendment, Asking, Charter, CharterVersion
from people.roles import Role
from tests.factories import EvidenceFactory, MembershipFactory, PortfolioFactory
from tests.factories.assessments import unit_with_evidence
from tests.journeys import charters
from tests.journeys.charters import HOW, TITLE, a_minute_passes, be_for, offered, sides_of
from tests.journeys.practising import share

pytestmark = pytest.mark.journey
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
BEFORE, AFTER = "Everyone is welcome, and everyone may speak.", "Everyone is welcome, and everyone is heard."
SUMMARY = "Say that people are heard."
DECLINE = "Feel free to decline."
TALK, TOLD = "About being heard.", "I said no to a third evening, and that was fine."


def test_from_a_pasted_text_to_a_second_version(
    visit, organisation, trainer, practitioner, assessor, coordinator
):
    steward = member(organisation, Role.STEWARD, "Sol Specimen")
    newcomer = member(organisation, Role.PRACTITIONER, "Nour Sample")
    toni = visit("trainer").sign_in(trainer)
    charter = bring_it_in(toni, organisation)
    pat = visit("pat", **PHONE).sign_in(practitioner)
    agree(pat)
    share_without_agreeing(visit("newcomer", **PHONE), newcomer, organisation)
    robin = visit("robin", scripts=False).sign_in(assessor)
    ask_why(robin)
    amendment = change_it(pat, robin, visit("casey", dark=True).sign_in(coordinator))
    nobody_hurries_it(amendment, toni, pat, robin)

    with time_machine.travel(amendment.closes_at + timedelta(minutes=1)):
        for _minute in range(2):
            a_minute_passes()
        asked_once(charter, practitioner)
        pat.sign_in(practitioner)
        talk_first(pat)
        listen(visit("sol").sign_in(steward))
        pat.open("/my/charters/")
        assert pat.page.get_by_text("You talked, on").is_visible()
        live_it(pat, practitioner, robin.sign_in(assessor), charter)
        read_as_a_stranger(visit("stranger", scripts=False), charter)


def member(organisation, role, name):
    return MembershipFactory(organisation=organisation, role=role, person__name=name).person


def bring_it_in(toni, organisation):
    charters.bring_in(toni)
    charters.correct(toni)
    charters.adopt(toni, organisation.name)
    assert toni.page.get_by_text(HOW).first.is_visible()
    charter = Charter.objects.get()
    rows = charter.current_version.clauses.values_list("level", "kind", "label", "text")
    assert (1, "principle", "Growing together", "Plans are made with the people they are for.") in rows
    assert list(rows)[-2:] == [
        (2, "unacceptable behaviour", "", "Putting others at risk"),
        (3, "unacceptable behaviour", "", "Keeping silent about a danger"),
    ]
    toni.open(f"/admin/charters/{charter.page_id}/explanations/")
    charters.explain(toni, "Declining", re.compile(DECLINE))
    return charter


def agree(pat):
    pat.follow("Read it, if you like")
    assert pat.page.get_by_role("heading", level=1).inner_text() == TITLE
    assert pat.page.locator("main input:checked, main option[selected]").count() == 0
    pat.press("I agree", exact=True)
    assert pat.page.get_by_text("You agreed to version 1 on").is_visible()


def share_without_agreeing(newcomer, person, organisation):
    """Nothing was said to the charter, and nothing asks for it on the way."""
    unit = unit_with_evidence(person, organisation, performance=1, knowledge=1, values=1)
    newcomer.sign_in(person)
    newcomer.follow(unit.version.title, exact=True)
    newcomer.follow("Share for review")
    share(newcomer)
    assert not Agreement.objects.filter(person=person).exists()


def ask_why(robin):
    """Beside declining, a small link opens the clause; without scripts it is a plain one."""
    robin.open("/reviews/")
    robin.follow("Why? Our charter says")
    assert robin.path.startswith("/cl/")
    assert robin.page.get_by_text(DECLINE).first.is_visible()
    robin.open("/reviews/")
    robin.press("Decline, no reason needed")


def change_it(pat, robin, casey):
    """Two are for it; who put it forward can’t be."""
    charters.put_forward(pat, clause="Inclusion", words=AFTER, why=SUMMARY)
    amendment = Amendment.objects.get()
    be_for(robin, amendment, others=0)
    be_for(casey, amendment, others=1)
    pat.open(f"/charter/amendments/{amendment.code}/")
    assert pat.page.get_by_text("You put this forward, so others say").is_visible()
    assert "I am for it" not in offered(pat)
    return amendment


def nobody_hurries_it(amendment, toni, pat, robin):
    """No button anywhere adopts it, and the last minute before its time changes nothing."""
    toni.open(f"/charter/amendments/{amendment.code}/")
    robin.open(f"/charter/amendments/{amendment.code}/")
    for visitor in (toni, pat, robin):
        assert [words for words in offered(visitor) if re.search("adopt|publish", words, re.IGNORECASE)] == []
    toni.open(f"/admin/pages/{amendment.charter.page_id}/edit/")
    publishes = toni.page.locator("[name=action-publish]").all_text_contents()
    assert [" ".join(words.split()) for words in publishes] == ["Publish what is said about it"]
    with time_machine.travel(amendment.closes_at - timedelta(minutes=1)):
        a_minute_passes()
    assert CharterVersion.objects.count() == 1


def asked_once(charter, person):
    assert list(charter.versions.values_list("number", flat=True)) == [1, 2]
    assert list(Asking.objects.values_list("person", "version__number")) == [(person.pk, 2)]


def talk_first(pat):
    pat.open("/my/")
    assert pat.page.get_by_role("link", name="See what changed, if you like").count() == 1
    pat.follow("See what changed, if you like")
    changed = pat.page.get_by_role("region", name="What changed since you agreed")
    assert "is heard" in changed.locator("ins").inner_text()
    pat.follow("I’d like to talk first")
    pat.page.get_by_label("Sol Specimen").check()
    pat.fill("What would you like to talk about?", TALK)
    pat.press("Ask for a talk")
    pat.open("/my/")
    assert pat.page.get_by_role("link", name="See what changed, if you like").count() == 0


def listen(sol):
    sol.open("/my/talks/")
    assert sol.page.get_by_text(TALK).is_visible()
    sol.press("We talked")
    assert not sol.page.get_by_text(TALK).is_visible()


def live_it(pat, person, robin, charter):
    """Members read it with everyone’s yes, and not a moment after its owner stops it."""
    evidence = EvidenceFactory(
        portfolio=PortfolioFactory(owner=person, organisation=charter.organisation), identifiable="others"
    )
    evidence.people.create(description="Purple top", basis="agreed")
    charters.show(pat, evidence, clause=re.compile(DECLINE), person="Purple top", words=TOLD)
    robin.open(charter.page.url)
    robin.follow("How we live by it")
    assert robin.page.get_by_text(TOLD).is_visible()
    pat.press("Stop showing it")
    robin.open(f"/charter/{charter.code}/lived/")
    assert not robin.page.get_by_text(TOLD).is_visible()


def read_as_a_stranger(stranger, charter):
    stranger.open("/charters/")
    stranger.follow(TITLE)
    assert stranger.page.get_by_text(AFTER).is_visible()
    stranger.follow("Compare every word of versions 1 and 2")
    assert "may speak" in stranger.page.locator("del").first.inner_text()
    stranger.follow("Read version 1")
    stranger.follow("A link to “Inclusion” that stays")
    assert stranger.page.get_by_role("heading", name="Today, in version 2").is_visible()
    stranger.open(charter.page.url)
    stranger.follow("Easy-print version")
    assert sides_of(stranger.page) == 1
    stranger.open(charter.page.url)
    stranger.follow("For computers (JSON)")
    twin = json.loads(stranger.page.inner_text("pre"))
    assert (twin["title"], twin["sections"][0]["clauses"][0]["text"]) == (TITLE, AFTER)
