"""No file without a row: removing what a kill between the two left behind."""

import os
import time
from pathlib import Path

from django.core.files.storage import storages

from people.registry import TIDYING
from portfolios.files import discard_unfinished
from portfolios.models import (
    EvidenceFile,
    JournalRecording,
    PaperBrought,
    Rendition,
    Upload,
    WitnessRecording,
)
from portfolios.operations.consent import hide_where_a_yes_ran_out
from portfolios.operations.drafts import forget_old_drafts
from portfolios.operations.uploads import drop_old_uploads

A_DAY = 24 * 60 * 60  # by then whatever was being written has its row


def discard_strays(*, older_than=A_DAY):
    """Remove files in the evidence store that no row knows, `older_than` seconds; says how many."""
    root, removed = Path(storages["evidence"].location), 0  # type: ignore[attr-defined]
    before, known = time.time() - older_than, known_paths()
    for path in root.glob("??/??/*"):
        if path.stat().st_mtime < before and os.fspath(path.relative_to(root)) not in known:
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def known_paths():
    """The paths of every kept file, every rendition and every file that waits for its evidence."""
    rows = [EvidenceFile.objects.values_list("file"), Rendition.objects.values_list("file")]
    rows.append(Upload.objects.filter(is_bag=False).exclude(place="").values_list("place"))
    rows.append(JournalRecording.objects.values_list("file"))
    rows.append(WitnessRecording.objects.values_list("file"))
    rows.append(PaperBrought.objects.values_list("file"))
    return {path for found in rows for (path,) in found.iterator()}


TIDYING += [hide_where_a_yes_ran_out, discard_unfinished, discard_strays, drop_old_uploads, forget_old_drafts]
