"""The review of a charter as a browser without scripts has it, and a small charter to bring in."""

from tests.standards.plain_form import Form

CARE = """How we treat each other Sample
We wrote this together, for everyone who comes.

GUIDING PRINCIPLES

Inclusion: Everyone is welcome, and everyone may speak.
Welfare: Feel free to decline.

EXPECTED BEHAVIOURS

Listen first: Ask before you answer.

Last revision: 8 August 2023
"""


class CharterForm(Form):
    """What it would send is in `fields`; an answer is read as another one."""

    def send(self, more=(), *, follow=True):
        return CharterForm(self.browser, super().send(more, follow=follow).answer)

    def again(self):
        """The page as it opens now."""
        return CharterForm(self.browser, self.browser.get(self.url))

    def rows(self):
        """[(level, kind, label, words)] as the review shows them."""
        parts = ("level", "kind", "label", "text")
        count = int(self.fields["rows"])
        shown = [[self.fields.get(f"row-{place}-{part}", "") for part in parts] for place in range(count)]
        return [(int(level), kind, label, words) for level, kind, label, words in shown]
