"""The editor of a charter as a trainer’s browser has it: opened, typed into, and posted whole."""

from community.models import CharterPage
from tests.standards import editor

ENTRIES = "entries"


class Editor(editor.Editor):
    def add(self, **fields):
        empty = {"level": "1", "kind": "statement", "label": "", "mark": "", "text": ""}
        super().add(ENTRIES, **empty | fields)
        del self.fields[f"{ENTRIES}-{self.rows(ENTRIES) - 1}-group"]
        return self

    @property
    def buttons(self):
        """What can be pressed at the foot of the page, save for drafts."""
        menu = self.soup.select_one("footer")
        found = menu.select("button[name^=action-], a[href*=put-forward], a[href*=unpublish]")
        return [" ".join(button.text.split()) for button in found]


def now(page):
    return CharterPage.objects.get(pk=page.pk)
