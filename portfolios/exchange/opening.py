"""Reading a bag that came from elsewhere: whole, true to its hashes, and saying what our description allows."""

import hashlib
import json
import re
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from portfolios.exchange.shapes import FORMAT, VERSION, PortfolioTold
from portfolios.exchange.typed import NotAsDescribed, read
from portfolios.exchange.zips import MEGABYTE, BagIsRefused, opened

CHUNK = MEGABYTE
MOST_TAGS = 4 * MEGABYTE
MOST_JSON = 16 * MEGABYTE
DECLARED = re.compile(r"\ABagIt-Version: 1\.0\r?\nTag-File-Character-Encoding: UTF-8\r?\n?\Z")
LISTED = re.compile(r"([0-9a-fA-F]{128})[ \t]+\*?(.+)")
TOLD = "data/portfolio.json"
MOST_PAGES, MOST_SECONDS = 1_000_000, 366 * 24 * 3600
NAMED = 20  # wrong files named one by one; of more, how many


@dataclass
class OpenedBag:
    """`told`: what it says; `digest`: SHA-256 of its manifest, which stands for every byte of the payload."""

    packed: Any
    folder: str
    manifest: dict  # {path: SHA-512}
    digest: str
    told: PortfolioTold

    @cached_property
    def sizes(self):
        return {path: self.packed.getinfo(f"{self.folder}/{path}").file_size for path in self.manifest}

    def pieces(self, path):
        return pieces_of(self.packed, f"{self.folder}/{path}")


@contextmanager
def open_bag(path, *, tell=lambda count, total: None):
    """The bag in the ZIP at this path, every hash of it checked. Raises BagIsRefused.

    `tell(count, total)`: bytes that were read, of how many in all, as it goes.
    """
    with opened(path) as packed:
        folder = folder_of(packed)
        if f"{folder}/fetch.txt" in packed.NameToInfo:
            raise BagIsRefused(_("Parts of it are somewhere else, and we fetch nothing. Bring a whole one."))
        raw = tag(packed, folder, "manifest-sha512.txt")
        manifest = manifest_of(raw)
        refuse_other_files(packed, folder, manifest)
        told = told_in(packed, folder, manifest)
        bag = OpenedBag(packed, folder, manifest, hashlib.sha256(raw).hexdigest(), told)
        refuse_wrong_hashes(bag, tell)
        refuse_loose_ends(bag)
        yield bag


# --- what makes it a bag --------------------------------------------------------------------


def folder_of(packed):
    """The one folder everything is in. Source: RFC 8493, 2.1."""
    folders = {name.split("/", 1)[0] for name in packed.namelist()}
    folder = folders.pop() if len(folders) == 1 else ""
    if f"{folder}/bagit.txt" not in packed.NameToInfo:
        raise not_a_bag()
    if not DECLARED.match(text_of(tag(packed, folder, "bagit.txt"))):
        raise BagIsRefused(_("It is a bag, but not of BagIt 1.0 in UTF-8, which is what we read."))
    return folder


def not_a_bag():
    return BagIsRefused(
        _("This is a ZIP, but not a portfolio to take along: what makes it a BagIt bag is missing in it.")
    )


def tag(packed, folder, name, *, most=MOST_TAGS):
    member = packed.NameToInfo.get(f"{folder}/{name}")
    if member is None:
        raise BagIsRefused(_("“%(name)s” is missing in it.") % {"name": name})
    if member.file_size > most:
        raise BagIsRefused(_("“%(name)s” in it is far too large.") % {"name": name})
    return b"".join(pieces_of(packed, member.filename))


def text_of(raw):
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise not_a_bag() from problem


def pieces_of(packed, name):
    """A member in pieces, never more than it promised. Bytes that can’t be unpacked are a refusal."""
    try:
        with packed.open(name) as member:
            while chunk := member.read(CHUNK):
                yield chunk
    except BagIsRefused:
        raise
    except Exception as problem:  # zlib, struct and zipfile each have errors of their own
        raise BagIsRefused(_("“%(name)s” in it is damaged.") % {"name": name[-80:]}) from problem


