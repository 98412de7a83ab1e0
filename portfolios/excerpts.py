"""What a file says, as our own page shows it: paragraphs with their numbers, headings, rows of a table.

A text is read as it is; of an office document, what was read from our clean copy of it (`portfolios.copies.words`).
"""

import json
import re
from dataclasses import dataclass, replace
from itertools import groupby

from portfolios.files import open_file
from portfolios.handing_back import HIDDEN, text_excerpt
from portfolios.kinds import MARKDOWN, extension_of

MARKED = re.compile(r"(#{1,6}) +(\S.*)")
ROW, SHEET, PICTURE, HEADING, TEXT = "row", "sheet", "picture", "heading", "text"


@dataclass(frozen=True)
class Block:
    """`number`: counted from 1, as a spot means it; None for what can't be pointed at."""

    kind: str
    number: int | None = None
    words: str = ""
    level: int = 0
    cells: tuple = ()


@dataclass(frozen=True)
class Shown:
    """`is_document`: what it looked like, and its pictures, are in the copy alone."""

    blocks: tuple
    is_cut: bool
    is_document: bool = False

    @property
    def count(self):
        return sum(1 for block in self.blocks if block.number)

    @property
    def text(self):
        """All of it as plain lines, to compare with another."""
        return "\n".join(block.words or " | ".join(block.cells) for block in self.blocks) + "\n"

    @property
    def parts(self):
        """[(whether these are rows of one table, blocks)]"""
        found = groupby(self.blocks, lambda block: block.kind == ROW)
        return [(is_table, level_rows(list(blocks))) for is_table, blocks in found]


def level_rows(blocks):
    """Rows of one table have as many cells as its longest."""
    most = max(len(block.cells) for block in blocks)
    return [replace(block, cells=block.cells + ("",) * (most - len(block.cells))) for block in blocks]


def excerpt_of(file):
    """What there is to read of a file; None where there is nothing, it is not released, or it is gone."""
    if not file.is_released or not file.reads_here:
        return None
    try:
        with open_file(file.words.file.name if file.words else file.file.name) as source:
            return of_document(source) if file.words else of_text(source, file.name)
    except FileNotFoundError:
        return None


def of_text(source, name):
    found = text_excerpt(source)
    is_marked = extension_of(name) in MARKDOWN.extensions
    blocks = (text_block(number, words, is_marked) for number, words in enumerate(found.paragraphs, start=1))
    return Shown(tuple(blocks), found.is_cut)


def text_block(number, words, is_marked):
    heading = MARKED.fullmatch(words.strip()) if is_marked else None
    if heading:
        return Block(HEADING, number, heading[2], level=len(heading[1]))
    return Block(TEXT, number, words)


def of_document(source):
    told = json.load(source)
    blocks, number = [], 0
    for kind, level, said in told["blocks"]:
        counts = kind not in (SHEET, PICTURE)
        number += counts
        at = number if counts else None
        if kind == ROW:
            blocks.append(Block(ROW, at, cells=tuple(plain(cell) for cell in said)))
        else:
            blocks.append(Block(kind, at, plain(said), level))
    return Shown(tuple(blocks), told["is_cut"], is_document=True)


def plain(words):
    return HIDDEN.sub("", words)
