"""The words of an office document, in the order they are read, from our clean copy of it. Runs in the child process.

    read_words(source, target, content_type)

writes to `target`, as JSON, {"blocks": [...], "is_cut": whether there is more than we show}. Each block is
["heading", level, text], ["text", 0, text], ["row", 0, [cells]], ["sheet", 0, its name] or ["picture", 0, what it shows].
Readers also say ("cut", 0, "") where they leave something out.
"""

import json

from portfolios.copies.sentences import CopyNotPossible
from portfolios.copies.words_docx import docx_blocks
from portfolios.copies.words_odf import ods_blocks, odt_blocks
from portfolios.copies.words_xlsx import xlsx_blocks
from portfolios.kinds import DOCX, ODS, ODT, XLSX

READERS = {
    DOCX.content_type: docx_blocks,
    ODT.content_type: odt_blocks,
    XLSX.content_type: xlsx_blocks,
    ODS.content_type: ods_blocks,
}
MOST_BLOCKS, MOST_LETTERS, MOST_CELLS = 1_500, 100_000, 20
LONGEST = 20_000  # letters of one paragraph


def read_words(source, target, content_type):
    """How many blocks there are. Raises CopyNotPossible where there is nothing to read."""
    blocks, is_cut = within_limits(READERS[content_type](source))
    if not any(kind in ("heading", "text", "row") for kind, _level, _said in blocks):
        raise CopyNotPossible("trouble")
    with open(target, "w", encoding="utf-8") as file:
        json.dump({"blocks": blocks, "is_cut": is_cut}, file, ensure_ascii=True)
    return len(blocks)


def within_limits(found):
    """(blocks, whether there was more than we show)"""
    blocks, letters, is_cut = [], 0, False
    for kind, level, said in found:
        if kind == "cut":
            is_cut = True
            continue
        if len(blocks) == MOST_BLOCKS or letters >= MOST_LETTERS:
            return blocks, True
        shown = [cell[:LONGEST] for cell in said[:MOST_CELLS]] if kind == "row" else said[:LONGEST]
        is_cut |= shown != said
        letters += sum(map(len, shown))
        blocks.append([kind, level, shown])
    return blocks, is_cut
