"""The bytes of a file, or a pasted text, as text that is safe to read; and damaged letters put right where certain."""

import codecs
import html
import re

from django.utils.translation import gettext as _

MAX_BYTES = 1_000_000
MAX_LINES = 10_000  # the longest standard seen has about 300
LONGEST_LINE = 20_000  # the longest paragraph seen has about 1,000 characters
PROGRAM_CHARACTER = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff]")

# What Windows-1252 files of English text hold beyond ASCII: typographic signs, and now and then an accent.
WESTERN = set(
    "€‚„…‘’“”•–—™£©®°±·½¼¾«»´§×÷\u00a0\u00adéèêëáàâäãåíìîïóòôöõøúùûüýÿçñæœßÉÈÊÁÀÂÄÅÍÎÓÔÖØÚÛÜÝÇÑÆŒŵŷ"
)
MOST_WESTERN = 0.05  # of the characters of a text in English

# A character of UTF-8 read one byte at a time as Windows-1252 (or Latin-1): a lead, then its continuations.
BYTE_OF = {chr(byte): byte for byte in range(0x80, 0x100)}
BYTE_OF |= {bytes([byte]).decode("cp1252", "ignore"): byte for byte in range(0x80, 0xC0)}
BYTE_OF.pop("", None)
_NEXT = "[" + re.escape("".join(sign for sign, byte in BYTE_OF.items() if byte < 0xC0)) + "]"
WRONGLY_DECODED = re.compile(
    f"[\u00c2-\u00df]{_NEXT}|[\u00e0-\u00ef]{_NEXT}{{2}}|[\u00f0-\u00f4]{_NEXT}{{3}}"
)
PLAUSIBLE = re.compile(
    "[\u00a0-\u017f\u2002-\u200b\u2010-\u2044\u20ac\u2122\u2190-\u21ff\u25a0-\u25ff\ufb00-\ufb04\ufeff\uf0b7\uf0a7]"
)
LOST_NO_BREAK_SPACE = re.compile(r"Â(?=\s|$)")
LOST_CLOSING_QUOTE = re.compile("“[^“”]*?(â€)(?![\u0080-\u00ff€-™])")
SUSPICIOUS = re.compile("\ufffd|â€|Ã.|Â[^a-zâêîôûŵŷ]|ï¿½")
ENTITY = re.compile(
    r"&(amp|nbsp|[lr][sd]quo|[nm]dash|bull|hellip|quot|apos|lt|gt|#[0-9]{2,5}|#x[0-9a-fA-F]{2,4});"
)


class NotAStandard(Exception):
    """The text cannot be read as a national occupational standard; its message is a sentence for a person."""


class TooLong(NotAStandard):
    """More text than any standard has."""


def text_of(source: str | bytes) -> str:
    """`source` as text that is safe to read, or NotAStandard."""
    size = len(source) if isinstance(source, bytes) else len(source.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        raise TooLong(_("This text is larger than 1 MB. A standard is a few pages of text."))
    return _checked(source.removeprefix("\ufeff") if isinstance(source, str) else _decoded(source))


def is_western(source: str | bytes) -> bool:
    """These bytes are no UTF-8, and were read as Windows-1252."""
    return isinstance(source, bytes) and not source.startswith(UTF_16) and _utf_8(source) is None


UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def _decoded(raw: bytes) -> str:
    if raw.startswith(b"%PDF"):
        raise NotAStandard(_("This is a PDF. Open it, copy its text and bring that in."))
    for read in (_utf_16, _utf_8, _western):
        if (text := read(raw)) is not None:
            return text
    raise NotAStandard(_("This is not UTF-8 text. Save it as plain text, UTF-8, and try again."))


def _utf_16(raw: bytes) -> str | None:
    if not raw.startswith(UTF_16):
        return None
    try:
        return raw[: len(raw) // 2 * 2].decode("utf-16")
    except UnicodeDecodeError:
        return None


def _utf_8(raw: bytes) -> str | None:
    """A file cut inside its last character is still UTF-8, and stops there."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        is_cut = trouble.reason == "unexpected end of data" and len(raw) - trouble.start < 4
        before = raw[: trouble.start]
        return before.decode("utf-8-sig") if is_cut and not before.isascii() else None


def _western(raw: bytes) -> str | None:
    """Windows-1252, if every character beyond ASCII is one that English texts hold, and few are."""
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return None
    strange = [sign for sign in text if sign > "\x7f"]
    clear = set(strange) <= WESTERN and len(strange) <= max(3, MOST_WESTERN * len(text))
    return text if clear and not PROGRAM_CHARACTER.search(text) else None


def _checked(text: str) -> str:
    if PROGRAM_CHARACTER.search(text):
        raise NotAStandard(_("This is not plain text: it holds characters that only programs use."))
    if re.search("[\ud800-\udfff]", text):
        raise NotAStandard(_("This is not UTF-8 text. Save it as plain text, UTF-8, and try again."))
    if not INVISIBLE.sub("", text).strip():
        raise NotAStandard(_("This text is empty."))
    if re.match(r"\s*<(!doctype|html|\?xml)", text, re.IGNORECASE):
        raise NotAStandard(_("This is a saved web page. Open it, copy its text and bring that in."))
    lines = text.splitlines()
    if len(lines) > MAX_LINES or max(map(len, lines)) > LONGEST_LINE:
        raise TooLong(_("This text has more lines, or longer ones, than any standard has."))
    return text


# --- damaged letters ------------------------------------------------------------------------


def repaired(words: str) -> str:
    """The words with every wrongly decoded character put right that can only have been one thing."""
    if words.isascii() and "&" not in words:
        return words
    for _turn in range(3):  # some texts were decoded wrongly twice
        words, before = WRONGLY_DECODED.sub(_character, words), words
        if words == before:
            break
    words = LOST_NO_BREAK_SPACE.sub(" ", words)
    words = LOST_CLOSING_QUOTE.sub(lambda match: match[0][: -len(match[1])] + "”", words)
    return ENTITY.sub(lambda match: html.unescape(match[0]), INVISIBLE.sub("", words))


def is_suspicious(words: str) -> bool:
    """Characters are left that were lost or decoded wrongly, and nobody can tell which they were."""
    return bool(SUSPICIOUS.search(words))


def _character(match: re.Match[str]) -> str:
    try:
        character = bytes(BYTE_OF[sign] for sign in match[0]).decode()
    except UnicodeDecodeError:
        return match[0]
    return character if PLAUSIBLE.fullmatch(character) else match[0]
