"""No paper without a certificate: removing what a kill between the two left behind."""

import os
import time
from pathlib import Path

from django.core.files.storage import storages

from assessments.models import CertificateDocument
from people.registry import TIDYING

A_DAY = 24 * 60 * 60  # by then whatever was being made has its row


def discard_stray_papers(*, older_than=A_DAY):
    """Remove files in the certificate store that no row knows, `older_than` seconds; says how many."""
    root, removed = Path(storages["certificates"].location), 0  # type: ignore[attr-defined]
    known = set(CertificateDocument.objects.values_list("file", flat=True))
    for path in root.glob("??/*.pdf"):
        if path.stat().st_mtime < time.time() - older_than and os.fspath(path.relative_to(root)) not in known:
            path.unlink(missing_ok=True)
            removed += 1
    return removed


TIDYING.append(discard_stray_papers)
