"""What several people did together: asking each for their part, and answering."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.access import fetch_for
from people.once import once
from portfolios.drafts import begun, stand_beside
from portfolios.forms.together import AskForm, PartForm
from portfolios.models import GroupPart
from portfolios.operations.evidence import EvidenceIsWithdrawn, StaleSave
from portfolios.operations.together import (
    CannotAgree,
    EnoughAsked,
    IsOneself,
    OthersAgreed,
    PartWasShared,
    agree_with_part,
    ask_for_part,
    decline_part,
    hold_alone,
    take_back_part,
    write_own_part,
)
from portfolios.queries import files_at_hand
from portfolios.views.evidence import OWN
from portfolios.views.keeping import drafted

PARTS = GroupPart.objects.select_related(
    "evidence__kind", "evidence__owner", "evidence__portfolio__organisation", "own"
)


# --- whoever began it -----------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@once
def evidence_together(request, code):
    """Who is asked, and how they answered; a post asks someone more."""
    evidence = fetch_for(request.user, "portfolios.ask_for_part", OWN, code=code)
    form = AskForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return together_page(request, evidence, form)
    if not form.is_valid():
        return together_page(request, evidence, form, status=422)
    try:
        ask_for_part(evidence, by=request.user, **form.cleaned_data)
    except (EnoughAsked, EvidenceIsWithdrawn, IsOneself) as refusal:
        form.add_error("whom", refusal.sentence)
        return together_page(request, evidence, form, status=422)
    messages.success(request, _("If they practise here, they are asked. You see it here when they answer."))
    return redirect("evidence-together", evidence.code)


@require_POST
@once
def evidence_alone(request, code):
    evidence = fetch_for(request.user, "portfolios.ask_for_part", OWN, code=code)
    try:
        hold_alone(evidence, by=request.user)
    except OthersAgreed as refusal:
        messages.warning(request, refusal.sentence)
        return redirect("evidence-together", evidence.code)
    messages.success(request, _("It is yours alone again."))
    return redirect("evidence-detail", evidence.code)


def together_page(request, evidence, form, *, own_form=None, stands=None, status=200):
    parts = list(evidence.group_parts.select_related("person"))
    own = next((part for part in parts if part.is_beginners), None)
    draft = None
    if own and not own_form:
        own_form, draft, stands = own_words(request, own)
    page = {
        "evidence": evidence,
        "form": form,
        "own": own,
        "own_form": own_form,
        "stands": stands,
        "draft": draft,
        "about": about(own) if own else "",
        "others": [part for part in parts if part is not own],
        "is_alone": not any(part.own_id for part in parts if part is not own),
    }
    return render(request, "portfolios/evidence_together.html", page, status=status)


def own_words(request, part):
    """(form, draft, what was saved since the draft was begun) of one’s own part."""
    known = {"words": part.words, "revision": part.revision}
    form, draft = begun(request.user, about(part), lambda typed: PartForm(typed, initial=known))
    stands = part if draft and part.words and draft.typed.get("revision") != part.revision else None
    if stands:
        stand_beside(form, StaleSave(part))
    return form, draft, stands


def about(part):
    return f"part {part.code}"


@require_POST
@once
@drafted
def part_write(request, code):
    """One’s own part, by the evidence one holds: of whoever began it, and of whoever agreed."""
    evidence = fetch_for(request.user, "portfolios.write_part", OWN, code=code)
    form = PartForm(request.POST)
    if form.is_valid():
        try:
            write_own_part(evidence, by=request.user, **form.cleaned_data)
        except StaleSave as stale:
            return stale_page(request, evidence, form, stale)
        except EvidenceIsWithdrawn as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Saved."))
            return redirect("evidence-detail", evidence.code)
    return own_part_page(request, evidence, form, status=422)


def stale_page(request, evidence, form, stale):
    stand_beside(form, stale)
    return own_part_page(request, evidence, form, stands=stale.current, status=409)


def own_part_page(request, evidence, form, **said):
    part = evidence.as_part
    if part.is_beginners:
        return together_page(request, evidence, AskForm(), own_form=form, **said)
    return part_page(request, part, form, **said)


# --- whoever is asked -----------------------------------------------------------------------


def fetch(request, permission, code):
    return fetch_for(request.user, permission, PARTS, code=code)


@require_safe
def part_detail(request, code):
    part = fetch(request, "portfolios.answer_part", code)
    form, draft, stands = own_words(request, part)
    return part_page(request, part, form, draft=draft, stands=stands)


@require_POST
@once
@drafted
def part_agree(request, code):
    part = fetch(request, "portfolios.agree_with_part", code)
    form = PartForm(request.POST)
    if not form.is_valid():
        return part_page(request, part, form, status=422)
    try:
        part = agree_with_part(part, by=request.user, words=form.cleaned_data["words"])
    except CannotAgree as refusal:
        form.add_error(None, refusal.sentence)
        return part_page(request, part, form, status=409)
    messages.success(request, _("It is in your folder now. Match it and share it as you like, on your own."))
    return redirect("evidence-detail", part.own.code)


@require_POST
@once
def part_decline(request, code):
    part = fetch(request, "portfolios.answer_part", code)
    try:
        decline_part(part, by=request.user)
    except CannotAgree as refusal:
        messages.warning(request, refusal.sentence)
        return redirect("part-detail", part.code)
    messages.success(request, _("Thank you. You can say yes later if you like."))
    return redirect("dashboard")


@require_POST
@once
def part_take_back(request, code):
    part = fetch(request, "portfolios.answer_part", code)
    try:
        take_back_part(part, by=request.user)
    except PartWasShared as refusal:
        messages.warning(request, refusal.sentence)
        return redirect("part-detail", part.code)
    messages.success(request, _("You are no longer part of it. Your piece is gone, its files too."))
    return redirect("evidence-list")


def part_page(request, part, form, *, draft=None, stands=None, status=200):
    evidence = part.evidence
    is_open = part.answer == GroupPart.Answer.ASKED and not evidence.withdrawn_at and not evidence.hidden_at
    page = {
        "part": part,
        "stands": stands,
        "draft": draft,
        "about": about(part),
        "evidence": evidence,
        "form": form,
        "is_open": is_open,
        "files": files_at_hand().queryset.filter(evidence=evidence) if is_open else (),
        "people": evidence.people.filter(withdrawn_at=None) if is_open else (),
        "may_agree": request.user.has_perm("portfolios.agree_with_part", part),
        "is_shared": part.own is not None and part.own.versions.exists(),
    }
    return render(request, "portfolios/part_detail.html", page, status=status)
