"""The coordinator's page: who is here, who is asked to come, who does what."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people.access import fetch_for, only_for
from people.forms import InvitationForm, RoleForm
from people.models import Invitation, Membership
from people.once import once
from people.operations.invitations import InvitationIsClosed, invite_person, withdraw_invitation
from people.operations.organisations import (
    AlreadyHoldsRole,
    LastCoordinator,
    NoLongerHere,
    RoleHasEnded,
    end_role,
    give_role,
)
from people.queries import open_invitations, people_in
from people.registry import STILL_WANTED
from people.roles import Role


@require_safe
@only_for(Role.COORDINATOR)
def people(request):
    return people_page(request, InvitationForm())


@require_POST
@only_for(Role.COORDINATOR)
@once
def invite(request):
    form = InvitationForm(request.POST)
    if not form.is_valid():
        return people_page(request, form, status=422)
    invite_person(request.organisation, by=request.user, **form.cleaned_data)
    messages.success(request, _("The invitation is ready. You can copy its link below."))
    return redirect("people")


@require_POST
@once
def withdraw(request, code):
    invitation = fetch_for(request.user, "people.withdraw_invitation", Invitation, code=code)
    try:
        withdraw_invitation(invitation, by=request.user)
    except InvitationIsClosed as refusal:
        messages.error(request, refusal.sentence)
        return people_page(request, InvitationForm(), status=409)
    messages.success(request, _("The invitation was taken back. Its link no longer works."))
    return redirect("people")


@require_POST
@only_for(Role.COORDINATOR)
@once
def give(request, code):
    person = people_in(request.organisation).filter(code=code).first()
    if person is None:
        raise Http404
    form = RoleForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose one of the roles in the list. Nothing was changed."))
        return people_page(request, InvitationForm(), status=422)
    try:
        give_role(person, organisation=request.organisation, by=request.user, **form.cleaned_data)
    except AlreadyHoldsRole:
        messages.info(request, _("They have that role already."))
    except NoLongerHere as refusal:
        messages.error(request, refusal.sentence)
        return people_page(request, InvitationForm(), status=409)
    return redirect("people")


@require_POST
@once
def end(request, code):
    membership = fetch_for(request.user, "people.end_role", Membership, code=code)
    try:
        end_role(membership, by=request.user)
    except (LastCoordinator, RoleHasEnded) as refusal:
        messages.error(request, refusal.sentence)
        return people_page(request, InvitationForm(), status=409)
    messages.success(request, _("The role has ended. What they did with it stays."))
    return redirect("people")


def people_page(request, form, *, status=200):
    page = Paginator(people_in(request.organisation), 20).get_page(request.GET.get("page"))
    context = {
        "page": with_what_is_wanted(page, request.organisation),
        "form": form,
        "invitations": open_invitations(request.organisation)[:50],
        "roles": RoleForm(),
    }
    return render(request, "people/people.html", context, status=status)


def with_what_is_wanted(page, organisation):
    """Each with `wanted`: [(sentence, path)] of what one of their roles wants yet."""
    told = [ask(page.object_list, organisation) for ask in STILL_WANTED]
    for person in page:
        person.wanted = [found[person.pk] for found in told if person.pk in found]
    return page
