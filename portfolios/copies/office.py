"""An office document packed again: what is to be read stays, what is said about it and who wrote it goes.

Properties, thumbnails, printers, earlier versions and signatures are left out; so are remarks, words that were struck
out, and what is hidden (portfolios.copies.unseen_whole); pictures lose their notes; embedded documents are treated the
same way, one inside the other. Sources: ECMA-376 (Office Open XML), OASIS OpenDocument 1.3.
"""

import io
import posixpath
import re
import zipfile

from portfolios.copies.inside import without_notes
from portfolios.copies.office_xml import Parts, clear_ways, clear_words, read_as_words
from portfolios.copies.sentences import CopyNotPossible
from portfolios.copies.unseen_whole import Whole

MEGABYTE = 1024 * 1024
MOST_UNPACKED, MOST_WORDS, MOST_MEMBERS = 400 * MEGABYTE, 60 * MEGABYTE, 10_000
DEEPEST = 2  # documents inside documents
THEN = (1980, 1, 1, 0, 0, 0)
LEFT_OUT = re.compile(
    r"^(docProps/|docMetadata/|customXml/|ppt/(changesInfos/|revisionInfo)|(word|xl|ppt)/(document)?tasks/|Thumbnails/|Versions/|VersionList\.xml$|META-INF/(?!manifest\.xml$)|_xmlsignatures/"
    r"|layout-cache$|Configurations2/|word/people\.xml$|xl/revisions/|word/comments\w*\.xml$|xl/comments\w*(\.xml$|/)|xl/(threadedComments|persons|externalLinks)/"
    r"|ppt/(comments/|commentAuthors\.xml|authors\.xml|notesSlides/)|xl/userNames|xl/calcChain\.xml$"
    r"|(.*/)?printerSettings/)",
    re.IGNORECASE,
)
WORDS = re.compile(r"\.(xml|rels|vml|rdf|svg)$", re.IGNORECASE)
DOCUMENT = re.compile(r"\.(docx|xlsx|pptx|odt|ods|odp)$", re.IGNORECASE)
DRAWN = re.compile(r"\.(emf|wmf|emz|wmz|svm|bmp)$", re.IGNORECASE)  # without room for notes
FONT = re.compile(r"\.(odttf|fntdata|ttf|otf|woff2?)$", re.IGNORECASE)
OBJECT = re.compile(
    r"(^|/)embeddings/|(^|/)(activeX|ctrlProps)/|\.bin$|^ObjectReplacements/|(^|/)Object [0-9]+$"
)
META = re.compile(r"(^|/)meta\.xml$")
NOTHING_SAID = (
    b'<?xml version="1.0" encoding="UTF-8"?><office:document-meta '
    b'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3"><office:meta/>'
    b"</office:document-meta>"
)


def copy_office(source, target, content_type):
    with open(source, "rb") as file, open(target, "wb") as out:
        pack_again(file, out, deep=0)


def pack_again(file, out, *, deep):
    with zipfile.ZipFile(file) as packed, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        members = [member for member in packed.infolist() if not member.is_dir()]
        refuse_too_much(members)
        by_name = {member.filename: member for member in members if not leaves(member.filename)}
        whole = Whole(set(by_name), lambda name: read_as_words(name, unpacked(packed, by_name[name])))
        parts = Parts({name for name in by_name if not whole.leaves(name)}, whole)
        for member in members:
            if member.filename in parts.kept:
                keep(copy, member, cleared(packed, member, parts, deep))


def refuse_too_much(members):
    names = [member.filename for member in members]
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        raise CopyNotPossible("stopped")
    if len(set(names)) < len(names):  # which of the two is shown would be for each program to choose
        raise CopyNotPossible("trouble")


def leaves(name):
    """Parts nobody reads, and names that would lead out of the document."""
    return bool(LEFT_OUT.search(name)) or name.startswith("/") or ".." in name.split("/") or "\\" in name


def keep(copy, member, content):
    """Under its name and nothing more: no day, no notes of the packing program."""
    told = zipfile.ZipInfo(member.filename, THEN)
    stored = member.filename == "mimetype"
    copy.writestr(told, content, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED)


def cleared(packed, member, parts, deep):
    name = member.filename
    if META.search(name):
        return NOTHING_SAID
    content = unpacked(packed, member)
    if name == "mimetype" or DRAWN.search(name) or FONT.search(name):
        return content
    if WORDS.search(name):
        way = clear_ways if name.endswith(".rels") or posixpath.basename(name) in parts.lists else clear_words
        return way(name, content, parts)
    if DOCUMENT.search(name):
        return inner(content, deep)
    return plain(name, content)


def plain(name, content):
    """A picture without its notes; an embedded object’s insides are left out, its picture stays; else refuse."""
    picture = without_notes(content)
    if picture is not None:
        return picture
    if OBJECT.search(name):
        return b""
    raise CopyNotPossible("film_inside")


def inner(content, deep):
    if deep >= DEEPEST:
        return b""
    out = io.BytesIO()
    pack_again(io.BytesIO(content), out, deep=deep + 1)
    return out.getvalue()


def unpacked(packed, member):
    """Never more than the table of contents promised, and of words never more than we read."""
    most = min(member.file_size, MOST_WORDS if WORDS.search(member.filename) else MOST_UNPACKED)
    with packed.open(member) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise CopyNotPossible("stopped")
    return content
