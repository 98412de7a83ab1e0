"""Nothing is silently dropped: each line of a text is in the document, or a warning names it."""

from dataclasses import replace

import pytest

from standards.exchange.document import StandardDocument
from standards.exchange.nos.ledger import lines_without_a_place
from standards.exchange.nos.lines import lines_of
from standards.exchange.nos.reading import read_nos

from . import layouts, made_up

NO_PLACE = "found no place"
MADE = [pytest.param(made, id=name) for name, made in made_up.ALL.items()]


def words_of(document):
    """Everything a document says, with letters and digits alone."""
    told = document.as_working()
    strings, rest = [], [told]
    while rest:
        match rest.pop():
            case dict() as part:
                rest += [value for key, value in part.items() if key != "message"]
            case list() as part:
                rest += part
            case str() as words:
                strings.append("".join(filter(str.isalnum, words)).casefold())
    return strings


@pytest.mark.parametrize("made", MADE)
@pytest.mark.parametrize("layout", layouts.CLASSES)
def test_each_line_of_a_layout_has_its_place(layout, made):
    for damage in (str, layouts.DAMAGE["wrapped"], layouts.DAMAGE["mojibake"]):
        document = read_nos(damage(layouts.CLASSES[layout](made)))

        assert [warning for warning in document.warnings if NO_PLACE in warning.message] == []


@pytest.mark.parametrize("made", MADE)
def test_a_line_that_found_no_place_is_named(made):
    text = layouts.web_flat(made)
    document = read_nos(text)
    lines = lines_of(text)

    assert lines_without_a_place(lines, document, ()) == []
    for place, item in enumerate(document.performance):
        others = document.performance[:place] + document.performance[place + 1 :]
        found = lines_without_a_place(lines, replace(document, performance=others), ())
        assert [line.number for line in found] == [item.line]


def test_nothing_has_a_place_in_an_empty_document():
    text = "Cook for a crowd\nOverview\nAbout cooking.\n1 peel\n"
    found = lines_without_a_place(lines_of(text), StandardDocument(), ())

    assert [line.number for line in found] == [1, 3, 4]
    assert lines_without_a_place(lines_of(text), StandardDocument(), (1, 3, 4)) == []


@pytest.mark.parametrize("place", range(0, 60, 3))
def test_a_strange_line_anywhere_is_kept_or_named(place):
    """A sentence nobody expects, at the start of any line: it is said somewhere, or a warning names its line."""
    lines = layouts.web_header_urn(made_up.GARDEN).splitlines()
    place = min(place, len(lines))
    lines.insert(place, "Zebras Quietly Xylograph")
    document = read_nos("\n".join(lines) + "\n")

    is_said = any("zebrasquietlyxylograph" in words for words in words_of(document))
    is_named = any(warning.line == place + 1 and "Zebras" in warning.message for warning in document.warnings)
    assert is_said or is_named
