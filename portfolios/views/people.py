"""Who is in a piece of evidence: what they said, taking it back, and what they asked for."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from people.access import fetch_for
from people.once import once
from portfolios.consent import people_of, unwilling_in, wishes_about
from portfolios.drafts import any_drafts, begun, stand_beside
from portfolios.forms.consent import ConsentForm, SettleForm
from portfolios.models import PersonInEvidence, TakedownRequest, Upload
from portfolios.operations.consent import (
    StillUnwilling,
    add_person,
    keep_consent,
    say_yes_again,
    settle_takedown,
    show_again,
    take_back_yes,
)
from portfolios.operations.evidence import StaleSave
from portfolios.operations.evidence_files import UploadGone
from portfolios.views.evidence import OWN
from portfolios.views.keeping import drafted, files_first, may_record

MOST_WISHES = 50  # on one page: anyone who has the link can ask
WISHES = TakedownRequest.objects.select_related("evidence__portfolio")


@require_http_methods(["GET", "HEAD", "POST"])
@may_record
@once
def evidence_people(request, code):
    evidence = fetch_for(request.user, "portfolios.view_evidence", OWN, code=code)
    if request.method != "POST":
        return page(request, evidence)
    evidence = fetch_for(request.user, "portfolios.change_evidence", OWN, code=code)
    form = ConsentForm(request.POST)
    if not form.is_valid():
        return page(request, evidence, new=form, status=422)
    add_person(evidence, by=request.user, **form.said)
    messages.success(request, _("Written down."))
    return redirect("evidence-people", evidence.code)


@require_POST
@files_first("spoken")
@once
def person_keep(request, code, person):
    evidence = fetch_for(request.user, "portfolios.change_evidence", OWN, code=code)
    someone = one_of(evidence, person)
    arrived = {"came": request.came, "waiting": Upload.objects.waiting_for(request.user)}
    form = ConsentForm(request.POST, request.FILES, person=someone, **arrived)
    if not form.is_valid():
        return page(request, evidence, shown=form, status=422)
    try:
        keep_consent(someone, by=request.user, spoken=next(iter(form.all_kept), ""), **form.changed)
    except StaleSave as stale:
        stand_beside(form, stale)
        form.is_stale = True
        return page(request, evidence, shown=form, status=409)
    except PersonInEvidence.DoesNotExist as gone:
        raise Http404 from gone
    except UploadGone as refusal:
        form.add_error("spoken", refusal.sentence)
        return page(request, evidence, shown=form, status=422)
    messages.success(request, _("Written down."))
    return redirect("evidence-people", evidence.code)


@require_POST
@once
def person_no_longer(request, code, person):
    evidence = fetch_for(request.user, "portfolios.let_be_unseen", OWN, code=code)
    take_back_yes(one_of(evidence, person), by=request.user)
    messages.success(request, _("It is out of sight: nobody but you sees it now."))
    return redirect("evidence-people", evidence.code)


@require_POST
@once
def person_again(request, code, person):
    evidence = fetch_for(request.user, "portfolios.change_evidence", OWN, code=code)
    say_yes_again(one_of(evidence, person), by=request.user)
    messages.success(
        request, _("Written down. What was shared before stays out of sight; you can share it anew.")
    )
    return redirect("evidence-people", evidence.code)


@require_POST
@once
def evidence_show_again(request, code):
    evidence = fetch_for(request.user, "portfolios.change_evidence", OWN, code=code)
    try:
        show_again(evidence, by=request.user)
    except StillUnwilling as refusal:
        return page(request, evidence, problem=refusal.sentence, status=422)
    messages.success(request, _("You can share it again. What was shared before stays out of sight."))
    return redirect("evidence-people", evidence.code)


@require_POST
@once
@drafted
def wish_settle(request, code):
    wish = fetch_for(request.user, "portfolios.settle_wish", WISHES, code=code)
    form = SettleForm(request.POST)
    if not form.is_valid():
        return page(request, wish.evidence, settling=(wish, form), status=422)
    settle_takedown(wish, by=request.user, outcome=form.cleaned_data["outcome"])
    messages.success(request, _("Written down."))
    return redirect("evidence-people", wish.evidence.code)


def one_of(evidence, key):
    found = people_of(evidence).filter(pk=key).first()
    if found is None:
        raise Http404
    found.evidence = evidence
    return found


def page(request, evidence, *, shown=None, new=None, settling=(None, None), problem="", status=200):
    """`shown`, `new`: a form that needs a look; `settling`: (a wish, the form about it)."""
    rows = [
        {"person": one, "form": shown if shown and shown.person.pk == one.pk else form_for(one)}
        for one in people_of(evidence)
    ]
    asked = list(wishes_about(evidence).annotate(has_drafts=any_drafts(request.user))[: MOST_WISHES + 1])
    wishes = [settling_row(request.user, wish, settling) for wish in asked[:MOST_WISHES]]
    context = {
        "evidence": evidence,
        "rows": rows,
        "wishes": wishes,
        "most_wishes": MOST_WISHES if len(asked) > MOST_WISHES else 0,
        "new": new or ConsentForm(auto_id="new-%s"),
        "problem_form": shown or new or settling[1],
        "problem": problem,
        "may_change": request.user.has_perm("portfolios.change_evidence", evidence),
        "may_let_go": request.user.has_perm("portfolios.let_be_unseen", evidence),
        "is_unwilling": unwilling_in(evidence),
        "take_down_url": settings.PUBLIC_URL + reverse("take-down", args=[evidence.code]),
    }
    return render(request, "portfolios/evidence_people.html", context, status=status)


def settling_row(person, wish, settling):
    def make(typed):
        return SettleForm(typed, auto_id=f"{wish.code}-%s")

    about = f"wish {wish.code}"
    form, draft = begun(person, about, make) if wish.has_drafts else (make(None), None)
    if wish == settling[0]:
        form, draft = settling[1], None
    return {"wish": wish, "form": form, "about": about, "draft": draft}


def form_for(person):
    return ConsentForm(person=person, auto_id=f"p{person.pk}-%s")
