"""A saved web page says what the same standard says as plain text."""

from dataclasses import replace

import pytest

from standards.exchange.document import Fact
from standards.exchange.reading import read_standard

from . import pages, seed


def without_lines(warnings):
    return [warning.message for warning in warnings]


@pytest.mark.parametrize("name", pages.PAGES)
def test_a_page_says_what_the_text_says(name):
    reading = read_standard(pages.PAGES[name].encode())
    expected = read_standard(seed.TEXT).document

    assert reading.format == "html"
    document = replace(reading.document, urn=None, suite=None, facts=(), warnings=())
    assert document == replace(expected, warnings=())
    assert without_lines(reading.document.warnings) == without_lines(expected.warnings)


@pytest.mark.parametrize(
    "name", ["definitions", "facts in a table", "facts in boxes", "facts above the title"]
)
def test_facts_are_read_wherever_they_stand(name):
    document = read_standard(pages.PAGES[name]).document

    assert document.facts == (
        Fact("URN", "JETSCD16L"),
        Fact("Business Sectors (Suites)", "Community Development"),
        Fact("Developed by", "NYA"),
        Fact("Approved on", "28 Feb 2015"),
    )


def lines_of(body):
    return [line for line in read_standard(f"<html><body>{body}</body></html>").original.splitlines() if line]


def test_lists_print_their_numbers():
    assert lines_of(
        "<ol start=3><li>three<li value=7>seven<ol><li>one<li>two</ol><li>eight<ul><li>point</ul></ol>"
        "<ol type=a><li>letter</ol><ol type=I start=4><li>Roman</ol><ol reversed><li>two<li>one</ol>"
        "<ul><li>P1 labelled<li>P2 again</ul><ol><li>1. typed<li>2. as well</ol>"
    ) == [
        "3 three", "7 seven", "7.1 one", "7.2 two", "8 eight", "• point", "a) letter", "IV) Roman", "2 two", "1 one",
        "P1 labelled", "P2 again", "1. typed", "2. as well",
    ]  # fmt: skip


def test_what_stands_around_is_left_out_and_no_criterion_with_it():
    body = (
        '<div class="site-menu">Menu</div><div class="menu-page"><h2>Performance criteria</h2><p>1 agree aims</p></div>'
        "<button>Print</button><form><label>Search</label><input value=x></form><svg><text>drawn</text></svg>"
        "<template>never</template><p>Values</p><div role=contentinfo>Contact</div><!-- a remark -->"
    )

    assert lines_of(body) == ["Performance criteria", "1 agree aims", "Values"]


def test_tables_are_read_row_by_row_and_lists_beside_each_other_one_after_the_other():
    assert lines_of(
        "<table><tr><th>Performance criteria<th>Knowledge and understanding<tr><td>P1 do<br>P2 say<td>K1 know</table>"
        "<table><tr><td>P<td>1<td>plan<tr><td><td>2<td>do<table><tr><td>inner<td>table</table></table>"
        "<dl><dt>P1<dd>in a list of terms<dt>Keywords<dd>groups<dt>alone</dl>"
    ) == [
        "Performance criteria", "P1 do", "P2 say", "Knowledge and understanding", "K1 know", "P", "1 plan", "2 do",
        "inner", "table", "P1 in a list of terms", "Keywords: groups", "alone",
    ]  # fmt: skip


def test_entities_spaces_and_letters_read_as_they_are_seen():
    assert lines_of(
        "<p>R&amp;D&nbsp;&ndash; caf&eacute; &#8217;s   and\n <b>bold</b><i>er</i> H<sub>2</sub>O</p>"
    ) == ["R&D – café ’s and bolder H2O"]


def test_a_list_below_a_point_belongs_to_it():
    page = (
        "<h1>Support gardens</h1><h2>Overview</h2><p>Gardens.</p><h2>Performance criteria</h2>"
        "<ul><li>sow<ul><li>beans<li>peas</ul><li>rest</ul><h2>Knowledge and Understanding</h2><ol><li>soil</ol>"
    )
    document = read_standard(f"<html><body>{page}</body></html>").document

    assert [item.text for item in document.performance] == ["sow\n• beans\n• peas", "rest"]


def test_what_is_crossed_out_is_gone_and_a_raised_number_stays_one():
    assert lines_of(
        "<p>agree <del>fast</del><ins>slowly</ins> <s>never</s> on 10 m<sup>2</sup> 9<sup>th</sup></p>"
    ) == ["agree slowly on 10 m² 9th"]


def test_what_nobody_sees_is_left_out_but_not_a_part_that_is_shut():
    assert lines_of(
        "<h2>Overview</h2><div hidden><p>of gardens</p></div><h2>Performance criteria</h2><ol><li>dig<li hidden>never"
        '<li>sow <span style="display: none">not this</span>beans</ol><div style="DISPLAY:none"><p>nor this</p></div>'
        "<h2><button>Values</button></h2><section style='display:none'><p>Sharing</p></section>"
        "<div role=tabpanel hidden><p>Resting</p></div><div hidden><h3>Scope</h3>beds</div>"
    ) == [
        "Overview", "of gardens", "Performance criteria", "1 dig", "2 sow beans", "Values", "Sharing", "Resting",
        "Scope", "beds",
    ]  # fmt: skip
