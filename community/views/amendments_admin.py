"""A trainer’s draft of a charter, put forward as an amendment: the charter itself is adopted, not published."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from community.forms.amendments import PutForwardForm
from community.models import CharterPage
from community.operations.amendments import CannotPropose, propose_amendment
from community.queries.comparing import changes_between
from people.access import may
from people.once import once

NEWER_DRAFT = gettext_lazy(
    "Someone saved a newer draft since. This is what it would change; look at it, and send it again."
)
NEW_WORDS = gettext_lazy(
    "The charter was changed since. This is what your draft would change today; look at it, and send it again."
)


@require_http_methods(["GET", "HEAD", "POST"])
@may("community.edit")
@once
def put_forward(request, page_id):
    page = page_with_a_charter(request.user, page_id)
    version = page.version
    draft = page.get_latest_revision_as_object().draft_wording
    initial = {"base": version.code, "revision": page.latest_revision_id}
    form, sentence, status = PutForwardForm(request.POST or None, initial=initial), "", 200
    if request.method == "POST":
        sentence, status = seen_before(form, page, version), 422
        if sentence:
            status, form = 409, PutForwardForm(looking_again(request.POST, initial))
        elif form.is_valid():
            try:
                return opened(request, page.own_charter, form, draft, version)
            except CannotPropose as refusal:
                sentence = str(refusal)
    shown = {
        "page": page,
        "charter": page.own_charter,
        "form": form,
        "sentence": sentence,
        "changes": changes_between(version.wording, draft),
        "language": page.locale.language_code,
    }
    return render(request, "community/admin/amend_put_forward.html", shown, status=status)


def page_with_a_charter(person, page_id):
    pages = CharterPage.objects.select_related("charter__current_version", "charter__organisation", "locale")
    page = pages.filter(pk=page_id, charter__current_version__isnull=False).first()
    if page is None:
        raise Http404
    if not page.permissions_for_user(person).can_edit():
        raise PermissionDenied
    return page


def seen_before(form, page, version):
    """Why this is not what was looked at, in a sentence, or nothing."""
    looked_at = (form.data.get("revision"), form.data.get("base"))
    if looked_at[1] != version.code:
        return str(NEW_WORDS)
    return str(NEWER_DRAFT) if looked_at[0] != str(page.latest_revision_id) else ""


def looking_again(typed, initial):
    """What was typed, for the draft and the words of now."""
    typed = typed.copy()
    for name, value in initial.items():
        typed[name] = str(value)
    return typed


def opened(request, charter, form, draft, version):
    amendment = propose_amendment(charter, wording=draft, base=version, by=request.user, **form.reasons)
    messages.success(
        request,
        _("Your draft is put forward. It is open now, for everyone who is signed in to read and ask about."),
    )
    return redirect("amendment", amendment.code)
