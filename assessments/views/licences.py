"""Who may assess here: coordinators keep it, quality assurers read it, and an assessor sees their own."""

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.forms.licences import LicenceForm
from assessments.forms.naming import SomeoneForm, few
from assessments.licences import (
    countersigners_in,
    ending_soon,
    in_words,
    licences_in,
    own_licences,
    stuck_first,
    waiting_in,
    without_licence,
)
from assessments.models import Licence
from assessments.operations.licences import (
    CannotCountersign,
    CannotLicense,
    LicenceHasEnded,
    choose_countersigner,
    end_licence,
    record_licence,
)
from assessments.readers import assessors_in
from assessments.waiting_licences import decisions_stuck
from people.access import fetch_for, only_for
from people.once import once
from people.roles import Role

A_PAGE = 20
WHOM = gettext_lazy("Say who agrees.")


@require_safe
@only_for(Role.COORDINATOR, Role.IQA, Role.ASSESSOR)
def licences(request):
    return licences_page(request)


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(Role.COORDINATOR)
@once
def licence_record(request, code):
    person = assessors_in(request.organisation).filter(code=code).first()
    if person is None:
        raise Http404
    allowed = countersigners_in(request.organisation, on=here_today(request)).exclude(pk=person.pk)
    if request.method != "POST":
        started = as_it_stands(person, request.organisation, on=here_today(request))
        return record_page(request, person, LicenceForm(initial=started, countersigners=allowed))
    form = LicenceForm(request.POST, countersigners=allowed)
    if not form.is_valid():
        return record_page(request, person, form, status=422)
    try:
        record_licence(person, organisation=request.organisation, by=request.user, **form.cleaned_data)
    except CannotLicense as refusal:
        form.add_error(None, refusal.sentence)
        return record_page(request, person, form, status=422)
    messages.success(request, _("The licence of %(name)s is recorded.") % {"name": person})
    return redirect("licences")


@require_POST
@once
def licence_end(request, code):
    licence = fetch_for(request.user, "assessments.keep_licence", whole(), code=code)
    try:
        end_licence(licence, by=request.user)
    except LicenceHasEnded as refusal:
        messages.error(request, refusal.sentence)
        return licences_page(request, status=409)
    words = _("The licence of %(name)s has ended. What was signed under it stays signed.")
    messages.success(request, words % {"name": licence.person})
    return redirect("licences")


@require_POST
@once
def licence_countersigner(request, code):
    licence = fetch_for(request.user, "assessments.keep_licence", whole(), code=code)
    form = SomeoneForm(
        request.POST, name="countersigner", label=_("Who agrees"), required=WHOM, people=others_than(licence)
    )
    if not form.is_valid():
        return licences_page(request, licence=licence, form=form, status=422)
    chosen = form.chosen("countersigner")
    try:
        left = choose_countersigner(licence, countersigner=chosen, by=request.user)
    except CannotCountersign as refusal:
        messages.error(request, refusal.sentence)
        return licences_page(request, status=422)
    except LicenceHasEnded as refusal:
        messages.error(request, refusal.sentence)
        return licences_page(request, status=409)
    told = {"name": chosen, "trainee": licence.person}
    messages.success(request, _("%(name)s agrees to what %(trainee)s decides from now on.") % told)
    if left:
        messages.info(request, what_stays(left, chosen))
    return redirect("licences")


def others_than(licence):
    """Who may agree to what its holder decides."""
    on = licence.organisation.date_of(timezone.now())
    return countersigners_in(licence.organisation, on=on).exclude(pk=licence.person_id)


def what_stays(left, chosen):
    words = ngettext(
        "%(count)d decision waits where it was: %(name)s can’t agree to that one.",
        "%(count)d decisions wait where they were: %(name)s can’t agree to those.",
        len(left),
    )
    return words % {"count": len(left), "name": chosen}


def whole():
    return Licence.objects.select_related("person", "organisation", "countersigner")


def here_today(request):
    return request.organisation.date_of(timezone.now())


def as_it_stands(person, organisation, *, on):
    """What the form begins with: the newest licence, from the day after its last, or from today."""
    last = own_licences(person, organisation, on=on).order_by("-from_date", "-pk").first()
    if last is None:
        return {"from_date": on}
    follows = last.until_date + timedelta(days=1) if last.until_date and last.counts else on
    countersigner = last.countersigner.code if last.countersigner else ""
    kept = {name: getattr(last, name) for name in ("qualification", "competence", "is_trainee")}
    return kept | {"from_date": follows, "countersigner": countersigner}


def record_page(request, person, form, *, status=200):
    had_one = person.licences.filter(organisation=request.organisation).exists()
    context = {"assessor": person, "form": form, "had_one": had_one}
    return render(request, "assessments/licence_record.html", context, status=status)


def licences_page(request, *, licence=None, form=None, status=200):
    """`licence`, `form`: of which, who agrees was not found by what was typed."""
    place, on = request.organisation, here_today(request)
    keeps, reads = Role.COORDINATOR in request.roles, Role.IQA in request.roles
    rows = licences_in(place, on=on) if keeps or reads else own_licences(request.user, place, on=on)
    if keeps:
        rows = stuck_first(rows, decisions_stuck([place]))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {"page": with_words(page, on=on), "keeps": keeps, "reads_all": keeps or reads, "form": None}
    if keeps or reads:
        context |= about_everyone(request, on=on)
    if form and context.get("countersigners", ()) is None:  # none are asked about where one keeps no licences
        context |= {"licence": licence, "form": form}
    elif form:
        messages.error(request, CannotCountersign.sentence)
    return render(request, "assessments/licences.html", context, status=status)


def about_everyone(request, *, on):
    place = request.organisation
    lists = {
        "missing": without_licence(place, on=on),
        "soon": ending_soon(place, on=on),
        "waiting": waiting_in(place),
    }
    pages = {name: Paginator(rows, A_PAGE).get_page(request.GET.get(name)) for name, rows in lists.items()}
    with_words(pages["soon"], on=on)
    return pages | {"countersigners": few(countersigners_in(place, on=on))}


def with_words(rows, *, on):
    for licence in rows:
        licence.said = in_words(licence, on=on)
    return rows
