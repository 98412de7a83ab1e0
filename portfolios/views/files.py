"""Opening files. Who sent one to their own evidence has it as it was; others see our pictures, and have clean copies.

What waits for its search for viruses, or did not come through it, is handed to nobody, its owner included.
Whoever opens someone else's file leaves an event in the access stream. Opening one's own leaves none.
"""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people.access import fetch_for
from people.audit import record_access
from people.once import once
from portfolios.excerpts import excerpt_of
from portfolios.files import open_file
from portfolios.handing_back import download_response, view_response
from portfolios.kinds import kind_of
from portfolios.models import EvidenceFile, Rendition, Scan
from portfolios.names import named_as
from portfolios.operations.evidence_files import remove_file
from portfolios.spots import spot_asked

FILES = EvidenceFile.objects.select_related("evidence").prefetch_related("renditions")
STREAMED = ("audio", "video")


class NotToBeHad(Exception):
    """There is nothing to hand over, now or ever: answered with a page that says why."""

    def __init__(self, file, *, status):
        self.file, self.status = file, status


def says_why(view):
    """Answer NotToBeHad with its page."""

    @wraps(view)
    def answered(request, code, *more, **asked):
        try:
            return view(request, code, *more, **asked)
        except NotToBeHad as why:
            shown = {"file": why.file, "is_own": is_own(request, why.file)}
            return render(request, "portfolios/file_not_ready.html", shown, status=why.status)

    return answered


def opened_by(request, code):
    """The file, if this person may open it; that someone else did is recorded."""
    file = fetch_for(request.user, "portfolios.open_file", FILES, code=code)
    if not file.is_released:
        raise NotToBeHad(file, status=404 if file.scan == Scan.FOUND else 503)
    if not is_own(request, file):
        record_access(file, by=request.user)
    return file


def copy_for(request, file):
    """The original for its owner who sent it; for anyone else our clean copy, and never anything more."""
    kept = file.for_owner if is_own(request, file) else file.clean_copy
    if kept is None:
        raise NotToBeHad(file, status=404 if file.copy_trouble or file.preview_trouble else 503)
    return kept


def is_own(request, file):
    return file.evidence.owner_id == request.user.pk


def bytes_of(kept):
    """An open file; what is no longer there is a 404 like anything else that is not."""
    try:
        return open_file(kept.file.name)
    except FileNotFoundError:
        raise Http404 from None


@require_safe
@says_why
def file_read(request, code):
    """Our own page around a file: the picture, the pages, the player, the text."""
    file = opened_by(request, code)
    excerpt = excerpt_of(file)
    if file.form == "text" and excerpt is None:
        raise Http404  # no longer there
    own = is_own(request, file)
    shown = {"file": file, "excerpt": excerpt, "spot": spot_asked(request.GET), "is_own": own}
    if own and file.removed_at:
        shown |= {"is_sealed": True, "was_shared": file.shared_in.exists()}
    return render(
        request, "portfolios/file_read.html", shown | {"has_copy": file.for_owner if own else file.clean_copy}
    )


@require_safe
@says_why
def file_view(request, code):
    """What a page shows of it: our picture of a picture, or the recording, from any point on."""
    file = opened_by(request, code)
    if file.form in STREAMED:
        kept = copy_for(request, file)
        return view_response(request, bytes_of(kept), content_type=kept.content_type, size=kept.size)
    if file.form == "image":
        return drawn_response(request, file.drawn(Rendition.Kind.VIEW))
    return redirect("file-read", file.code)


@require_safe
@says_why
def file_page(request, code, number):
    file = opened_by(request, code)
    return drawn_response(request, next((page for page in file.pages if page.page == number), None))


@require_safe
def file_thumbnail(request, code):
    """Small, for lists. Seeing it there is not opening the file."""
    return still_of(request, code, Rendition.Kind.THUMBNAIL)


@require_safe
def file_poster(request, code):
    """One picture of a film, before it plays. Playing it is opening it."""
    return still_of(request, code, Rendition.Kind.POSTER)


def still_of(request, code, kind):
    file = fetch_for(request.user, "portfolios.open_file", FILES, code=code)
    return drawn_response(request, file.drawn(kind) if file.is_released else None)


def drawn_response(request, rendition):
    if rendition is None:
        raise Http404
    return view_response(
        request, bytes_of(rendition), content_type=rendition.content_type, size=rendition.size
    )


@require_safe
@says_why
def file_download(request, code):
    file = opened_by(request, code)
    kept = copy_for(request, file)
    kind = kind_of(kept.content_type)
    name = file.name if kept is file or kind is None else named_as(kind, file.name)
    return download_response(
        request, bytes_of(kept), name=name, content_type=kept.content_type, size=kept.size
    )


@require_POST
@once
def file_remove(request, code):
    file = fetch_for(request.user, "portfolios.remove_file", EvidenceFile, code=code)
    evidence = remove_file(file, by=request.user)
    messages.success(request, _("Removed from this evidence."))
    return redirect("evidence-detail", evidence.code)
