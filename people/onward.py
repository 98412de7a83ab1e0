"""Where somebody goes on after a form: the address the page named, if it is one of ours."""

from django.http import HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme


def onward(request, *, otherwise):
    """A redirect to `next` of what was sent, or to a path `otherwise`."""
    to = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(to, request.get_host(), require_https=request.is_secure())
    # Not redirect(): it would take a word without a slash for the name of an address, and find none.
    return HttpResponseRedirect(to if is_ours and to.startswith("/") else otherwise)
