"""Bringing a portfolio in from somewhere else, and reading what was said there."""

from contextlib import ExitStack
from functools import wraps

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from people.access import fetch_for, only_for
from people.once import once
from people.roles import Role
from portfolios.exchange.opening import open_bag
from portfolios.exchange.zips import BagIsRefused
from portfolios.forms.bringing_along import BringAlongForm
from portfolios.models import BroughtAlong
from portfolios.operations.bringing_along import already, bring_along, brought_before, kept_files, rehearse

A_PAGE = 50


def opens_first(view):
    """Open the bag and keep its files before `once` begins a transaction: nobody waits for someone’s files.

    `request.brought`: (form, bag, kept files), or (form, None, None) with the reasons in the form.
    """

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        with ExitStack() as until_answered:
            request.brought = received(request, until_answered) if request.method == "POST" else None
            return view(request, *args, **kwargs)

    return wrapped


def received(request, stack):
    form = BringAlongForm(request.POST, request.FILES)
    if not form.is_valid():
        return form, None, None
    try:
        bag = stack.enter_context(open_bag(form.cleaned_data["bag"].temporary_file_path()))
        before = brought_before(bag, person=request.user, organisation=request.organisation)
        if before:
            raise BagIsRefused(already(before))
        return form, bag, stack.enter_context(kept_files(bag, person=request.user))
    except BagIsRefused as refusal:
        form.refuse(refusal.sentences)
        return form, None, None


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(Role.PRACTITIONER)
@opens_first
@once
def bring_in(request):
    if request.method != "POST":
        return page(request, BringAlongForm())
    form, bag, kept = request.brought
    here = {"person": request.user, "organisation": request.organisation}
    try:
        if bag and request.POST.get("look"):
            return page(request, form, arrival=rehearse(bag, kept, **here))
        if bag:
            return welcome(request, bring_along(bag, kept, by=request.user, **here))
    except BagIsRefused as refusal:
        form.refuse(refusal.sentences)
    return page(request, form, status=422)


def welcome(request, arrival):
    messages.success(request, _("Your portfolio is here. Only you can see it."))
    return redirect("brought-along", arrival.brought.code)


def page(request, form, *, arrival=None, status=200):
    return render(request, "portfolios/bring_along.html", {"form": form, "arrival": arrival}, status=status)


@require_safe
def brought_along(request, code):
    """What was said elsewhere: to read, by its owner, and marked as unchecked on every page of it."""
    rows = BroughtAlong.objects.select_related("portfolio__organisation")
    brought = fetch_for(request.user, "portfolios.read_brought_along", rows, code=code)
    said = Paginator(brought.history.all(), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "portfolios/brought_along.html", {"brought": brought, "page": said})
