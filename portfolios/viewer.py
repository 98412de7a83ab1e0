"""One file of several, open at a spot: what a page beside it shows."""

from dataclasses import dataclass

from portfolios.excerpts import Shown, excerpt_of
from portfolios.models import EvidenceFile
from portfolios.spots import Spot, spot_asked


@dataclass(frozen=True)
class Opened:
    """`excerpt`: of a text, or of a document whose words we have, read only where it is to be shown at once."""

    file: EvidenceFile
    spot: Spot
    excerpt: Shown | None = None

    @property
    def form(self):
        return self.file.form


def opened(files, query, *, reads=lambda file, spot: True):
    """The file an address asks for, else the first; None without any. `reads`: whether a text is read at once."""
    files = list(files)
    file = next((file for file in files if file.code == query.get("file")), files[0] if files else None)
    if file is None:
        return None
    spot = spot_asked(query)
    return Opened(file, spot, excerpt_of(file) if reads(file, spot) else None)
