"""Joining. Opening the link does nothing; only the button does, so a mail scanner changes nothing."""

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from people.forms import JoinForm
from people.models import Invitation, User
from people.operations.invitations import InvitationIsClosed, NotYourInvitation, accept_invitation

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request, token):
    invited = Invitation.objects.with_token(token)
    if invited is None or not invited.is_open:
        return closed(request)
    try:
        return join_as_yourself(request, invited) if request.user.is_authenticated else join(request, invited)
    except InvitationIsClosed:
        return closed(request)


def join(request, invited):
    """Someone not signed in: new here, or someone who signs in first."""
    is_known = User.objects.with_email(invited.email) is not None
    form = JoinForm(request.POST or None, invitation=invited)
    if request.method == "POST" and not is_known and form.is_valid():
        try:
            person = accept_invitation(invited, **form.cleaned_data)
        except NotYourInvitation as refusal:
            form.add_error(None, refusal.sentence)
        else:
            login(request, person, backend=BACKEND)
            return welcome(request, invited)
    status = 422 if request.method == "POST" else 200
    return page(request, {"invitation": invited, "form": form, "is_known": is_known}, status=status)


def join_as_yourself(request, invited):
    if request.method == "POST":
        accept_invitation(invited, by=request.user)
        return welcome(request, invited)
    return page(request, {"invitation": invited, "form": None, "is_known": False})


def welcome(request, invited):
    request.session["organisation"] = invited.organisation.code
    messages.success(request, _("Welcome to %(organisation)s.") % {"organisation": invited.organisation})
    if not request.user.email:
        sentence = _("You have no e-mail here, so sign in with your code: %(code)s. Write it down.")
        messages.info(request, sentence % {"code": request.user.code})
    return redirect("dashboard")


def closed(request):
    return page(request, {"invitation": None, "form": None, "is_known": False}, status=404)


def page(request, context, *, status=200):
    response = render(request, "people/invitation.html", context, status=status)
    # The link is kept from other sites by “same-origin”, which every page has. “no-referrer” would have the browser
    # hide where a form was sent from, and the form would be refused.
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
