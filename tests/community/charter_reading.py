"""What the tests of charter pages share: a stranger's eyes, and the charters we ship."""

import re

from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from community.exchange.shipped import shipped_charters
from tests.factories.community import adopted_charter


def read(url, status=200):
    answer = Client().get(url)
    assert answer.status_code == status
    return BeautifulSoup(answer.content, "html.parser")


def words_of(soup):
    """As they read: a hard word in its button is still one word of its sentence."""
    return re.sub(r"\s+", " ", soup.get_text(" ")).strip()


def stripped(url):
    """The page with nothing but its tags taken out, references to letters read as these letters."""
    html = Client().get(url).content.decode()
    return BeautifulSoup(re.sub(r"<[^>]+>", "", html), "html.parser").get_text()


def at(name, thing):
    return reverse(name, kwargs={"code": thing.code})


def shipped_charter(slug, organisation=None):
    """(the ShippedCharter, its Charter as adopted)"""
    shipped = next(one for one in shipped_charters() if one.slug == slug)
    document = shipped.read().document
    return shipped, adopted_charter(organisation, document=document, title=document.title or shipped.title)
