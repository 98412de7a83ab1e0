"""What a public page says of itself to machines: its lasting address, what it is about, where its JSON is."""

from dataclasses import dataclass

from django.conf import settings

LONGEST = 155


@dataclass(frozen=True)
class About:
    """`path`: where the page stands for good, "" while it is a preview. `is_hidden`: not for search engines."""

    path: str
    description: str
    language: str = settings.LANGUAGE_CODE
    is_hidden: bool = False
    twin: str = ""

    @property
    def canonical(self):
        return full(self.path) if self.path else ""

    @property
    def json(self):
        return self.twin or (twin_of(self.path) if self.path else "")

    @property
    def summary(self):
        words = " ".join(self.description.split())
        return words if len(words) <= LONGEST else words[:LONGEST].rpartition(" ")[0] + " …"


def twin_of(path):
    """A page’s address with `.json` in place of its last stroke."""
    return f"{path.rstrip('/')}.json"


def full(path):
    """The address to pass on."""
    return f"{settings.PUBLIC_URL}{path}"
