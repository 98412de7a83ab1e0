"""Asking someone who was there, and what became of it: for the practitioner."""

import re
import time

import segno
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.access import fetch_for, may
from people.once import once
from portfolios.drafts import begun
from portfolios.forms.fields import moment_in_parts
from portfolios.forms.witnesses import AgainForm, AskForm, QuestionsForm
from portfolios.models import Evidence, Unit, WitnessRequest
from portfolios.operations.witnesses import (
    CannotAsk,
    ask_again,
    ask_witness,
    path_of,
    prepare_request,
    take_request_back,
)
from portfolios.queries import units_to_match
from portfolios.views.keeping import drafted

A_PAGE = 20
DRAFTED = re.compile("[a-z0-9]{1,20}")  # a code that may stand in the name of a draft
SHOWN_FOR = 15 * 60  # seconds in which the link can be copied
State = WitnessRequest.State
UNITS = Unit.objects.select_related("portfolio__owner", "version__standard")
REQUESTS = WitnessRequest.objects.select_related("unit__portfolio__owner", "unit__version", "evidence")


@require_safe
def witness_list(request):
    """Everyone they asked, newest first. Who would rather not is not counted anywhere."""
    asked = REQUESTS.visible_to(request.user).annotate(asks=Count("questions")).order_by("-asked_at", "-pk")
    page = Paginator(asked, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "portfolios/witness_list.html", {"page": page})


@require_safe
@may("portfolios.practise")
def witness_where(request):
    """For which standard? Where there is only one, this leads there at once."""
    units = list(units_to_match(request.user, organisation=request.organisation).filter(was_carried_on=False))
    query = request.GET.urlencode()
    if len(units) == 1:
        return redirect(f"{reverse('witness-ask', args=[units[0].code])}{query and '?' + query}")
    return render(request, "portfolios/witness_where.html", {"units": units, "query": query})


@require_http_methods(["GET", "HEAD", "POST"])
@once
@drafted
def witness_ask(request, code):
    unit = fetch_for(request.user, "portfolios.ask_witness", UNITS, code=code)
    asked = {
        "requirements": unit.version.requirements.all(),
        "owner": unit.portfolio.owner,
        "mail_on": settings.MAIL_ON,
    }
    if request.method != "POST":
        begin = begun_from(request, unit)
        form, draft = begun(
            request.user, about_asking(request, unit), lambda typed: AskForm(typed, initial=begin, **asked)
        )
        return ask_page(request, unit, form, draft=draft)
    form = AskForm(request.POST, **asked)
    if not form.is_valid():
        return ask_page(request, unit, form, status=422)
    try:
        prepared = prepare_request(unit, by=request.user, **form.told)
    except CannotAsk as refusal:
        form.add_error(None, refusal.sentence)
        return ask_page(request, unit, form, status=422)
    return redirect("witness-detail", prepared.code)


def ask_page(request, unit, form, *, draft=None, status=200):
    page = {"unit": unit, "form": form, "draft": draft, "about": about_asking(request, unit)}
    return render(request, "portfolios/witness_ask.html", page, status=status)


def about_asking(request, unit):
    """Words about one piece of evidence come back beside that one."""
    evidence = request.GET.get("evidence", "")
    return " ".join(["ask", unit.code, *([evidence] if DRAFTED.fullmatch(evidence) else [])])


def begun_from(request, unit):
    """What a piece of evidence already says: ?evidence=…; of anything unknown, nothing."""
    pieces = Evidence.objects.visible_to(request.user).filter(portfolio=unit.portfolio_id)
    evidence = pieces.filter(code=request.GET.get("evidence", "")).first()
    if evidence is None:
        return {"asked": request.GET.getlist("asks")}
    begun = {"event": evidence.name}
    begun["asked"] = list(evidence.claims.filter(unit=unit).values_list("requirement__code", flat=True))
    if evidence.happened_on:
        begun["happened"] = moment_in_parts(evidence.happened_on, evidence.happened_precision)
    return begun


# --- one request ----------------------------------------------------------------------------


@require_safe
def witness_detail(request, code):
    return detail_page(request, fetch_for(request.user, "portfolios.view_witness", REQUESTS, code=code))


def detail_page(request, asked, *, form=None, status=200):
    told, about, draft = {"request": asked, "mail_on": settings.MAIL_ON}, f"questions {asked.code}", None
    if form is None and asked.state == State.DRAFT:
        form, draft = begun(request.user, about, lambda typed: QuestionsForm(typed, **told))
    elif form is None and asked.can_be_asked_again:
        form = AgainForm(**told)
    shown = {
        "asked": asked,
        "form": form,
        "draft": draft,
        "about": about,
        "questions": asked.questions.select_related("requirement"),
        "may_ask": request.user.has_perm("portfolios.change_witness", asked),
        "link": link_to_show(request, asked),
    }
    if shown["link"]:
        shown["picture"] = segno.make_qr(shown["link"], error="m").svg_data_uri(
            scale=5, border=4, light="#fff"
        )
    return render(request, "portfolios/witness_detail.html", shown, status=status)


@require_POST
@once
@drafted
def witness_send(request, code):
    asked = fetch_for(request.user, "portfolios.change_witness", REQUESTS, code=code)
    form = QuestionsForm(request.POST, request=asked, mail_on=settings.MAIL_ON)
    if not form.is_valid():
        return detail_page(request, asked, form=form, status=422)
    told = {"email": form.cleaned_data["email"], "note": form.cleaned_data["note"], "questions": form.words}
    return asked_or_not(request, asked, form, lambda: ask_witness(asked, by=request.user, **told))


@require_POST
@once
def witness_again(request, code):
    asked = fetch_for(request.user, "portfolios.change_witness", REQUESTS, code=code)
    form = AgainForm(request.POST, request=asked, mail_on=settings.MAIL_ON)
    if not form.is_valid():
        return detail_page(request, asked, form=form, status=422)
    email = form.cleaned_data["email"]
    return asked_or_not(request, asked, form, lambda: ask_again(asked, by=request.user, email=email))


def asked_or_not(request, asked, form, ask):
    try:
        asked = ask()
    except CannotAsk as refusal:
        form.add_error(None, refusal.sentence)
        return detail_page(request, asked, form=form, status=422)
    if asked.is_mailed:
        messages.success(request, _("Asked. They get a mail with a link, and nothing else in it."))
    else:
        request.session["witness_link"] = [asked.code, asked.links, int(time.time())]
        messages.success(request, _("The link is ready. Hand it over now: it is shown only for a while."))
    return redirect("witness-detail", asked.code)


def link_to_show(request, asked):
    """The whole link, just after it was made, to whoever made it and will hand it over; else nothing."""
    code, links, at = request.session.get("witness_link", ["", 0, 0])
    is_fresh = (code, links) == (asked.code, asked.links) and time.time() - at < SHOWN_FOR
    if is_fresh and asked.state == State.ASKED and not asked.is_mailed:
        return settings.PUBLIC_URL + path_of(asked)
    return ""


@require_POST
@once
def witness_end(request, code):
    asked = fetch_for(request.user, "portfolios.change_witness", REQUESTS, code=code)
    try:
        left = take_request_back(asked, by=request.user)
    except CannotAsk as refusal:
        messages.warning(request, refusal.sentence)
        return redirect("witness-detail", asked.code)
    messages.success(request, _("Taken back. The link leads nowhere now."))
    return redirect("witness-detail", asked.code) if left else redirect("witness-list")
