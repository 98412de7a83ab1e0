"""A file with a whole suite in it: which format it is, found by its content, and what it says."""

import codecs
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from standards.exchange.case.reading import read_case
from standards.exchange.case.writing import is_case
from standards.exchange.sheets.files import SheetReading, inspect_sheet
from standards.exchange.suite import SuiteDocument
from standards.exchange.suites import json as suite_json

Format = Literal["json", "case11", "case10", "csv", "xlsx", "ods", ""]
MAX_BYTES = suite_json.MAX_BYTES  # the most that any of the formats may have
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class SuiteReading:
    """`format` is "" where the file is none that holds suites; then the document is refused.

    `sheet`: of a spreadsheet its rows, and what is wrong with each."""

    document: SuiteDocument
    format: Format
    sheet: SheetReading | None = None


def read_suite_file(source: bytes, *, name: str = "") -> SuiteReading:
    """What the file says of a suite. `name` is what the person called it, and decides nothing.

    Never raises for what the file holds: a file that holds no suite gives a refused document.
    """
    if len(source) > MAX_BYTES:
        return refused(_("This file is larger than any suite of standards."))
    source = in_utf_8(source)
    start = source[:4096].removeprefix(BYTE_ORDER_MARK).lstrip()
    if not start:
        return refused(_("This file is empty."))
    if start[:1] in (b"{", b"["):
        return read_json(source)
    sheet = inspect_sheet(source, name=name)
    return SuiteReading(sheet.document, sheet.format, sheet)


def in_utf_8(source):
    """What Windows calls Unicode, where it is JSON; a spreadsheet finds its own encoding."""
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if source.startswith(mark):
            text = source[len(mark) :].decode(name, "replace")
            return text.encode("utf-8", "replace") if text.lstrip()[:1] in ("{", "[") else source
    return source


def read_json(source):
    try:
        content = suite_json.parse(source)
        if suite_json.is_suite_json(content):
            return SuiteReading(suite_json.document_in(content), "json")
    except suite_json.JsonIsRefused as refusal:
        return refused(str(refusal), "json")
    if version := is_case(content):
        return SuiteReading(read_case(content), "case11" if version == "1.1" else "case10")
    return refused(_("This is JSON, but it is neither ours nor a CASE package."), "json")


def refused(sentence, kind: Format = ""):
    return SuiteReading(SuiteDocument(errors=(sentence,)), kind)
