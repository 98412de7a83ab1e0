"""A suite leaves as a spreadsheet and comes back as it was; what is wrong with a sheet is said beside its row."""

from dataclasses import replace

import pytest

from standards.exchange.sheets import inspect_sheet, write_csv, write_ods, write_xlsx

from .sheet_samples import FULL, SPARE

WRITERS = {"csv": write_csv, "xlsx": write_xlsx, "ods": write_ods}


def without_lines(document):
    """Where the sheet says it is no part of what it says."""
    return replace(
        document,
        standards=tuple(
            replace(
                standard,
                line=0,
                requirements=tuple(replace(row, line=0) for row in standard.requirements),
                illustrations=tuple(replace(row, line=0) for row in standard.illustrations),
            )
            for standard in document.standards
        ),
    )


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("document", [FULL, SPARE], ids=["everything", "next to nothing"])
def test_a_suite_comes_back_as_it_was(kind, document):
    reading = inspect_sheet(WRITERS[kind](document))

    assert reading.format == kind
    assert reading.document.errors == ()
    assert without_lines(reading.document) == document
