"""The standards site, as a stranger reads it: pages, addresses that never change, versions, and prints."""

import re
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from standards.models import (
    Crosswalk,
    CrosswalkEntry,
    Requirement,
    StandardPage,
    StandardVersion,
    Status,
)
from tests.factories import StandardFactory, StandardVersionFactory
from tests.standards.editor import CRITERIA, KNOWLEDGE, Editor


def read(url, status=200):
    answer = Client().get(url)
    assert answer.status_code == status
    return BeautifulSoup(answer.content, "html.parser")


def words_of(soup):
    """As they read: a hard word in its button is still one word of its sentence."""
    whole = BeautifulSoup(re.sub(r"</?button\b[^>]*>", "", str(soup)), "html.parser")
    return re.sub(r"\s+", " ", whole.get_text(" ")).strip()


def republish(seed, *, change="meaning", why="Times change.", **texts):
    """Publish other words: {"P2": "…"}; None takes the requirement out."""
    page = StandardPage.objects.get(pk=seed.pk)
    draft = page.get_latest_revision_as_object()
    rows = {f"P{row.number}": row for row in draft.performance_criteria.all()}
    for label, text in texts.items():
        if text is None:
            draft.performance_criteria.remove(rows[label])
        else:
            rows[label].text = text
            draft.performance_criteria.add(rows[label])
    draft.change, draft.why, draft.change_for = change, why, page.version.digest
    draft.save_revision().publish()
    return StandardPage.objects.get(pk=seed.pk).version


def requirement(version, number):
    return Requirement.objects.get(version=version, kind="performance", number=number)


def at(name, thing):
    return reverse(name, kwargs={"code": thing.code})


# --- the page of a standard -----------------------------------------------------------------


