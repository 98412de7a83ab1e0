"""Bringing in a charter: paste it or upload it, and find it again among the texts brought in."""

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.exchange.reading import read_charter
from community.forms.bring_in import BringInCharterForm
from community.models import CharterIntake
from community.operations.intakes import bring_in_charter
from community.queries.intakes import charters_brought_in
from people.access import fetch_for, may
from people.once import once
from standards.operations.importing import TextIsRefused
from standards.views.beside_the_text import put_aside_or_take_up
from standards.views.reading_first import reads_first

PER_PAGE = 20
DESK, REVIEW = "charter-bring-in", "charter-bring-in-review"


def read_form(request):
    """(form, reading): the reading is None where the form itself is not right."""
    form = BringInCharterForm(request.POST, request.FILES)
    if not form.is_valid():
        return form, None
    source, name = form.source
    return form, read_charter(source, name=name)


@require_http_methods(["GET", "HEAD", "POST"])
@may("community.edit")
@reads_first(read_form)
@once
def bring_in_index(request):
    if request.method != "POST":
        return index_page(request, BringInCharterForm())
    form, reading = request.brought
    if reading and (intake := brought_in(request, form, reading)):
        return redirect(REVIEW, intake.code)
    return index_page(request, form, status=422)


def brought_in(request, form, reading):
    """The intake, or None with the reasons in the form."""
    source, name = form.source
    try:
        return bring_in_charter(source, name=name, by=request.user, reading=reading)
    except TextIsRefused as refusal:
        form.refuse(refusal.sentences, name=name)
    return None


def index_page(request, form, *, status=200):
    intakes = Paginator(charters_brought_in(), PER_PAGE).get_page(request.GET.get("page"))
    shown = {"heading": _("Bring in a charter"), "form": form, "intakes": intakes}
    return render(request, "community/admin/bring_in.html", shown, status=status)


def fetch_intake(request, code):
    intakes = CharterIntake.objects.select_related("page", "made_by")
    return fetch_for(request.user, "community.edit", intakes, code=code)


@require_POST
@may("community.edit")
@once
def bring_in_set_aside(request, code):
    return put_aside_or_take_up(request, fetch_intake(request, code), review=REVIEW, desk=DESK)
