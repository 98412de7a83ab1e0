"""Tagging evidence to a clause, showing how it is lived, and the page that members read."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from community.exchange.document import CharterDocument, ClauseText, Section
from portfolios.models import ClauseTag, PersonInEvidence
from portfolios.operations.living import show_to_community, tag_clause, tag_clauses
from standards.models import Term
from tests.factories import EvidenceFactory, OrganisationFactory, PortfolioFactory
from tests.factories.assessments import share, unit_with_evidence
from tests.factories.community import adopted_charter, next_version
from tests.reading import text_of

pytestmark = pytest.mark.django_db
WORDS = "I said no to a third evening, and that was fine."


@pytest.fixture
def charter(organisation):
    return adopted_charter(organisation)


@pytest.fixture
def portfolio(practitioner, organisation):
    return PortfolioFactory(owner=practitioner, organisation=organisation)


@pytest.fixture
def evidence(portfolio):
    return EvidenceFactory(
        portfolio=portfolio, name="Secret name", story="Secret story", identifiable="others"
    )


def clause_of(charter, label):
    return charter.current_version.clauses.get(label=label)


def lived_at(charter):
    return reverse("charter-lived", args=[charter.code])


def page_of(evidence):
    return reverse("evidence-detail", args=[evidence.code])


def test_a_way_from_tagging_to_showing_and_back(pat, client_for, assessor, charter, evidence):
    """Nothing is ticked before someone ticks it, and what was typed stays."""
    someone = PersonInEvidence.objects.create(evidence=evidence, description="Purple top", basis="agreed")
    clauses = [clause_of(charter, "Welfare"), clause_of(charter, "Inclusion")]
    assert "you can tag it to a clause" in text_of(pat.get(page_of(evidence)))
    choose = reverse("clause-choose", args=[evidence.code])

    assert pat.send(choose).status_code == 422
    assert pat.send(choose, {"clauses": [clause.code for clause in clauses]}).status_code == 302
    page = text_of(pat.get(page_of(evidence)))
    assert page.count("Only you can see this tag.") == 2
    assert text_of(pat.get(choose)).count("Tagged already") == 2

    tag = ClauseTag.objects.get(clause=clauses[0])
    address = reverse("clause-show", args=[tag.code])
    boxes = BeautifulSoup(pat.get(address).content, "html.parser").find_all("input", type="checkbox")
    assert [(box["name"], box.has_attr("checked")) for box in boxes] == [
        ("is_named", False),
        (f"yes_{someone.pk}", False),
    ]
    answer = pat.send(address, {"words": WORDS, "revision": "1"})
    assert (answer.status_code, WORDS in text_of(answer)) == (422, True)
    assert "Purple top has not said yes to the community reading this." in text_of(answer)
    member = client_for(assessor)
    assert WORDS not in text_of(member.get(lived_at(charter)))

    assert pat.send(address, {"words": WORDS, "revision": "1", f"yes_{someone.pk}": "on"}).status_code == 302
    assert "Members can read this" in text_of(pat.get(page_of(evidence)))
    read = text_of(member.get(lived_at(charter)))
    assert WORDS in read
    assert "A member Something from the work itself 14 March 2026" in read
    for secret in ("Secret", "Purple top", "Pat Sample", evidence.code, tag.code):
        assert secret not in member.get(lived_at(charter)).content.decode()

    pat.send(reverse("clause-yes-back", args=[tag.code, someone.pk]))
    page = text_of(pat.get(page_of(evidence)))
    assert "Not shown just now" in page
    assert "Purple top has not said yes to the community reading this." in page
    assert WORDS not in text_of(member.get(lived_at(charter)))

    pat.send(reverse("clause-untag", args=[tag.code]))
    assert [tag.clause for tag in ClauseTag.objects.all()] == [clauses[1]]


def test_looking_at_evidence_that_changed_meanwhile_is_asked_for_again(pat, charter, evidence, practitioner):
    type(evidence).objects.update(identifiable="nobody", revision=2)
    tag = tag_clause(evidence, clause_of(charter, "Welfare"), by=practitioner)
    address = reverse("clause-show", args=[tag.code])

    answer = pat.send(address, {"words": WORDS, "revision": "1"})

    assert (answer.status_code, WORDS in text_of(answer)) == (422, True)
    assert "changed since you opened this page" in text_of(answer)
    revision = BeautifulSoup(answer.content, "html.parser").find("input", attrs={"name": "revision"})["value"]
    assert pat.send(address, {"words": WORDS, "is_named": "on", "revision": revision}).status_code == 302

    assert f"{WORDS} Pat Sample" in text_of(pat.get(lived_at(charter)))
    pat.send(reverse("clause-stop", args=[tag.code]))
    assert WORDS not in text_of(pat.get(lived_at(charter)))


def test_only_members_of_its_place_know_of_the_page(client_for, practitioner, assessor, outsider, charter):
    sample = adopted_charter()

    assert client_for(practitioner).get(lived_at(charter)).status_code == 200
    assert client_for(outsider).get(lived_at(charter)).status_code == 404
    assert client_for(practitioner).get(lived_at(sample)).status_code == 404
    assert client_for(None).get(lived_at(charter)).status_code == 302
    way = "Open a piece of your evidence, and tag it to a clause."
    assert way in text_of(client_for(practitioner).get(lived_at(charter)))
    assert way not in text_of(client_for(assessor).get(lived_at(charter)))  # who keeps none here
    page = charter.page.get_url()
    assert lived_at(charter) in client_for(practitioner).get(page).content.decode()
    assert lived_at(charter) not in client_for(outsider).get(page).content.decode()


def test_an_assessor_sees_neither_tags_nor_what_was_shown(
    client_for, practitioner, assessor, organisation, charter
):
    unit = unit_with_evidence(practitioner, organisation, performance=1, knowledge=0, values=0)
    evidence = practitioner.evidence.get()
    tag = tag_clause(evidence, clause_of(charter, "Welfare"), by=practitioner)
    show_to_community(tag, words=WORDS, is_named=True, yeses=[], by=practitioner)
    review = share(unit, assessor=assessor)
    version = review.submission.items.get().evidence_version

    for address in [
        reverse("review", args=[review.code]),
        reverse("review-evidence", args=[review.code, version.code]),
    ]:
        page = client_for(assessor).get(address)
        assert page.status_code == 200
        assert WORDS not in page.content.decode()
        assert "Feel free to decline" not in page.content.decode()


def test_where_a_place_has_no_charter_nobody_is_asked(pat, evidence):
    adopted_charter(OrganisationFactory())
    adopted_charter()

    assert "Living our charter" not in text_of(pat.get(page_of(evidence)))


def test_what_was_said_of_earlier_words_says_so(pat, charter, evidence, practitioner):
    Term.objects.create(word="welcome", meaning="Glad to have someone.")
    type(evidence).objects.update(identifiable="nobody")
    tag = tag_clause(evidence, clause_of(charter, "Inclusion"), by=practitioner)
    show_to_community(tag, words=WORDS, is_named=False, yeses=[], by=practitioner)
    next_version(charter)

    page = text_of(pat.get(lived_at(charter)))
    assert "Said of earlier words of this clause." in page
    assert "Glad to have someone." in page


def test_many_tags_cost_no_more_than_one(pat, charter, evidence, practitioner, django_assert_num_queries):
    evidence.people.create(description="Purple top", basis="agreed")
    clauses = list(charter.current_version.clauses.filter(level=1))
    for several in (clauses[:1], clauses):
        tag_clauses(evidence, several, by=practitioner)
        with django_assert_num_queries(12):
            pat.get(page_of(evidence))
    assert evidence.clause_tags.count() == 3


def shown_tags(charter, portfolio, labels, *, by):
    for number, label in enumerate(labels):
        evidence = EvidenceFactory(portfolio=portfolio)
        tag = tag_clause(evidence, clause_of(charter, label), by=by)
        show_to_community(tag, words=f"Lived {number}.", is_named=True, yeses=[], by=by)


@pytest.mark.parametrize("count", [1, 9])
def test_a_long_charter_much_lived_is_cut_in_pages(
    pat, practitioner, organisation, portfolio, count, django_assert_num_queries
):
    clauses = tuple(ClauseText("value", f"Clause {n}", f"Words of number {n}.", ":") for n in range(500))
    document = CharterDocument(title="A long one", sections=(Section("All", clauses),))
    charter = adopted_charter(organisation, document=document)
    labels = [*["Clause 3"] * 5, *(f"Clause {n}" for n in range(4, 8))][:count]
    shown_tags(charter, portfolio, labels, by=practitioner)

    with django_assert_num_queries(8):
        page = pat.get(lived_at(charter))
    assert len(page.context["page"].object_list) == 20
    assert sum(len(lived.told) for lived in page.context["page"]) == min(count, 3 + 4)
    one = pat.get(lived_at(charter) + f"?clause={clause_of(charter, 'Clause 3').code}")
    assert len(one.context["told"]) == min(count, 5)
    search = reverse("clause-choose", args=[EvidenceFactory(portfolio=portfolio).code]) + "?q=number+499"
    [(_charter, [(_heading, found)])] = pat.get(search).context["charters"]
    assert [clause.label for clause in found] == ["Clause 499"]
