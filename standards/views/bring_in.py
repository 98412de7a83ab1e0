"""Bringing in a standard: paste it or upload it, and find it again among the texts brought in."""

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from people.access import fetch_for, may
from people.once import once
from standards.exchange.reading import read_standard
from standards.forms.bring_in import BringInForm
from standards.models import Intake
from standards.operations.importing import TextIsRefused
from standards.operations.intakes import bring_in
from standards.queries.intakes import standards_brought_in
from standards.views.beside_the_text import put_aside_or_take_up
from standards.views.reading_first import reads_first

PER_PAGE = 20


def read_form(request):
    """(form, reading): the reading is None where the form itself is not right."""
    form = BringInForm(request.POST, request.FILES)
    if not form.is_valid():
        return form, None
    source, name = form.source
    return form, read_standard(source, name=name, suite=form.cleaned_data["suite"].slug)


@require_http_methods(["GET", "HEAD", "POST"])
@may("standards.edit")
@reads_first(read_form)
@once
def bring_in_index(request):
    if request.method != "POST":
        return index_page(request, BringInForm())
    form, reading = request.brought
    if reading and (intake := brought_in(request, form, reading)):
        return redirect("bring-in-review", intake.code)
    return index_page(request, form, status=422)


def brought_in(request, form, reading):
    """The intake, or None with the reasons in the form."""
    source, name = form.source
    suite = form.cleaned_data["suite"]
    try:
        return bring_in(source, name=name, suite=suite, by=request.user, reading=reading)
    except TextIsRefused as refusal:
        form.refuse(refusal.sentences, name=name)
    return None


def index_page(request, form, *, status=200):
    intakes = Paginator(standards_brought_in(), PER_PAGE).get_page(request.GET.get("page"))
    shown = {
        "heading": _("Bring in a standard"),
        "form": form,
        "intakes": intakes,
        "suites": len(form.fields["suite"].queryset),
    }
    return render(request, "standards/admin/bring_in.html", shown, status=status)


def fetch_intake(request, code):
    standards = Intake.objects.filter(subject=Intake.Subject.STANDARD).select_related(
        "suite", "page", "made_by"
    )
    return fetch_for(request.user, "standards.edit", standards, code=code)


@require_POST
@may("standards.edit")
@once
def bring_in_set_aside(request, code):
    intake = fetch_intake(request, code)
    return put_aside_or_take_up(request, intake, review="bring-in-review", desk="bring-in")
