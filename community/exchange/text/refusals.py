"""What is no charter, and the sentence that says what it is."""

import json
import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standards.exchange.files.bounded import CannotBeRead
from standards.exchange.nos.reading import read_nos
from standards.exchange.nos.text import MAX_BYTES, NotAStandard, TooLong, text_of

MOST_CHARACTERS = 300_000  # the longest charter seen has about 6,000
MOST_LINES = 2_000
FEWEST_WORDS = 4
TOO_LONG = gettext_lazy("This text is larger than any charter. A charter is a few pages of text.")
STANDARD = gettext_lazy(
    "This is an occupational standard, “%(title)s”, not a charter. Bring it in under “Bring in a standard”."
)
SHEET = gettext_lazy(
    "This is a spreadsheet or a table of data. Copy the text of the charter and bring that in."
)
SENTENCES = {
    "too_large": gettext_lazy("This file is larger than any charter. A charter is a few pages of text."),
    "too_much": gettext_lazy("This file asks for more time or memory than any charter needs, so it was not read."),
    "stopped": gettext_lazy(
        "Reading this file was stopped: it is damaged, or it asks for more time or memory than any charter needs."
    ),
    "scanned": gettext_lazy(
        "This PDF holds pictures of pages and no text. Copy the words of the charter and bring them in."
    ),
    "too_many_pages": gettext_lazy("This PDF has more pages than any charter. Please save only the pages of the charter."),
    "workbook": SHEET,
    "slides": gettext_lazy("This is a set of slides. Copy the text of the charter and bring that in."),
    "picture": gettext_lazy("This is a picture. Type or copy the words of the charter and bring them in."),
}  # fmt: skip
MAY_BE_STANDARD = re.compile(
    r"performance\s+crit|knowledge\s+(and|&)\s+underst|national\s+occupational|\bURN\b", re.IGNORECASE
)


class NotACharter(Exception):
    """The text cannot be read as a charter; its message is a sentence for a person."""


def sentence_for(refusal: CannotBeRead) -> str:
    """Why a file was not read, said of charters."""
    return str(SENTENCES.get(refusal.code, refusal))


def charter_text(source: str | bytes) -> str:
    """`source` as text that is safe to read and may be a charter, or NotACharter."""
    if len(source) > MAX_BYTES:
        raise NotACharter(str(TOO_LONG))
    try:
        text = text_of(source)
    except TooLong as refusal:
        raise NotACharter(str(TOO_LONG)) from refusal
    except NotAStandard as refusal:
        raise NotACharter(str(refusal)) from refusal
    if len(text) > MOST_CHARACTERS or sum(map(bool, map(str.strip, text.splitlines()))) > MOST_LINES:
        raise NotACharter(str(TOO_LONG))
    _refuse_others(text)
    return text


def _refuse_others(text: str) -> None:
    words = re.findall(r"[^\W\d_]{2,}", text)
    if is_table(text):
        raise NotACharter(str(SHEET))
    if not words:
        raise NotACharter(_("This holds no words."))
    if is_for_programs(text):
        raise NotACharter(_("This is a file for programs, not the text of a charter."))
    if title := title_of_standard(text):
        raise NotACharter(str(STANDARD) % {"title": title})
    if len(words) < FEWEST_WORDS:
        raise NotACharter(_("These are too few words for a charter."))


def title_of_standard(text: str) -> str | None:
    """The title of the occupational standard the text holds, or None."""
    if not MAY_BE_STANDARD.search(text):
        return None
    document = read_nos(text)
    if document.is_refused or not (document.urn or (document.performance and document.knowledge)):
        return None
    return document.title or document.urn or "…"


def is_table(text: str) -> bool:
    """Line after line has the same number of commas, semicolons or tabs, as a spreadsheet saves them.

    The rows of a table in a page or a Word file stand apart from each other; such a table may be all of a charter.
    """
    every = text.strip().splitlines()[:200]
    lines = [line for line in every if line.strip()]
    if len(lines) < 3 or len(every) >= 2 * len(lines) - 1:
        return False
    for sign, fewest in ((",", 1), (";", 1), ("\t", 2)):
        counts = {_signs(line, sign) for line in lines}
        spaced = any(f"{sign} " in line for line in lines)
        if len(counts) == 1 and counts.pop() >= fewest + spaced and (not spaced or len(lines) > 5):
            return True
    return False


def _signs(line: str, sign: str) -> int:
    return re.sub(r'"[^"]*"', "", line).count(sign)


def is_for_programs(text: str) -> bool:
    start = text.lstrip()
    if start[:1] in ("{", "["):
        try:
            json.loads(start)
        except (ValueError, RecursionError):
            return False
        return True
    return start.startswith(("#!/", "<?php", "import ", "BEGIN:V"))
