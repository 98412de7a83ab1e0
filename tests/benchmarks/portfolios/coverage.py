"""The table of the whole portfolio, as a page, against its floor in the same run, and as files to take along."""

from django.db.models import F, FilteredRelation, Q
from django.http import HttpResponse
from django.template import engines
from django.test import RequestFactory

from standards.models import Requirement
from standards.queries import printed
from tests.benchmarks.portfolios.sample import Visitor, page_figures, sample
from tests.benchmarks.running import Figure, peak_megabytes, queries, timed

ADDRESS = "/my/coverage/"
TIMES_THE_FLOOR = 3
BARE = """<!doctype html><title>Floor</title><table>{% for row in rows %}<tr>
<th>{{ row.code }}</th><td>{{ row.number }}</td><td>{{ row.text }}</td><td>{{ row.kind }}</td>
<td>{% if row.beside %}{{ row.beside }}{% endif %}</td></tr>{% endfor %}</table>"""
FLOOR = """<!doctype html><title>Floor</title><table role="table">
{% regroup rows by code as lines %}{% for line in lines %}{% with row=line.list.0 %}
<tr role="row" class="is-{{ row.kind }}">
<th role="rowheader" scope="row"><b>{{ row.kind }}</b> <i>{{ row.number }}</i> {{ row.text }}</th>
<td role="cell">{% if row.claim %}Matched{% else %}No evidence yet{% endif %}</td>
{% for said in line.list %}{% if said.claim %}<td role="cell"><a{% if said.note %} class="n"{% endif %} \
href="../evidence/{{ said.evidence }}/#c-{{ said.code }}">{{ said.name }}</a></td>{% endif %}{% endfor %}
<td role="cell"></td></tr>{% endwith %}{% endfor %}</table>"""


def bare_floor(made, rows):
    """The least there can be: one query, four values and an `if` a row, and not one claim.

    No middleware, nobody signed in, nothing else on the page.
    """
    asked = Requirement.objects.filter(version__in=[unit.version_id for unit in made.units])
    asked = asked.annotate(beside=F("group")).order_by("version", "position")
    asked = asked.values("code", "number", "text", "kind", "beside")[:rows]
    return floor_of(BARE, asked, rows=rows, claims=0)


def floor_with_claims(made, rows, claims):
    """The same rows as the page: one query, with a cell and a link for each claim on them.

    Still no middleware, nobody signed in, no state but matched or not, no counts, no choices, nothing else on the page.
    """
    claimed = FilteredRelation("claims", condition=Q(claims__unit__in=made.units))
    asked = Requirement.objects.filter(version__in=[unit.version_id for unit in made.units])
    asked = asked.annotate(
        claimed=claimed,
        claim=F("claimed__pk"),
        note=F("claimed__note"),
        evidence=F("claimed__evidence__code"),
        name=F("claimed__evidence__name"),
    ).order_by("version", "position", "claimed__pk")
    asked = asked.values("code", "number", "text", "kind", "claim", "note", "evidence", "name")
    codes = asked.all().values_list("code", flat=True)
    on_page = set(list(dict.fromkeys(codes))[:rows])
    lines = sum(code in on_page for code in codes)
    return floor_of(FLOOR, asked.all()[:lines], rows=rows, claims=claims)


def floor_of(source, asked, *, rows, claims):
    """How long a bare view takes that renders these, having made sure that it renders as much as the page."""
    template, request = engines["django"].from_string(source), RequestFactory().get("/")

    def view(request):
        return HttpResponse(template.render({"rows": asked.all()}, request))

    page = view(request).content
    assert (page.count(b"<tr"), page.count(b"#c-")) == (rows, claims), (
        page.count(b"<tr"),
        page.count(b"#c-"),
    )
    return timed(lambda: view(request))


def coverage(name, **size):
    made = sample(**size)
    visitor = Visitor(made.cast.practitioner)
    page = visitor.get(ADDRESS)
    rows = page.count(b"<tr ") - page.count(b'class="wh__g"') - 1
    figures, took = page_figures(name, visitor, ADDRESS, milliseconds=60, most_queries=12, kilobytes=300)
    yield from figures
    wanted = size["units"] * size["requirements"]
    yield Figure(f"{name}, rows really rendered of {wanted}", rows, "rows")
    claims = page.count(b"#c-")
    floor = floor_with_claims(made, rows, claims)
    yield Figure(f"{name}, the floor of {rows} rows, {claims} claims", floor * 1000, "ms", None, floor.told())
    yield times_the_floor(name, took, floor, limit=TIMES_THE_FLOOR)
    floor = bare_floor(made, rows)
    yield Figure(f"{name}, the floor of {rows} rows, no claim", floor * 1000, "ms", None, floor.told())
    limit = TIMES_THE_FLOOR if size["claims"] < 1000 else None  # with 2,000, most of the page is claims
    yield times_the_floor(f"{name}, without claims", took, floor, limit=limit)
    shelf = printed.SHELF.kept

    def at_first():
        shelf.clear()
        visitor.get(ADDRESS)

    took = timed(at_first, times=20, warm=1)
    yield Figure(f"{name}, words not read before", took * 1000, "ms", 60, took.told())
    yield Figure(f"{name}, words not read before, queries", queries(at_first), "queries", 12)
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
