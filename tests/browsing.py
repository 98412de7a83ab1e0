"""A browser of Django's tests, in which someone is signed in."""

from http.cookies import SimpleCookie
from uuid import uuid4

from django.test import Client

from tests.remembering import remembered


class Browser(Client):
    """Django's test client, signed in as one person, that fills in a form the way a page would."""

    def send(self, url, data=None, **options):
        """Post a form with a fresh key, as every form of ours carries one."""
        return self.post(url, {"once": uuid4().hex} | (data or {}), **options)

    def afresh(self):
        """Signed in as this one is, and nothing else of it: an answer may have signed it out, or left a cookie."""
        another = Browser()
        another.cookies = SimpleCookie({name: cookie.value for name, cookie in self.cookies.items()})
        return another


def browser_of(person, **options):
    """A browser in which this person is signed in; with None, a stranger's."""
    browser = Browser(**options)
    if person:
        browser.cookies = signed_in(person)
    return browser


@remembered
def signed_in(person):
    """The cookies of a browser in which they signed in."""
    browser = Browser()
    browser.force_login(person)
    return browser.cookies
