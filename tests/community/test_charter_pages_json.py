"""The JSON twin of every public page of charters: the same words, for machines."""

import pytest
from django.test import Client

from community.models import StewardShown
from people.roles import Role
from tests.community.charter_reading import at, read, shipped_charter
from tests.factories.community import adopted_charter, next_version
from tests.factories.people import MembershipFactory


@pytest.fixture(autouse=True)
def _address(settings):
    settings.PUBLIC_URL = "https://portfolio.example.org"


def told(url):
    answer = Client().get(url, follow=True)
    assert answer.status_code == 200
    return answer.json()


def without(thing, *names):
    """A tree without what is random in it."""
    if isinstance(thing, dict):
        return {key: without(value, *names) for key, value in thing.items() if key not in names}
    return [without(one, *names) for one in thing] if isinstance(thing, list) else thing


@pytest.mark.parametrize("slug", ["neighbours-collective", "place-partnership", "care-charter"])
def test_the_tree_is_the_one_the_importer_prints(db, slug):
    shipped, charter = shipped_charter(slug)
    document = shipped.read().document.as_json()

    said = told(f"{charter.page.url.rstrip('/')}.json")

    assert without(said["sections"], "mark", "lineage", "code", "address") == document["sections"]
    assert (said["preamble"], said["last_revised"], said["stewards"]["as_named"]) == (
        document["preamble"], document["last_revised"], document["stewards"]
    )  # fmt: skip


def test_a_charter_tells_all_about_its_version(db, organisation):
    charter = adopted_charter(organisation)
    steward = MembershipFactory(
        role=Role.STEWARD, organisation=organisation, person__name="Sasha Specimen"
    ).person
    StewardShown.objects.create(person=steward, organisation=organisation)
    version = next_version(charter)

    said = told(charter.page.url.rstrip("/") + ".json")

    assert without(said, "sections", "versions", "digest") == {
        "title": "How we work Sample",
        "language": "en-gb",
        "charter": {
            "code": charter.code,
            "lineage": str(charter.lineage),
            "title": "How we work Sample",
            "language": "en-gb",
            "organisation": "Valley Practice Sample",
            "version": 2,
            "adopted_on": version.adopted_on.isoformat(),
            "address": f"https://portfolio.example.org{charter.page.url}",
            "permanent": f"https://portfolio.example.org/ch/{charter.code}/",
        },
        "version": {
            "number": 2,
            "code": version.code,
            "adopted_on": version.adopted_on.isoformat(),
            "how": "Two of five people supported it.",
            "changes": ["Everyone is welcome, always."],
            "address": f"https://portfolio.example.org/cv/{version.code}/",
        },
        "is_in_force": True,
        "address": f"https://portfolio.example.org/cv/{version.code}/",
        "preamble": "We made this together.",
        "last_revised": None,
        "stewards": {"as_named": [], "people": ["Sasha Specimen"]},
    }
    assert [line["number"] for line in said["versions"]] == [2, 1]
    assert told(f"/ch/{charter.code}.json") == said
    assert told(f"/ch/{charter.code}/versions.json")["versions"] == said["versions"]
    assert told("/charters.json") == {"charters": [said["charter"]]}


def test_an_old_version_keeps_its_words(db, organisation):
    charter = adopted_charter(organisation)
    first = charter.current_version
    next_version(charter)

    said = told(f"/cv/{first.code}.json")

    assert (said["is_in_force"], said["version"]["number"]) == (False, 1)
    assert said["sections"][0]["clauses"][0]["text"] == "Everyone is welcome."


def test_a_clause_tells_what_is_said_today(db, organisation):
    charter = adopted_charter(organisation)
    old = charter.current_version.clauses.get(label="Inclusion")
    new = next_version(charter).clauses.get(label="Inclusion")

    said = told(f"/cl/{old.code}.json")

    words = {"level": 1, "kind": "value", "label": "Inclusion", "mark": ":", "lineage": str(old.lineage)}
    assert words.items() <= said.items()
    assert (said["text"], said["is_in_force"], said["no_longer_said_since"]) == (
        "Everyone is welcome.",
        False,
        None,
    )
    assert said["newest"] == words | {
        "text": "Everyone is welcome, always.",
        "code": new.code,
        "address": f"https://portfolio.example.org{at('clause-address', new)}",
    }
    assert [one["label"] for one in said["above"]] == ["Values"]


def test_a_comparison_tells_every_word(db, organisation):
    charter = adopted_charter(organisation)
    next_version(charter)

    said = told(f"/ch/{charter.code}/compare.json?from=1&to=2")

    assert (said["from"]["number"], said["to"]["number"]) == (1, 2)
    [change] = said["changes"]
    assert (change["what"], change["is_moved"]) == ("reworded", False)
    assert (change["before"]["text"], change["after"]["text"]) == (
        "Everyone is welcome.", "Everyone is welcome, always."
    )  # fmt: skip
    assert [(word["what"], word["text"]) for word in change["words"]] == [
        ("kept", "Inclusion: Everyone is welcome"), ("came", ", always"), ("kept", ".")
    ]  # fmt: skip


def test_any_site_may_fetch_it_and_ask_whether_it_changed(db):
    charter = adopted_charter()
    url = f"/cv/{charter.current_version.code}.json"
    answer = Client().get(url)

    assert answer["Access-Control-Allow-Origin"] == "*"
    assert Client().get(url, headers={"if-none-match": answer["ETag"]}).status_code == 304


def test_every_page_names_its_twin(db):
    charter = adopted_charter()
    version = charter.current_version
    pages = ["/charters/", charter.page.url, at("charter-version", version), at("charter-versions", charter),
             at("charter-compare", charter), at("clause-address", version.clauses.first())]  # fmt: skip

    for page in pages:
        twin = read(page).find("link", rel="alternate", type="application/json")["href"]
        assert told(twin)


def test_a_draft_has_no_twin(db):
    adopted_charter().page.unpublish()

    assert Client().get("/charters/how-we-work-sample.json").status_code == 404
    assert told("/charters.json") == {"charters": []}
