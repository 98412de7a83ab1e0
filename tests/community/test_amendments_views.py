"""The screens of amendments: choosing a clause, writing, reading, being for it, asking; and a trainer’s draft."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.exchange.document import CharterDocument, ClauseText, Section
from community.models import Amendment, Charter, ProposedClause, Remark, Support
from community.operations.amendments import withdraw_amendment
from community.operations.amendments_closing import close_due_amendments
from community.operations.remarks import ask
from community.queries.amendments import amendments_of, open_amendments_for
from people.models import User
from people.roles import Role
from tests.factories.community import (
    SMALL,
    adopted_charter,
    its_time_over,
    members,
    next_version,
    open_amendment,
)
from tests.factories.people import MembershipFactory

SAID = {"summary": "Say it clearly.", "why": "It was not said clearly."}


def clause(charter, place):
    return charter.current_version.clauses.get(position=place + 1)


def amend(charter, **asked):
    return reverse("charter-amend", args=[charter.code], query=asked)


def at(name, thing):
    return reverse(name, args=[thing.code])


def text_of(answer):
    return answer.content.decode()


# --- writing ------------------------------------------------------------------------------------


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


# --- being for it, and the rest -------------------------------------------------------------------


def test_support_is_a_number_and_taken_back(charter, client_for, practitioner, assessor):
    amendment = open_amendment(charter, by=practitioner)
    pat, url = client_for(assessor), at("amendment", amendment)
    assert "I am for it" in text_of(pat.get(url))

    pat.send(at("amendment-support", amendment))
    page = text_of(pat.get(url))
    assert "1 person is for it" in page
    assert "You are for it." in page
    others = text_of(client_for(practitioner).get(url))
    assert "1 person is for it" in others
    assert assessor.name not in others
    assert "I am for it" not in others

    pat.send(at("amendment-support", amendment), {"back": "1"})
    assert not Support.objects.exists()


def test_a_form_sent_twice_counts_once(charter, client_for, practitioner, assessor):
    amendment = open_amendment(charter, by=practitioner)
    once = {"once": "a" * 32}

    pat = client_for(assessor)
    answers = [pat.post(at("amendment-support", amendment), once) for _twice in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Support.objects.count() == 1


def test_the_proposer_is_told_kindly(charter, pat, practitioner):
    amendment = open_amendment(charter, by=practitioner)

    answer = pat.send(at("amendment-support", amendment), follow=True)

    assert "You put this forward, so others say whether they are for it." in text_of(answer)
    assert not Support.objects.exists()


def test_the_proposer_takes_it_back_and_shows_their_name(charter, pat, practitioner):
    amendment = open_amendment(charter, by=practitioner)
    pat.send(at("amendment-name", amendment), {"show": "1"})
    amendment.refresh_from_db()
    assert amendment.is_named
    pat.send(at("amendment-name", amendment))
    pat.send(at("amendment-withdraw", amendment))
    amendment.refresh_from_db()
    assert (amendment.state, amendment.is_named) == ("withdrawn", False)
    assert "It was taken back" in text_of(pat.get(at("amendment", amendment)))


def test_questions_and_answers(charter, pat, client_for, practitioner, outsider):
    amendment = open_amendment(charter, by=practitioner)
    other = client_for(outsider)
    other.send(at("amendment-ask", amendment), {"words": "What for?\nTell me.", "is_named": "on"})
    question = Remark.objects.get()
    refused = pat.send(at("amendment-answer", question), {"words": " "})
    assert refused.status_code == 422
    assert "Write a few words first." in text_of(refused)
    pat.send(at("amendment-answer", question), {"words": "For all."})
    assert other.send(at("amendment-ask", amendment), {"words": ""}).status_code == 422

    page = text_of(other.get(at("amendment", amendment)))
    for said in ("Olu Example", "What for?\nTell me.", "Someone answered", "For all."):
        assert said in page
    assert "Pat Sample" not in page
    forms = re.findall(r'<form[^>]*action="/charter/.*?</form>', page, re.DOTALL)
    assert [form.count("csrfmiddlewaretoken") + form.count('name="once"') for form in forms] == [2] * len(
        forms
    )
    assert "Take my words back" in page
    assert pat.send(at("remark-take-back", question)).status_code == 404
    other.send(at("remark-take-back", question))
    assert "These words were taken away." in text_of(other.get(at("amendment", amendment)))


def test_a_steward_takes_words_away(charter, pat, client_for, organisation, practitioner, assessor):
    amendment = open_amendment(charter, by=practitioner)
    question = ask(amendment, words="Unkind.", is_named=True, by=assessor)
    steward = MembershipFactory(organisation=organisation, role=Role.STEWARD).person
    offered = "Take these words away"
    assert offered not in text_of(pat.get(at("amendment", amendment)))
    assert pat.send(at("remark-take-away", question)).status_code == 403
    theirs = client_for(steward)
    assert offered in text_of(theirs.get(at("amendment", amendment)))

    page = text_of(theirs.send(at("remark-take-away", question), follow=True))

    assert "These words were taken away." in page
    for gone in ("Unkind.", assessor.name, offered):
        assert gone not in page


def test_how_it_ended_and_what_it_became(charter, pat, client_for, practitioner, organisation):
    amendment = open_amendment(charter, by=practitioner, supporters=members(organisation, 2))
    with its_time_over(amendment):
        late = client_for(practitioner)
        assert "It is being counted" in text_of(late.get(at("amendment", amendment)))
        close_due_amendments()

    page = text_of(pat.get(at("amendment", amendment)))
    assert "Open for 14 days. 2 people supported it; the rule asked for 2." in page
    assert "It became version 2" in page
    assert "Version 2" in text_of(pat.get(at("charter-amendments", charter)))
    version = text_of(pat.get(at("charter-version", Charter.objects.get().current_version)))
    assert "Open for 14 days. 2 people supported it" in version


def test_one_that_clashes_says_so_while_it_is_open(charter, pat, practitioner, assessor, organisation):
    amendment = open_amendment(charter, by=practitioner, supporters=members(organisation, 2))
    later = open_amendment(
        charter, by=assessor, text="Some are welcome.", at=amendment.opened_at.replace(year=2090)
    )
    with its_time_over(amendment):
        close_due_amendments()

    assert "As it stands it can’t be adopted." in text_of(pat.get(at("amendment", later)))


# --- a trainer's draft ----------------------------------------------------------------------------


@pytest.fixture
def draft(charter, trainer):
    page = charter.page.specific.get_latest_revision_as_object()
    rows = list(page.entries.all())
    rows[1].text, rows[2].text = "All belong.", "Rest."
    page.entries = rows
    page.save_revision(user=trainer)
    return page


def put_forward(page):
    return reverse("charter-put-forward", args=[page.pk])


def test_a_trainer_puts_the_newest_draft_forward(charter, draft, client_for, trainer):
    pat = client_for(trainer)
    page = pat.get(put_forward(draft))
    assert [str(change.what) for change in page.context["changes"]] == ["reworded", "reworded"]
    form = {name: page.context["form"][name].value() for name in ("base", "revision")}
    assert page.context["form"]["is_named"].value() in (False, None)

    answer = pat.send(put_forward(draft), SAID | form)

    amendment = Amendment.objects.get()
    assert answer["Location"] == at("amendment", amendment)
    assert [e.words for e in amendment.wording.entries][1:3] == ["Inclusion: All belong.", "Welfare: Rest."]
    charter.refresh_from_db()
    assert charter.current_version.number == 1


def test_a_newer_draft_is_looked_at_first(charter, draft, client_for, trainer):
    pat = client_for(trainer)
    form = {name: pat.get(put_forward(draft)).context["form"][name].value() for name in ("base", "revision")}
    draft.title = "Other Sample"
    draft.save_revision(user=trainer)

    refused = pat.send(put_forward(draft), SAID | form)
    assert refused.status_code == 409
    assert "Someone saved a newer draft since." in text_of(refused)
    assert refused.context["form"]["summary"].value() == SAID["summary"]
    again = {name: refused.context["form"][name].value() for name in ("base", "revision")}
    pat.send(put_forward(draft), SAID | again)
    assert Amendment.objects.get().title == "Other Sample"


def test_a_draft_without_a_change_or_with_a_hole_is_refused(charter, draft, client_for, trainer):
    pat = client_for(trainer)
    rows = list(draft.entries.all())
    rows[2].label = rows[2].text = ""
    draft.entries = rows
    draft.save_revision(user=trainer, clean=False)
    form = {name: pat.get(put_forward(draft)).context["form"][name].value() for name in ("base", "revision")}

    refused = pat.send(put_forward(draft), SAID | form)

    assert refused.status_code == 422
    assert "Every clause and heading needs words." in text_of(refused)
    assert not Amendment.objects.exists()


def test_only_trainers_put_drafts_forward(charter, draft, client_for, practitioner, outsider, trainer):
    assert client_for(practitioner).get(put_forward(draft)).status_code in (302, 403)
    assert client_for(trainer).get(reverse("charter-put-forward", args=[999999])).status_code == 404


# --- how much it asks -----------------------------------------------------------------------------


def queries_of(pat, url):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert pat.get(url).status_code == 200
    return len(asked)


def test_what_is_open_for_someone(charter, practitioner, assessor, outsider, django_assert_num_queries):
    first = open_amendment(charter, by=practitioner, supporters=[assessor])
    second = open_amendment(charter, by=assessor, text="Other.")
    withdraw_amendment(open_amendment(charter, by=assessor, text="Another."), by=assessor)

    with django_assert_num_queries(2):  # the second: which places are theirs
        found = [
            (a.charter.title, a.pk, a.support_count, a.is_supported) for a in open_amendments_for(assessor)
        ]
    assert found == [
        ("How we work Sample", first.pk, 1, True),
        ("How we work Sample", second.pk, 0, False),
    ]
    assert list(open_amendments_for(outsider)) == []
    assert (
        list(open_amendments_for(assessor, organisation=outsider.current_memberships[0].organisation)) == []
    )


def test_the_list_shows_what_is_open_first_and_asks_as_much_for_thirty(charter, pat, practitioner, assessor):
    past = withdraw_amendment(open_amendment(charter, by=assessor, text="One."), by=assessor)
    first = open_amendment(charter, by=practitioner, text="Two.")
    assert [a.pk for a in amendments_of(charter)] == [first.pk, past.pk]
    pat.get(at("charter-amendments", charter))
    one = queries_of(pat, at("charter-amendments", charter))
    for number in range(28):
        open_amendment(charter, by=assessor, text=f"Words {number}.", is_named=True)

    assert queries_of(pat, at("charter-amendments", charter)) == one
    assert len(pat.get(at("charter-amendments", charter)).context["page"]) == 20


def large(number):
    clauses = tuple(ClauseText("value", f"Value {place}", "Words.", ":") for place in range(number))
    return CharterDocument(title="Large Sample", sections=(Section("Values", clauses),))


def test_pages_ask_as_much_for_many_clauses_and_supporters(organisation, pat, practitioner, assessor):
    small, big = (adopted_charter(organisation, document=document) for document in (SMALL, large(60)))
    asked = []
    for charter, supporters, remarks in ((small, 0, 1), (big, 300, 15)):
        amendment = open_amendment(charter, by=assessor, is_named=True)
        people = User.objects.bulk_create(
            User(name=f"Sample {n}", email=f"{charter.pk}-{n}@example.org") for n in range(supporters)
        )
        Support.objects.bulk_create(Support(amendment=amendment, person=person) for person in people)
        for _remark in range(remarks):
            ask(amendment, words="Why?", is_named=True, by=practitioner)
        pages = (at("amendment", amendment), amend(charter), amend(charter, clause=clause(charter, 1).code))
        pat.get(pages[0])
        asked.append([queries_of(pat, page) for page in pages])

    assert asked[0] == asked[1]
    assert ProposedClause.objects.filter(amendment__charter=big).count() == 61
