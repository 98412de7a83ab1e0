"""The editor as a trainer's browser has it: opened, typed into, and posted whole."""

from bs4 import BeautifulSoup
from django.urls import reverse

CRITERIA, KNOWLEDGE, ILLUSTRATIONS = "performance_criteria", "knowledge_items", "illustrations"


class Editor:
    """One open edit page. What a browser would send is in `fields`."""

    def __init__(self, browser, page=None, *, url=None):
        self.browser = browser
        self.url = url or reverse("wagtailadmin_pages:edit", args=[page.pk])
        self.open(browser.get(self.url))

    def open(self, answer):
        assert answer.status_code == 200, answer.status_code
        self.soup = BeautifulSoup(answer.content, "html.parser")
        form = self.soup.find("form", attrs={"data-edit-form": True}) or self.soup.find(id="page-edit-form")
        self.fields = {}
        for field in form.find_all(["input", "textarea", "select"]):
            self.read(field)

    def read(self, field):
        name, kind = field.get("name"), field.get("type")
        if not name or "__prefix__" in name or kind in ("submit", "button"):
            return
        if field.name == "select":
            chosen = field.find("option", selected=True)
            self.fields[name] = chosen["value"] if chosen else ""
        elif field.name == "textarea":
            words = field.text.removeprefix("\n").replace("\r\n", "\n")
            self.fields[name] = words.replace("\n", "\r\n")
        elif kind in ("checkbox", "radio"):
            if field.has_attr("checked"):
                self.fields[name] = field.get("value", "on")
        else:
            self.fields[name] = field.get("value", "")

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
            self.open(answer)
        return answer

    def autosave(self):
        """As the open page does by itself; what the answer says is put into the page."""
        answer = self.browser.post(self.url, self.fields, headers={"accept": "application/json"})
        if answer.status_code == 200:
            self.fields.update(answer.json()["field_updates"])
            self.fields["overwrite_revision_id"] = str(answer.json()["revision_id"])
        return answer


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
