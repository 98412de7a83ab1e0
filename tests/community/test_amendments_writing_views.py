"""Putting other words forward on screen: choosing a clause, writing, what happens to what was typed."""

import pytest

from community.models import Amendment, Support
from community.operations.amendments import withdraw_amendment
from community.operations.amendments_closing import close_due_amendments
from tests.community.amending import SAID, amend, at, clause, text_of
from tests.factories.community import (
    adopted_charter,
    its_time_over,
    members,
    next_version,
    open_amendment,
)


def test_every_heading_and_clause_can_be_chosen(charter, pat):
    page = text_of(pat.get(amend(charter)))

    for row in charter.current_version.clauses.all():
        assert f'href="?clause={row.code}"' in page
    assert 'href="?do=preamble"' in page


def test_a_practitioner_rewords_a_clause(charter, pat, practitioner):
    url = amend(charter, clause=clause(charter, 1).code)
    form = pat.get(url).context["form"]
    assert (form["label"].value(), form["text"].value(), form["is_named"].value()) == (
        "Inclusion",
        "Everyone is welcome.",
        None,
    )

    answer = pat.send(
        url,
        SAID | {"base": form["base"].value(), "label": "Inclusion", "text": "Everyone is welcome, always."},
    )

    amendment = Amendment.objects.get()
    assert answer["Location"] == at("amendment", amendment)
    assert (amendment.proposed_by, amendment.is_named) == (practitioner, False)
    assert [e.words for e in amendment.wording.entries][1] == "Inclusion: Everyone is welcome, always."
    page = text_of(pat.get(answer["Location"]))
    assert "<ins>" in page
    assert "Pat Sample" not in page.partition('id="main"')[2]


@pytest.mark.parametrize(
    ("asked", "typed", "words"),
    [
        (
            {"do": "add"},
            {"kind": "value", "label": "Care", "text": "We care."},
            ["Values", "Inclusion: Everyone is welcome.", "Care: We care."],
        ),
        ({"do": "take-out"}, {}, ["Values", "Welfare: Feel free to decline.", "Zero tolerance"]),
    ],
)
def test_adding_and_taking_out(charter, pat, asked, typed, words):
    pat.send(amend(charter, clause=clause(charter, 1).code, **asked), SAID | typed)

    assert [e.words for e in Amendment.objects.get().wording.entries][:3] == words


def test_what_goes_along_is_said_before(charter, pat):
    page = pat.get(amend(charter, clause=clause(charter, 4).code, do="take-out"))

    assert [entry.words for entry in page.context["task"].below] == [
        "Any form of discrimination",
        "Putting others at risk",
    ]
    assert "What belongs to it goes along: 2 clauses below it." in text_of(page)


def test_the_preamble_is_reworded_too(charter, pat):
    pat.send(amend(charter, do="preamble"), SAID | {"text": "We made this, all of us.", "is_named": "on"})

    amendment = Amendment.objects.get()
    assert (amendment.preamble, amendment.is_named) == ("We made this, all of us.", True)
    assert "Put forward by Pat Sample" in text_of(pat.get(at("amendment", amendment)))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"label": "", "text": ""}, "It needs words. To leave it away, take it out instead."),
        ({"label": "Inclusion", "text": "Everyone is welcome."}, "These are the words the charter has now."),
        ({"text": "Other.", "summary": ""}, "Say in a few words what would change."),
        ({"text": "Other.", "why": " "}, "Say why. A sentence is enough."),
        ({"label": "x" * 501, "text": "Other."}, "This is 501 letters long, and we can keep 500."),
        ({"text": "Other\x00."}, "This holds a character we can’t read."),
    ],
)
def test_what_is_not_right_is_said_and_nothing_typed_is_lost(charter, pat, typed, sentence):
    form = SAID | {"label": "Inclusion"} | typed
    answer = pat.send(amend(charter, clause=clause(charter, 1).code), form)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert [answer.context["form"][name].value() for name in form] == list(form.values())
    assert not Amendment.objects.exists()


def test_a_heading_has_no_words_below_it_to_type(charter, pat):
    form = pat.get(amend(charter, clause=clause(charter, 0).code)).context["form"]
    assert list(form.fields) == ["base", "label", "summary", "why", "is_named"]

    pat.send(amend(charter, clause=clause(charter, 0).code), SAID | {"label": "What we value"})
    assert Amendment.objects.get().wording.entries[0].words == "What we value"


def test_no_such_clause_or_way(charter, pat):
    code = clause(charter, 1).code
    for asked in ({"clause": "x"}, {"clause": code, "do": "x"}, {"clause": "x" * 99}):
        assert pat.get(amend(charter, **asked)).status_code == 404


def test_changed_meanwhile_both_texts_are_shown_and_sending_again_goes_on(charter, pat):
    url = amend(charter, clause=clause(charter, 1).code)
    base = charter.current_version.code
    next_version(charter)
    typed = SAID | {"base": base, "label": "Inclusion", "text": "All belong."}

    answer = pat.send(url, typed)
    assert answer.status_code == 409
    assert not Amendment.objects.filter(state="open").exists()
    form = answer.context["form"]
    assert "Inclusion: Everyone is welcome, always." in text_of(answer)
    assert (form["text"].value(), form["base"].value()) == ("All belong.", charter.current_version.code)

    pat.send(url, typed | {"base": form["base"].value()})
    assert Amendment.objects.get(state="open").base == charter.current_version


def test_changed_elsewhere_meanwhile_does_not_matter(charter, pat):
    base = charter.current_version.code
    url = amend(charter, clause=clause(charter, 2).code)
    next_version(charter)

    pat.send(url, SAID | {"base": base, "label": "Welfare", "text": "Rest."})

    amendment = Amendment.objects.get(state="open")
    assert [e.words for e in amendment.wording.entries][1:3] == [
        "Inclusion: Everyone is welcome, always.",
        "Welfare: Rest.",
    ]


def test_taken_out_meanwhile_what_was_typed_is_handed_back(
    charter, pat, practitioner, assessor, organisation
):
    code = clause(charter, 2).code
    first = members(organisation, 2)
    taken = open_amendment(charter, by=assessor, supporters=first, clause=1)
    withdraw_amendment(taken, by=assessor)
    pat.send(amend(charter, clause=code, do="take-out"), SAID)
    amendment = Amendment.objects.get(state="open")
    for person in first:
        Support.objects.create(amendment=amendment, person=person)
    with its_time_over(amendment):
        close_due_amendments()

    answer = pat.send(amend(charter, clause=code), SAID | {"label": "Welfare", "text": "Rest is fine."})

    assert answer.status_code == 409
    assert "Rest is fine." in text_of(answer)
    assert "Feel free to decline." in text_of(answer)


def test_a_sample_is_only_read(db, pat):
    sample = adopted_charter()

    assert pat.get(amend(sample)).status_code == 200
    assert pat.send(amend(sample, do="preamble"), SAID | {"text": "x"}).status_code == 422
    assert "so nobody changes it here" in text_of(pat.get(at("charter-amendments", sample)))
    assert not Amendment.objects.exists()


def test_the_charter_says_where_to_help(charter, client_for):
    page = client_for(None).get(charter.page.url)

    assert "Help write version 2" in text_of(page)
    assert amend(charter) in text_of(page)
