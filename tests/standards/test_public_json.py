"""The JSON twin of every page: same address, same facts, for any site to fetch."""

import json

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from standards.models import Requirement, StandardPage
from tests.factories.awards import published_award
from tests.standards.test_public import at, republish, requirement


def fetch(url, **headers):
    return Client().get(url, headers=headers)


def twin(url):
    return f"{url.rstrip('/')}.json"


@pytest.fixture
def urls(suite, seed):
    area = seed.get_parent()
    row = seed.version.requirements.first()
    award = published_award((None, [seed.own_standard]))
    return [suite.url, area.url, seed.url, at("version-address", seed.version), at("requirement-address", row)] + [
        reverse("glossary"), reverse("standards-search"), at("standard-versions", seed.own_standard),
        reverse("award-list"), at("award-detail", award),
    ]  # fmt: skip


def test_every_page_names_its_twin_and_it_is_there(urls):
    for url in urls:
        named = BeautifulSoup(fetch(url).content, "html.parser").find("link", rel="alternate")["href"]
        assert named == twin(url)
        assert fetch(named)["Content-Type"] == "application/json"


def test_any_site_may_fetch_it_and_ask_whether_it_changed(urls, seed):
    for url in urls:
        first = fetch(twin(url))
        again = fetch(twin(url), if_none_match=first["ETag"])
        assert first["Access-Control-Allow-Origin"] == "*"
        assert first["Cache-Control"] == "public, max-age=300"
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    before = fetch(twin(seed.url))["ETag"]
    republish(seed, P2="quite other words")
    assert fetch(twin(seed.url), if_none_match=before).status_code == 200


def test_nobody_writes_to_it(urls):
    assert {Client().post(twin(url)).status_code for url in urls} == {405}


def test_a_standard_says_everything_its_page_does(seed, settings):
    settings.PUBLIC_URL = "https://portfolio.example.org"
    said = fetch(twin(seed.url)).json()
    rows = list(seed.version.requirements.order_by("position"))

    assert (said["title"], said["urn"], said["status"]) == (seed.title, "JETSCD16L", "legacy")
    assert said["version"]["number"] == 1
    assert said["address"] == f"https://portfolio.example.org{seed.url}"
    assert [(r["code"], r["label"], r["number"], r["text"], r["lineage"]) for r in said["requirements"]] == [
        (row.code, row.label, row.number, row.text, str(row.lineage)) for row in rows
    ]
    assert {r["assessable"] for r in said["requirements"]} == {True}
    assert [r["address"] for r in said["requirements"]][
        0
    ] == f"https://portfolio.example.org/r/{rows[0].code}/"
    assert [(i["value"], i["assessable"]) for i in said["illustrations"]] == [
        (f"V{n}", False) for n in range(1, 6)
    ]
    assert said["overview"] == seed.overview
    assert [v["number"] for v in said["versions"]] == [1]


def test_an_outline_has_no_version_and_no_requirements(seed):
    area = seed.get_parent().specific
    outline = area.add_child(instance=StandardPage(title="Listening", slug="listening"))
    outline.save_revision().publish()
    said = fetch(twin(StandardPage.objects.get(slug="listening").url)).json()

    assert (said["title"], said["version"], said["requirements"], said["versions"]) == (
        "Listening",
        None,
        [],
        [],
    )


def test_suite_and_key_area_lead_to_their_standards(suite, seed):
    everything = fetch("/standards.json").json()
    whole = fetch(twin(suite.url)).json()
    area = fetch(twin(seed.get_parent().url)).json()

    assert [s["title"] for s in everything["suites"]] == [suite.title]
    assert [a["number"] for a in whole["key_areas"]] == [1, 2, 3, 4, 5, 6]
    assert [v["number"] for v in whole["values"]] == ["1", "2", "3", "4", "5"]
    assert [s["urn"] for s in area["standards"]] == ["JETSCD16L"]
    assert area["suite"]["title"] == suite.title


def test_a_version_says_whether_it_is_the_newest(seed):
    old = seed.version
    newer = republish(seed, P2="quite other words")

    said = fetch(twin(at("version-address", old))).json()
    assert (said["is_newest"], said["version"]["number"]) == (False, 1)
    assert said["requirements"][1]["text"] == requirement(old, "2").text
    assert fetch(twin(at("version-address", newer))).json()["is_newest"] is True


def test_a_requirement_says_what_is_asked_today(seed):
    kept, gone = requirement(seed.version, "2"), requirement(seed.version, "9")
    republish(seed, P2="quite other words", P9=None)

    said = fetch(twin(at("requirement-address", kept))).json()
    assert (said["text"], said["newest"]["text"]) == (kept.text, "quite other words")
    said = fetch(twin(at("requirement-address", gone))).json()
    assert (said["newest"], said["no_longer_asked_since"], said["became"]) == (None, 2, [])


def test_a_standards_own_address_leads_to_its_twin(seed):
    assert fetch(twin(at("standard-address", seed.own_standard)))["Location"] == twin(seed.url)


@pytest.mark.parametrize("path", ["/x.json", "/community-development-2015/x.json", "/admin.json", "/.json"])
def test_what_is_no_page_has_no_twin(suite, path):
    assert fetch(path).status_code == 404


def test_a_page_out_of_sight_or_shut_has_no_twin(seed):
    from wagtail.models import PageViewRestriction

    shut = PageViewRestriction.objects.create(page=seed.get_parent(), restriction_type="login")
    assert fetch(twin(seed.url)).status_code == 404
    shut.delete()
    seed.unpublish()
    assert fetch(twin(seed.url)).status_code == 404


@pytest.mark.parametrize("requirements", [3, 60])
def test_the_same_questions_however_many_requirements(db, requirements, django_assert_num_queries):
    from tests.factories import StandardVersionFactory

    version = StandardVersionFactory(performance=requirements)
    fetch(twin(at("version-address", version)))

    with django_assert_num_queries(5):
        said = json.loads(fetch(twin(at("version-address", version))).content)

    assert len(said["requirements"]) == Requirement.objects.filter(version=version).count()


def test_an_award_says_its_rules_in_words(seed):
    award = published_award((None, [seed.own_standard]))
    said = fetch(twin(at("award-detail", award))).json()

    assert (said["code"], said["title"]) == (award.code, award.current_version.title)
    assert [s["title"] for s in said["groups"][0]["standards"]] == [seed.title]
    assert [a["code"] for a in fetch("/awards.json").json()["awards"]] == [award.code]
