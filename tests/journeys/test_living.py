"""A trainer lays a charter beside a standard; a practitioner tells how a clause is lived; members read it."""

import re

import pytest

from community.models import Manner
from community.operations.explaining import explain
from tests.factories import EvidenceFactory, PortfolioFactory, StandardVersionFactory
from tests.factories.community import adopted_charter
from tests.journeys.promises import sideways_troubles

pytestmark = pytest.mark.journey
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
WORDS = "I said no to a third evening, and that was fine."
WHY = "Both are about who is let in."


def test_a_clause_is_linked_lived_and_opened_where_it_explains(
    visit, organisation, trainer, practitioner, assessor
):
    charter, version = adopted_charter(organisation), StandardVersionFactory()
    welfare = charter.current_version.clauses.get(label="Welfare")
    for manner in (Manner.PRIVATE, Manner.PLAIN_WORDS):
        explain(charter, manner, welfare, by=trainer)
    portfolio = PortfolioFactory(owner=practitioner, organisation=organisation)
    evidence = EvidenceFactory(portfolio=portfolio, identifiable="others")
    evidence.people.create(description="Purple top", basis="agreed")

    link(visit("trainer", **PHONE).sign_in(trainer), charter, version)
    pat = visit("pat", scripts=False, dark=True, **PHONE).sign_in(practitioner)
    pat.open(f"/ch/{charter.code}/standards/?beside={version.standard.code}")
    assert pat.page.get_by_text(WHY).is_visible()
    show(pat, evidence)
    member = visit("member").sign_in(assessor)
    member.open(f"/charter/{charter.code}/lived/")
    assert member.page.get_by_text(WORDS).is_visible()
    ask_why(member)


def link(toni, charter, version):
    toni.open(f"/admin/charters/{charter.page_id}/links/")
    toni.page.get_by_label("Lay it beside").select_option(version.standard.code)
    toni.press("Show", exact=True)
    toni.follow(re.compile("^Add a link.*Inclusion"))
    toni.press("Link them", status=422)
    toni.page.get_by_label("What speaks of the same thing?").select_option(label="V1 Sample value 1.")
    toni.fill("Why do they belong together?", WHY)
    toni.press("Link them")
    assert toni.page.get_by_text(WHY).is_visible()
    assert sideways_troubles(toni.page, toni.widths) == []


def show(pat, evidence):
    """Without scripts: the small link is a plain one, and nothing is shown before everyone was asked."""
    pat.open(f"/my/evidence/{evidence.code}/")
    pat.follow("Why? Our charter says")
    assert pat.path.startswith("/cl/")
    assert pat.page.get_by_text("Feel free to decline.").first.is_visible()
    pat.open(f"/my/evidence/{evidence.code}/")
    pat.follow("Tag it to a clause")
    pat.page.get_by_label("Welfare: Feel free to decline.").check()
    pat.press("Tag it", exact=True)
    pat.follow("Let members read how")
    pat.fill("What may members read?", WORDS)
    pat.press("Let members read it", status=422)
    pat.page.get_by_label("Purple top said yes to members reading this").check()
    pat.press("Let members read it")
    assert pat.page.get_by_text("Members can read this").is_visible()
    pat.follow("See it as members do")
    assert pat.page.get_by_text("A member").is_visible()


def ask_why(member):
    """With scripts it opens in place, also by keyboard, and closes on Escape."""
    member.open("/glossary/")
    member.page.get_by_role("link", name="Why? Our charter says").focus()
    member.page.keyboard.press("Enter")
    box = member.page.locator("#why-plain_words-1")
    assert box.is_visible()
    assert member.path == "/glossary/"
    member.page.keyboard.press("Escape")
    assert not box.is_visible()
