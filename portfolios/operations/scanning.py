"""Quarantine: a file waits for its search, and is released or held. Without a scanner it is released as it comes."""

import logging
from functools import partial
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from people.audit import operation, record
from people.models import Job
from people.registry import EACH_MINUTE, job, notice
from people.telling import enqueue, tell
from portfolios.files import open_file
from portfolios.models import EvidenceFile, JournalRecording, PaperBrought, Scan, WitnessRecording
from portfolios.operations.previews import follow_release
from portfolios.scanning import TooLargeToSearch, search

KIND = "file_held"  # the mail
SEARCHED: dict[str, Any] = {
    "scan_file": EvidenceFile,
    "scan_thought": JournalRecording,
    "scan_testimony": WitnessRecording,
    "scan_paper": PaperBrought,
}
A_LOOK = 100  # files taken up again in one look
log = logging.getLogger(__name__)


def quarantine(file):
    """What happens to a file that was just kept, of SEARCHED. Its row says WAITING where it is to be searched."""
    if file.scan == Scan.WAITING:
        enqueue(next(kind for kind, model in SEARCHED.items() if isinstance(file, model)), file)
    elif isinstance(file, EvidenceFile):
        follow_release(file)


def first_state():
    return Scan.WAITING if settings.CLAMD else Scan.NOT_SCANNED


def search_one(kind, code):
    """Have one file searched. Raises ScannerAway, and the worker tries again later."""
    file = SEARCHED[kind].objects.filter(code=code, scan=Scan.WAITING).first()
    if file:
        note_scan(file, told_of(file))


for kind in SEARCHED:
    job(kind)(partial(search_one, kind))


def told_of(file):
    if not settings.CLAMD:  # switched off since
        return Scan.NOT_SCANNED
    try:
        with open_file(file.file.name) as source:
            found = search(source, settings.CLAMD)
    except TooLargeToSearch:
        return Scan.TOO_LARGE
    if found:
        log.warning("Something was found in file %s: %s", file.code, found)
    return Scan.FOUND if found else Scan.CLEAN


@operation
def note_scan(file, scan):
    """Write down what was said, once, and release the file or hold it. What is private leaves no event and no mail."""
    waiting = type(file).objects.filter(pk=file.pk, scan=Scan.WAITING)
    if waiting.update(scan=scan, scanned_at=timezone.now()) and isinstance(file, EvidenceFile):
        file.refresh_from_db()
        follow_search(file)


def follow_search(file):
    record("evidence.file_searched", by=None, subject=file.evidence, file=file.code, scan=str(file.scan))
    if file.scan == Scan.FOUND:
        tell(file.evidence.owner, KIND, about=file.evidence)
    else:
        follow_release(file)


def take_up_again():
    """Files that waited longer than a job is tried, because the scanner was away or was switched off."""
    again = {"state": Job.State.WAITING, "tries": 0, "not_before": timezone.now(), "woken_at": None}
    for kind, model in SEARCHED.items():
        codes = list(model.objects.filter(scan=Scan.WAITING).values_list("code", flat=True)[:A_LOOK])
        if codes:
            Job.objects.filter(kind=kind, subject_code__in=codes, state=Job.State.STUCK).update(**again)


EACH_MINUTE.append(take_up_again)
notice(KIND, lambda code: reverse("evidence-detail", args=[code]))
