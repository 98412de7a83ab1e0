"""What is said about a CASE file while it is read, and how its objects are asked for a text without trusting them."""

from typing import Any

from django.utils.translation import gettext as _

from standards.exchange.document import Level, Warning

MOST_SAYINGS = 200  # warnings; past that one counts the rest


class CaseIsRefused(Exception):
    """Carries the sentence that says why."""


class Notes:
    """What is doubtful in a file, as sentences."""

    def __init__(self) -> None:
        self.warnings: list[Warning] = []
        self.unsaid = 0

    def say(self, message: str, level: Level = "amber") -> None:
        if len(self.warnings) < MOST_SAYINGS:
            self.warnings.append(Warning(0, message, level))
        else:
            self.unsaid += 1

    def all(self) -> tuple[Warning, ...]:
        if not self.unsaid:
            return tuple(self.warnings)
        more = _("And %(count)s more like these.") % {"count": self.unsaid}
        return (*self.warnings, Warning(0, more, "red"))


# --- what stands in an object ---------------------------------------------------------------------


def text_in(row, name) -> str:
    entry = row.get(name)
    if isinstance(entry, int) and not isinstance(entry, bool):
        return str(entry) if abs(entry) < 10**12 else ""
    return entry if isinstance(entry, str) else ""


def object_in(row, name) -> dict[str, Any]:
    entry = row.get(name)
    return entry if isinstance(entry, dict) else {}


def sayable(text: str) -> str:
    """Without halves of characters, which no screen can show."""
    return text.encode("utf-8", "replace").decode()


def shortly(text: str) -> str:
    text = sayable(" ".join(text.split()))
    return text if len(text) <= 60 else f"{text[:59]}…"
