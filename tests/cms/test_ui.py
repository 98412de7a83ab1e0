"""Components, rendered the way a page would: from a line of template."""

import re

import pytest
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory

from cms.icons import ICONS
from cms.statuses import LookIsUnknown
from cms.templatetags.ui import share


def shown(line, request=None, **values):
    """The HTML of one line of template, with white space folded."""
    html = engines["django"].from_string(line).render(values, request)
    return re.sub(r"\s+", " ", html).strip()


def words_in(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_is_decorative(name):
    html = shown('{% icon name "icon--l" %}', name=name)

    assert html.startswith(
        '<svg class="icon icon--l" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
    )
    assert html.endswith("</svg>")


@pytest.mark.parametrize("number", range(1, 7))
def test_each_key_area_has_a_block_and_a_place(number):
    block, place = shown("{% area_block n 's' %}", n=number), shown("{% area_picture n %}", n=number)

    assert block.startswith('<svg class="block-icon block-icon--s" viewBox="0 0 48 48"')
    assert place.startswith('<svg class="map__pic" viewBox="0 0 180 140"')
    assert f"var(--a{number}-field)" in block


@pytest.mark.parametrize(
    ("state", "kind", "words"),
    [
        ("meets", "met", "Meets"),
        ("more evidence", "more", "More evidence"),
        ("more_evidence", "more", "More evidence"),
        ("not yet", "notyet", "Not yet"),
        ("matched", "outline", "Matched"),
        ("wait", "wait", "With your assessor"),
        ("draft", "outline", "Draft"),
        ("none", "outline", "No evidence yet"),
        ("legacy", "legacy", "LEGACY"),
    ],
)
def test_a_status_has_an_icon_and_a_word(state, kind, words):
    html = shown("{% status state %}", state=state)

    assert re.match(r'<span class="status status--(\w+)"><svg ', html)[1] == kind
    assert words_in(html) == words


def test_a_status_can_name_the_person_or_use_other_words():
    assert words_in(shown('{% status "wait" who="Robin" %}')) == "With Robin"
    assert words_in(shown('{% status "met" words="Agreed" %}')) == "Agreed"
    assert "status--wrap" in shown('{% status "more" wrap=True %}')


def test_a_state_without_a_look_is_an_error():
    with pytest.raises(LookIsUnknown):
        shown('{% status "no_such_state" %}')


@pytest.mark.parametrize(
    ("kind", "classes", "role"),
    [
        ("info", "notice", False),
        ("care", "notice notice--care", False),
        ("heed", "notice notice--heed", False),
        ("error", "notice notice--error", True),
        ("legacy", "notice notice--legacy", False),
    ],
)
def test_only_a_problem_is_an_alert(kind, classes, role):
    html = shown("{% notice kind title=t level=3 %}<p>Words.</p>{% endnotice %}", kind=kind, t="A & B")

    assert html.startswith(f'<div class="{classes}"')
    assert ('role="alert"' in html) is role
    assert "<div><h3>A &amp; B</h3><p>Words.</p></div>" in html


def test_a_ring_says_its_numbers_in_words():
    html = shown("{% ring covered=25 total=31 met=9 %}")

    assert (
        'role="img" aria-label="25 of 31 covered: 9 agreed, 16 not agreed yet, 6 with no evidence yet"'
        in html
    )
    assert re.findall(r'stroke-dasharray="([^"]+)"', html) == ["80.6 100", "29.0 100"]


def test_a_bar_says_its_numbers_in_words():
    html = shown("{% bar 'What you do' total=9 met=3 claimed=5 url='/x' %}")

    assert words_in(html) == "What you do 8 of 9 3 agreed, 5 not agreed yet, 1 with no evidence yet"
    assert re.findall(r'(?:x|width)="([\d.]+%)"', html) == ["33.3%", "33.3%", "55.6%"]
    assert '<a href="/x">What you do</a>' in html


def test_nothing_of_nothing_is_nothing():
    assert share(0, 0) == "0.0"
    assert words_in(shown("{% bar 'Empty' total=0 %}")).startswith("Empty 0 of 0")


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Ama Sample", "AS"), ("Lou van Placeholder", "LP"), ("Ada", "A"), ("", "·"), ("<b> Sample", "S")],
)
def test_an_avatar_is_initials(name, initials):
    assert (
        shown("{% avatar name %}", name=name) == f'<span class="avatar" aria-hidden="true">{initials}</span>'
    )


def test_a_fold_an_empty_place_and_a_timeline_hold_what_they_are_given():
    fold = shown("{% fold 'More?' count=3 open=True %}<p>Yes.</p>{% endfold %}")
    empty = shown("{% nothing_yet 'Nothing yet' %}<p>Soon.</p>{% endnothing_yet %}")
    entry = shown("{% entry 'met' %}<p>12 May</p>{% endentry %}")

    assert fold.startswith(
        '<details class="fold" open> <summary>More? <span class="tag num">3</span></summary>'
    )
    assert words_in(fold) == "More? 3 Yes."
    assert '<h2 class="h-xl">Nothing yet</h2> <p>Soon.</p>' in empty
    assert '<span class="timeline__dot timeline__dot--met" aria-hidden="true">' in entry


def test_crumbs_end_where_we_are():
    html = shown("{% crumbs %}{% crumb 'Home' '/' %}{% crumb 'Here' %}{% endcrumbs %}")

    assert html == (
        '<nav class="crumbs" aria-label="Breadcrumb"><ol><li><a href="/">Home</a></li> '
        '<li><span aria-current="page">Here</span></li> </ol></nav>'
    )


def test_pages_keep_what_else_was_asked():
    request = RequestFactory().get("/list/", {"q": "a&b", "page": "2"})
    html = shown("{% pagination page %}", request, page=Paginator(range(30), 10).page(2))

    assert re.findall(r'href="([^"]+)"', html) == [
        f"?q=a%26b&amp;page={number}" for number in (1, 1, 2, 3, 3)
    ]
    assert html.count('aria-current="page"') == 1


def test_one_page_needs_no_pages():
    request = RequestFactory().get("/list/")

    assert shown("{% pagination page %}", request, page=Paginator(range(3), 10).page(1)) == ""


def test_every_form_gets_a_key_of_its_own():
    first, second = (shown("{% once_field %}") for _ in range(2))

    assert re.fullmatch(r'<input type="hidden" name="once" value="[0-9a-f]{32}">', first)
    assert first != second


def test_official_wording_keeps_every_word_and_is_never_markup():
    text = "First line & more.\n• One - a\n• Two - <b>\nLast line."

    assert shown("{{ text|as_published }}", text=text) == (
        '<p>First line &amp; more.</p> <ul class="bullets"><li>One - a</li> <li>Two - &lt;b&gt;</li></ul> '
        "<p>Last line.</p>"
    )
