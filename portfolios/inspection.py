"""What a file really is, from its content. The name only says what to expect.

`inspect(path, promised)` gives the Kind found, or raises FileRefused. Three opinions must agree: our own
reading of the first bytes, libmagic's, and a walk through the whole structure (pictures are decoded, PDFs
opened, containers walked to their end). Nothing here follows an address or starts a program.
"""

import codecs
import re

import magic
import pypdfium2

from portfolios import recordings
from portfolios.kinds import MARKDOWN, PDF, TEXT, Family
from portfolios.mpeg_audio import mpeg_audio
from portfolios.office import office_document
from portfolios.pdfs import opened_pdf
from portfolios.pictures import decode_picture, picture_kind
from portfolios.refusals import FileRefused

HEAD = 4096

# Markup and scripts a browser, a shell or a player would act on, wherever the name says "text".
ACTIVE_START = re.compile(
    rb"[\s\x00\xef\xbb\xbf\xfe\xff]*("
    rb"<(!doctype|html|head|body|script|svg|iframe|\?xml|\?php|xsl:|math|mpd|smil)|#!|#extm3u|ffconcat|"
    rb"mime-version:|\[playlist\]|\[internetshortcut\]|@echo off)",
    re.IGNORECASE,
)
PLAYLIST_START = re.compile(
    rb"\s*(#extm3u|ffconcat|\[playlist\]|<\?xml[^>]*>\s*<(mpd|smil)|<(mpd|smil))", re.IGNORECASE
)

# libmagic's names differ between releases, so it may refuse by family, never by exact name.
LIBMAGIC_SAYS = {
    Family.PICTURE: re.compile(r"image/(?!svg)"),
    Family.PAGES: re.compile(r"application/pdf$"),
    Family.SOUND: re.compile(r"(audio|video)/|application/ogg$"),
    Family.FILM: re.compile(r"(audio|video)/"),
    Family.DOCUMENT: re.compile(r"application/(vnd\.(openxml|oasis)|zip$)"),
    Family.TEXT: re.compile(
        r"text/(?!html|xml|x-shellscript|x-msdos-batch|x-php)|application/(x-ndjson|json|csv)|message/"
    ),
}
SIMILAR = ({Family.SOUND, Family.FILM},)


def inspect(path, promised):
    """The Kind of the file at `path`, which its name promises to be `promised` (a Kind)."""
    with open(path, "rb") as file:
        size = file.seek(0, 2)
        file.seek(0)
        head = file.read(HEAD)
        if not head:
            raise FileRefused("empty")
        found = _structure(head)(file, size, head, promised)
    _agree(found, promised)
    _ask_libmagic(path, found)
    return found


def _structure(head):
    """Which check belongs to a file that starts like this."""
    for pattern, check in STARTS:
        if pattern.match(head):
            return check
    return _text


def _agree(found, promised):
    """A photo saved under another photo's ending is kept under its own; anything else is refused."""
    families = {found.family, promised.family}
    if len(families) > 1 and families not in SIMILAR:
        raise FileRefused("not_what_it_says", said=promised.label)


def _ask_libmagic(path, found):
    try:
        says = magic.from_file(str(path), mime=True)
    except magic.MagicException as problem:
        raise FileRefused("broken") from problem
    if says != "application/octet-stream" and not LIBMAGIC_SAYS[found.family].match(says):
        raise FileRefused("not_what_it_says", said=found.label)


def _picture(file, size, head, promised):
    kind = picture_kind(head)
    _agree(kind, promised)
    decode_picture(file, kind, head)
    return kind


def _pdf(file, size, head, promised):
    _agree(PDF, promised)
    file.seek(max(0, size - HEAD))
    if b"%%EOF" not in file.read(HEAD):
        raise FileRefused("cut_short")
    try:
        with opened_pdf(file) as pdf:
            if not len(pdf):
                raise FileRefused("broken")
            pdf.get_page_size(0)
    except pypdfium2.PdfiumError as problem:
        locked = problem.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD
        raise FileRefused("locked" if locked else "broken") from problem
    return PDF


def _office(file, size, head, promised):
    return office_document(file, size)


def _recording(walker):
    return lambda file, size, head, promised: walker(recordings.Walk(file, size))


def _isobmff(file, size, head, promised):
    check = _picture if picture_kind(head) else _recording(recordings.iso_media)
    return check(file, size, head, promised)


def _mpeg(file, size, head, promised):
    if promised.family is Family.TEXT:
        return _text(file, size, head, promised)  # "ÿû…" or "ID3" can start a text
    return mpeg_audio(recordings.Walk(file, size))


def _text(file, size, head, promised):
    """Words, in UTF-8, UTF-16 with its mark, or the old Windows letters; nothing a program would act on."""
    if promised.family in (Family.SOUND, Family.FILM) and PLAYLIST_START.match(head):
        raise FileRefused("points_elsewhere")
    if promised.family is not Family.TEXT:
        raise FileRefused("not_what_it_says", said=promised.label)
    if ACTIVE_START.match(head.replace(b"\0", b"")) or not _is_words(file, head):
        raise FileRefused("not_what_it_says", said=promised.label)
    return MARKDOWN if promised is MARKDOWN else TEXT


def encoding_of(head):
    """How the text that starts with these bytes is most likely written."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


NOT_WORDS = re.compile("[\x00-\x07\x0e-\x1a\x1c-\x1f\x7f]")


def _is_words(file, head):
    likely = encoding_of(head)
    return _reads_as(likely, file) or (likely == "utf-8-sig" and _reads_as("cp1252", file))


def _reads_as(encoding, file):
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while chunk := file.read(1024 * 1024):
            if NOT_WORDS.search(decoder.decode(chunk)):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


STARTS = (
    (re.compile(rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|GIF8[79]a|RIFF....WEBP", re.DOTALL), _picture),
    (re.compile(rb"%PDF-"), _pdf),
    (re.compile(rb"PK\x03\x04"), _office),
    (re.compile(rb"RIFF....WAVE", re.DOTALL), _recording(recordings.wav)),
    (re.compile(rb"OggS"), _recording(recordings.ogg)),
    (re.compile(rb"\x1aE\xdf\xa3"), _recording(recordings.webm)),
    (re.compile(rb"....(ftyp|moov|mdat|wide|free|skip|pnot)", re.DOTALL), _isobmff),
    (re.compile(rb"ID3|\xff[\xe2-\xff]"), _mpeg),
)
