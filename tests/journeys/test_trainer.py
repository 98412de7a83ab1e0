"""A trainer’s work with standards in a real browser: brought in, put right, published, changed, planned, put together."""

import re
from datetime import timedelta
from html import escape

import pytest
import time_machine
from django.utils import timezone
from weasyprint import HTML

from people.operations.organisations import give_role
from people.roles import Role
from portfolios.operations.claims import set_claims
from standards.models import StandardPage, StandardVersion
from standards.operations.due import do_what_is_due
from tests.factories import UserFactory
from tests.factories.assessments import share, sign
from tests.factories.portfolios import EvidenceFileFactory, PortfolioFactory, UnitFactory
from tests.journeys import before
from tests.journeys.practising import PHOTO, STANDARD
from tests.journeys.training import fix_wording, look, open_editor, publish

pytestmark = pytest.mark.journey
TITLE = "Share a community garden"
LINES = """URN: SAMPLE07
Overview
This standard is about growing food together.
This standard is within Key Area Three.
Performance criteria
You must be able to:
- find ground that nobody uses
- ask the neighbors what they would like to grow
- share the harvest among everyone who dug
Knowledge and Understanding
You need to know and understand:
1 how soil is tested, and by whom
2 which plants help each other""".splitlines()
AUSTRALIAN = "SAMPLE001\nGardens\nElements and Performance Criteria\n1. Dig\n1.1 Find ground"
FIRST = "facilitate communities to identify common needs"
OTHER_FIRST = "help communities to say in public what they need"


def print_of(lines):
    """A PDF with its page number at the foot. The numbers of the criteria are lost."""
    foot = f"@page {{ @bottom-left {{ content: 'SAMPLE07 {TITLE}' }} @bottom-right {{ content: counter(page) }} }}"
    words = "".join(f"<p>{escape(line)}" for line in lines)
    return HTML(string=f"<html lang=en><style>{foot}</style><h1>{TITLE}</h1>{words}").write_pdf()


def test_a_print_becomes_a_standard_and_is_put_right(visit, standard, trainer):
    toni = visit("trainer").sign_in(trainer)
    toni.follow("Edit standards")
    toni.follow("Bring in a standard")
    toni.fill("Paste the text", AUSTRALIAN)
    toni.press("Read it", exact=True, status=422)
    assert "This looks like an Australian unit" in toni.page.get_by_role("alert").inner_text()
    look(toni)

    toni.fill("Paste the text", "")
    toni.upload("Or choose a file", ("garden.pdf", "application/pdf", print_of(LINES)))
    toni.press("Read it", exact=True)
    correct_what_was_read(toni)
    toni.press("Keep, and show the plan", exact=True)
    assert "This becomes a new standard in Key Area Three, as a draft." in toni.page.inner_text("main")
    assert toni.page.get_by_text("5 added").is_visible()
    look(toni)
    toni.press("Agree, and make the draft", exact=True)
    publish(toni)
    fix_the_spelling(toni)
    anyone_reads_it(visit("stranger"))


def correct_what_was_read(toni):
    page = toni.page
    assert page.get_by_label("Title").input_value() == TITLE
    said = page.get_by_role("region", name="Please look at these").inner_text()
    assert "From here the entries have no numbers in this text: “find ground that nobody uses”" in said
    look(toni)
    page.get_by_label("Entry 1: words").fill("find ground that nobody uses, and ask who owns it")
    page.get_by_label("I looked at this").check()  # it has no values


def fix_the_spelling(toni):
    """There are people everywhere, but nobody works with this one yet: a wording fix is published at once."""
    toni.follow(TITLE)
    fix_wording(toni, number=2, before="neighbors", after="neighbours")
    versions = StandardVersion.objects.filter(standard__urn="SAMPLE07").order_by("number")
    assert list(versions.values_list("number", "change")) == [(1, "first"), (2, "wording")]


def anyone_reads_it(stranger):
    stranger.open("/")
    stranger.follow("Group work and collective action")
    stranger.follow(TITLE, exact=True)
    assert stranger.page.get_by_role("link", name="Version 2").is_visible()
    assert stranger.page.get_by_text("ask the neighbours what").count() == 1
    assert stranger.page.get_by_text("find ground that nobody uses, and ask who owns it").count() == 1


# --- changing what people work with ---------------------------------------------------------


@pytest.fixture
def two_people(standard, practitioner, assessor, organisation):
    """One is at work on the shipped standard, another has a certificate of it."""
    before.begin(standard, by=practitioner, pieces=[PHOTO])
    portfolio = PortfolioFactory(owner=UserFactory(name="Sasha Specimen"), organisation=organisation)
    unit = UnitFactory(portfolio=portfolio, version=standard.current_version)
    evidence = EvidenceFileFactory(evidence__portfolio=portfolio).evidence
    everything = dict.fromkeys(unit.version.requirements.all(), "")
    set_claims(evidence, {unit: everything}, by=portfolio.owner)
    sign(share(unit, assessor=assessor))


