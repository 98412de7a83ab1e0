"""The words of a charter, wherever they are held: on a page, in a draft, in a proposal, in an adopted version."""

import hashlib
import json
import unicodedata
from dataclasses import asdict, dataclass

SECTION = "section"
TITLE, PREAMBLE = "title", "preamble"  # what has words besides clauses, as a CharterWording names it
DASHES = ("-", "–", "—")


def kept(text):
    """As written, no-break spaces and all: NFC, line ends as `\\n`, nothing blank at the end of a line or of the text."""
    lines = unicodedata.normalize("NFC", text or "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def leading(label, mark):
    """The label with its mark, as it stands before the words: "Care:", and a dash with a space before it, "Care –"."""
    space = " " if mark in DASHES else ""
    return f"{label}{space}{mark}" if label else ""


@dataclass(frozen=True)
class Entry:
    """A heading (level 0, kind "section") or a clause. `lineage` as text is what stays the same while words change."""

    lineage: str
    level: int
    kind: str
    label: str
    mark: str
    text: str

    @classmethod
    def of(cls, row):
        """Of anything with these names: a row of a page, of a version or of a proposal."""
        return cls(
            str(row.lineage), row.level, str(row.kind), kept(row.label), row.mark.strip(), kept(row.text)
        )

    @property
    def columns(self):
        """What a row of it holds besides its place and what it belongs to: see community.models.columns."""
        return asdict(self)

    @property
    def is_section(self):
        return self.kind == SECTION

    @property
    def lead(self):
        return leading(self.label, self.mark)

    @property
    def words(self):
        """Label and text in one line of thought, as a person would quote it."""
        return f"{self.lead} {self.text}".strip() if self.label else self.text


@dataclass(frozen=True)
class CharterWording:
    title: str
    preamble: str
    entries: tuple[Entry, ...]

    @classmethod
    def of(cls, title, preamble, rows):
        return cls(kept(title), kept(preamble), tuple(map(Entry.of, rows)))

    @property
    def digest(self):
        """SHA-256 of every word, level, kind and lineage in their order, as hexadecimal."""
        text = json.dumps(asdict(self), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def by_lineage(self):
        return {entry.lineage: entry for entry in self.entries}

    @property
    def in_places(self):
        """(where, text) of all that is written, in reading order: where is "title", "preamble" or the heading above."""
        yield from ((TITLE, self.title), (PREAMBLE, self.preamble))
        heading = ""
        for entry in self.entries:
            heading = entry.label if entry.is_section else heading
            yield heading, f"{entry.label}\n{entry.text}"

    @property
    def is_empty(self):
        return not any(entry.words for entry in self.entries if not entry.is_section)


def trouble_in(entries):
    """The first entry that can't stand where it stands, and why ("no words", "too deep", "label"), or None.

    Level 0 is for headings alone; a clause stands at 1 or deeper, at most one deeper than the entry before it.
    """
    before = 0
    for entry in entries:
        if not entry.words:
            return entry, "no words"
        if entry.is_section != (entry.level == 0) or entry.level > before + 1:
            return entry, "too deep"
        before = entry.level
    return None
