"""No file without a row: removing what a kill between the two left behind."""

import os
import time
from pathlib import Path

from django.core.files.storage import storages

from people.registry import TIDYING
from portfolios.files import discard_unfinished
from portfolios.models import EvidenceFile, Rendition

A_DAY = 24 * 60 * 60  # by then whatever was being written has its row


def discard_strays(*, older_than=A_DAY):
    """Remove files in the evidence store that no row knows, `older_than` seconds; says how many."""
    root, removed = Path(storages["evidence"].location), 0  # type: ignore[attr-defined]
    for path in root.glob("??/??/*"):
        if path.stat().st_mtime < time.time() - older_than and not is_known(
            os.fspath(path.relative_to(root))
        ):
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def is_known(path):
    return EvidenceFile.objects.filter(file=path).exists() or Rendition.objects.filter(file=path).exists()


TIDYING += [discard_unfinished, discard_strays]
