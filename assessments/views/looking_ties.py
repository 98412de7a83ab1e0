"""Conflict of interest, of those who look a second time: asked before they see any of it, and what was said so far."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.forms.ties import NOBODY, UntiedForm
from assessments.operations.looking_aside import NotYourOwn
from assessments.operations.looking_ties import say_untied_before_looking
from assessments.operations.ties import say_tie
from assessments.ties import own_ties
from assessments.views.looking_page import fetch_sample, look_page, moved_on
from people.access import only_for
from people.once import once
from people.roles import Role
from people.states import MoveNotAllowed


@require_POST
@once
def sample_untied(request, code):
    found = fetch_sample(request, code)
    owner = found.assessment.owner
    form = UntiedForm(request.POST, name=owner.get_short_name())
    if not form.is_valid():
        return look_page(request, found, tie=form, status=422)
    if form.cleaned_data["tie"] != NOBODY:
        between = {"practitioner": owner, "organisation": found.plan.organisation}
        say_tie(request.user, **between, kind=form.cleaned_data["tie"], by=request.user)
        messages.success(request, _("Thank you for saying so. It is for another quality assurer now."))
        return redirect("quality")
    try:
        say_untied_before_looking(found, by=request.user)
    except NotYourOwn as refusal:
        return look_page(request, found, problem=refusal.sentence, status=409)
    except MoveNotAllowed:
        return moved_on(request, found)
    return redirect("sample", found.code)


@require_safe
@only_for(Role.IQA)
def ties_looking(request):
    """What ties an IQA to others here: they see it, and take back what they said."""
    page = Paginator(own_ties(request.user, request.organisation), 20).get_page(request.GET.get("page"))
    return render(request, "assessments/ties_looking.html", {"page": page})
