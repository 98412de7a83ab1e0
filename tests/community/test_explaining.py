"""Which clause explains a way of this product: said by trainers, and opened by a small link where the way is met."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.template import Context, RequestContext, Template
from django.urls import reverse

from community.exchange.document import CharterDocument, ClauseText, Section
from community.models import Charter, Explanation, Manner
from community.operations.explaining import CannotExplain, explain, explain_by_default, explain_no_more
from community.queries.explaining import explained_in, explaining_clauses
from people.models import AuditEvent
from people.operations.organisations import give_role
from people.roles import Role
from tests.factories import OrganisationFactory, UserFactory
from tests.factories.community import adopted_charter, next_version
from tests.reading import text_of

pytestmark = pytest.mark.django_db

# The labels the three charters we ship have, and where each stands.
BOROUGH = ["WELFARE", "NON-HIERARCHICAL", "CONFLICT RESOLUTION & MEDIATION"]
CARE = [
    "Collaboration over Competition",
    "Confidentiality and Privacy",
    "Don't Assume Knowledge",
    "Constructive Feedback",
    "Respect Privacy",
]


def charter_with(labels, organisation=None):
    clauses = tuple(ClauseText("statement", label, f"Words of {label}.") for label in labels)
    document = CharterDocument(title=f"Sample of {labels[0]}", sections=(Section("HEADING", clauses),))
    return adopted_charter(organisation, document=document)


def clause_of(charter, label):
    return Charter.objects.get(pk=charter.pk).current_version.clauses.get(label=label)


@pytest.fixture
def trainer(organisation):
    """Someone who became a trainer the way people do, and so may enter the admin."""
    person = UserFactory(name="Toni Placeholder")
    give_role(person, role=Role.TRAINER, organisation=organisation, by=None)
    return person


def test_a_clause_in_force_explains_one_way_and_another_takes_its_place(organisation, trainer):
    charter = adopted_charter(organisation)
    welfare, inclusion = clause_of(charter, "Welfare"), clause_of(charter, "Inclusion")

    explain(charter, Manner.DECLINING, inclusion, by=trainer)
    said = explain(charter, Manner.DECLINING, welfare, by=trainer)

    assert (Explanation.objects.get(), said.clause, said.said_by) == (said, welfare, trainer)
    events = AuditEvent.objects.filter(action="charter.explains")
    assert [event.payload["clause"] for event in events.order_by("sequence")] == [
        inclusion.code,
        welfare.code,
    ]
    for wrong in (clause_of(charter, "Values"), adopted_charter().current_version.clauses.last()):
        with pytest.raises(CannotExplain):
            explain(charter, Manner.PRIVATE, wrong, by=trainer)
    explain_no_more(said, by=trainer)
    assert not Explanation.objects.exists()


def test_the_charters_we_ship_explain_by_their_labels(trainer):
    borough, care = charter_with(BOROUGH), charter_with(CARE)
    explain(borough, Manner.NO_RANKING, clause_of(borough, "WELFARE"), by=trainer)

    explain_by_default(borough)
    explain_by_default(care)
    explain_by_default(care)

    assert {row.manner: row.clause.label for row in borough.explanations.all()} == {
        "no ranking": "WELFARE",
        "declining": "WELFARE",
        "pausing": "WELFARE",
        "talk first": "CONFLICT RESOLUTION & MEDIATION",
    }
    assert {row.manner: row.clause.label for row in care.explanations.all()} == {
        "no ranking": "Collaboration over Competition",
        "private": "Confidentiality and Privacy",
        "people asked": "Respect Privacy",
        "what would show it": "Constructive Feedback",
        "plain words": "Don't Assume Knowledge",
    }
    assert set(explaining_clauses(None)) == set(Manner)


def test_ones_own_charter_comes_first_and_later_words_are_found(organisation, django_assert_num_queries):
    sample, own = charter_with(BOROUGH), adopted_charter(organisation)
    elsewhere = charter_with(["WELFARE"], OrganisationFactory())
    for charter in (sample, elsewhere):
        explain_by_default(charter)
    explain(own, Manner.DECLINING, clause_of(own, "Inclusion"), by=None)
    next_version(own)

    with django_assert_num_queries(1):
        found = explaining_clauses(organisation)

    assert found[Manner.DECLINING] == clause_of(own, "Inclusion")
    assert found[Manner.DECLINING].text == "Everyone is welcome, always."
    assert found[Manner.TALK_FIRST].version.charter == sample
    assert explaining_clauses(None)[Manner.DECLINING].version.charter == sample
    [declining] = [one for one in explained_in(Charter.objects.get(pk=own.pk)) if one.explanation]
    assert declining.is_about_earlier_words


def drawn(template, request):
    return BeautifulSoup(Template(template).render(RequestContext(request)), "html.parser")


def test_the_tag_asks_once_for_a_page_and_shows_nothing_where_nothing_explains(
    organisation, rf, django_assert_num_queries
):
    own = adopted_charter(organisation)
    explain(own, Manner.DECLINING, clause_of(own, "Welfare"), by=None)
    request = rf.get("/")
    request.organisation = organisation

    with django_assert_num_queries(1):
        page = drawn('{% why "declining" %}{% why "declining" %}{% why "private" %}', request)

    links, boxes = page.find_all("a", attrs={"data-opens": True}), page.find_all("div", popover=True)
    address = reverse("clause-address", kwargs={"code": clause_of(own, "Welfare").code})
    assert [link["href"] for link in links] == [address, address]
    assert (
        [box["id"] for box in boxes]
        == [link["data-opens"] for link in links]
        == [
            "why-declining-1",
            "why-declining-2",
        ]
    )
    assert "Feel free to decline." in boxes[0].text
    assert Template('{% why "declining" %}').render(Context()).strip() == ""
    with pytest.raises(ValueError, match="never heard of"):
        drawn('{% why "never heard of" %}', request)


def test_it_stands_where_the_way_is_met(client_for, practitioner, organisation):
    for charter in (charter_with(BOROUGH), charter_with(CARE)):
        explain_by_default(charter)
    pat = client_for(practitioner)

    assert "Why? “Sample of Collaboration over Competition” says" in text_of(pat.get(reverse("glossary")))
    form = pat.get(reverse("evidence-add")).content.decode()
    assert ("Words of Respect Privacy." in form, "Words of Confidentiality" in form) == (True, True)


def test_each_way_has_its_place():
    asked = re.compile(r'{% why "([^"]+)" %}')
    templates = (Path(settings.BASE_DIR) / "templates").rglob("*.html")
    found = {name for path in templates for name in asked.findall(path.read_text())}

    assert found == set(Manner)


def test_trainers_choose_the_clause_from_the_charter(client_for, trainer, practitioner, organisation):
    charter = adopted_charter(organisation)
    admin = client_for(trainer)
    everything = reverse("charter-explanations", args=[charter.page_id])
    address = reverse("charter-explanation", args=[charter.page_id, "what-would-show-it"])

    assert text_of(admin.get(everything)).count("Nothing explains this yet.") == len(Manner)
    assert admin.send(address, {"clause": ""}).status_code == 422
    assert [line.clause.label for line in admin.get(address + "?q=decline").context["page"]] == ["Welfare"]
    assert admin.send(address, {"clause": clause_of(charter, "Welfare").code}).status_code == 302
    assert "Said by Toni Placeholder" in text_of(admin.get(everything))

    remove = reverse("charter-explanation-remove", args=[charter.page_id, "what-would-show-it"])
    assert admin.send(remove).status_code == 302
    assert admin.send(remove).status_code == 404
    assert client_for(practitioner).get(everything).status_code == 403
