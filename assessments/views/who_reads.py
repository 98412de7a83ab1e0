"""Whom a practitioner would rather not have as an assessor, and what ties them to one. Without a reason, and quietly."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.forms.ties import TieForm
from assessments.operations.refusing import choose_readers
from assessments.operations.ties import say_tie
from assessments.quiet import who_said_no
from assessments.readers import assessors_in, judges_in
from assessments.ties import own_ties
from people.access import only_for
from people.once import once
from people.roles import Role
from portfolios.models import Portfolio
from portfolios.operations.units import open_portfolio

A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(Role.PRACTITIONER)
def who_reads(request):
    """No key of this form is kept, for that would be a mark: saying it twice is saying it once.

    Only what was changed on the page is acted on: what another tab said meanwhile, or another page holds now, stays.
    """
    if request.method != "POST":
        return who_page(request)
    wished, was = set(request.POST.getlist("rather_not")), set(request.POST.getlist("was"))
    changed = chosen_among(others_in(request), wished ^ was)
    if changed is None:
        messages.error(request, _("That is not one of the choices here. Nothing was changed."))
        return who_page(request, status=422)
    rather_not = [person for person in changed if person.code in wished]
    portfolio = folder_of(request)
    if portfolio is None and rather_not:
        portfolio = open_portfolio(request.user, organisation=request.organisation, by=request.user)
    if portfolio:
        choose_readers(portfolio, among=changed, rather_not=rather_not, by=request.user)
    messages.success(request, _("Saved. Nobody is told."))
    return redirect(request.get_full_path())


def chosen_among(people, codes):
    """Those of them with these codes; None where a code is nobody’s of them."""
    asked = [code for code in codes if code.isalnum()]
    found = list(people.filter(code__in=asked)) if asked else []
    return found if len(found) == len(codes) else None


@require_POST
@only_for(Role.PRACTITIONER)
@once
def own_tie(request):
    form = TieForm(request.POST, assessors=judges_beside(request))
    if not form.is_valid():
        return who_page(request, form=form, status=422)
    two = {"practitioner": request.user, "organisation": request.organisation}
    say_tie(form.chosen("assessor"), **two, kind=form.cleaned_data["kind"], by=request.user)
    messages.success(request, _("Thank you for saying so. They read and judge nothing of yours from now on."))
    return redirect("who-reads")


def others_in(request):
    return assessors_in(request.organisation).exclude(pk=request.user.pk)


def judges_beside(request):
    return judges_in(request.organisation).exclude(pk=request.user.pk)


def folder_of(request):
    return Portfolio.objects.filter(owner=request.user, organisation=request.organisation).first()


def assessors_on(request):
    return Paginator(others_in(request), A_PAGE).get_page(request.GET.get("page"))


def who_page(request, *, form=None, status=200):
    page = assessors_on(request)
    folder = folder_of(request)
    shown = {
        "page": page,
        "rather_not": {person.pk for person in who_said_no(page, folder)} if folder else set(),
        "form": form or TieForm(assessors=judges_beside(request)),
        "ties": list(own_ties(request.user, request.organisation).filter(practitioner=request.user)),
    }
    return render(request, "assessments/who_reads.html", shown, status=status)
