"""Foreign files are parsed by a child process: a clock, little memory, no secrets, no network, no files to write.

    read_bounded("pdf", source)

Whatever a file makes a parser do, the worst of it is a sentence for the person who brought it.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from standards.exchange.files.bounded_child import LARGEST

HOUSE = Path(__file__).resolve().parents[3]
PATIENCE = 10  # seconds by the clock on the wall; the child's own limit of work is much lower
SENTENCES = {
    "too_large": _("This file is larger than %(megabytes)s MB. A standard or a suite is much smaller."),
    "too_much": _("This file asks for more time or memory than any standard or suite needs, so it was not read."),
    "stopped": _(
        "Reading this file was stopped: it is damaged, or it asks for more time or memory than any standard or suite"
        " needs."
    ),
    "broken": _("This file is damaged or cut short, so it could not be read. Please save it again and try again."),
    "empty": _("This file holds no words."),
    "locked": _("This file is locked with a password. Save it without the password and bring that in."),
    "scanned": _(
        "This PDF holds pictures of pages and no text. Bring in a PDF with text in it, or copy the words from the"
        " page where the standard is published."
    ),
    "too_many_pages": _("This PDF has more pages than any standard. Please save only the pages of one standard."),
    "packed_too_tight": _("This file unpacks to far more than it seems to hold, so it was not opened."),
    "unsafe_names": _("This file holds names that point outside it, or other packed files, so it was not opened."),
    "entities": _("This file holds instructions of its own (a document type), so it was not opened."),
    "not_a_document": _("This is a packed file. Unpack it and bring in the document that is inside."),
    "workbook": _(
        "This is a spreadsheet. A whole suite comes in as a spreadsheet; a standard comes in as text, a web page, a"
        " PDF or a Word document (.docx)."
    ),
    "word_document": _("This is a document. A suite comes in as a spreadsheet (CSV, XLSX or ODS)."),
    "old_office": _(
        "This is an older Office file, or one locked with a password. Open it, save it as .docx or .xlsx without a"
        " password, and bring that in."
    ),
    "open_document": _("This is an OpenDocument text. Open it, save it as a Word document (.docx) and bring that in."),
    "slides": _("This is a set of slides. Copy the text of the standard and bring that in."),
    "rtf": _("This is an RTF document. Open it, save it as a Word document (.docx) and bring that in."),
    "picture": _("This is a picture. Copy the text of the standard and bring that in."),
    "not_text": _("This is not a table of text: it holds characters that only programs use."),
    "too_many_rows": _("This sheet has more rows than any suite needs, so it was not read."),
    "too_many_columns": _("This sheet has more columns than any suite needs, so it was not read."),
    "too_deep": _("The parts of this page stand inside each other too deeply to be read."),
}  # fmt: skip


class CannotBeRead(Exception):
    """A file that is not read further. `code` says why in one word, the message in a sentence for a person."""

    def __init__(self, code: str):
        self.code = code if code in SENTENCES else "broken"
        super().__init__(SENTENCES[self.code] % {"megabytes": LARGEST // 1_000_000})


def read_bounded(kind: str, source: bytes) -> Any:
    """What the reader called `kind` (see bounded_child.main) makes of `source`; CannotBeRead when it does not."""
    if len(source) > LARGEST:
        raise CannotBeRead("too_large")
    told = _told_by_child(kind, source)
    if "refused" in told:
        raise CannotBeRead(told["refused"])
    return told["read"]


def _told_by_child(kind: str, source: bytes) -> dict[str, Any]:
    command = [
        sys.executable,
        "-c",
        f"from standards.exchange.files.bounded_child import main; main({kind!r})",
    ]
    try:
        done = subprocess.run(  # noqa: S603  our own command line; the file goes in by standard input
            command, input=source, capture_output=True, timeout=PATIENCE, cwd=HOUSE, env={"LC_ALL": "C.UTF-8"}
        )
    except subprocess.TimeoutExpired:
        return {"refused": "stopped"}
    # It answers whatever goes wrong, unless the system ended it: at a limit, or at a fault inside a parser.
    return json.loads(done.stdout) if done.returncode == 0 else {"refused": "stopped"}
