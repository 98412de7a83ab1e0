"""Layouts as nobody met them yet: headers, numberings, headings, breaks and damage mixed by lot, the lot being fixed."""

import random

import pytest

from standards.exchange.nos.reading import read_nos

from . import layouts, made_up
from .layouts import KNOWLEDGE_LEAD, PERFORMANCE_LEAD

TOPS = {
    "title": lambda made: [layouts.titled(made)],
    "header with URN": lambda made: [layouts.titled(made), "", *layouts.header(made), ""],
    "header without URN": lambda made: [layouts.titled(made), *layouts.header(made, urn=False), ""],
    "URN above": lambda made: [made.urn, layouts.titled(made)],
    "cells": lambda made: [f"URN / {made.urn}", f"Unit Title / {layouts.titled(made)}"],
}
OVERVIEWS = ["Overview", "OVERVIEW", "Summary", "About this unit", "Overview:", "Overveiw"]
PERFORMANCES = [
    ["Performance criteria", PERFORMANCE_LEAD],
    ["Performance Critieria", "What you must be able to do:"],
    ["Performance", "criteria", PERFORMANCE_LEAD, PERFORMANCE_LEAD],
    ["Performance criteria / You must be able to:"],
    ["PERFORMANCE CRITERIA:", "", "To meet the standard, you must be able to:", ""],
    [f"Performance criteria {PERFORMANCE_LEAD}"],
    [PERFORMANCE_LEAD],
    ["Performance criteria"],
]
KNOWLEDGES = [
    ["Knowledge and Understanding", KNOWLEDGE_LEAD],
    ["Knowledge & Understading", KNOWLEDGE_LEAD],
    ["Knowledge and", "understanding", "", KNOWLEDGE_LEAD],
    ["Knowlege and understanding:"],
    [KNOWLEDGE_LEAD],
]
ENTRIES = {
    "1 ": lambda letter, item: f"{item.number} {item.text}",
    "1. ": lambda letter, item: f"  {item.number}. {item.text}",
    "1)": lambda letter, item: f"{item.number}) {item.text}",
    "P1": lambda letter, item: f"{letter}{item.number} {item.text}",
    "P1:": lambda letter, item: f"{letter}{item.number}: {item.text}",
    "P1 apart": lambda letter, item: f"{letter}{item.number}\n{item.text}",
    "1 /": lambda letter, item: f"{item.number} / {item.text}",
    "-": lambda letter, item: f"- {item.text}",
    "•": lambda letter, item: f"• {item.text}",
}
DASHES = ("-", "•")
DAMAGE = [name for name in layouts.DAMAGE if name not in ("UTF-16", "bytes with a mark", "Windows text")]


def mixed(made, lot):
    """(text, does performance keep its numbers, does knowledge, what was drawn)"""
    top, overview = lot.choice(list(TOPS)), lot.choice(OVERVIEWS)
    first, second = lot.choice(list(ENTRIES)), lot.choice(list(ENTRIES))
    performance, knowledge = lot.choice(PERFORMANCES), lot.choice(KNOWLEDGES)
    text = layouts.text(
        TOPS[top](made),
        overview,
        made.overview,
        performance,
        layouts.listed(made.performance, lambda item: ENTRIES[first]("P", item)),
        knowledge,
        layouts.listed(made.knowledge, lambda item: ENTRIES[second]("K", item)),
        layouts.tail(made, colon=lot.random() < 0.5),
    )
    return text, first, second, (top, overview, first, second, performance, knowledge)


def damaged(text, lot):
    names = lot.sample(DAMAGE, lot.randrange(3))
    names.sort(key=lambda name: not name.startswith("wrapped"))  # lines break before anything happens to them
    if names[1:] and names[1].startswith("wrapped"):
        names.pop()
    for name in names:
        text = layouts.DAMAGE[name](text)
    return text, names


@pytest.mark.parametrize("name", made_up.ALL)
@pytest.mark.parametrize("seed", range(100))
def test_a_mixture_says_what_the_standard_says(seed, name):
    made, lot = made_up.ALL[name], random.Random(f"{name} {seed}")
    text, first, second, drawn = mixed(made, lot)
    text, names = damaged(text, lot)
    document = read_nos(text)
    performance = layouts.without_numbers(made.performance) if first in DASHES else made.performance
    knowledge = layouts.without_numbers(made.knowledge) if second in DASHES else made.knowledge

    assert document.errors == (), (drawn, names)
    assert document.title == made.title, (drawn, names)
    assert document.performance == performance, (drawn, names)
    assert document.knowledge == knowledge, (drawn, names)
    assert (document.values, document.illustrations) == (made.values, made.illustrations), (drawn, names)
    assert [w.message for w in document.warnings if "no place" in w.message] == [], (drawn, names)


STRAY = [
    "",
    "1",
    "P3",
    "K1",
    "-",
    "• ",
    "/",
    "Skills",
    "Element",
    "\f",
    "Overview",
    "URN:",
    "criteria",
    "&amp;",
    "Â",
    "\ufffd",
]


def shuffled(lines, others, lot):
    """A few lines taken out, brought in, run together, cut or moved."""
    for _turn in range(lot.randrange(1, 12)):
        place = lot.randrange(len(lines))
        match lot.randrange(5):
            case 0 if len(lines) > 1:
                del lines[place]
            case 1:
                lines.insert(place, lot.choice(others))
            case 2:
                lines[place:] = [" ".join(lines[place : place + 2]), *lines[place + 2 :]]
            case 3:
                lines[place] = lines[place][lot.randrange(len(lines[place]) + 1) :]
            case _:
                lines.insert(place, lot.choice(STRAY))
    return lines


@pytest.mark.parametrize("layout", layouts.CLASSES)
def test_whatever_is_mixed_up_each_entry_says_something_and_stands_somewhere(layout):
    lot = random.Random(layout)
    others = layouts.two_columns(made_up.KITCHEN).splitlines()
    for _turn in range(30):
        lines = shuffled(layouts.CLASSES[layout](made_up.GARDEN).splitlines(), others, lot)
        text = "\n".join(lines)
        document = read_nos(text)
        entries = (*document.performance, *document.knowledge, *document.illustrations)
        last = len(text.splitlines())

        assert [entry for entry in entries if not entry.text or not 1 <= entry.line <= last] == []
        assert [warning for warning in document.warnings if not 1 <= warning.line <= last] == []
        assert type(document).from_working(document.as_working()) == document
