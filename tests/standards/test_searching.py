"""Searching the standards site: the same on every database, whatever is typed."""

import pytest
from django.test import Client
from django.urls import reverse

from standards.models import Finding, SearchEntry, SuitePage, Term
from standards.operations.glossary import add_term, change_term, remove_term
from standards.operations.searching import index_everything
from standards.queries.searching import LONGEST, MOST_WORDS, Question, highlighted
from tests.standards.editor import CRITERIA, Editor

ODD = [
    "", " ", '"', '""', "a\"b", "''", "\\", "%", "_", "*", "(", ")", "NEAR(", "AND OR NOT", "partner*", "-partner",
    "'; DROP TABLE x; --", "🎉", "🎉 partner", "مرحبا", "\u202eabc", "日本語", "é", "e\u0301", "<script>", "&amp;",
    "partner" * 2000, "a " * 5000, "\t\r\n", "0", "\ufeff", "ﬁ", "ß", "\x1b[31m", "%00", "{{ 7 }}",
]  # fmt: skip


def search(typed, **more):
    return Client().get(reverse("standards-search"), {"q": typed} | more)


def found(typed):
    """[(what it is, label)]."""
    entries = [hit["entry"] for hit in search(typed).context["hits"]]
    return [(Finding(entry.kind).name, entry.label) for entry in entries]


@pytest.mark.parametrize("typed", ODD, ids=lambda typed: ascii(typed[:20]))
def test_nothing_typed_breaks_it(seed, typed):
    answers = [search(typed).status_code, Client().get(reverse("search-json"), {"q": typed}).status_code]

    assert answers == [200, 200]


@pytest.mark.parametrize("page", ["0", "-1", "x", "9999", "1\u0661", ""])
def test_no_page_number_breaks_it(seed, page):
    assert search("partner", page=page).status_code == 200


def test_a_nul_is_answered_with_a_sentence(seed):
    answer = search("part\x00ner")

    assert answer.status_code == 400
    assert "a character we can’t read" in answer.content.decode()
    assert Question.of("part\x00ner").words == ("part", "ner")


def test_titles_then_criteria_then_knowledge_then_illustrations(seed):
    assert found("partnerships") == [
        ("PERFORMANCE", "P5"),
        ("KNOWLEDGE", "K5"),
        ("KNOWLEDGE", "K7"),
        ("KNOWLEDGE", "K10"),
        ("ILLUSTRATION", "V2"),
        ("TERM", ""),
    ]
    assert found("collaborative partnership")[0] == ("TITLE", "")


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        ("facilitate communities", ["P1"]),
        ("COMMUNITIES facilitate", ["P1"]),
        ("facil commun", ["P1"]),
        ("fácilitate", ["P1"]),
        ('"facilitate"  (communities)', ["P1"]),
        ("acilitate", []),
        ("facilitate nowhere", []),
        ("JETSCD16L", [""]),
    ],
)
def test_every_word_begins_a_word_of_what_is_found(seed, typed, labels):
    assert [label for _kind, label in found(typed)] == labels


def test_what_is_typed_past_the_limit_is_not_read(seed):
    question = Question.of("facilitate " + "communities " * 400)

    assert (question.words, question.was_cut) == (("facilitate", "communities"), True)
    assert len(Question.of(" ".join(f"w{n}" for n in range(40))).words) == MOST_WORDS
    assert len(Question.of("x" * 10_000).typed) == LONGEST
    assert "first few words" in search("x" * 10_000).content.decode()


def test_what_was_found_is_marked_and_escaped(seed):
    question = Question.of("part b")

    assert highlighted("<b>Partner</b> & apart", question) == (
        "&lt;<mark>b</mark>&gt;<mark>Partner</mark>&lt;/<mark>b</mark>&gt; &amp; apart"
    )
    assert highlighted("Café 🎉", Question.of("cafe")) == "<mark>Café</mark> 🎉"


def test_of_a_long_passage_the_part_around_is_shown(seed):
    text = f"{'before ' * 100}needle{' after' * 100}"

    shown = highlighted(text, Question.of("needle"))

    assert shown.startswith("… before")
    assert "<mark>needle</mark>" in shown
    assert len(shown) < 400


