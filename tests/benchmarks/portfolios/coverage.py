"""The table of the whole portfolio, as a page, against its floor in the same run, and as files to take along."""

from django.db.models import F, FilteredRelation, Q
from django.http import HttpResponse
from django.template import engines
from django.test import RequestFactory

from standards.models import Requirement
from tests.benchmarks.portfolios.sample import Visitor, page_figures, sample
from tests.benchmarks.running import Figure, peak_megabytes, queries, timed

ADDRESS = "/my/coverage/"
TIMES_THE_FLOOR = 3
FLOOR = """<!doctype html><title>Floor</title><table>{% for row in rows %}<tr>
<th>{{ row.code }}</th><td>{{ row.number }}</td><td>{{ row.text }}</td><td>{{ row.kind }}</td>
<td>{% if row.beside %}{{ row.beside }}{% endif %}</td></tr>{% endfor %}</table>"""


def floor_of(made, rows, **more):
    """A bare view: one query, four values and an `if` a row, no middleware, nobody signed in, nothing else on the page.

    With `beside`, the rows are those of the query that brings what claims them along: one for each claim.
    """
    template, request = engines["django"].from_string(FLOOR), RequestFactory().get("/")
    asked = Requirement.objects.filter(version__in=[unit.version_id for unit in made.units])
    asked = asked.annotate(beside=F("group")) if not more else asked.annotate(**more)
    asked = asked.order_by("position").values("code", "number", "text", "kind", "beside")

    def view(request):
        return HttpResponse(template.render({"rows": asked.all()[:rows]}, request))

    assert view(request).content.count(b"<tr>") == rows
    return timed(lambda: view(request))


def floor_with_claims(made, page):
    """The floor of what is really on a page: its rows, and every claim on them."""
    lines = page.count(b'class="is-gap"') + page.count(b"#c-")
    claimed = FilteredRelation("claims", condition=Q(claims__unit__in=made.units))
    return lines, floor_of(made, lines, claimed=claimed, beside=F("claimed__evidence__name"))


def coverage(name, **size):
    made = sample(**size)
    visitor = Visitor(made.cast.practitioner)
    page = visitor.get(ADDRESS)
    rows = page.count(b"<tr ") - page.count(b'class="wh__g"') - 1
    figures, took = page_figures(name, visitor, ADDRESS, milliseconds=60, most_queries=12, kilobytes=300)
    yield from figures
    wanted = size["units"] * size["requirements"]
    yield Figure(f"{name}, rows really rendered of {wanted}", rows, "rows")
    limit = TIMES_THE_FLOOR if wanted == 650 else None  # promised for the table all of which is on the page
    floor = floor_of(made, rows)
    yield Figure(f"{name}, the floor of {rows} rows", floor * 1000, "ms", None, floor.told())
    yield times_the_floor(name, took, floor, limit=limit if size["claims"] < 1000 else None)
    lines, floor = floor_with_claims(made, page)
    yield Figure(f"{name}, the floor of {lines} lines, claims too", floor * 1000, "ms", None, floor.told())
    yield times_the_floor(f"{name}, claims too", took, floor, limit=limit)
    yield Figure(f"{name}, memory", peak_megabytes(lambda: visitor.get(ADDRESS)), "MB")


def times_the_floor(name, took, floor, *, limit):
    more = {"by processor time": round(took.processor / floor.processor, 2)}
    return Figure(f"{name}, times the floor", took / floor, "times", limit, more)


def coverage_650_200():
    yield from coverage("coverage 650, 200 claims", units=25, requirements=26, evidence=20, claims=200)


def coverage_650_2000():
    yield from coverage("coverage 650, 2,000 claims", units=25, requirements=26, evidence=20, claims=2000)


def coverage_2600_200():
    yield from coverage("coverage 2,600, 200 claims", units=100, requirements=26, evidence=20, claims=200)


def coverage_2600_2000():
    yield from coverage("coverage 2,600, 2,000 claims", units=100, requirements=26, evidence=20, claims=2000)


def coverage_files():
    made = sample(units=25, requirements=26, evidence=20, claims=200)
    visitor = Visitor(made.cast.practitioner)
    for name, times in (("table.csv", 20), ("paper.pdf", 3)):
        took = timed(lambda: visitor.get(ADDRESS + name), times=times, warm=1)  # noqa: B023  called at once
        more = took.told() | {"queries": queries(lambda: visitor.get(ADDRESS + name))}  # noqa: B023
        yield Figure(f"coverage as {name}", took * 1000, "ms", None, more)


def values_lens():
    made = sample(units=25, requirements=26, evidence=20, claims=200)
    rows, _took = page_figures(
        "values lens", Visitor(made.cast.practitioner), "/my/values/", milliseconds=None, most_queries=12
    )
    yield from rows


FIGURES = [
    coverage_650_200,
    coverage_650_2000,
    coverage_2600_200,
    coverage_2600_2000,
    coverage_files,
    values_lens,
]
