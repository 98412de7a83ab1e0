"""Bringing in a whole suite: choose a file, read the plan, answer what is doubtful, agree. And taking one along."""

from django.core.paginator import Paginator
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.access import fetch_for, may
from people.once import once
from standards.exchange.suites.files import read_suite_file
from standards.exchange.suites.writers import WAYS, file_name, suite_in_pieces
from standards.forms.suites import BringInSuiteForm
from standards.models import Intake, SuitePage
from standards.operations.suite_imports import SuiteIsRefused
from standards.operations.suite_intakes import bring_in_suite
from standards.queries.intakes import suites_brought_in
from standards.views.beside_the_text import put_aside_or_take_up
from standards.views.reading_first import reads_first

PER_PAGE = 20
MOST_PROBLEMS = 200


def read_form(request):
    """(form, what is in its file): the second is None where the form itself is not right."""
    form = BringInSuiteForm(request.POST, request.FILES)
    return form, read(form) if form.is_valid() else None


@require_http_methods(["GET", "HEAD", "POST"])
@may("standards.edit")
@reads_first(read_form)
@once
def bring_in_suite_index(request):
    if request.method != "POST":
        return index_page(request, BringInSuiteForm())
    form, brought = request.brought
    if brought is None:
        return index_page(request, form, status=422)
    reading, source, name = brought
    try:
        suite = form.cleaned_data["suite"]
        intake = bring_in_suite(reading, source, suite=suite, by=request.user, name=name)
    except SuiteIsRefused as refusal:
        return index_page(request, form, status=422, sheet=reading.sheet, sentences=refusal.sentences)
    return redirect("bring-in-suite-plan", intake.code)


def read(form):
    file = form.cleaned_data["file"]
    source = file.read()
    return read_suite_file(source, name=file.name), source, file.name


def index_page(request, form, *, status=200, sheet=None, sentences=()):
    """`rows`: of a spreadsheet that was refused, those with something wrong, each with what is wrong beside it."""
    shown = {
        "heading": _("Bring in a suite"),
        "form": form,
        "sentences": sentences if not (sheet and sheet.problems) else (),
        "rows": rows_with_problems(sheet),
        "intakes": Paginator(suites_brought_in(), PER_PAGE).get_page(request.GET.get("page")),
        "suites": SuitePage.objects.filter(alias_of=None).order_by("path"),
    }
    return render(request, "standards/admin/bring_in_suite.html", shown, status=status)


def rows_with_problems(sheet):
    problems = {}
    for problem in (sheet.problems if sheet else ())[:MOST_PROBLEMS]:
        problems.setdefault(problem.row, []).append(problem)
    cells = dict(sheet.rows) if sheet else {}
    return [
        {
            "number": row,
            "words": " · ".join(filter(None, cells.get(row, {}).values()))[:300],
            "problems": found,
        }
        for row, found in problems.items()
    ]


def fetch_suite_intake(request, code):
    suites = Intake.objects.filter(subject=Intake.Subject.SUITE).select_related("suite", "made_by")
    return fetch_for(request.user, "standards.edit", suites.defer("original"), code=code)


@require_POST
@may("standards.edit")
@once
def bring_in_suite_set_aside(request, code):
    intake = fetch_suite_intake(request, code)
    return put_aside_or_take_up(request, intake, review="bring-in-suite-plan", desk="bring-in-suite")


# --- taking a suite along -----------------------------------------------------------------------


@require_GET
@may("standards.edit")
def take_suite_along(request, page_id):
    suite = fetch_suite(page_id)
    ways = [way for way in WAYS.values() if way.comes_back]
    one_way = [way for way in WAYS.values() if not way.comes_back]
    shown = {"suite": suite, "ways": ways, "one_way": one_way}
    return render(request, "standards/admin/take_suite_along.html", shown)


@require_GET
@may("standards.edit")
def suite_file(request, page_id, way):
    """The suite as a file, handed out piece by piece."""
    suite = fetch_suite(page_id)
    chosen = WAYS.get(way)
    if chosen is None:
        raise Http404
    answer = StreamingHttpResponse(suite_in_pieces(suite, way), content_type=chosen.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{file_name(suite, way)}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def fetch_suite(page_id):
    suite = SuitePage.objects.filter(pk=page_id, alias_of=None).first()
    if suite is None:
        raise Http404
    return suite
