"""The three charters that ship with the product, byte for byte as their communities wrote them.

`community/shipped/charters.json` says where each is from, and the name we give to a text that names none. What a
charter says is no second copy: the importer reads it from its text.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from community.exchange.reading import Reading, read_charter

FOLDER = Path(__file__).resolve().parent.parent / "shipped"


@dataclass(frozen=True, slots=True)
class ShippedCharter:
    """`title` is ours, for a text that names none, else None. `source`: where it is from, in a few words."""

    slug: str
    file: str
    title: str | None
    source: str

    @property
    def text(self) -> bytes:
        return (FOLDER / self.file).read_bytes()

    def read(self) -> Reading:
        return read_charter(self.text, name=self.file, title=self.title)


@cache
def shipped_charters() -> tuple[ShippedCharter, ...]:
    told = json.loads((FOLDER / "charters.json").read_text(encoding="utf-8"))
    return tuple(ShippedCharter(**charter) for charter in told["charters"])
