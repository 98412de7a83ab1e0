"""Hard words found in official text: whole words, the longest first, and no letter of the text changed."""

import re
import time
from html import unescape

import pytest
from bs4 import BeautifulSoup

from standards.glossing import Glossary, Marker, unexplained_acronyms
from standards.models import Term
from standards.models.wording import Entry, Example, Wording


def term(word, *forms, code=None):
    return Term(
        word=word, other_forms="\n".join(forms), meaning=f"About {word}.", code=code or f"t{len(word)}"
    )


def found(text, *terms):
    return [text[start:end] for start, end, _term in Glossary(terms).found_in(text)]


def plain(html):
    return unescape(re.sub(r"<[^>]+>", "", html))


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("the remit of a group", ["remit"]),
        ("Remit, REMIT and remits", ["Remit", "REMIT"]),
        ("unremitting remittance", []),
        ("remit’s", ["remit"]),
        ("pre-remit and remit-based", []),
        ("remit/aims (remit) “remit”", ["remit", "remit", "remit"]),
        ("remit", ["remit"]),
        ("re\u0301mit remi\u0301t", []),
        ("", []),
    ],
)
def test_whole_words_only(text, hits):
    assert found(text, term("remit")) == hits


@pytest.mark.parametrize(
    ("written", "text", "hits"),
    [
        ("NOS", "NOS, nos and Nos", ["NOS"]),
        ("PhD", "a PhD, a phd", ["PhD"]),
        ("IQAs", "two IQAs, iqas", ["IQAs"]),
        ("Equality Act", "the equality act", ["equality act"]),
        ("R&D", "in R&D and r&d", ["R&D"]),
        ("24/7", "open 24/7", ["24/7"]),
        ("a.b", "a.b and axb", ["a.b"]),
        ("ÉCOLE", "une ÉCOLE, une école", ["ÉCOLE"]),
        ("straße", "die Straße", ["Straße"]),
    ],
)
def test_abbreviations_as_written_and_words_whatever_their_capitals(written, text, hits):
    assert found(text, term(written)) == hits


def test_the_longest_form_wins_and_none_stands_inside_another():
    words = [term("power"), term("power relationships"), term("relationships")]

    assert found("power relationships, power, relationships", *words) == [
        "power relationships", "power", "relationships",
    ]  # fmt: skip


def test_any_form_counts_and_a_line_end_is_a_space():
    word = term("community", "communities", "local  community")

    assert found("Communities; a local\ncommunity; community", word) == [
        "Communities", "local\ncommunity", "community",
    ]  # fmt: skip


def test_the_suites_own_explanation_comes_first():
    own, everywhere = term("remit", code="own"), term("remit", code="all")

    assert [hit[2].code for hit in Glossary([own, everywhere]).found_in("remit")] == ["own"]


def test_a_word_opens_once_on_a_page_in_every_form():
    marker = Marker(Glossary([term("remit", "remits", code="abc")]))

    first, second = marker.mark("the remits here"), marker.mark("the remit there")

    assert first == (
        'the <button type="button" class="term" popovertarget="g-abc" popovertargetaction="show" '
        'interestfor="g-abc">remits</button> here'
    )
    assert second == "the remit there"
    assert [word.code for word in marker.terms] == ["abc"]


@pytest.mark.parametrize("after", [",", ".", ".”", "’);"])
def test_a_stop_never_begins_the_line_below_the_word_it_follows(after):
    html = Marker(Glossary([term("remit")])).mark(f"the remit{after} and on")

    assert plain(html) == f"the remit{after} and on"
    assert (
        re.search(r'<span class="clings"><button [^>]*>remit</button>(.+?)</span> and on$', html)[1] == after
    )


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> remit & “remits”",
        "a < b > c, remit",
        "remit</button><img src=x onerror=alert(1)>",
        "&lt;b&gt; remit &amp; co",
        "مرحبا remit 🎉",
        "remit" * 3,
        " remit\n\tremit ",
    ],
)
def test_no_word_changes_and_no_mark_up_comes_through(text):
    html = Marker(Glossary([term("remit", "img", "script"), term("<b>"), term("b")])).mark(text)

    assert plain(html) == text
    assert set(re.findall(r"</?([a-z]+)", html)) <= {"button"}


def test_a_hostile_term_is_only_text():
    html = Marker(Glossary([term("x<y", code="one"), term('x" onclick="a', code="two")])).mark(
        'say x<y and x" onclick="a'
    )

    assert plain(html) == 'say x<y and x" onclick="a'
    tags = BeautifulSoup(html, "html.parser").find_all(True)
    assert [(tag.name, "onclick" in tag.attrs) for tag in tags] == [("button", False)] * 2


@pytest.mark.parametrize("piece", ["remit ", "power " * 40, "power\n", "a-", "é", "x" * 50 + " "])
def test_time_grows_with_the_text_and_not_faster(piece):
    glossary = Glossary([term(f"power {'power ' * n}relationships") for n in range(20)] + [term("remit")])

    def seconds(text):
        begun = time.process_time()
        glossary.found_in(text)
        return time.process_time() - begun

    short, long = piece * (20_000 // len(piece)), piece * (160_000 // len(piece))
    seconds(short)
    assert seconds(long) < max(24 * seconds(short), 0.3)


# --- abbreviations that nothing explains ----------------------------------------------------


def wording(**passages):
    entries = [
        Entry("performance", "3", "", "use NOS and CPD", "l1"),
        Entry("knowledge", "4", "THE NOS AND THE LAW", "how IQAs, R&D and the NOS work", "l2"),
    ]
    return Wording.of(passages, entries, [Example("", "the ABCD method")])


def test_abbreviations_are_listed_with_where_they_stand_first():
    assert unexplained_acronyms(wording(overview="The UN, I say."), []) == [
        ("UN", "overview"), ("NOS", "P3"), ("CPD", "P3"), ("IQA", "K4"), ("R&D", "K4"), ("ABCD", "illustrations"),
    ]  # fmt: skip


def test_what_a_term_explains_is_not_listed():
    terms = [term("NOS"), term("internal quality assurer", "IQA", "IQAs"), term("CPD portfolio")]

    assert unexplained_acronyms(wording(), terms) == [("CPD", "P3"), ("R&D", "K4"), ("ABCD", "illustrations")]


def test_words_and_lines_in_capitals_are_no_abbreviations():
    assert (
        unexplained_acronyms(wording(overview="THE WHOLE LINE SHOUTS\nA COMMUNITIES word"), [])[0][0] == "NOS"
    )
