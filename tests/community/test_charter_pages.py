"""The public page of a charter, as a stranger reads it: every word exactly, in an order that reads well aloud."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Page

from community.exchange.document import CharterDocument, ClauseText, Section
from community.models import StewardShown
from people.roles import Role
from standards.models import SuitePage, Term
from tests.community.charter_reading import at, read, shipped_charter, stripped, words_of
from tests.factories.community import adopted_charter
from tests.factories.people import MembershipFactory

LAYOUT = " \t\u00a0•"  # around a line: how it was laid out


def outline(soup):
    """[(level, words)] of the headings a screen reader would list."""
    return [(int(tag.name[1]), words_of(tag)) for tag in soup.select("h1, h2, h3, h4, h5, h6")]


SHIPPED = ["neighbours-collective", "place-partnership", "care-charter"]


@pytest.mark.parametrize("slug", SHIPPED)
def test_every_line_of_the_text_stands_on_the_page(db, slug):
    shipped, charter = shipped_charter(slug)
    lines = [line.strip(LAYOUT) for line in shipped.text.decode().splitlines() if line.strip(LAYOUT)]
    page = stripped(charter.page.url)

    assert [line for line in lines if line not in page] == []
    assert "•" not in page


def test_no_break_spaces_and_signs_stay_as_written(db):
    text = "Ask\N{NO-BREAK SPACE}first & <b>say</b> “yes” – or don’t."
    document = CharterDocument(
        title="Exact Sample", sections=(Section("Words", (ClauseText("value", None, text),)),)
    )
    charter = adopted_charter(document=document)

    assert text in stripped(charter.page.url)
    assert text in stripped(at("clause-address", charter.current_version.clauses.last()))


def test_nested_lists_stay_nested(db):
    _shipped, charter = shipped_charter("neighbours-collective")
    policy = (
        read(charter.page.url).find("h3", string="ZERO TOLERANCE POLICY").find_parent("div", class_="clause")
    )
    top = policy.find("ul", recursive=False)

    def items(ul):
        return [
            (words_of(li.select_one(".clause__words")), items(li.find("ul", recursive=False)) if li.ul else [])
            for li in ul.find_all("li", recursive=False)
        ]  # fmt: skip

    assert items(top) == [
        ("Any form of discrimnation, including but not limited to:",
         [(one, []) for one in ("Racial", "Religious abuse", "Gender", "Sexuality", "Disability")]),
        ("Offensive language, even in the form of jokes", []),
        ("Any form of verbal or cyber abuse", []),
        ("Physical violence", []),
        ("Sexual harassment", []),
        ("Putting others at risk", []),
    ]  # fmt: skip


def test_one_clause_alone_below_a_heading_is_no_list(db):
    alone, two = (
        ClauseText("value", None, "We care."),
        (ClauseText("value", None, "A."), ClauseText("value", None, "B.")),
    )
    sections = (Section("One", (alone,)), Section("Two", two))
    soup = read(adopted_charter(document=CharterDocument(title="Short Sample", sections=sections)).page.url)

    assert [words_of(item) for item in soup.select("article ul.clauses > li p")] == ["A.", "B."]
    assert "We care." in words_of(soup.article)


def test_paragraphs_of_a_clause_stay_apart(db):
    _shipped, charter = shipped_charter("neighbours-collective")
    welfare = read(charter.page.url).find("h3", string="WELFARE").find_parent("div", class_="clause")

    assert [words_of(p)[:28] for p in welfare.find_all("p")] == [
        "The welfare of all volunteer", "We take the confidentiality "
    ]  # fmt: skip


def test_labels_with_a_mark_stand_before_their_words(db):
    _shipped, charter = shipped_charter("care-charter")
    behaviours = read(charter.page.url).find("h2", string="Expected Behaviours:").find_parent("section")
    items = behaviours.select("ul > li")

    assert len(items) == 11
    assert str(items[8].p).startswith("<p><b>Look to Reuse:</b> There are already many great projects")


@pytest.mark.parametrize("slug", SHIPPED)
def test_headings_go_down_one_step_at_a_time(db, slug):
    _shipped, charter = shipped_charter(slug)
    levels = [level for level, _words in outline(read(charter.page.url))]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert [step for step in zip(levels, levels[1:], strict=False) if step[1] > step[0] + 1] == []


def test_every_clause_has_a_place_and_a_link_that_stays(db):
    charter = adopted_charter()
    soup = read(charter.page.url)

    for clause in charter.current_version.clauses.all():
        link = soup.find(id=clause.anchor).find("a", class_="to-this")
        name = clause.label or clause.text
        assert (link["href"], link["aria-label"]) == (
            at("clause-address", clause),
            f"A link to “{name}” that stays",
        )
    ids = [tag["id"] for tag in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_the_page_says_which_version_since_when_and_how(db, organisation):
    _shipped, charter = shipped_charter("care-charter", organisation)
    head = words_of(read(charter.page.url).select_one(".page-head"))

    assert "Version 1 adopted on 2 March 2024 in force now" in head
    assert "How it was adopted: At a meeting of everyone, by show of hands." in head
    assert "Last revision: 8th August 2023 as the text itself says" in head


def test_stewards_stand_there_by_role_and_by_name_only_if_they_said_so(db, organisation):
    _shipped, charter = shipped_charter("care-charter", organisation)
    shown, unseen, was_one = (
        MembershipFactory(role=Role.STEWARD, organisation=organisation, person__name=name)
        for name in ("Sasha Specimen", "Uma Example", "Will Placeholder")
    )
    for membership in (shown, was_one):
        StewardShown.objects.create(person=membership.person, organisation=organisation)
    was_one.until_date = was_one.from_date
    was_one.save()

    card = words_of(read(charter.page.url).find(id="stewards-h").parent)

    assert card == (
        "Who looks after it As the text names them Promising Trouble Power To Change "
        "Here The stewards of Valley Practice Sample SS Sasha Specimen steward"
    )


def test_a_sample_says_that_nobody_is_asked(db):
    assert "nobody is asked to agree to it" in words_of(read(adopted_charter().page.url))


def test_a_hard_word_opens_in_place_and_no_word_changes(db):
    suite = SuitePage(title="Not public Sample", live=False)
    Page.objects.get(depth=2).add_child(instance=suite)
    Term.objects.create(word="decline", meaning="Say no.")
    Term.objects.create(word="welcome", meaning="In a suite that is not public.", suite=suite)
    charter = adopted_charter()
    soup = read(charter.page.url)

    assert [words_of(button) for button in soup.select("article button.term")] == ["decline"]
    assert "Say no." in words_of(soup.find(id="words"))
    assert "Feel free to decline." in stripped(charter.page.url)


def test_hard_words_open_in_paragraphs_lists_and_labels_and_not_in_headings(db):
    for word in ("solidarity", "consent", "mediation", "stewardship", "mutual aid"):
        Term.objects.create(word=word, meaning=f"What {word} is.")
    point = ClauseText("value", None, "Consent comes first.")
    clauses = (
        ClauseText("statement", None, "Solidarity is what we are about."),
        ClauseText("value", "Mutual aid", "We ask:", ":", children=(point,)),
        ClauseText("value", "Mediation", "", ":", children=(ClauseText("value", "Stewardship", "", ""),)),
    )
    sections = (Section("Solidarity", (clauses[0],)), Section("Stewardship", clauses[1:]))
    soup = read(adopted_charter(document=CharterDocument(title="Hard Sample", sections=sections)).page.url)

    assert [words_of(button) for button in soup.select("article button.term")] == [
        "Solidarity", "Mutual aid", "Consent",
    ]  # fmt: skip
    assert [words_of(one) for one in soup.select("article :is(h2, h3, h4)")] == [
        "Solidarity", "Stewardship", "Mediation:", "Stewardship",
    ]  # fmt: skip
    assert soup.select("article :is(h2, h3, h4) button") == []


def test_the_words_say_their_language(db):
    soup = read(adopted_charter().page.url)

    assert {part["lang"] for part in soup.select("main [lang]")} == {"en-gb"}
    assert soup.select_one("article h2").find_parent(lang=True)["lang"] == "en-gb"


def test_the_page_says_what_it_is_to_machines(db, settings):
    settings.PUBLIC_URL = "https://portfolio.example.org"
    charter = adopted_charter()
    head = read(charter.page.url).head

    assert head.find("link", rel="canonical")["href"] == f"https://portfolio.example.org{charter.page.url}"
    assert head.find("link", rel="alternate")["href"] == "/charters/how-we-work-sample.json"
    assert head.find("meta", attrs={"name": "description"})["content"] == "We made this together."
    sitemap = Client().get("/sitemap.xml").content.decode()
    assert f"<loc>https://portfolio.example.org{charter.page.url}</loc>" in sitemap
    assert "<loc>https://portfolio.example.org/charters/</loc>" in sitemap


def test_the_list_names_every_charter_in_force(db, organisation):
    ours, sample = adopted_charter(organisation), shipped_charter("care-charter")[1]
    shipped_charter("place-partnership")[1].page.unpublish()

    cards = [words_of(card) for card in read("/charters/").select(".charter-list > li")]

    assert cards == [
        f"{sample.title} Version 1 adopted on 2 March 2024 A sample, to read",
        f"{ours.title} Version 1 adopted on 2 March 2024 Valley Practice Sample",
    ]


def test_a_place_without_charters_says_so(db):
    adopted_charter().page.unpublish()

    assert "No charter here yet" in words_of(read("/charters/"))


def test_a_preview_shows_the_words_as_they_are_typed(db):
    page = adopted_charter().page.specific
    page.entries.add(
        type(page.entries.all()[0])(level=1, label="Rest", mark=":", text="Not adopted yet.", sort_order=90)
    )
    page.title = "Being typed Sample"

    answer = page.make_preview_request()

    soup = BeautifulSoup(answer.render().content, "html.parser")
    assert "Rest: Not adopted yet." in words_of(soup.article)
    assert words_of(soup.h1) == "Being typed Sample"
    assert soup.find("meta", attrs={"name": "robots"})["content"] == "noindex"


def test_what_is_nested_without_end_is_still_shown(db):
    clause = ClauseText("statement", None, "The innermost.")
    for depth in range(60):
        clause = ClauseText("statement", None, f"Depth {depth}.", children=(clause,))
    charter = adopted_charter(
        document=CharterDocument(title="Deep Sample", sections=(Section("One", (clause,)),))
    )

    assert "The innermost." in words_of(read(charter.page.url).article)
    assert Client().get(f"/cv/{charter.current_version.code}.json").status_code == 200


@pytest.mark.parametrize("count", [5, 500])
def test_the_same_questions_however_many_clauses(db, organisation, count, django_assert_num_queries):
    clauses = tuple(ClauseText("value", f"Label {n}", f"Words {n}.", ":") for n in range(count))
    charter = adopted_charter(
        organisation, document=CharterDocument(title="Long Sample", sections=(Section("V", clauses),))
    )
    first = charter.current_version.clauses.first()
    reader = Client()
    reader.get(charter.page.url)

    for url, queries in [
        (charter.page.url, PAGE), (at("charter-version", charter.current_version), VERSION),
        (at("clause-address", first), CLAUSE), (at("charter-compare", charter), COMPARE),
        (f"/cv/{charter.current_version.code}.json", VERSION_JSON),
    ]:  # fmt: skip
        with django_assert_num_queries(queries):
            assert reader.get(url).status_code == 200


PAGE, VERSION, CLAUSE, COMPARE, VERSION_JSON = 21, 9, 9, 10, 4
