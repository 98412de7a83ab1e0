"""What was adopted before, clause by clause and word by word, at addresses that never change."""

from datetime import date

import pytest
from django.test import Client

from community.models import Amendment, CharterVersion
from community.operations.drafting import draft_charter
from people.codes import new_code
from tests.community.charter_reading import at, read, words_of
from tests.factories.community import SMALL, adopted_charter, next_version

SAID = "Everyone is welcome, always."


def taken_out_and_moved(page):
    """Welfare goes, and zero tolerance comes before the values."""
    rows = list(page.entries.all())
    page.entries.remove(rows[2])
    for place, row in enumerate([*rows[3:], *rows[:2]]):
        row.sort_order = place
        page.entries.add(row)


@pytest.fixture
def charter(db, organisation):
    """Three versions: as first adopted; inclusion reworded; welfare taken out and a heading moved."""
    charter = adopted_charter(organisation)
    next_version(charter, text=SAID)
    next_version(charter, edit=taken_out_and_moved)
    return charter


def numbered(charter, number):
    return charter.versions.get(number=number)


def clause(charter, number, label):
    return numbered(charter, number).clauses.get(label=label)


def test_the_newest_words_stand_on_the_page(charter):
    soup = read(charter.page.url)

    assert "Inclusion: Everyone is welcome, always." in words_of(soup.article)
    assert "Welfare" not in words_of(soup.article)
    assert words_of(soup.select_one(".page-head .status")) == "Version 3"


def test_every_version_stands_on_the_page_with_how_it_came_about(charter):
    lines = [words_of(line) for line in read(charter.page.url).select("#versions li")]

    assert [line.split(" Adopted on")[0] for line in lines] == ["Version 3", "Version 2", "Version 1"]
    assert "In force now" in lines[0]
    assert lines[1].endswith(
        "Everyone is welcome, always. Two of five people supported it. Compare every word of versions 1 and 2"
    )
    assert lines[2] == (
        "Version 1 Adopted on 2 March 2024 First adopted At a meeting of everyone, by show of hands."
    )


def test_an_old_version_keeps_its_words_and_says_that_it_is_not_in_force(charter):
    soup = read(at("charter-version", numbered(charter, 1)))

    assert "Inclusion: Everyone is welcome. Welfare: Feel free to decline." in words_of(soup.article)
    notice = soup.select_one(".notice")
    assert words_of(notice).startswith("Not in force any more Version 2 took its place on")
    assert [link["href"] for link in notice.select("a")] == [
        charter.page.url,
        f"{at('charter-compare', charter)}?from=1&to=3",
    ]


def test_the_version_in_force_says_nothing_of_the_kind(charter):
    soup = read(at("charter-version", charter.current_version))

    assert soup.select(".notice") == []
    assert soup.find("link", rel="canonical")["href"].endswith(charter.page.url)


@pytest.mark.parametrize(
    ("number", "label", "said"),
    [
        (3, "Inclusion", "It stands in the charter today, in these words."),
        (1, "Values", "It still stands, and the words are the same."),
        (1, "Welfare", "Taken out since version 3"),
    ],
)
def test_a_clause_says_whether_it_still_stands(charter, number, label, said):
    assert said in words_of(read(at("clause-address", clause(charter, number, label))))


def test_a_reworded_clause_shows_todays_words_word_by_word(charter):
    page = read(at("clause-address", clause(charter, 1, "Inclusion")))
    today = page.find(id="newest-h").parent

    assert words_of(page.select_one(".charter-words")) == "Inclusion: Everyone is welcome."
    assert words_of(today.ins) == "[new: , always ]"
    assert today.find("a", class_="link-row")["href"] == at("clause-address", clause(charter, 3, "Inclusion"))


def test_a_clause_shows_what_it_belongs_to_and_what_belongs_to_it(charter):
    statement = numbered(charter, 1).clauses.get(kind="statement")
    card = read(at("clause-address", statement)).select_one(".card--l")

    assert words_of(card.select_one(".eyebrow")) == "Zero tolerance"
    assert [words_of(li) for li in card.select(".charter-words li")] == [
        "Any form of discrimination",
        "Putting others at risk",
    ]


# --- comparing ------------------------------------------------------------------------------


def changes(url):
    soup = read(url)
    return [
        (words_of(line.select_one(".diff__k")), words_of(line.select_one(".as-typed")))
        for line in soup.select(".diff--charter > li")
    ]


def test_any_two_versions_are_compared(charter):
    compare = at("charter-compare", charter)

    assert changes(f"{compare}?from=1&to=2") == [
        ("Reworded", "Inclusion: Everyone is welcome [new: , always ] .")
    ]
    assert changes(f"{compare}?from=2&to=3") == [
        ("Moved", "Zero tolerance"),
        ("Taken out", "[taken out: Welfare: Feel free to decline. ]"),
    ]
    assert [what for what, _words in changes(f"{compare}?from=1&to=3")] == ["Moved", "Reworded", "Taken out"]
    assert changes(f"{compare}?from=3&to=1") == changes(f"{compare}?from=1&to=3")


