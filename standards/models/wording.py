"""The words of a standard, wherever they are held: in a form, in a draft, in the tables, in a published version.

Normalised, so that the same words are the same words: a form sends `\\r\\n` and strips, an import does neither.
"""

import hashlib
import json
import re
import unicodedata
from dataclasses import asdict, dataclass

PASSAGES = (
    "title",
    "overview",
    "performance_lead",
    "knowledge_lead",
    "values_introduction",
    "illustrations_introduction",
    "scope_performance",
    "scope_knowledge",
)


def normalised(text):
    """NFC, line ends as `\\n`, no space at either end."""
    return unicodedata.normalize("NFC", (text or "").replace("\r\n", "\n").replace("\r", "\n")).strip()


BULLET = "• "


def lines_of(text):
    """The lines of a passage as a page shows them: [(is it a point of a list, words without the bullet)]."""
    lines = [line.strip() for line in str(text).splitlines() if line.strip()]
    return [(line.startswith(BULLET), line.removeprefix(BULLET)) for line in lines]


def anchors_of(entries):
    """Where each entry stands on its page, in order: "p3"; a number printed twice is told apart as "k1" and "k1-2"."""
    taken, anchors = {}, []
    for entry in entries:
        name = re.sub(r"[^\w.]+", "-", entry.label.lower()).strip("-")
        taken[name] = taken.get(name, 0) + 1
        anchors.append(name if taken[name] == 1 else f"{name}-{taken[name]}")
    return anchors


def label_of(kind, number):
    """Ours, derived, beside the number as printed: P1, K1, V1."""
    return f"{kind[0].upper()}{number}"


@dataclass(frozen=True)
class Entry:
    """A requirement: `kind` is a Kind's value, `number` as printed, `lineage` as text."""

    kind: str
    number: str
    group: str
    text: str
    lineage: str

    @classmethod
    def of(cls, kind, *, number, text, lineage, group=""):
        return cls(str(kind), normalised(number), normalised(group), normalised(text), str(lineage))

    @property
    def label(self):
        return label_of(self.kind, self.number)


@dataclass(frozen=True)
class Example:
    """What a value might look like in this standard. Context, never a requirement."""

    value_lineage: str
    text: str

    @classmethod
    def of(cls, value_lineage, text):
        return cls(str(value_lineage or ""), normalised(text))


@dataclass(frozen=True)
class Wording:
    title: str
    overview: str
    performance_lead: str
    knowledge_lead: str
    values_introduction: str
    illustrations_introduction: str
    scope_performance: str
    scope_knowledge: str
    requirements: tuple[Entry, ...]
    illustrations: tuple[Example, ...]

    @classmethod
    def of(cls, passages, requirements, illustrations):
        """`passages`: a mapping or an object that has each of PASSAGES."""
        read = passages.get if hasattr(passages, "get") else lambda name: getattr(passages, name)
        words = {name: normalised(read(name)) for name in PASSAGES}
        return cls(**words, requirements=tuple(requirements), illustrations=tuple(illustrations))

    @property
    def digest(self):
        """SHA-256 of every word, number and lineage, as hexadecimal."""
        text = json.dumps(asdict(self), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def passages(self):
        return {name: getattr(self, name) for name in PASSAGES}

    @property
    def in_places(self):
        """(where, text) of all that is written, in reading order: where is "P3", or the name of a passage."""
        yield from self.passages.items()
        for entry in self.requirements:
            yield entry.label, f"{entry.group}\n{entry.text}"
        for example in self.illustrations:
            yield "illustrations", example.text

    @property
    def is_empty(self):
        """No criterion and no knowledge item: an outline, whose wording was not brought in yet."""
        return not self.of_kind("performance") and not self.of_kind("knowledge")

    def of_kind(self, kind):
        return [entry for entry in self.requirements if entry.kind == kind]

    # --- as a page shows it ---

    @property
    def performance(self):
        """Groups, in order: [{"heading", "items": [{"label", "number", "text"}]}]."""
        return self._groups("performance")

    @property
    def knowledge(self):
        return self._groups("knowledge")

    @property
    def values(self):
        """[{"label", "number", "title", "illustration"}]: the illustration is "" where this standard has none."""
        examples = {example.value_lineage: example.text for example in self.illustrations}
        return [
            {
                "label": value.label,
                "number": value.number,
                "title": value.text,
                "illustration": examples.get(value.lineage, ""),
            }
            for value in self.of_kind("value")
        ]

    def _groups(self, kind):
        groups = []
        for entry in self.of_kind(kind):
            if not groups or groups[-1]["heading"] != entry.group:
                groups.append({"heading": entry.group, "items": []})
            groups[-1]["items"].append({"label": entry.label, "number": entry.number, "text": entry.text})
        return groups
