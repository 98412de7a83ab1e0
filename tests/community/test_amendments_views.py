"""The screens of amendments: reading one, being for it, asking; and how much they ask of the database."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.exchange.document import CharterDocument, ClauseText, Section
from community.models import Charter, ProposedClause, Remark, Support
from community.operations.amendments import withdraw_amendment
from community.operations.amendments_closing import close_due_amendments
from community.operations.remarks import ask
from community.queries.amendments import amendments_of, open_near
from people.models import User
from people.roles import Role
from tests.community.amending import amend, at, clause, text_of
from tests.factories.community import (
    SMALL,
    adopted_charter,
    its_time_over,
    members,
    open_amendment,
)
from tests.factories.people import MembershipFactory


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
        assert list(open_near(assessor)) == [first, second]
    assert list(open_near(outsider)) == []
    assert list(open_near(assessor, outsider.current_memberships[0].organisation)) == []


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
