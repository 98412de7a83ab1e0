"""Where a witness’s recordings arrive in pieces: the tus protocol, by their link instead of a session, for it alone."""

from functools import wraps

from django.conf import settings
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.http import require_http_methods

from portfolios import tus
from portfolios.models import Upload
from portfolios.operations.spoken import begin_spoken, drop_spoken, take_spoken
from portfolios.operations.testimony import CannotSay
from portfolios.operations.witnesses import NotNow
from portfolios.views import uploads
from portfolios.views.witness_door import by_link, nowhere, visitor


def in_words(view):
    """What can’t be done just now is a sentence, and is not tried again."""

    @wraps(view)
    def spoken(request, *asked, **address):
        try:
            return view(request, *asked, **address)
        except (CannotSay, NotNow) as refusal:
            return tus.refusal(422, str(refusal.sentence))

    return spoken


@require_http_methods(["GET", "HEAD", "POST", "OPTIONS"])
@by_link
@in_words
def witness_uploads(request, invited):
    """GET: what is on its way by this link, and a fresh key for the form. POST: another one begins."""
    if request.method in ("GET", "HEAD"):
        coming = invited.uploads.filter(state=Upload.State.RECEIVING).select_related("request")
        return JsonResponse({"uploads": uploads.told(coming), "token": get_token(request)})
    if request.method == "OPTIONS":
        return tus.about_us(most=settings.WITNESS_MAX_BYTES)
    return uploads.upload_begin(request, lambda said: begin(invited, visitor(request), **said), "about")


def begin(invited, by, *, name, size, about):
    questions = {str(one.pk): one for one in invited.questions.all()}
    return begin_spoken(invited, name=name, size=size, question=questions.get(about), by=by)


@require_http_methods(["GET", "HEAD", "POST", "PATCH", "DELETE", "OPTIONS"])
@by_link
@in_words
def witness_upload(request, invited, code):
    if request.method == "OPTIONS":
        return tus.about_us(most=settings.WITNESS_MAX_BYTES)
    upload = invited.uploads.filter(code=code).select_related("request", "question", "recording").first()
    if upload is None:
        return nowhere(request)
    act = ACTS.get(tus.method_of(request))
    if act is None:
        return tus.answer(405, allow="GET, HEAD, PATCH, DELETE, OPTIONS")
    return act(request, upload)


def show(request, upload):
    answer = uploads.upload_show(request, upload=upload)
    return answer if answer.status_code != 200 else told_again(request, upload, answer)


def told_again(request, upload, answer):
    """Whole by now, and put to nothing yet: that is done, and told."""
    upload.refresh_from_db()
    if upload.state != Upload.State.KEPT or not upload.place:
        return answer
    return uploads.upload_show(request, upload=take_spoken(upload, by=visitor(request)))


def receive(request, upload):
    answer = uploads.upload_receive(request, upload=upload)
    upload.refresh_from_db()
    take_spoken(upload, by=visitor(request))
    return tus.refusal(422, upload.trouble) if upload.state == Upload.State.REFUSED else answer


@uploads.in_protocol
def drop(request, upload):
    tus.hold_to_version(request)
    return tus.answer(204) if drop_spoken(upload, by=visitor(request)) else nowhere(request)


ACTS = {
    "GET": show,
    "HEAD": lambda request, upload: uploads.upload_head(request, upload=upload),
    "PATCH": receive,
    "DELETE": drop,
}
