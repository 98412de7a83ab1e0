"""A charter laid beside a standard: as trainers say it, and as everyone reads it."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from community.exchange.document import CharterDocument, ClauseText, Section
from community.models import ClauseLink
from community.operations.links import link_clause
from people.operations.organisations import give_role
from people.roles import Role
from standards.models import Term
from tests.community.test_links import WHY, clause_of
from tests.factories import StandardVersionFactory, UserFactory
from tests.factories.community import adopted_charter, next_version
from tests.factories.successors import by_label
from tests.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def trainer(organisation):
    """Someone who became a trainer the way people do, and so may enter the admin."""
    person = UserFactory(name="Toni Placeholder")
    give_role(person, role=Role.TRAINER, organisation=organisation, by=None)
    return person


@pytest.fixture
def version():
    return StandardVersionFactory()


def at(name, charter, *more, **asked):
    query = "&".join(f"{key}={value}" for key, value in asked.items())
    return reverse(name, args=[charter.page_id, *more]) + (f"?{query}" if query else "")


def test_a_link_needs_its_reason_and_what_was_typed_stays(admin, trainer, charter, version):
    clause, criterion = clause_of(charter, "Inclusion"), by_label(version)["P1"]
    address = at("charter-link-add", charter, clause.code, beside=version.standard.code)

    answer = admin.send(address, {"requirement": criterion.code, "reason": " "})

    assert answer.status_code == 422
    assert "Say why they belong together." in text_of(answer)
    chosen = BeautifulSoup(answer.content, "html.parser").find("option", selected=True)
    assert chosen["value"] == criterion.code

    answer = admin.send(address, {"requirement": "", "reason": WHY})
    assert (answer.status_code, WHY in text_of(answer)) == (422, True)
    assert not ClauseLink.objects.exists()

    answer = admin.send(address, {"requirement": criterion.code, "reason": WHY})
    assert answer.status_code == 302
    assert answer.url == at("charter-links", charter, beside=version.standard.code)
    page = text_of(admin.get(answer.url))
    assert WHY in page
    assert "Said by Toni Placeholder" in page
    assert "Nothing here speaks of 4 of 5 clauses. No clause speaks of 3 of 4 criteria and values." in page

    admin.send(at("charter-link-remove", charter, ClauseLink.objects.get().code))
    assert not ClauseLink.objects.exists()


def test_what_was_said_about_earlier_words_asks_to_look_again(admin, trainer, charter, version):
    link = link_clause(clause_of(charter, "Inclusion"), by_label(version)["P1"], reason=WHY, by=trainer)
    next_version(charter)

    assert "Said about earlier words: look again." in text_of(admin.get(at("charter-links", charter)))
    address = at("charter-link-again", charter, link.code)
    page = text_of(admin.get(address))
    assert "Everyone is welcome." in page
    assert "Everyone is welcome, always." in page

    answer = admin.send(address, {"saw": "1", "reason": "Typed while someone else was quicker."})
    assert (answer.status_code, "Typed while someone else was quicker." in text_of(answer)) == (409, True)
    saw = BeautifulSoup(answer.content, "html.parser").find("input", attrs={"name": "saw"})["value"]
    assert admin.send(address, {"saw": saw, "reason": "It still holds."}).status_code == 302

    page = text_of(admin.get(at("charter-links", charter)))
    assert "look again" not in page
    assert "It still holds." in page


def long_charter(count):
    clauses = tuple(ClauseText("value", f"Clause {n}", f"Words of number {n}.", ":") for n in range(count))
    return adopted_charter(document=CharterDocument(title="A long one", sections=(Section("All", clauses),)))


@pytest.mark.parametrize("linked", [1, 12])
def test_a_long_charter_beside_a_long_standard_is_cut_in_pages(
    admin, client, trainer, linked, django_assert_num_queries
):
    charter, version = long_charter(500), StandardVersionFactory(performance=100)
    labels = by_label(version)
    for number in range(linked):
        link_clause(clause_of(charter, f"Clause {number}"), labels[f"P{number + 1}"], reason=WHY, by=trainer)

    address = at("charter-links", charter, beside=version.standard.code)
    admin.get(address)  # what Wagtail asks for once
    with django_assert_num_queries(16):
        page = admin.get(address)
    assert len(page.context["page"].object_list) == 20
    assert f"speaks of {500 - linked} of 500 clauses" in text_of(page)
    assert [str(line.clause) for line in admin.get(address + "&q=number+499").context["page"]] == [
        "Clause 499"
    ]

    public = reverse("charter-crosswalk", args=[charter.code]) + f"?beside={version.standard.code}"
    with django_assert_num_queries(8):
        page = client.get(public)
    assert len(page.context["lines"]) == 50
    assert client.get(public + "&show=linked").context["page"].paginator.count == linked


def test_everyone_reads_it_with_the_gaps_and_not_who_said_it(client, trainer, charter, version):
    labels = by_label(version)
    Term.objects.create(word="welcome", meaning="Glad to have someone.")
    address = reverse("charter-crosswalk", args=[charter.code])
    nobody_yet = "No clause is linked yet. A trainer links them, each with a reason."
    assert nobody_yet in text_of(client.get(address))
    link_clause(clause_of(charter, "Inclusion"), labels["V1"], reason=WHY, by=trainer)
    assert nobody_yet not in text_of(client.get(address))

    page = text_of(client.get(address + f"?beside={version.standard.code}"))
    twin = client.get(
        reverse("charter-crosswalk-json", args=[charter.code]) + f"?beside={version.standard.code}"
    )

    assert WHY in page
    assert "Nothing here speaks of it." in page
    assert "Glad to have someone." in page
    assert "Toni" not in page + twin.content.decode()
    said = twin.json()
    assert [(li["clause"]["label"], li["requirement"]["code"], li["reason"]) for li in said["links"]] == [
        ("Inclusion", labels["V1"].code, WHY)
    ]
    assert [row["label"] for row in said["requirements_alone"]] == ["P1", "P2", "K1"]
    assert len(said["clauses_alone"]) == 4
    assert (
        client.get(reverse("charter-crosswalk-json", args=[charter.code])).json()["requirements_alone"]
        is None
    )
    assert client.get(address + "?beside=nothing-there").status_code == 404


def test_a_requirement_says_where_else_it_is_spoken_of(client, trainer, charter, version):
    criterion = by_label(version)["P1"]
    address = reverse("requirement-address", kwargs={"code": criterion.code})
    assert "Also in our charter" not in text_of(client.get(address))
    link_clause(clause_of(charter, "Inclusion"), criterion, reason=WHY, by=trainer)
    next_version(charter)

    page = client.get(address)

    assert "Also in our charter Inclusion How we work Sample" in text_of(page)
    assert reverse("clause-address", args=[clause_of(charter, "Inclusion").code]) in page.content.decode()


def test_the_way_there_begins_at_the_charter_in_the_editor(admin, charter):
    editor = admin.get(reverse("wagtailadmin_pages:edit", args=[charter.page_id]))

    assert reverse("charter-links", args=[charter.page_id]) in editor.content.decode()


def test_only_trainers_say_so(client_for, practitioner, outsider, charter, version):
    for person, status in [(practitioner, 403), (None, 302)]:
        assert client_for(person).get(at("charter-links", charter)).status_code == status
    assert client_for(outsider).get(reverse("charter-links", args=[charter.page_id + 999])).status_code == 404
