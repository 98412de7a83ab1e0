"""Groups, made by the operations the screens use; and lists of people as spreadsheets."""

from assessments.joining import plan_of
from assessments.lists import Row
from assessments.operations.cohorts import invite_from_rows, make_cohort
from people.roles import Role
from standards.exchange.sheets.writing import ods_of, xlsx_of
from tests.factories.people import MembershipFactory

NOTES = ("Notes", ["None."])


def cohort_in(organisation, *, by, **fields):
    return make_cohort(organisation, by=by, **{"name": "Valley 2026 sample"} | fields)


def rows_of(count, *, first=1):
    """`count` people nobody knows yet, with their rows as a sheet with headings counts them."""
    return [
        Row(number + 1, f"New{number} Sample", f"new{number}@sample.example")
        for number in range(first, first + count)
    ]


def bring_in(cohort, rows, *, by):
    """Look, and agree to what was shown."""
    return invite_from_rows(cohort, rows=rows, seen=plan_of(cohort, rows).digest, by=by)


def practitioner_here(organisation, **person):
    fields = {f"person__{name}": value for name, value in person.items()}
    return MembershipFactory(organisation=organisation, role=Role.PRACTITIONER, **fields).person


def as_csv(headings, rows):
    return "\r\n".join(",".join(row) for row in [headings, *rows]).encode()


def as_xlsx(headings, rows):
    return xlsx_of(headings, rows, NOTES, "People")


def as_ods(headings, rows):
    return ods_of(headings, rows, NOTES, "People")
