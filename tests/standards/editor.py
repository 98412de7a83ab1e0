"""The editor as a trainer's browser has it: opened, typed into, and posted whole."""

from functools import cached_property
from http.cookies import SimpleCookie

from bs4 import BeautifulSoup
from django.urls import reverse
from lxml import html

from tests.browsing import Browser
from tests.remembering import remembered

CRITERIA, KNOWLEDGE, ILLUSTRATIONS = "performance_criteria", "knowledge_items", "illustrations"


class Editor:
    """One open edit page. What a browser would send is in `fields`."""

    def __init__(self, browser, page=None, *, url=None):
        self.browser = browser
        self.url = url or reverse("wagtailadmin_pages:edit", args=[page.pk])
        self.open(*opened(browser, self.url))

    def open(self, status, content):
        """It is read when it is asked for: such a page is long, and most are only opened."""
        assert status == 200, status
        self.content = content
        for read in ("soup", "fields"):
            vars(self).pop(read, None)

    @cached_property
    def soup(self):
        return BeautifulSoup(self.content, "html.parser")

    @cached_property
    def fields(self):
        page = html.document_fromstring(self.content, parser=html.HTMLParser(encoding="utf-8"))
        form = (page.xpath("//form[@data-edit-form]") or page.xpath("//form[@id='page-edit-form']"))[0]
        return {
            name: value
            for field in form.iter("input", "textarea", "select")
            for name, value in self.read(field)
        }

    def read(self, field):
        """[(name, value)], or nothing where a browser sends nothing."""
        name, kind = field.get("name"), field.get("type")
        if not name or "__prefix__" in name or kind in ("submit", "button"):
            return []
        if field.tag == "select":
            chosen = field.xpath(".//option[@selected]")
            return [(name, chosen[0].attrib["value"] if chosen else "")]
        if field.tag == "textarea":
            words = field.text_content().removeprefix("\n").replace("\r\n", "\n")
            return [(name, words.replace("\n", "\r\n"))]
        if kind in ("checkbox", "radio"):
            return [(name, field.get("value", "on"))] if "checked" in field.attrib else []
        return [(name, field.get("value", ""))]

    # --- typing ---

    def type(self, **fields):
        self.fields.update(fields)
        return self

    def type_in(self, relation, row, **fields):
        self.fields.update({f"{relation}-{row}-{name}": value for name, value in fields.items()})
        return self

    def add(self, relation, **fields):
        count = int(self.fields[f"{relation}-TOTAL_FORMS"])
        self.fields[f"{relation}-TOTAL_FORMS"] = str(count + 1)
        empty = {"id": "", "lineage": "", "group": "", "ORDER": str(count + 1), "DELETE": ""}
        if relation == ILLUSTRATIONS:
            empty = {"id": "", "value_lineage": "", "ORDER": str(count + 1), "DELETE": ""}
        return self.type_in(relation, count, **empty | fields)

    def remove(self, relation, row):
        return self.type_in(relation, row, DELETE="1")

    def rows(self, relation):
        return int(self.fields[f"{relation}-TOTAL_FORMS"])

    # --- sending ---

    def save(self):
        return self.send({})

    def publish(self):
        return self.send({"action-publish": "action-publish"})

    def send(self, action):
        answer = self.browser.post(self.url, self.fields | action, follow=True)
        if answer.status_code == 200 and b"data-edit-form" in answer.content:
            self.open(answer.status_code, answer.content)
        return answer

    def autosave(self):
        """As the open page does by itself; what the answer says is put into the page."""
        answer = self.browser.post(self.url, self.fields, headers={"accept": "application/json"})
        if answer.status_code == 200:
            self.fields.update(answer.json()["field_updates"])
            self.fields["overwrite_revision_id"] = str(answer.json()["revision_id"])
        return answer


def opened(browser, url):
    """(status, content) of an edit page. Where many tests begin by opening the same one, it is made once."""
    if type(browser) is not Browser or browser.defaults:
        answer = browser.get(url)
        return answer.status_code, answer.content
    cookies = {name: cookie.value for name, cookie in browser.cookies.items()}
    status, content, browser.cookies = opened_with(cookies, url)
    return status, content


@remembered
def opened_with(cookies, url):
    browser = Browser()
    browser.cookies = SimpleCookie(cookies)
    answer = browser.get(url)
    return answer.status_code, answer.content, browser.cookies


def errors_in(answer):
    """{field: sentences}, of the form and of every entry."""
    form = answer.context["form"]
    found = {name: list(sentences) for name, sentences in form.errors.items()}
    for formset in form.formsets.values():
        for entry in formset.forms:
            found |= {f"{entry.prefix}-{name}": list(said) for name, said in entry.errors.items()}
    return found


def sentences_in(answer):
    return [str(message) for message in answer.context["messages"]]