def test_a_change_of_meaning_and_whom_it_touches(visit, two_people, trainer, practitioner):
    toni = visit("trainer").sign_in(trainer)
    open_editor(toni)
    text = toni.page.locator("[name=performance_criteria-0-text]")
    text.fill(OTHER_FIRST)
    toni.page.get_by_label("What kind of change is it?").select_option(label="A change of meaning")
    toni.page.get_by_label("Why").fill("Practice moved on.")
    publish(toni)
    see_whom_it_touches(toni)
    toni.press("Publish it now", exact=True)
    see_what_changed(toni)

    pat = visit("practitioner").sign_in(practitioner)
    assert pat.page.get_by_text("There is something newer").is_visible()


def see_whom_it_touches(toni):
    assert toni.page.get_by_role("heading", level=1).inner_text().startswith("Who is affected")
    row = toni.page.get_by_role("row").filter(has_text="P1")
    assert [cell.inner_text().split("\n")[0] for cell in row.get_by_role("cell").all()[2:]] == ["2", "1", "1"]
    look(toni)
    assert StandardVersion.objects.filter(standard__urn="JETSCD16L").count() == 1


def see_what_changed(toni):
    assert toni.page.get_by_text("Published. People who are at work keep the version").is_visible()
    toni.follow("What changed", exact=True)
    toni.page.get_by_label("From").select_option(label="Version 1")
    toni.page.get_by_label("to", exact=True).select_option(label="Version 2")
    toni.press("Show", exact=True)
    words = toni.page.inner_text("main")
    assert "A change of meaning" in words
    assert "Practice moved on." in words
    assert toni.page.locator("main del").count() > 0
    look(toni)


# --- not alone, and not today ---------------------------------------------------------------


@pytest.fixture
def reader(organisation):
    person = UserFactory(name="Robin Specimen")
    give_role(person, role=Role.TRAINER, organisation=organisation, by=None)
    return person


def test_a_second_trainer_reads_it_first(visit, standard, trainer, reader):
    toni = visit("trainer").sign_in(trainer)
    open_editor(toni)
    change_first(toni, "help communities")
    toni.page.get_by_role("button", name="More actions").click()
    toni.press("Ask someone to read it first", exact=True)

    robin = visit("reader").sign_in(reader)
    robin.open("/admin/")
    robin.follow(STANDARD)
    robin.page.get_by_role("button", name="More actions").click()
    robin.press("Approve and Publish", exact=True)
    version = StandardPage.objects.get(urn="JETSCD16L").version
    assert (version.number, version.change, version.published_by) == (2, "wording", reader)


def change_first(visitor, words):
    text = visitor.page.locator("[name=performance_criteria-0-text]")
    text.fill(text.input_value().replace("facilitate communities", words))
    visitor.page.get_by_label("What kind of change is it?").select_option(
        label="A wording fix: it means the same"
    )
    visitor.page.get_by_label("Why").fill("It reads better.")


def test_published_on_its_day(visit, standard, trainer):
    toni = visit("trainer").sign_in(trainer)
    open_editor(toni)
    change_first(toni, "help communities")
    day = timezone.localtime(timezone.now() + timedelta(days=3))
    toni.page.get_by_role("button", name="Toggle status").first.click()
    toni.page.get_by_role("button", name="Set schedule").click()
    toni.page.get_by_label("Go live date/time").fill(f"{day:%Y-%m-%d} 10:00")
    toni.page.locator(".xdsoft_time.xdsoft_current:visible").click()  # closes the calendar
    toni.press("Save schedule", exact=True)
    toni.page.get_by_role("button", name="More actions").click()
    toni.press(re.compile("Schedule to publish"))
    do_what_is_due()
    assert StandardPage.objects.get(urn="JETSCD16L").version.number == 1

    with time_machine.travel(day + timedelta(days=1)):
        do_what_is_due()
    assert StandardPage.objects.get(urn="JETSCD16L").version.number == 2


# --- an award -------------------------------------------------------------------------------


def test_an_award_is_written_published_and_read(visit, standard, trainer):
    toni = visit("trainer").sign_in(trainer)
    toni.follow("Edit standards")
    toni.follow("Awards")
    look(toni)
    toni.follow(re.compile("^New award in"))
    look(toni)
    toni.press("Save the draft", status=422)
    assert "Give this award a title." in toni.page.inner_text("main")
    toni.page.get_by_label("Title").first.fill("Sample award in partnership work")
    toni.page.get_by_role("group", name="Group 1").get_by_label(STANDARD).check()
    toni.press("Save the draft")
    look(toni)
    toni.press("Publish it")
    toni.follow("As everyone sees it")
    assert toni.page.get_by_role("heading", level=1).inner_text() == "Sample award in partnership work"
    assert toni.page.get_by_role("link", name=STANDARD).is_visible()