@pytest.mark.parametrize(
    "asked", ["", "?from=9&to=77", "?from=x&to=", "?from=%F0%9F%8D%80&to=²", "?from=-1&to=1e3"]
)
def test_without_numbers_that_are_there_the_last_change_is_shown(charter, asked):
    assert [what for what, _words in changes(at("charter-compare", charter) + asked)] == [
        "Moved",
        "Taken out",
    ]


def test_a_version_is_the_same_as_itself(charter):
    assert "These are the same version." in words_of(read(at("charter-compare", charter) + "?from=2&to=2"))
    alone = read(at("charter-compare", adopted_charter()))
    assert "There is one version so far" in words_of(alone)
    assert alone.title.get_text().startswith("Compare versions of ")


def test_every_word_can_be_read_with_its_changes_in_place(charter):
    rows = [
        words_of(row) for row in read(f"{at('charter-compare', charter)}?from=1&to=2").select(".compared")
    ]

    assert rows == [
        "How we work Sample",
        "We made this together.",
        "Values",
        "Inclusion: Everyone is welcome [new: , always ] .",
        "Welfare: Feel free to decline.",
        "Zero tolerance",
        "Unacceptable behaviour includes, but is not limited to:",
        "Any form of discrimination",
        "Putting others at risk",
    ]


# --- addresses ------------------------------------------------------------------------------


def test_the_charter_leads_to_its_page_and_without_one_to_its_version(charter):
    assert Client().get(at("charter-address", charter))["Location"] == charter.page.url

    charter.page.unpublish()

    version = at("charter-version", charter.current_version)
    assert Client().get(at("charter-address", charter))["Location"] == version
    assert read(version).find("meta", attrs={"name": "robots"})["content"] == "noindex"


@pytest.mark.parametrize(
    "address", ["/ch/0000000000/", "/cv/0000000000/", "/cl/0000000000/", "/ch/0000000000/compare/"]
)
def test_what_there_is_not_is_not_there(db, address):
    read(address, status=404)


def test_a_charter_not_adopted_yet_is_nowhere(db):
    page = draft_charter(SMALL, by=None)

    read("/charters/how-we-work-sample/", status=404)
    assert page.title not in words_of(read("/charters/"))


def many_more_versions(charter):
    """Versions 4 to 25, none of them in force, without going through an amendment for each."""
    adopted = Amendment.objects.first()
    for _number in range(4, 26):
        adopted.pk, adopted.code = None, new_code()
        adopted.save()
    rest = Amendment.objects.filter(adopted_as=None).order_by("pk")
    CharterVersion.objects.bulk_create(
        CharterVersion(charter=charter, number=number, title=charter.title, adopted_on=date(2030, 1, 1), how="Together.",
                       amendment=amendment, digest=amendment.digest, clause_count=0)
        for number, amendment in enumerate(rest, start=4)
    )  # fmt: skip


def test_many_versions_fold_and_ask_no_more(charter, django_assert_num_queries):
    reader = Client()
    reader.get(charter.page.url)
    with django_assert_num_queries(VERSIONS):
        reader.get(at("charter-versions", charter))
    with django_assert_num_queries(PAGE):
        reader.get(charter.page.url)
    many_more_versions(charter)

    with django_assert_num_queries(VERSIONS):
        reader.get(at("charter-versions", charter))
    with django_assert_num_queries(PAGE):
        reader.get(charter.page.url)

    versions = read(charter.page.url).find(id="versions")
    assert len(versions.select("li")) == 5
    assert versions.select("a.link-row")[0]["href"] == at("charter-versions", charter)
    assert len(read(at("charter-versions", charter)).select(".timeline > li")) == 20
    assert words_of(read(at("charter-versions", charter) + "?page=2")).count("Adopted on") == 5


VERSIONS, PAGE = 6, 21


def test_an_alias_shows_the_version_in_force_and_freezes_nothing(organisation):
    charter = adopted_charter(organisation)
    alias = charter.page.create_alias(update_slug="said-twice")
    newest = next_version(charter)

    soup = read(alias.url)

    assert "Version 2 adopted on" in words_of(soup.find(class_="page-head"))
    assert soup.select_one("article a[href^='/cl/']") is not None
    assert words_of(soup.article) == words_of(read(charter.page.url).article)
    assert soup.find("link", rel="canonical")["href"].endswith(charter.page.url)
    assert soup.find_all("link", hreflang=True) == []
    assert list(charter.versions.values_list("number", flat=True).order_by("number")) == [1, newest.number]
    assert type(charter).objects.count() == 1
