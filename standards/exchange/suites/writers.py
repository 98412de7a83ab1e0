"""A suite as a file, in each format others read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from standards.exchange.case.published import write_suite
from standards.exchange.case.writing import write_case
from standards.exchange.matrix import write_matrix
from standards.exchange.moodle import write_moodle
from standards.exchange.sheets.files import write_csv, write_ods, write_xlsx
from standards.exchange.suite import SuiteDocument
from standards.exchange.suites import json as suite_json
from standards.exchange.suites.published import suite_document


@dataclass(frozen=True)
class Way:
    """One format. `comes_back`: bringing the file in again changes nothing; the others go one way."""

    name: str
    label: Promise
    suffix: str
    content_type: str
    write: Callable[[SuiteDocument], Iterator[bytes]]
    comes_back: bool = True


def whole(write):
    """A writer that makes all of it at once, as one piece."""
    return lambda document: iter([write(document)])


WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WAYS = {
    way.name: way
    for way in (
        Way("json", _("Our own JSON"), ".json", "application/json", whole(suite_json.write)),
        Way(
            "case11",
            _("CASE 1.1"),
            ".case.json",
            "application/json",
            lambda document: write_case(document, base_url=settings.PUBLIC_URL),
        ),
        Way("csv", _("Spreadsheet, CSV"), ".csv", "text/csv; charset=utf-8", whole(write_csv)),
        Way("xlsx", _("Spreadsheet, Excel"), ".xlsx", WORKBOOK, whole(write_xlsx)),
        Way(
            "ods",
            _("Spreadsheet, OpenDocument"),
            ".ods",
            "application/vnd.oasis.opendocument.spreadsheet",
            whole(write_ods),
        ),
        Way(
            "matrix",
            _("Mahara SmartEvidence"),
            ".matrix",
            "application/json",
            whole(write_matrix),
            comes_back=False,
        ),
        Way(
            "moodle",
            _("Moodle competencies"),
            ".moodle.csv",
            "text/csv; charset=utf-8",
            whole(write_moodle),
            comes_back=False,
        ),
    )
}


def suite_in_pieces(suite_page, way: str) -> Iterator[bytes]:
    """The suite as the named format, in pieces. Drafts stay here; outlines and what was retired go along."""
    document = suite_document(suite_page)
    if way == "case11":  # it also says when things changed, and what people agreed became of them
        return write_suite(suite_page, document)
    return WAYS[way].write(document)


def file_name(suite_page, way: str) -> str:
    return f"{suite_page.slug}{WAYS[way].suffix}"
