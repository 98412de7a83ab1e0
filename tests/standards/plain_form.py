"""A page as a browser without scripts has it, and a small standard to bring in."""

from bs4 import BeautifulSoup

from standards.exchange.shipped import FOLDER

SHIPPED = (FOLDER / "support-collaborative-and-partnership-work.txt").read_text()
DOUBTFUL = SHIPPED.replace(
    "support communities to clearly identify and agree aims, outcomes and short and long-term strategies "
    "for working collaboratively",
    "help communities to agree aims and outcomes, and short and long-term plans for working together",
)
OTHER = """Listen to communities
URN: SAMPLE01
Overview
This standard is about listening.
This standard is within Key Area Two.
Performance criteria
You must be able to:
1 listen first
2 say what you heard
3 ask what is missing and write it down
Knowledge and Understanding
You need to know and understand:
1 why people stay silent
2 how rooms are laid out
"""


class Form:
    """One page as a browser without scripts has it: what it would send is in `fields`."""

    def __init__(self, browser, answer, action=None):
        self.browser, self.answer = browser, answer
        self.url = action or answer.request["PATH_INFO"]
        self.soup = BeautifulSoup(answer.content, "html.parser")
        form = self.soup.select_one("#main form[method=post]")
        self.fields, self.buttons = {}, []
        for field in form.select("input, textarea, select, button") if form else ():
            self.read(field)

    def read(self, field):
        name, kind = field.get("name"), field.get("type")
        if field.name == "button":
            self.buttons.append(field.get("value"))
        elif field.name == "textarea":
            self.fields[name] = field.text.removeprefix("\n")
        elif field.name == "select":
            chosen = field.find("option", selected=True) or field.find("option")
            self.fields[name] = chosen["value"]
        elif kind in ("checkbox", "radio"):
            if field.has_attr("checked"):
                self.fields[name] = field["value"]
        elif kind != "file" and name:
            self.fields[name] = field.get("value", "")

    def type(self, **fields):
        self.fields.update(fields)
        return self

    def set(self, fields):
        self.fields.update(fields)
        return self

    def look_at_everything(self):
        boxes = self.soup.select("input[name=looked_at]")
        return self.set({"looked_at": [box["value"] for box in boxes]})

    def press(self, button, *, follow=True):
        assert button in self.buttons, (button, self.buttons)
        return self.send({"do": button}, follow=follow)

    def send(self, more=(), *, follow=True):
        answer = self.browser.post(self.url, self.fields | dict(more), follow=follow)
        return Form(self.browser, answer)

    @property
    def status(self):
        return self.answer.status_code

    @property
    def words(self):
        return " ".join(self.soup.select_one("#main").get_text(" ").split())

    def rows(self):
        """[(kind, number, words)] as the review screen shows them."""
        count = int(self.fields["rows"])
        parts = ("kind", "number", "text")
        return [tuple(self.fields[f"row-{place}-{part}"] for part in parts) for place in range(count)]