def test_what_is_typed_comes_back_escaped(seed):
    page = search('"><script>alert(1)</script>').content.decode()

    assert "<script>alert" not in page
    assert "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("zzzz", "Nothing has all of these words"),
        ("🎉", "There is no word in that"),
        ("", "Type a word or two."),
    ],
)
def test_finding_nothing_helps_on(seed, typed, sentence):
    assert sentence in search(typed).content.decode()


def test_results_lead_to_the_place(seed):
    hit = search("facilitate communities").context["hits"][0]
    term = search("stakeholders interest").context["hits"][-1]

    assert hit["url"] == f"{seed.url}#p1"
    assert 'id="p1"' in Client().get(seed.url).content.decode()
    assert term["url"] == f"/glossary/#{Term.objects.get(word='stakeholders').code}"


# --- in step --------------------------------------------------------------------------------


def test_a_draft_is_not_found_until_it_is_published(admin, seed):
    editor = Editor(admin, seed).type_in(CRITERIA, 0, text="welcome xylophones")
    editor.save()
    assert found("xylophones") == []

    editor.type(change="meaning", why="Music matters.").publish()
    assert found("xylophones") == [("PERFORMANCE", "P1")]
    assert "P1" not in [label for _kind, label in found("facilitate communities")]


def test_what_is_taken_out_of_sight_is_not_found(seed):
    seed.unpublish()

    assert [kind for kind, _label in found("partnership")] == ["TERM"]


def test_the_glossary_keeps_in_step(db):
    term = add_term(word="gatekeeper", meaning="Someone who lets people in.", by=None)
    assert found("gatek") == [("TERM", "")]

    change_term(term, word="doorkeeper", meaning="The same.", revision=1, by=None)
    assert (found("gatek"), found("doork")) == ([], [("TERM", "")])

    remove_term(term, by=None)
    assert (found("doork"), SearchEntry.objects.count()) == ([], 0)


def test_a_word_of_a_suite_that_is_not_public_is_not_found(seed):
    """Neither while the suite is a draft nor once it is out of sight, on the page and as JSON."""
    suite = SuitePage.objects.get()
    draft = suite.get_parent().add_child(
        instance=SuitePage(title="A draft suite", slug="a-draft-suite", live=False)
    )
    for word, of in [("gatekeeper", None), ("gatehouse", suite), ("gatepost", draft)]:
        add_term(word=word, meaning="Beside the road.", suite=of, by=None)

    assert words_found("gate") == ["gatehouse", "gatekeeper"]

    suite.unpublish()
    assert words_found("gate") == ["gatekeeper"]

    draft.save_revision().publish()
    assert words_found("gate") == ["gatekeeper", "gatepost"]


def words_found(typed):
    """The words explained that are found, once the page and its JSON agree about them."""
    shown = sorted(str(hit["entry"].term) for hit in search(typed).context["hits"])
    told = Client().get(reverse("search-json"), {"q": typed}).json()["found"]
    assert sorted(hit["title"] for hit in told) == shown
    return shown


def test_everything_can_be_made_again(seed):
    before = list(SearchEntry.objects.values_list("kind", "label", "text", "words"))

    assert index_everything() == len(before)
    assert list(SearchEntry.objects.values_list("kind", "label", "text", "words")) == before


# --- lists ----------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 30])
def test_the_same_questions_for_one_result_and_for_many(db, rows, django_assert_num_queries):
    for number in range(rows):
        add_term(word=f"gatekeeper {number}", meaning="Someone.", by=None)
    search("gatekeeper")

    with django_assert_num_queries(3):  # the organisation, how many, and a page of them
        answer = search("gatekeeper")

    assert len(answer.context["hits"]) == min(rows, 20)


@pytest.mark.parametrize("typed", ["partnership", "communities"])
def test_the_same_questions_however_many_standards(seed, typed, django_assert_num_queries):
    search(typed)
    with django_assert_num_queries(5):  # besides, where the site begins and at which paths
        search(typed)


def test_json_says_the_same(seed):
    said = Client().get(reverse("search-json"), {"q": "facilitate communities"}).json()

    assert (said["words"], said["count"], said["page"], said["pages"]) == (
        ["facilitate", "communities"],
        1,
        1,
        1,
    )
    assert [(hit["kind"], hit["label"], hit["assessable"]) for hit in said["found"]] == [
        ("performance", "P1", True)
    ]
    assert said["found"][0]["address"].endswith(f"{seed.url}#p1")
