"""A charter in another language: its own words under its own language, and nothing that anyone agrees to."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.models import Locale

from community.models import CharterPage, CharterVersion
from tests.community.charter_reading import at, read, stripped, words_of
from tests.factories.community import adopted_charter, next_version
from tests.factories.people import UserFactory


@pytest.fixture
def welsh(charter):
    """The charter in Welsh, public."""
    action = CopyPageForTranslationAction(
        charter.page.specific, Locale.objects.create(language_code="cy"), copy_parents=True
    )
    page = action.execute(skip_permission_checks=True).get_latest_revision_as_object()
    page.title = "Sut rydym yn gweithio Sample"
    entry = page.entries.all()[1]
    entry.label, entry.text = "Cynhwysiant", "Mae croeso i bawb."
    page.entries.add(entry)
    page.save_revision().publish()
    return CharterPage.objects.get(pk=page.pk)


def address(charter):
    return f"/ch/{charter.code}/in/cy/"


def test_it_shows_its_own_words_in_its_own_language(charter, welsh):
    soup = read(address(charter))

    assert words_of(soup.h1) == "Sut rydym yn gweithio Sample"
    assert soup.h1["lang"] == soup.article.select_one("[lang]")["lang"] == "cy"
    assert "Cynhwysiant: Mae croeso i bawb." in stripped(address(charter))
    assert soup.select("article a.to-this") == []


def test_it_says_which_version_it_translates(charter, welsh):
    notice = read(address(charter)).select_one(".notice")

    assert words_of(notice).startswith(
        "This is a translation of version 1 People agree to the words they were adopted in."
    )
    assert notice.a["href"] == at("charter-version", charter.current_version)
    assert "has changed since" not in words_of(notice)

    next_version(charter)

    notice = read(address(charter)).select_one(".notice")
    assert "This is a translation of version 1" in words_of(notice)
    assert "version 2 is in force, and this translation does not know it yet" in words_of(notice)


def test_it_never_freezes_anything(charter, welsh):
    welsh.save_revision().publish()

    assert not welsh.has_words_of_its_own
    assert CharterVersion.objects.count() == 1
    assert CharterPage.objects.get(pk=welsh.pk).version is None


def test_each_page_leads_to_the_other(charter, welsh):
    def languages(soup):
        links = soup.select("aside .link-list a[hreflang]")
        return [(link["hreflang"], words_of(link), link["href"]) for link in links]

    assert languages(read(charter.page.url)) == [("cy", "Cymraeg", address(charter))]
    assert languages(read(address(charter))) == [("en-gb", "British English", at("charter-address", charter))]
    assert read(charter.page.url).head.find("link", hreflang="cy")["href"] == address(charter)


def test_it_is_not_one_more_charter(charter, welsh):
    assert len(read("/charters/").select(".charter-list > li")) == 1


def test_its_twin_tells_the_same(charter, welsh):
    said = Client().get(address(charter).rstrip("/") + ".json").json()

    assert (said["title"], said["language"], said["translates"]["number"]) == (
        "Sut rydym yn gweithio Sample", "cy", 1
    )  # fmt: skip
    assert said["sections"][0]["clauses"][0]["text"] == "Mae croeso i bawb."
    assert said["charter"]["code"] == charter.code
    assert (
        read(address(charter)).head.find("link", type="application/json")["href"]
        == f"/ch/{charter.code}/in/cy.json"
    )


def test_a_translation_that_is_not_public_is_not_there(charter, welsh):
    welsh.unpublish()

    read(address(charter), status=404)
    assert read(charter.page.url).select("a[hreflang]") == []


def test_whoever_brings_it_up_to_date_says_which_version_it_is_now(charter, welsh, client_for):
    second = next_version(charter)
    adopted_charter()  # of others, and so none to choose
    superuser = UserFactory(name="Sam Sample", is_superuser=True)

    page = BeautifulSoup(client_for(superuser).get(f"/admin/pages/{welsh.pk}/edit/").content, "html.parser")
    choices = [option["value"] for option in page.select("select[name=translates] option")]
    original = client_for(superuser).get(f"/admin/pages/{charter.page.pk}/edit/")

    assert choices == [str(second.pk), str(charter.versions.get(number=1).pk)]
    assert 'name="translates"' not in original.content.decode()
