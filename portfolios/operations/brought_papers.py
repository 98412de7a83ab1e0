"""What others said elsewhere, as rows, with the files that belong to it: searched like any, and of no weight here."""

from portfolios.models import HistoryBrought, PaperBrought
from portfolios.operations.scanning import first_state, quarantine

OF_A_FILE = ("name", "content_type", "size", "sha256")


def keep_history(lines, brought, kept):
    """`lines`: fields of a HistoryBrought each, with `papers`, FileTolds. Returns the codes of files used."""
    papers = [line.pop("papers", ()) for line in lines]
    rows = HistoryBrought.objects.bulk_create(HistoryBrought(brought=brought, **line) for line in lines)
    used = set()
    for said, files in zip(rows, papers, strict=True):
        for file in files:
            keep_paper(said, kept[file.code])
            used.add(file.code)
    return used


def keep_paper(said, kept):
    fields = {name: getattr(kept, name) for name in OF_A_FILE}
    quarantine(PaperBrought.objects.create(said=said, file=kept.path, scan=first_state(), **fields))
