"""What people do with a charter: a trainer brings it in, members read, answer and change it."""

import re

import pypdfium2

from people.operations.jobs import perform_everything
from people.registry import EACH_MINUTE
from tests.journeys.training import look, take_action

TITLE = "Riverside Agreement Sample"
TEXT = f"""{TITLE}

We wrote this together over two winters, for everyone who comes.

WHAT WE CARE ABOUT
Inclusion: Everyone is welcome, and everyone may speak.
Welfare: Feel free to decline. Nobody asks for a reason.

Growing together: Plans are made with the people they are for.

How we meet
    At every meeting we:
      • begin with a round in which each person can speak
      • end on time
        – or ask first, if we need longer
      • write down what we agreed

ZERO TOLERANCE
Unacceptable behaviour includes, but is not limited to:
Any form of discrimination
Putting others at risk
Keeping silent about a danger

Last revision: 8 August 2023
"""
HOW = "At the autumn meeting, everyone in the room agreed."
DEEP, OTHER_KIND = "Keeping silent about a danger", "Growing together"


# --- a trainer ------------------------------------------------------------------------------


def bring_in(toni):
    toni.follow("Edit standards")
    toni.follow("Bring in a charter")
    look(toni)
    toni.fill("Paste the text", TEXT)
    toni.press("Read it", exact=True)
    look(toni)


def correct(toni):
    """One entry is a principle; the last one belongs to the one above it."""
    page = toni.page
    values = page.locator("input[name$=-label], textarea").evaluate_all(
        "fields => fields.map(f => [f.name.split('-')[1], f.value])"
    )
    place = {words: number for number, words in values}
    row = page.locator(f"#row-{place[OTHER_KIND]}")
    row.get_by_label(re.compile("what it is$")).select_option(label="Principle")
    row = page.locator(f"#row-{place[DEEP]}")
    row.locator("summary").click()
    toni.press("One step deeper", within=row)
    look(toni)


def adopt(toni, place):
    """It has no day and no way it was adopted yet: that is asked for, and nothing is lost."""
    toni.press("Make a draft of it", exact=True)
    toni.page.get_by_role("combobox", name="Whose charter it is").select_option(label=place)
    take_action(toni, "Adopt the first version")
    assert toni.page.get_by_text("Say on which day this charter was first adopted").first.is_visible()
    toni.page.get_by_role("textbox", name="How the first version was adopted").fill(HOW)
    toni.page.get_by_role("textbox", name="The day the first version was adopted").fill("2025-09-04")
    take_action(toni, "Adopt the first version")
    toni.follow("View live")


def explain(toni, manner, words):
    """Choose the clause that explains a way of this place."""
    toni.follow(re.compile(f"^Choose a clause.*{manner}"))
    look(toni)
    toni.page.get_by_label(words).check()
    toni.press("This one")
    look(toni)


# --- members --------------------------------------------------------------------------------


def put_forward(pat, *, clause, words, why):
    pat.follow("Suggest a change")
    pat.follow(re.compile(f"^Change.*{clause}"))
    pat.fill("Its words", words)
    pat.fill("What would change, in your own words?", why)
    pat.fill("Why?", "Some of us wondered.")
    pat.press("Put it forward")


def be_for(member, amendment, *, others):
    """`others`: how many are for it already."""
    member.open(f"/charter/{amendment.charter.code}/amendments/")
    member.follow(amendment.summary)
    member.press("I am for it")
    number = "1 person is" if not others else f"{others + 1} people are"
    assert member.page.get_by_text(f"{number} for it").is_visible()


def offered(visitor):
    """What a page offers to press: the words of its buttons, and of its links."""
    found = visitor.page.locator("main button, main a")
    return [" ".join(words.split()) for words in found.all_inner_texts() if words.strip()]


def show(pat, evidence, *, clause, person, words):
    """Tag it, and let members read how: with the yes of everyone in it, nothing before."""
    pat.open(f"/my/evidence/{evidence.code}/")
    pat.follow("Tag it to a clause")
    pat.page.get_by_label(clause).check()
    pat.press("Tag it", exact=True)
    pat.follow("Let members read how")
    pat.fill("What may members read?", words)
    pat.press("Let members read it", status=422)
    pat.page.get_by_label(f"{person} said yes to members reading this").check()
    pat.press("Let members read it")


# --- time, and paper ------------------------------------------------------------------------


def a_minute_passes():
    """What the worker does in it."""
    for chore in EACH_MINUTE:
        chore()
    perform_everything()


def sides_of(page):
    """How many sides of paper the browser would print."""
    return len(pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)))
