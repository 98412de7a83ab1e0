"""The XML inside office documents: who wrote, when, with which printer and from which folder is taken out."""

import base64
import posixpath
import re
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from portfolios.copies.inside import without_notes
from portfolios.copies.sentences import CopyNotPossible
from portfolios.copies.unseen import local as local_name
from portfolios.copies.unseen import take_out
from portfolios.copies.unseen_whole import Whole

SOMEONE = "Author"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMED = {
    "author": SOMEONE,
    "initials": "A",
    "userName": SOMEONE,
    "lastModifiedBy": SOMEONE,
    "displayName": SOMEONE,
    "userId": SOMEONE,
    "refreshedBy": SOMEONE,
}
OF_A_PERSON = {"cmAuthor", "author", "person", "user", "reviewer", "presenceInfo", "cmAuthorLst"}
PERSON_SAID = {"name": SOMEONE, "userId": "", "providerId": "None", "clrIdx": None}
WHEN = {"date", "dateUtc", "dT", "dt", "dateTime", "created", "modified"}
WHEN_OF = {
    "comment",
    "cm",
    "threadedComment",
    "ins",
    "del",
    "moveFrom",
    "moveTo",
    "commentExtensible",
    "reply",
}
EMPTIED = {
    *("creator", "creator-initials", "sender-initials", "sender-firstname", "sender-lastname", "date-string"),
    *("initial-creator", "printed-by"),
}
EMPTIED_IN = {"annotation", "change-info", "tracked-changes", "insertion", "deletion", "format-change"}
DROPPED = {
    *("absPath", "rsids", "docVars", "fileSharing", "metadata", "mailMerge"),
    *("customWorkbookViews", "customSheetViews"),  # “Ann Sample - Personal View”
}
PRINTERS = re.compile(r"Print|Rsid|CurrentDatabase|SaveThumbnail|DocumentUser", re.IGNORECASE)
OUTSIDE = re.compile(r"^(file:|[a-z]:[\\/]|\\\\|/)", re.IGNORECASE)
FOLDERS = re.compile(r"(file:/+|\b[a-z]:[\\/]+|\\{2,4})[^\"<>|*?\r\n]*[\\/]", re.IGNORECASE)
MAY_NAME_A_FOLDER = {
    "descr",
    "title",
    "name",
    "instr",
    "alt",
}  # what stands for a picture, and what fields fetch
CONNECTED = {
    "connection",
    "sourceFile",
    "odcFile",
    "command",
}  # where a workbook gets its rows, with which password


@dataclass(frozen=True)
class Parts:
    """What stays of a document: the names of its parts; and what is hidden in it."""

    kept: set
    whole: Whole

    @cached_property
    def lists(self):
        """Parts that list others, as manifests do."""
        return {"[Content_Types].xml", "manifest.xml", "manifest.rdf"}

    def has(self, target, *, beside=""):
        found = target.lstrip("/") if target.startswith("/") else posixpath.join(beside, target)
        return posixpath.normpath(found) in self.kept


def read(content, *, loosely=False):
    """A tree without entities, comments or instructions; nothing is fetched. `loosely`: close what was left open."""
    plain = {"remove_comments": True, "remove_pis": True, "recover": loosely}
    reader = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, **plain)
    try:
        tree = etree.fromstring(content, reader)
    except etree.XMLSyntaxError as problem:
        raise CopyNotPossible("trouble") from problem
    if tree is None or tree.getroottree().docinfo.doctype:
        raise CopyNotPossible("trouble")
    return tree


def read_as_words(name, content):
    return read(
        content, loosely=name.endswith(".vml")
    )  # drawings of a workbook are written like old web pages


def written(tree):
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


# --- lists of parts -------------------------------------------------------------------------


def clear_ways(name, content, parts):
    """A list of parts, without those that are gone and without the folders of whoever wrote it."""
    tree = read(content)
    beside = posixpath.dirname(posixpath.dirname(name)) if name.endswith(".rels") else ""
    dropped = parts.whole.dropped.get(name, ())
    for row in list(tree.iter(etree.Element)):
        if (row.get("Id") in dropped or leads_nowhere(row, parts, beside)) and row.getparent() is not None:
            row.getparent().remove(row)
        elif row.get("TargetMode") == "External" and OUTSIDE.match(row.get("Target", "")):
            row.set("Target", "about:blank")
    return written(tree)


def leads_nowhere(row, parts, beside):
    if "Target" in row.attrib:
        inside = row.get("TargetMode") != "External" and not row.get("Target").startswith("#")
        return inside and not parts.has(row.get("Target"), beside=beside)
    if "PartName" in row.attrib:
        return not parts.has(row.get("PartName"))
    path = next((value for key, value in row.attrib.items() if key.endswith("}full-path")), "/")
    return not path.endswith("/") and path not in parts.kept


# --- what is written ------------------------------------------------------------------------


def clear_words(name, content, parts):
    tree = read_as_words(name, content)
    parts.whole.clear(tree, name)
    for thing in list(tree.iter(etree.Element)):
        clear_thing(thing, name)
    return written(tree)


def clear_thing(thing, part):
    local = local_name(thing)
    parent = thing.getparent()
    if parent is not None and (local in DROPPED or names_a_printer(thing, local)):
        take_out(thing)
    elif local == "author" and len(thing) == 0 and not thing.attrib:  # a list of authors in a workbook
        thing.text = SOMEONE
    elif local in EMPTIED or (local == "date" and is_in_a_remark(parent)):
        thing.text = ""
    elif local == "instrText":
        thing.text = FOLDERS.sub("", thing.text or "")
    elif local == "binary-data":
        thing.text = picture_in_letters(thing.text or "")
    clear_attributes(thing, local, part)


def picture_in_letters(said):
    """A picture that stands among the words, without its notes; nothing where it is none that we know."""
    try:
        picture = without_notes(base64.b64decode(said))
    except ValueError as problem:
        raise CopyNotPossible("trouble") from problem
    return base64.b64encode(picture or b"").decode()


def names_a_printer(thing, local):
    """A row of the settings of an OpenDocument."""
    named = next((value for key, value in thing.attrib.items() if key.endswith("}name")), "")
    return local == "config-item" and bool(PRINTERS.search(named))


def is_in_a_remark(parent):
    return parent is not None and local_name(parent) in EMPTIED_IN


def clear_attributes(thing, local, part):
    for key in list(thing.attrib):
        said = key.rpartition("}")[2]
        if said.startswith("rsid"):
            del thing.attrib[key]
        elif said in NAMED:
            thing.set(key, NAMED[said])
        elif local in OF_A_PERSON and PERSON_SAID.get(said) is not None:
            thing.set(key, PERSON_SAID[said])
        elif said in MAY_NAME_A_FOLDER:
            thing.set(key, FOLDERS.sub("", thing.get(key)))
        elif said in CONNECTED and part.endswith("connections.xml"):
            thing.set(key, "")
        elif said == "href" and OUTSIDE.match(thing.get(key)):
            thing.set(key, "about:blank")
        elif said in WHEN and is_dated(key, local) or local == "pageSetup" and key == f"{{{RELATED}}}id":
            del thing.attrib[key]


def is_dated(key, local):
    return etree.QName(key).namespace == WORD or local in WHEN_OF
