"""Where files arrive in pieces: the tus protocol for scripts, and where each stands as JSON. One’s own only."""

from django.conf import settings
from django.http import Http404, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from people.access import fetch_for, may
from portfolios import arriving, tus
from portfolios.files import FileRefused
from portfolios.kinds import Family, family_of, size_in_words
from portfolios.models import Upload
from portfolios.operations.uploads import (
    KEPT_FOR,
    WrongOffset,
    begin_upload,
    drop_upload,
    finish_upload,
    held_by,
    receive,
)

MOST_SHOWN = 100
A_PIECE = 256 * 1024  # read from the line at once: all that memory ever holds


def in_protocol(view):
    """What does not follow the protocol, or can’t be done, is answered in its terms: a status and a sentence."""

    def spoken(request, *asked, **address):
        try:
            return view(request, *asked, **address)
        except tus.NotTus as wrong:
            return tus.refusal(wrong.status, str(wrong))
        except FileRefused as refusal:
            return tus.refusal(507 if refusal.is_ours else 422, str(refusal))
        except WrongOffset:
            return tus.refusal(409)
        except arriving.SomeoneElsesTurn:
            return tus.refusal(423)
        except arriving.NothingThere:
            return tus.refusal(410)

    return spoken


@require_http_methods(["GET", "HEAD", "POST", "OPTIONS"])
@may("portfolios.upload")
def upload_list(request):
    if request.method in ("GET", "HEAD"):
        known = {"uploads": told(unfinished(request.user)), "room": room_of(request.user)}
        return JsonResponse(known | {"token": get_token(request)})
    if request.method == "OPTIONS":
        return tus.about_us()
    return upload_begin(request, lambda announced: begin_upload(request.user, **announced))


@in_protocol
def upload_begin(request, begin, *more):
    """`begin({"name", "size", …})` makes room; `more`: what else is taken from what is told of it."""
    tus.hold_to_version(request)
    told = tus.metadata_of(request)
    announced = {"name": told.get("filename", ""), "size": tus.number_in(request, "Upload-Length")}
    upload = begin(announced | {key: told.get(key, "") for key in more})
    return tus.answer(201, location=address_of(upload), **standing(upload))


@require_http_methods(["GET", "HEAD", "POST", "PATCH", "DELETE", "OPTIONS"])
def upload_detail(request, code):
    if request.method == "OPTIONS":
        return tus.about_us()
    upload = fetch_for(request.user, "portfolios.change_upload", Upload, code=code)
    act = ACTS.get(tus.method_of(request))
    return act(request, upload=upload) if act else tus.answer(405, allow="GET, HEAD, PATCH, DELETE, OPTIONS")


def upload_show(request, upload):
    """Where it stands. Whole, but the server was stopped before it was looked at: that is done now."""
    if upload.state == Upload.State.RECEIVING and upload.received == upload.size:
        upload = in_protocol(lambda _request: finish_upload(upload))(request)
    if not isinstance(upload, Upload):
        return upload
    begun = {"start": arriving.start_of(upload.code)} if upload.state == Upload.State.RECEIVING else {}
    return JsonResponse(told([upload])[0] | begun)


@in_protocol
def upload_head(request, upload):
    tus.hold_to_version(request)
    return tus.answer(410) if upload.state == Upload.State.REFUSED else tus.answer(200, **standing(upload))


@in_protocol
def upload_receive(request, upload):
    tus.hold_to_version(request)
    offset = tus.number_in(request, "Upload-Offset")
    if upload.state != Upload.State.RECEIVING or offset != upload.received:
        raise WrongOffset
    length = tus.length_of_pieces(request, most=upload.size - offset)
    try:
        upload = receive(upload, pieces_of(request, length), offset=offset)
    except OSError:  # the sender was lost; what came is kept, and this answer reaches nobody
        return tus.refusal(400)
    if upload.state == Upload.State.REFUSED:
        return tus.refusal(422, upload.trouble)
    return tus.answer(204, **standing(upload))


@in_protocol
def upload_drop(request, upload):
    tus.hold_to_version(request)
    if not drop_upload(upload):
        raise Http404
    return tus.answer(204)


ACTS = {
    "GET": upload_show,
    "HEAD": upload_head,
    "PATCH": upload_receive,
    "DELETE": upload_drop,
}


def pieces_of(request, length):
    """The body, a little at a time; OSError where it ends before it should."""
    while length:
        piece = request.read(min(A_PIECE, length))
        if not piece:
            raise OSError("The sender was lost before the end of the request.")
        length -= len(piece)
        yield piece


def address_of(upload):
    """One’s own, or that of a witness: then within the link it came by."""
    if upload.request_id:
        return reverse("witness-upload", args=[upload.request.token, upload.code])
    if upload.is_bag:
        return reverse("bag-upload", args=[upload.code])
    return reverse("upload-detail", args=[upload.code])


def standing(upload):
    return tus.about(upload, expires=upload.changed_at + KEPT_FOR)


def unfinished(person):
    """What is on its way or waits for its evidence: an hour’s train ride later, or on another day."""
    waiting = (
        Upload.objects.visible_to(person).filter(file=None, is_bag=False).exclude(state=Upload.State.REFUSED)
    )
    return waiting.order_by("-started_at", "-pk")[:MOST_SHOWN]


def room_of(person):
    """How much someone keeps, and how much they may, in words."""
    sizes = held_by(person)["bytes"], settings.EVIDENCE_QUOTA_BYTES
    return dict(zip(("used", "most"), map(size_in_words, sizes), strict=True))


def told(uploads):
    return [
        {
            "code": upload.code,
            "url": address_of(upload),
            "name": upload.name,
            "size": upload.size,
            "in_words": size_in_words(upload.size),
            "received": upload.received,
            "state": upload.state,
            "trouble": upload.trouble,
            "is_sound": family_of(upload.content_type) is Family.SOUND,
        }
        | ({"about": upload.question_id} if upload.question_id else {})
        for upload in uploads
    ]
