"""Words explained: trainers write them, everyone reads them, and they open where they stand."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from people.models import AuditEvent
from standards.models import StandardPage, SuitePage, Term
from standards.operations.glossary import (
    TermChangedMeanwhile,
    add_term,
    change_term,
    notes_before_publishing,
    remove_term,
)
from tests.standards.editor import CRITERIA, Editor

LIST, ADD = reverse("glossary-terms"), reverse("glossary-term-add")
WORDS = {
    "word": "gatekeeper",
    "other_forms": "gatekeepers",
    "meaning": "Someone who lets people in.",
    "suite": "",
}


def read(url):
    return BeautifulSoup(Client().get(url).content, "html.parser")


def edit(term):
    return reverse("glossary-term", kwargs={"code": term.code})


def remove(term):
    return reverse("glossary-term-remove", kwargs={"code": term.code})


def make(word="gatekeeper", **more):
    return add_term(word=word, meaning=f"About {word}.", by=None, **more)


def events():
    return list(
        AuditEvent.objects.filter(action__startswith="glossary").values_list(
            "action", "actor_code", "payload"
        )
    )


# --- what can happen ------------------------------------------------------------------------


def test_adding_changing_and_removing_leave_a_trace_without_words(trainer):
    term = add_term(word="gatekeeper", meaning="Someone.", by=trainer)
    change_term(term, word="gatekeeper", meaning="Someone else.", revision=1, by=trainer)
    remove_term(term, by=trainer)

    assert events() == [
        ("glossary.term_added", trainer.code, {}),
        ("glossary.term_changed", trainer.code, {"revision": 2}),
        ("glossary.term_removed", trainer.code, {}),
    ]
    assert not Term.objects.exists()


def test_of_two_who_change_the_same_word_the_second_is_told(trainer):
    term = make()
    change_term(term, word="gatekeeper", meaning="Theirs.", revision=1, by=trainer)

    with pytest.raises(TermChangedMeanwhile) as told:
        change_term(Term.objects.get(), word="gatekeeper", meaning="Mine.", revision=1, by=trainer)

    assert (told.value.term.meaning, Term.objects.get().meaning) == ("Theirs.", "Theirs.")


# --- where trainers write -------------------------------------------------------------------


def test_a_trainer_explains_a_word(admin, trainer):
    answer = admin.send(ADD, WORDS, follow=True)
    term = Term.objects.get()

    assert answer.redirect_chain == [(LIST, 302)]
    assert "“gatekeeper” is explained from now on." in answer.content.decode()
    assert (term.word, term.forms, term.suite) == ("gatekeeper", ["gatekeeper", "gatekeepers"], None)
    assert events()[0][:2] == ("glossary.term_added", trainer.code)


def test_sent_twice_it_is_explained_once(admin):
    admin.post(ADD, WORDS | {"once": "0123456789abcdef0"})
    admin.post(ADD, WORDS | {"once": "0123456789abcdef0"})

    assert Term.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"word": ""}, "word", "Write the word you want to explain."),
        ({"meaning": " "}, "meaning", "Write what it means. A few words are fine."),
        ({"word": "(keeper"}, "word", "Begin with a letter or a number, or it can’t be found in a text."),
        (
            {"other_forms": "keepers\n-"},
            "other_forms",
            "Begin with a letter or a number, or it can’t be found in a text.",
        ),
        ({"word": "REMIT"}, "word", "This word is explained there already. Change that one instead."),
    ],
)
def test_what_is_not_clear_is_asked_again_and_nothing_typed_is_lost(admin, typed, field, sentence):
    make("remit")
    answer = admin.send(ADD, WORDS | typed)

    assert answer.status_code == 422
    assert answer.context["form"].errors == {field: [sentence]}
    assert "Someone who lets" in answer.content.decode() or field == "meaning"
    assert Term.objects.count() == 1


@pytest.mark.parametrize("word", ["a" * 101, "x\x00y"])
def test_too_long_or_unreadable_is_a_sentence(admin, word):
    assert admin.send(ADD, WORDS | {"word": word}).status_code in (400, 422)
    assert Term.objects.count() == 0


def test_the_same_word_may_mean_something_else_in_a_suite(admin, suite):
    make("remit")
    admin.send(ADD, WORDS | {"word": "gatekeeper", "suite": str(suite.pk)})
    admin.send(ADD, WORDS | {"word": "gatekeeper"})

    assert Term.objects.filter(word="gatekeeper").count() == 2


def test_changing_a_word(admin):
    term = make()
    form = admin.get(edit(term)).context["form"]
    admin.send(edit(term), WORDS | {"meaning": "Who opens doors.", "revision": str(form["revision"].value())})

    term.refresh_from_db()
    assert (term.meaning, term.revision) == ("Who opens doors.", 2)


def test_a_stale_page_keeps_both_texts(admin):
    term = make()
    change_term(term, word="gatekeeper", meaning="Theirs.", revision=1, by=None)
    answer = admin.send(edit(term), WORDS | {"meaning": "Mine.", "revision": "1"})
    page = answer.content.decode()

    assert answer.status_code == 409
    assert ("Theirs." in page, "Mine." in page) == (True, True)
    assert Term.objects.get().meaning == "Theirs."

    admin.send(
        edit(term), WORDS | {"meaning": "Mine.", "revision": answer.context["form"]["revision"].value()}
    )
    assert Term.objects.get().meaning == "Mine."


def test_removing_asks_first(admin):
    term = make()
    assert "Yes, remove it" in admin.get(remove(term)).content.decode()
    assert Term.objects.count() == 1

    admin.send(remove(term))
    assert Term.objects.count() == 0
    assert admin.get(edit(term)).status_code == 404


def test_hostile_words_are_only_words(admin):
    make("a<script>alert(1)</script>", other_forms="b")
    page = admin.get(LIST).content.decode()

    assert "<script>alert" not in page
    assert "a&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.parametrize("rows", [1, 35])
def test_the_list_asks_the_same_however_long(admin, rows, django_assert_num_queries):
    for number in range(rows):
        make(f"word {number:02}")
    admin.get(LIST)

    with django_assert_num_queries(11):
        answer = admin.get(LIST)

    assert len(answer.context["page_obj"]) == min(rows, 30)


def test_the_list_can_be_searched(admin):
    make("remit")
    make("gatekeeper", other_forms="doorkeeper")

    for typed, words in [("DOORK", ["gatekeeper"]), ("rem", ["remit"]), ("%", []), ("zz", [])]:
        assert [term.word for term in admin.get(LIST, {"q": typed}).context["page_obj"]] == words


@pytest.mark.parametrize("who", ["practitioner", "assessor", "iqa", "coordinator"])
def test_it_is_for_trainers(client_for, who, request):
    term, browser = make(), client_for(request.getfixturevalue(who))

    assert [browser.get(url).status_code for url in (LIST, ADD, edit(term), remove(term))] == [403] * 4
    assert [browser.send(url, WORDS).status_code for url in (ADD, edit(term), remove(term))] == [403] * 3
    assert Term.objects.count() == 1


def test_trainers_find_it_in_the_menu(admin):
    assert LIST in admin.get("/admin/").content.decode()


# --- where everyone reads -------------------------------------------------------------------


def test_the_page_goes_from_a_to_z(db):
    for word in ["zoning", "Áccess", "24/7", "apple", "Zeal"]:
        make(word)
    soup = read("/glossary/")

    assert [tag.get_text() for tag in soup.select("dt")] == ["24/7", "Áccess", "Apple", "Zeal", "Zoning"]
    assert [tag.get_text() for tag in soup.select("main h2")] == ["#", "A", "Z"]
    assert {dt.parent["id"] for dt in soup.select("dt")} == set(Term.objects.values_list("code", flat=True))


def test_words_of_a_suite_out_of_sight_are_not_told(suite):
    make("remote", suite=suite)
    assert "Remote" in read("/glossary/").get_text()

    SuitePage.objects.get(pk=suite.pk).unpublish()
    assert "Remote" not in read("/glossary/").get_text()


def test_json_says_the_same(db):
    term = make("remit", other_forms="remits")
    said = Client().get("/glossary.json").json()

    assert said["terms"][0] | {"address": ""} == {
        "word": "remit", "forms": ["remit", "remits"], "meaning": "About remit.", "suite": None, "address": "",
    }  # fmt: skip
    assert said["terms"][0]["address"].endswith(f"/glossary/#{term.code}")


# --- in place -------------------------------------------------------------------------------


def test_a_hard_word_opens_its_meaning_where_it_stands(seed):
    soup = read(seed.url)
    term = Term.objects.get(word="remit")
    button = soup.find(id="p5").find("button", class_="term")

    assert (button.get_text(), button["popovertarget"], button["interestfor"]) == (
        "remit",
        *[f"g-{term.code}"] * 2,
    )
    box = soup.find(id=f"g-{term.code}")
    assert box.has_attr("popover")
    assert term.meaning in box.get_text()
    assert box.find("button")["popovertargetaction"] == "hide"


def test_a_hard_word_opens_at_the_address_of_its_requirement_too(seed):
    row = seed.version.requirements.get(kind="performance", number="5")
    soup = read(f"/r/{row.code}/")

    assert [button.get_text() for button in soup.select("button.term")] == ["remit"]
    assert [word.get_text() for word in soup.select("#words dt")] == ["Remit"]


def test_each_word_opens_once_and_is_listed_at_the_end(seed):
    soup = read(seed.url)
    opened = [button["popovertarget"] for button in soup.select("button.term")]

    assert len(opened) == len(set(opened)) == 14
    assert len(soup.select("#words dt")) == 14
    assert {box["id"] for box in soup.select("[popover]")} == set(opened)


def test_words_of_another_suite_are_not_opened(seed):
    other = SuitePage(title="Another sample", slug="another")
    SuitePage.objects.get().get_parent().add_child(instance=other)
    make("facilitate", suite=other)

    opened = [button.get_text() for button in read(seed.url).select("button.term")]
    assert len(opened) == 14
    assert "facilitate" not in opened


def test_hostile_explanations_are_only_words(seed):
    make("facilitate", other_forms='"><img src=x onerror=alert(1)>'.replace('">', "x"))
    Term.objects.filter(word="facilitate").update(meaning="<script>alert(1)</script>")
    page = Client().get(seed.url).content.decode()

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


# --- before publishing ----------------------------------------------------------------------


def test_a_trainer_is_told_of_abbreviations_nobody_explained(admin, seed):
    Editor(admin, seed).type_in(CRITERIA, 0, text="use the NOS for CPD").save()
    draft = StandardPage.objects.get(pk=seed.pk).get_latest_revision_as_object()

    notes = notes_before_publishing(draft)
    assert [note.sentence for note in notes] == [
        "The glossary does not explain these abbreviations yet: NOS (P1), CPD (P1)."
    ]
    assert notes[0].sentence in Editor(admin, seed).soup.get_text()
    assert admin.get(notes[0].url).context["form"]["word"].value() == "NOS"

    make("NOS")
    make("continuing professional development", other_forms="CPD")
    assert notes_before_publishing(draft) == []


def test_the_seed_has_nothing_to_explain(seed, suite):
    assert notes_before_publishing(seed) == []
    assert notes_before_publishing(suite) == []