def manifest_of(raw):
    found = {}
    for line in text_of(raw).splitlines():
        match = LISTED.fullmatch(line)
        if not match or match[2] in found:
            raise BagIsRefused(_("Its list of files can’t be read: manifest-sha512.txt."))
        found[match[2]] = match[1].lower()
    return found


def refuse_other_files(packed, folder, manifest):
    """Every file below data/ is listed, and everything listed is there."""
    start = f"{folder}/data/"
    names = [member.filename for member in packed.infolist() if not member.is_dir()]
    there = {name.removeprefix(f"{folder}/") for name in names if name.startswith(start)}
    sentences = [
        _("“%(name)s” is listed, and not in it.") % {"name": n} for n in sorted(set(manifest) - there)
    ]
    sentences += [
        _("“%(name)s” is in it, and not listed.") % {"name": n} for n in sorted(there - set(manifest))
    ]
    refuse_if(sentences)


def refuse_wrong_hashes(bag, tell):
    wrong, total = [], sum(bag.sizes.values())
    for path, said in bag.manifest.items():
        digest = hashlib.sha512()
        for piece in bag.pieces(path):
            digest.update(piece)
            tell(len(piece), total)
        if digest.hexdigest() != said:
            wrong.append(_("“%(name)s” is not as it was when it was packed.") % {"name": path})
    refuse_if(wrong)


def refuse_if(sentences):
    if sentences:
        more = len(sentences) - NAMED
        rest = [_("And %(count)s more.") % {"count": more}] if more > 0 else []
        raise BagIsRefused(*sentences[:NAMED], *rest)


# --- what it says ---------------------------------------------------------------------------


def told_in(packed, folder, manifest):
    if TOLD not in manifest:
        raise BagIsRefused(
            _("It is a bag, but there is no portfolio in it: “%(name)s” is missing.") % {"name": TOLD}
        )
    raw = tag(packed, folder, TOLD, most=MOST_JSON)
    if hashlib.sha512(raw).hexdigest() != manifest[TOLD]:
        raise BagIsRefused(_("“%(name)s” is not as it was when it was packed.") % {"name": TOLD})
    try:
        content = json.loads(raw)
    except (ValueError, RecursionError) as problem:
        raise BagIsRefused(_("“%(name)s” can’t be read.") % {"name": TOLD}) from problem
    refuse_other_version(content)
    try:
        return read(PortfolioTold, content)
    except NotAsDescribed as problem:
        raise BagIsRefused(str(problem)) from problem


def refuse_other_version(content):
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise BagIsRefused(_("It is a bag, but “%(name)s” is not one of ours.") % {"name": TOLD})
    version = content.get("version")
    if isinstance(version, bool) or version != VERSION:
        message = _("It is written by version %(theirs)s of our description, and we read version %(ours)s.")
        raise BagIsRefused(message % {"theirs": json.dumps(version)[:20], "ours": VERSION})


def refuse_loose_ends(bag):
    """Whatever is named in it is in it, once: files with their true size, evidence, standards, requirements."""
    told, codes = bag.told, {piece.code for piece in bag.told.evidence}
    files = told.all_files
    loose = [file.path for file in files if bag.sizes.get(file.path) != file.size]
    asked = {standard.code: {row.lineage for row in standard.requirements} for standard in told.standards}
    for unit in told.units:
        known = asked.get(unit.standard, set())
        loose += [unit.standard] if unit.standard not in asked else []
        loose += [claim.evidence for claim in unit.claims if claim.evidence not in codes]
        loose += [claim.requirement for claim in unit.claims if claim.requirement not in known]
        loose += [claim.evidence for claim in unit.claims if claim.anchor and not is_a_spot(claim.anchor)]
    once = [told.evidence, told.units, told.journal, told.standards, files]
    loose += [code for rows in once for code, count in Counter(row.code for row in rows).items() if count > 1]
    loose += [path for path, count in Counter(file.path for file in files).items() if count > 1]
    refuse_if(
        [_("“%(name)s” is named in it, and is not there as it says.") % {"name": n[:80]} for n in loose]
    )


def is_a_spot(anchor):
    """Pages and paragraphs count from 1, and nothing is longer than a year."""
    counted = [number for number in (anchor.page, anchor.paragraph) if number is not None]
    return all(1 <= number <= MOST_PAGES for number in counted) and (anchor.seconds or 0) <= MOST_SECONDS
