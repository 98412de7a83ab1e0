"""The coordinator's groups: which there are, who needs what, and the same as a table to keep."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.cohorts import Need, cohorts_in, members_of, members_who_need, needs_in, numbers_in
from assessments.forms.cohorts import AddPersonForm, CohortForm
from assessments.models import Cohort, CohortMember
from assessments.operations.cohorts import (
    CohortHasChanged,
    CohortHasEnded,
    IsNoPractitioner,
    add_person,
    change_cohort,
    end_cohort,
    leave,
    make_cohort,
    take_up_cohort,
)
from assessments.who_needs_what import people_in_words
from people.access import fetch_for, only_for
from people.once import once
from people.roles import Role
from standards.exchange.sheets.shape import cell_of
from standards.exchange.sheets.writing import csv_of

PER_PAGE = 20
MEMBERS = CohortMember.objects.select_related("cohort")
COHORTS = Cohort.objects.select_related("organisation", "award__current_version")


def fetch_cohort(request, code):
    return fetch_for(request.user, "assessments.look_after_cohort", COHORTS, code=code)


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(Role.COORDINATOR)
@once
def cohort_list(request):
    if request.method != "POST":
        return list_page(request, CohortForm())
    form = CohortForm(request.POST)
    if not form.is_valid():
        return list_page(request, form, status=422)
    cohort = make_cohort(request.organisation, by=request.user, **form.typed)
    messages.success(request, _("The group is ready. Now bring in its people."))
    return redirect("cohort-invite", cohort.code)


def list_page(request, form, *, status=200):
    page = Paginator(cohorts_in(request.organisation), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "assessments/cohort_list.html", {"page": page, "form": form}, status=status)


@require_safe
def cohort_detail(request, code):
    cohort = fetch_cohort(request, code)
    return detail_page(request, cohort)


def detail_page(request, cohort, *, form=None, status=200):
    need = need_asked(request)
    needs = needs_in(cohort)
    members = members_who_need(cohort, need, needs) if need else members_of(cohort)
    page = Paginator(members, PER_PAGE).get_page(request.GET.get("page"))
    shown = {
        "cohort": cohort,
        "need": need,
        "numbers": numbers_in(needs),
        "page": page,
        "people": people_in_words(cohort, page.object_list),
        "form": form or AddPersonForm(organisation=cohort.organisation),
        "can_start": cohort.award is None or cohort.award.is_open_to_start(),
    }
    return render(request, "assessments/cohort_detail.html", shown, status=status)


def need_asked(request):
    """What is asked for in the address; None for everything, and for what is no need."""
    return next((need for need in Need if need == request.GET.get("needs")), None)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def cohort_change(request, code):
    cohort = fetch_cohort(request, code)
    if request.method != "POST":
        return change_page(request, cohort, CohortForm(cohort=cohort))
    form = CohortForm(request.POST, cohort=cohort)
    if not form.is_valid():
        return change_page(request, cohort, form, status=422)
    try:
        change_cohort(cohort, by=request.user, revision=form.cleaned_data["revision"], **form.typed)
    except CohortHasChanged as refusal:
        form = CohortForm(form.typed_again(refusal.current), cohort=refusal.current)
        form.add_error(None, refusal.sentence)
        return change_page(request, refusal.current, form, status=409)
    messages.success(request, _("Saved."))
    return redirect("cohort-detail", code)


def change_page(request, cohort, form, *, status=200):
    return render(request, "assessments/cohort_change.html", {"cohort": cohort, "form": form}, status=status)


@require_POST
@once
def cohort_end(request, code):
    """It is over, or (“back”) goes on: pressed twice, it is done once."""
    cohort = fetch_cohort(request, code)
    if "back" in request.POST:
        take_up_cohort(cohort, by=request.user)
        messages.success(request, _("The group goes on, as you left it."))
    else:
        end_cohort(cohort, by=request.user)
        messages.success(request, _("The group has ended. What its people do goes on as it was."))
    return redirect("cohort-detail", code)


@require_POST
@once
def cohort_add(request, code):
    cohort = fetch_cohort(request, code)
    form = AddPersonForm(request.POST, organisation=cohort.organisation)
    if not form.is_valid():
        return detail_page(request, cohort, form=form, status=422)
    person = form.cleaned_data["whom"]
    try:
        add_person(cohort, person, by=request.user)
    except (IsNoPractitioner, CohortHasEnded) as refusal:
        form.add_error("whom", refusal.sentence)
        return detail_page(request, cohort, form=form, status=409)
    messages.success(request, _("%(name)s is in this group now.") % {"name": person})
    return redirect("cohort-detail", code)


@require_POST
@once
def cohort_leave(request, code, member):
    cohort = fetch_cohort(request, code)
    member = fetch_for(request.user, "assessments.look_after_cohort", MEMBERS, code=member, cohort=cohort)
    leave(member, by=request.user)
    messages.success(request, _("No longer in this group. Their work and their award stay as they were."))
    return redirect("cohort-detail", code)


@require_safe
def cohort_table(request, code):
    """What the page says, as CSV: one row for each person and standard."""
    cohort = fetch_cohort(request, code)
    need = need_asked(request)
    members = members_who_need(cohort, need, needs_in(cohort)) if need else members_of(cohort)
    people = people_in_words(cohort, members)
    table = [[cell_of(str(cell), typed=False) for cell in row] for one in people for row in table_rows(one)]
    headings = [_("Name"), _("Standard"), _("What is needed"), _("Who it waits for"), _("Shared on")]
    answer = HttpResponse(csv_of(headings, table), content_type="text/csv; charset=utf-8")
    name = slugify(cohort.name) or cohort.code
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def table_rows(someone):
    name = someone.member.shown_name
    if not someone.standings:
        return [[name, "", someone.needs[0].label, "", ""]]
    return [[name, one.title, one.words, one.waits_for, day_of(one.since)] for one in someone.standings]


def day_of(moment):
    return timezone.localtime(moment).date().isoformat() if moment else ""
