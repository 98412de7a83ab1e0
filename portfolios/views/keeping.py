"""What a form’s view does before and after itself: files are kept first, and words that were saved are no draft."""

from functools import wraps

from django.conf import settings
from django.contrib import messages

from portfolios.files import FileRefused
from portfolios.operations.drafts import forget_draft
from portfolios.operations.uploads import drop_upload, keep_in_one_go

SHOWN_AGAIN = (409, 422)


def files_first(field="files"):
    """Keep the files of a posted form before its view begins, and so outside any transaction.

    Copying and hashing a film takes seconds, in which nobody else could save. They stand in `request.came`, as
    uploads that wait: the view puts them to what it saves. Where the form is shown again they are still there.
    """

    def decorate(view):
        @wraps(view)
        def kept_first(request, *args, **kwargs):
            request.came = keep_files(request, field) if request.method == "POST" else []
            return answered(view, request, *args, **kwargs)

        return kept_first

    return decorate


def answered(view, request, *args, **kwargs):
    """What came and was put to nothing goes again, also where the view breaks; shown again, the form still has it."""
    status = 500
    try:
        response = view(request, *args, **kwargs)
        status = response.status_code
    finally:
        if status not in SHOWN_AGAIN:
            let_go(request.came)
    return response


def keep_files(request, field):
    chosen = request.FILES.getlist(field)
    if len(chosen) > settings.EVIDENCE_MAX_FILES:
        return []  # the form says so
    came = []
    for file in chosen:
        try:
            came.append(keep_in_one_go(request.user, file))
        except FileRefused as refusal:
            messages.warning(request, str(refusal))
    return came


def let_go(came):
    """What the view did not put to anything: it was sent before, or not by someone who may."""
    for upload in came:
        drop_upload(upload)


def may_record(view):
    """Let a page use the camera and the microphone, which no other page may: for the script recorder.js."""

    @wraps(view)
    def allowed(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response.headers["Permissions-Policy"] = "camera=(self), microphone=(self), geolocation=()"
        return response

    return allowed


def drafted(view):
    """Forget the draft a form names in `draft`, in the transaction in which it is saved. Goes below @once."""

    @wraps(view)
    def saved(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if request.method == "POST" and response.status_code < 400:
            forget_draft(request.user, request.POST.get("draft", ""))
        return response

    return saved