def test_every_requirement_has_a_place_and_a_link_that_stays(seed):
    soup = read(seed.url)

    for row in seed.version.requirements.all():
        place = soup.find(id=row.label.lower())
        link = place.find("a", class_="to-this")
        assert (link["href"], link["aria-label"]) == (f"/r/{row.code}/", f"A link to {row.label} that stays")
    ids = [tag["id"] for tag in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_numbers_printed_twice_have_places_of_their_own(admin, seed):
    Editor(admin, seed).type_in(KNOWLEDGE, 4, number="1").type(change="wording", why="As printed.").publish()
    version = StandardPage.objects.get(pk=seed.pk).version
    places = [tag["id"] for tag in read(seed.url).select("#knowledge li[id]")]

    assert len(places) == len(set(places)) == 17
    assert places[:5] == ["k1", "k2", "k3", "k4", "k1-2"]
    assert version.requirements.filter(kind="knowledge", number="1").count() == 2


def test_jump_links_lead_to_every_heading(seed):
    soup = read(seed.url)
    links = [link["href"] for link in soup.select("nav.toc a")]

    assert links == [
        "#overview", "#performance", "#knowledge", "#knowledge-1", "#knowledge-2", "#knowledge-3", "#scope",
        "#values", "#words", "#versions",
    ]  # fmt: skip
    assert [link for link in links if not soup.find(id=link[1:])] == []


def test_what_was_published_when(seed):
    republish(seed, P2="other words", why="The law changed.")
    history = words_of(read(seed.url).find(id="versions"))

    assert history.index("Version 2") < history.index("Version 1")
    assert "A change of meaning The law changed." in history
    assert "First version" in history


def test_an_illustration_says_every_time_that_it_is_not_assessed(seed):
    examples = read(seed.url).select(".values__ex")

    assert len(examples) == 5
    assert {words_of(e.select_one(".values__tag")) for e in examples} == {"Illustration only, not assessed"}


def test_the_last_days_are_said(seed):
    StandardPage.objects.filter(pk=seed.pk).update(last_assessment_date=date(2031, 7, 31))

    assert "Work on it can be reviewed until 31 July 2031." in words_of(read(seed.url).find(id="legacy"))


def test_a_withdrawn_standard_can_still_be_read(seed):
    StandardPage.objects.filter(pk=seed.pk).update(status=Status.WITHDRAWN)
    soup = read(seed.url)

    assert "This standard has been withdrawn" in words_of(soup)
    assert len(soup.select("#performance li")) == 9


def test_the_page_says_what_it_is_to_machines(seed, settings):
    settings.PUBLIC_URL = "https://portfolio.example.org"
    head = read(seed.url).head

    assert head.find("link", rel="canonical")["href"] == f"https://portfolio.example.org{seed.url}"
    assert head.find("link", rel="alternate")["href"] == f"{seed.url.rstrip('/')}.json"
    assert head.find("meta", attrs={"name": "description"})["content"].startswith("This standard relates to")
    assert head.find("meta", attrs={"name": "robots"}) is None


def test_official_words_say_their_language(seed):
    soup = read(seed.url)

    assert {part["lang"] for part in soup.select("main [lang]")} == {"en-gb"}
    assert soup.find(id="p1").find_parent(lang=True)["lang"] == "en-gb"


@pytest.mark.parametrize("requirements", [3, 60])
def test_the_same_questions_however_many_requirements(seed, requirements, django_assert_num_queries):
    page = StandardPage.objects.get(pk=seed.pk)
    draft = page.get_latest_revision_as_object()
    rows = list(draft.performance_criteria.all())
    for row in rows[3:]:
        draft.performance_criteria.remove(row)
    for number in range(len(rows[:3]), requirements):
        new = type(rows[0])(number=str(number + 1), text=f"words {number}", sort_order=number)
        draft.performance_criteria.add(new)
    draft.change, draft.why, draft.change_for = "meaning", "More.", page.version.digest
    draft.save_revision().publish()
    read(seed.url)

    with django_assert_num_queries(QUESTIONS):
        soup = read(seed.url)

    assert len(soup.select("#performance li")) == requirements


QUESTIONS = 26


# --- addresses that never change ------------------------------------------------------------


def test_a_requirement_at_its_address(seed):
    row = requirement(seed.version, "3")
    shown = words_of(read(at("requirement-address", row)).main)

    assert f"P3 3 {row.text}" in shown
    assert "Version 1, published" in shown
    assert "Its number as printed is 3. P3 is our own label for it." in shown
    assert "No longer asked" not in shown
    assert "In the newest version" not in shown


def test_an_address_in_capitals_is_the_same(seed):
    row = requirement(seed.version, "3")

    assert row.text in words_of(read(f"/r/{row.code.upper()}/"))


def test_newer_words_are_named_beside_the_old(seed):
    old = requirement(seed.version, "2")
    republish(seed, P2="quite other words")
    shown = words_of(read(at("requirement-address", old)).main)

    assert old.text in shown
    assert "In the newest version, version 2 P2 2 quite other words" in shown


def test_the_same_words_in_a_newer_version_are_said_to_be_the_same(seed):
    old = requirement(seed.version, "1")
    republish(seed, P2="quite other words")

    assert "The words are the same." in words_of(read(at("requirement-address", old)))


def test_what_is_asked_no_more_says_since_when(seed):
    old = requirement(seed.version, "9")
    republish(seed, P9=None)
    republish(seed, P1="other words")
    shown = words_of(read(at("requirement-address", old)))

    assert "No longer asked since version 2" in shown
    assert old.text in shown


@pytest.mark.parametrize(("is_agreed", "said"), [(True, True), (False, False)])
def test_what_it_became_is_said_once_it_is_agreed(seed, trainer, is_agreed, said):
    successor = StandardVersionFactory(performance=2)
    walk = Crosswalk.objects.create(source=seed.version, target=successor, made_by=trainer)
    row, target = requirement(seed.version, "9"), successor.requirements.get(kind="performance", number="2")
    CrosswalkEntry.objects.create(
        crosswalk=walk, source=row, target=target, relation="reworded", reason="Plainer.", said_by=trainer
    )
    if is_agreed:
        Crosswalk.objects.filter(pk=walk.pk).update(agreed_by=trainer, agreed_at=walk.made_at)
    shown = words_of(read(at("requirement-address", row)))

    assert (target.text in shown, "Plainer." in shown) == (said, said)


def test_an_old_version_stays_word_for_word(seed):
    first = seed.version
    before = words_of(read(at("version-address", first)).find(id="performance"))
    newer = republish(seed, P2="quite other words", P9=None)
    page = read(at("version-address", first))

    assert words_of(page.find(id="performance")) == before
    assert "This is version 1, not the newest Version 2 took its place on" in words_of(page)
    assert page.find("a", href=at("version-address", newer))
    assert "not the newest" not in words_of(read(at("version-address", newer)))


def test_every_version_is_listed_page_by_page(db, django_assert_num_queries):
    standard = StandardFactory()
    for number in range(1, 24):
        StandardVersionFactory(standard=standard, number=number)
    url = at("standard-versions", standard)
    Client().get(url)

    with django_assert_num_queries(5):
        first = read(url)

    numbers = [int(link.get_text().split()[-1]) for link in first.select(".timeline a")]
    assert numbers == list(range(23, 3, -1))
    assert len(read(f"{url}?page=2").select(".timeline a")) == 3


def test_a_standard_keeps_its_address_when_its_page_moves(seed):
    address = at("standard-address", seed.own_standard)
    seed.slug = "somewhere-else"
    seed.save()
    seed.get_parent().specific.save()

    assert Client().get(address)["Location"] == StandardPage.objects.get(pk=seed.pk).url
    assert "somewhere-else" in Client().get(address)["Location"]


def test_out_of_sight_its_addresses_stay_and_search_engines_are_asked_away(seed):
    version = seed.version
    seed.unpublish()

    assert Client().get(seed.url).status_code == 404
    assert Client().get(at("standard-address", version.standard))["Location"] == at(
        "version-address", version
    )
    for url in [at("version-address", version), at("requirement-address", version.requirements.first())]:
        assert read(url).find("meta", attrs={"name": "robots"})["content"] == "noindex"


def test_a_page_that_repeats_another_names_the_other_as_the_one_to_keep(seed, settings):
    settings.PUBLIC_URL = "https://portfolio.example.org"
    alias = seed.create_alias(update_slug="again", parent=seed.get_parent())
    head = read(alias.url).head

    assert head.find("link", rel="canonical")["href"] == f"https://portfolio.example.org{seed.url}"
    assert head.find("link", rel="alternate")["href"] == f"{seed.url.rstrip('/')}.json"


def test_a_draft_is_shown_nowhere(admin, seed):
    row = requirement(seed.version, "1")
    Editor(admin, seed).type_in(CRITERIA, 0, text="secret xylophones").save()

    urls = [
        seed.url,
        f"{seed.url}?print",
        at("requirement-address", row),
        at("version-address", seed.version),
    ]
    urls += [f"{seed.url.rstrip('/')}.json", "/standards/search/?q=xylophones", "/sitemap.xml"]
    assert [url for url in urls if "secret" in Client().get(url, follow=True).content.decode()] == []
    assert StandardVersion.objects.count() == 1


@pytest.mark.parametrize(
    "address", ["/r/nothing/", "/v/nothing/", "/s/nothing/", "/s/nothing/versions/", "/r/n.json"]
)
def test_what_is_not_there_is_not_there(db, address):
    assert Client().get(address).status_code == 404


# --- printing -------------------------------------------------------------------------------


@pytest.mark.parametrize("of", ["page", "version"])
def test_a_print_has_every_word_open_and_says_where_it_is_from(seed, of):
    url = seed.url if of == "page" else at("version-address", seed.version)
    soup = read(f"{url}?print")
    foot = words_of(soup.find("footer"))

    assert "Version 1" in foot
    assert f"/v/{seed.version.code}/" in foot
    assert [fold for fold in soup.find_all("details") if not fold.has_attr("open")] == []
    assert soup.find_all(attrs={"popover": True}) == []
    for row in seed.version.requirements.all():
        assert row.text in words_of(soup)


# --- finding the way ------------------------------------------------------------------------


def test_the_suite_counts_and_offers_a_search(suite):
    soup = read(suite.url)

    assert "6 key areas One standard Edition 2015" in words_of(soup.find(class_="page-head"))
    assert soup.find("form", role="search")["action"] == "/standards/search/"


def test_search_engines_are_told_every_public_page(seed, suite, settings):
    settings.PUBLIC_URL = "https://portfolio.example.org"
    draft = seed.copy(update_attrs={"slug": "a-draft", "title": "A draft"}, keep_live=False)
    listed = re.findall(r"<loc>(.*?)</loc>", Client().get("/sitemap.xml").content.decode())

    assert len(listed) == 2 + 1 + 6 + 1
    assert f"https://portfolio.example.org{seed.url}" in listed
    assert not any(draft.slug in url for url in listed)
    assert {
        Client().get(url.removeprefix("https://portfolio.example.org")).status_code for url in listed
    } == {200}
    assert (
        "Sitemap: https://portfolio.example.org/sitemap.xml" in Client().get("/robots.txt").content.decode()
    )


def test_with_one_suite_its_page_opens_and_with_several_a_list(suite):
    assert Client().get("/standards/")["Location"] == suite.url
    other = type(suite)(title="Another sample suite", slug="another-suite")
    suite.get_parent().add_child(instance=other)
    other.save_revision().publish()

    links = [link.get_text() for link in read("/standards/").select(".standard-links a")]
    assert links == [suite.title, "Another sample suite"]


def test_a_standard_names_what_takes_its_place(seed, trainer):
    successor = StandardVersionFactory()
    walk = Crosswalk.objects.create(source=seed.version, target=successor, made_by=trainer)
    pages = [seed.url, at("version-address", seed.version)]
    assert [page for page in pages if "takes its place" in words_of(read(page))] == []

    Crosswalk.objects.filter(pk=walk.pk).update(agreed_by=trainer, agreed_at=walk.made_at)
    for page in pages:
        assert f"Another standard takes its place {successor.title}" in words_of(read(page).main)
