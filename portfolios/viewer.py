"""One file of several, open at a spot: what a page beside it shows."""

from dataclasses import dataclass

from portfolios.files import open_file
from portfolios.handing_back import Excerpt, text_excerpt
from portfolios.models import EvidenceFile
from portfolios.spots import Spot, spot_asked


@dataclass(frozen=True)
class Opened:
    """`excerpt`: of a text, read only where it is to be shown at once."""

    file: EvidenceFile
    spot: Spot
    excerpt: Excerpt | None = None

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
    return Opened(file, spot, excerpt_of(file) if file.form == "text" and reads(file, spot) else None)


def excerpt_of(file):
    """The beginning of a text; None where it is not released, or gone."""
    if not file.is_released:
        return None
    try:
        with open_file(file.file.name) as source:
            return text_excerpt(source)
    except FileNotFoundError:
        return None
