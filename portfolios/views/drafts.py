"""Words as they are typed: kept, and let go of."""

from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from people.once import once
from people.onward import onward
from portfolios.drafts import ABOUT, TooMuchTyped, bounded
from portfolios.operations.drafts import forget_draft, keep_draft


@require_http_methods(["GET", "HEAD", "POST"])
def draft_keep(request):
    """POST: what stands in the form named by `draft`. GET: a fresh key, for who signed in anew."""
    if request.method != "POST":
        return JsonResponse({"token": get_token(request)})
    about = request.POST.get("draft", "")
    if len(about) > 80 or not ABOUT.fullmatch(about):
        return JsonResponse({"said": _("This form is missing a part. Reload the page.")}, status=422)
    try:
        keep_draft(request.user, about=about, fields=bounded(request.POST))
    except TooMuchTyped:
        return JsonResponse(
            {"said": _("This is more than we can keep as you type. Save it now.")}, status=422
        )
    moment = time_format(timezone.localtime(), "H:i")
    return JsonResponse({"said": _("Your words are kept, %(time)s") % {"time": moment}})


@require_POST
@once
def draft_forget(request):
    """“Start afresh”: back to the form, as it was saved."""
    forget_draft(request.user, request.POST.get("draft", ""))
    return onward(request, otherwise="/")
