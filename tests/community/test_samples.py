"""The charters that ship: every character of their text in rows and on pages."""

import html
import re

import pytest
from django.core.management import call_command

from community.exchange.shipped import shipped_charters
from community.models import Charter, CharterPage, ChartersPage, Explanation
from community.operations.samples import load_charters


@pytest.fixture
def pages(db):
    return load_charters()


def lines_of(shipped):
    """Each line of the text with words in it, without what is layout: blanks at its ends, and a bullet."""
    lines = shipped.text.decode().splitlines()
    return [line.strip().removeprefix("•").strip() for line in lines if line.strip()]


def is_date(line):
    return line.startswith("Last revision:")


def kept_in(page):
    version = page.own_charter.current_version
    return [version.title, version.preamble, *(c.words for c in version.clauses.all())]


def test_every_line_stands_in_the_rows_character_for_character(pages):
    for page, shipped in zip(pages, shipped_charters(), strict=True):
        kept = "\n".join(kept_in(page))
        missing = [
            line for line in lines_of(shipped) if line.removesuffix(":") not in kept and not is_date(line)
        ]
        assert missing == []


def test_every_line_stands_on_the_page_character_for_character(pages, client):
    for page, shipped in zip(pages, shipped_charters(), strict=True):
        body = client.get(page.get_url()).content.decode().split("<main", 1)[1].split("</main>")[0]
        shown = re.sub(r"\s*\n\s*", " ", html.unescape(re.sub(r"<[^>]+>", "", body)))
        assert [line for line in lines_of(shipped) if line not in shown and not is_date(line)] == []


def test_nested_lists_are_kept_as_lists_in_lists(pages):
    version = Charter.objects.get(page__slug="neighbours-collective").current_version
    below = version.clauses.filter(kind="unacceptable behaviour").values_list("level", "text")

    assert list(below) == [
        (2, "Any form of discrimnation, including but not limited to:"),
        (3, "Racial"),
        (3, "Religious abuse"),
        (3, "Gender"),
        (3, "Sexuality"),
        (3, "Disability"),
        (2, "Offensive language, even in the form of jokes"),
        (2, "Any form of verbal or cyber abuse"),
        (2, "Physical violence"),
        (2, "Sexual harassment"),
        (2, "Putting others at risk"),
    ]


def test_they_belong_to_nobody_here_and_explain_what_may_seem_odd(pages):
    assert set(Charter.objects.values_list("organisation", flat=True)) == {None}
    assert set(Explanation.objects.values_list("manner", "clause__label")) == {
        ("declining", "WELFARE"),
        ("pausing", "WELFARE"),
        ("no ranking", "NON-HIERARCHICAL"),
        ("no ranking", "Collaboration over Competition"),
        ("private", "Confidentiality and Privacy"),
        ("people asked", "Respect Privacy"),
        ("what would show it", "Constructive Feedback"),
        ("talk first", "CONFLICT RESOLUTION & MEDIATION"),
        ("plain words", "Don't Assume Knowledge"),
    }


def test_loading_them_again_changes_nothing(pages, capsys):
    before = list(CharterPage.objects.values_list("pk", "latest_revision_id"))

    call_command("load_charters")

    assert list(CharterPage.objects.values_list("pk", "latest_revision_id")) == before
    assert capsys.readouterr().out.startswith("Charters: Values and principles of a neighbours’ collective, ")


def test_two_who_load_them_at_the_same_moment_load_them_once(at_once):
    first, second = at_once(load_charters, load_charters)

    assert [page.pk for page in first] == [page.pk for page in second]
    assert (CharterPage.objects.count(), ChartersPage.objects.count()) == (3, 1)
