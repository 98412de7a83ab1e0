"""A standard gets a successor with a new criterion 9: a trainer says what became of what, a practitioner goes on."""

import re

import pytest

from people.models import OutboxMail
from people.operations.jobs import perform_everything
from portfolios.models import Unit
from standards.models import Crosswalk
from tests.factories.successors import NEW_NINTH, by_label, successor_of
from tests.journeys import before
from tests.journeys.practising import LATER, STANDARD, covered, open_unit
from tests.journeys.promises import sideways_troubles

pytestmark = pytest.mark.journey
EVERYTHING = [*before.FIRST_ROUND, LATER]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
OTHER_WORDS = {"3": ("support communities", "help people")}


@pytest.fixture
def unit(standard, practitioner):
    """Every one of the seed standard’s criteria, knowledge items and values is claimed."""
    return before.begin(standard, by=practitioner, pieces=EVERYTHING)


@pytest.fixture
def successor(standard):
    return successor_of(standard.current_version, changed=OTHER_WORDS)


def test_a_successor_with_a_new_ninth_criterion(visit, unit, successor, trainer, practitioner):
    toni = visit("trainer").sign_in(trainer)
    say_what_became_of_what(toni, unit.version, successor)
    agree(toni)
    perform_everything()
    assert OutboxMail.objects.get(kind="standard_moved_on").person == practitioner

    pat = visit("practitioner").sign_in(practitioner)
    see_that_there_is_something_newer(pat)
    go_on(pat, unit, successor)
    anyone_can_read_it(visit("stranger"))


def say_what_became_of_what(toni, old, new):
    """Every requirement gets its yes, a section at a time; one was reworded and one is new, and each says why."""
    toni.follow("Edit standards")
    toni.open("/admin/crosswalks/")
    toni.follow("Begin a crosswalk")
    toni.fill("Find the old one by title, URN or suite", "JETSCD16L")
    toni.press("Find", exact=True)
    toni.page.get_by_label("From the old words").select_option(old.code)
    toni.page.get_by_label("To the new words").select_option(new.code)
    toni.press("Begin", exact=True)

    for section in ("Performance criteria", "Knowledge and understanding", "Values"):
        toni.follow(re.compile(f"^{section}"))
        say_yes_to_a_section(toni)
    toni.follow(re.compile("^What is new"))
    [row] = toni.page.locator(".cw-row").all()
    assert NEW_NINTH in row.inner_text()
    row.get_by_label("New", exact=True).check()
    row.get_by_label(re.compile("^Why")).fill("Nobody asked this before.")
    toni.press("Save this section")


def say_yes_to_a_section(toni):
    for row in toni.page.locator(".cw-row").all():
        if "The very same words." in row.inner_text():
            row.get_by_label("Yes, the same").check()
        else:
            row.get_by_label("Reworded").check()
            row.get_by_label(re.compile("^Why")).fill("Plainer words for the same.")
    toni.press("Save this section")
    assert not sideways_troubles(toni.page, (390,))


def agree(toni):
    entries = Crosswalk.objects.get().entries
    moved = entries.get(source__number="9", source__kind="performance")
    assert (moved.relation, moved.target.number) == ("same", "10")
    assert "Everything is spoken of." in toni.page.inner_text("main")
    toni.press("Agree", exact=True)
    assert "Agreed by Toni Placeholder" in toni.page.inner_text("main")


def see_that_there_is_something_newer(pat):
    pat.open("/my/")
    assert pat.page.get_by_text("There is something newer").is_visible()
    open_unit(pat)
    assert covered(pat) == {"What you do": "9 of 9", "What you know": "17 of 17", "Values": "5 of 5"}
    assert "30 parts ask the same, 1 was reworded, 1 is new." in pat.page.inner_text("main")


def go_on(pat, unit, successor):
    pat.follow("See what would come along")
    ask = pat.page.get_by_role("region", name="Needs your yes")
    assert ask.get_by_text("help people").is_visible()
    ask.get_by_role("checkbox").check()
    assert NEW_NINTH in pat.page.get_by_role("region", name="No evidence yet").inner_text()
    pat.press("Yes, go on with the newer words")

    assert covered(pat) == {"What you do": "9 of 10", "What you know": "17 of 17", "Values": "5 of 5"}
    assert "No evidence yet" in pat.page.locator("#r-P9").inner_text()
    assert NEW_NINTH in pat.page.locator("#r-P9").inner_text()
    assert "Matched" in pat.page.locator("#r-P10").inner_text()
    newer = Unit.objects.get(version=successor)
    ninth, tenth = (
        unit.claims.get(requirement__number="9", requirement__kind="performance"),
        by_label(successor)["P10"],
    )
    carried = newer.claims.get(requirement=tenth)
    assert (carried.evidence, carried.carried_from, tenth.text) == (
        ninth.evidence,
        ninth,
        ninth.requirement.text,
    )

    pat.open("/my/")
    assert pat.page.get_by_role("heading", level=3, name=STANDARD).count() == 2
    assert pat.page.get_by_text("You went on with").is_visible()
    pat.open(f"/my/standards/{unit.code}/")
    assert covered(pat) == {"What you do": "9 of 9", "What you know": "17 of 17", "Values": "5 of 5"}


def anyone_can_read_it(stranger):
    stranger.open(f"/crosswalks/{Crosswalk.objects.get().code}/")
    assert NEW_NINTH in stranger.page.inner_text("main")
    assert "Toni" not in stranger.page.inner_text("main")


def test_going_on_with_a_phone_without_scripts(visit, unit, successor, trainer, practitioner):
    toni = visit("no-scripts-trainer", scripts=False, **PHONE).sign_in(trainer)
    say_what_became_of_what(toni, unit.version, successor)
    agree(toni)

    pat = visit("no-scripts-phone", scripts=False, **PHONE).sign_in(practitioner)
    see_that_there_is_something_newer(pat)
    pat.follow("See what would come along")
    pat.press("Yes, go on with the newer words")

    assert covered(pat) == {"What you do": "8 of 10", "What you know": "17 of 17", "Values": "5 of 5"}
    pat.open(f"/my/standards/{unit.code}/")
    pat.follow("See whether more can come along")
    pat.page.get_by_role("checkbox").check()
    pat.press("Bring along what I ticked")
    assert covered(pat)["What you do"] == "9 of 10"
