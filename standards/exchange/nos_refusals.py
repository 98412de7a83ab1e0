"""What is no national occupational standard at all, and the sentence that says so."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MAX_BYTES = 1_000_000
MAX_LINES = 10_000  # the longest standard seen has about 300
LONGEST_LINE = 20_000  # the longest paragraph seen has about 1,000 characters

AUSTRALIAN = gettext_lazy(
    "This looks like an Australian unit of competency, not a UK national occupational standard."
)
APPRENTICESHIP = gettext_lazy(
    "This looks like an English apprenticeship standard (knowledge, skills and behaviours in one list), not a"
    " UK national occupational standard."
)
NEW_ZEALAND = gettext_lazy(
    "This looks like a New Zealand unit standard, not a UK national occupational standard."
)
INDIAN = gettext_lazy(
    "This looks like an Indian national occupational standard, not one from the United Kingdom."
)
# Marks that stand at the start of a line and never together in a UK standard.
LOOK_ALIKES = (
    (AUSTRALIAN, (r"elements?( and|\s*\|)? performance criteria",)),
    (AUSTRALIAN, (r"(knowledge|performance) evidence\s*:?$",)),
    (APPRENTICESHIP, (r"K[0-9]+\s*[:.]", r"S[0-9]+\s*[:.]")),
    (APPRENTICESHIP, (r"K[0-9]+\b", r"S[0-9]+\b", r"B[0-9]+\b")),
    (NEW_ZEALAND, (r"outcome [0-9]+\b", r"([0-9]+\.[0-9]+\s|evidence requirements)")),
    (INDIAN, (r"PC[0-9]+\s*[:.]", r"K[UAB][0-9]+\s*[:.]")),
)
PROGRAM_CHARACTER = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")


class NotAStandard(Exception):
    """The text cannot be read as a national occupational standard; its message is a sentence for a person."""


def text_of(source: str | bytes) -> str:
    """`source` as text that is safe to read, or NotAStandard."""
    raw = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    if len(raw) > MAX_BYTES:
        raise NotAStandard(_("This text is larger than 1 MB. A standard is a few pages of text."))
    if raw.startswith(b"%PDF"):
        raise NotAStandard(_("This is a PDF. Open it, copy its text and bring that in."))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotAStandard(
            _("This is not UTF-8 text. Save it as plain text, UTF-8, and try again.")
        ) from None
    return _checked(text)


def _checked(text: str) -> str:
    if PROGRAM_CHARACTER.search(text):
        raise NotAStandard(_("This is not plain text: it holds characters that only programs use."))
    if not text.strip():
        raise NotAStandard(_("This text is empty."))
    if re.match(r"\s*<(!doctype|html|\?xml)", text, re.IGNORECASE):
        raise NotAStandard(_("This is a saved web page. Open it, copy its text and bring that in."))
    lines = text.splitlines()
    if len(lines) > MAX_LINES or max(map(len, lines)) > LONGEST_LINE:
        raise NotAStandard(_("This text has more lines, or longer ones, than any standard has."))
    return text


def refuse_look_alikes(text: str) -> None:
    """Raise NotAStandard, naming what it is, for texts that only look like a UK standard."""
    lines = [line.strip() for line in text.splitlines()]
    for sentence, marks in LOOK_ALIKES:
        if all(any(re.match(mark, line, re.IGNORECASE) for line in lines) for mark in marks):
            raise NotAStandard(str(sentence))
