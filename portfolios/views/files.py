"""Opening files. The owner has the original; others see our pictures of it, and keep copies without hidden data.

Whoever opens someone else's file leaves an event in the access stream. Opening one's own leaves none.
"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people.access import fetch_for
from people.audit import record_access
from people.once import once
from portfolios.files import open_file
from portfolios.handing_back import download_response, text_excerpt, view_response
from portfolios.models import EvidenceFile, Rendition
from portfolios.operations.evidence_files import remove_file
from portfolios.spots import spot_asked

FILES = EvidenceFile.objects.select_related("evidence").prefetch_related("renditions")
STREAMED = ("audio", "video")


def opened_by(request, code):
    """The file, if this person may open it; that someone else did is recorded."""
    file = fetch_for(request.user, "portfolios.open_file", FILES, code=code)
    if not is_own(request, file):
        record_access(file, by=request.user)
    return file


def is_own(request, file):
    return file.evidence.owner_id == request.user.pk


def bytes_of(kept):
    """An open file; what is no longer there is a 404 like anything else that is not."""
    try:
        return open_file(kept.file.name)
    except FileNotFoundError:
        raise Http404 from None


@require_safe
def file_read(request, code):
    """Our own page around a file: the picture, the pages, the player, the text."""
    file = opened_by(request, code)
    excerpt = None
    if file.form == "text":
        with bytes_of(file) as source:
            excerpt = text_excerpt(source)
    spot = spot_asked(request.GET)
    shown = {"file": file, "excerpt": excerpt, "spot": spot, "is_own": is_own(request, file)}
    return render(request, "portfolios/file_read.html", shown)


@require_safe
def file_view(request, code):
    """What a page shows of it: our picture of a picture, or the recording itself, from any point on."""
    file = opened_by(request, code)
    if file.form in STREAMED:
        return view_response(request, bytes_of(file), content_type=file.content_type, size=file.size)
    if file.form == "image":
        return drawn_response(request, file.drawn(Rendition.Kind.VIEW))
    return redirect("file-read", file.code)


@require_safe
def file_page(request, code, number):
    file = opened_by(request, code)
    return drawn_response(request, next((page for page in file.pages if page.page == number), None))


@require_safe
def file_thumbnail(request, code):
    """Small, for lists. Seeing it there is not opening the file."""
    file = fetch_for(request.user, "portfolios.open_file", FILES, code=code)
    return drawn_response(request, file.thumbnail)


def drawn_response(request, rendition):
    if rendition is None:
        raise Http404
    return view_response(
        request, bytes_of(rendition), content_type=rendition.content_type, size=rendition.size
    )


@require_safe
def file_download(request, code):
    """The original for its owner. For anyone else a picture comes as our clean copy, and never as anything more."""
    file = opened_by(request, code)
    if is_own(request, file) or file.form != "image":
        return saved_as(request, file, name=file.name)
    clean = file.drawn(Rendition.Kind.CLEAN)
    if clean is None:
        status = 404 if file.preview_trouble else 503
        return render(request, "portfolios/file_not_ready.html", {"file": file}, status=status)
    ending = ".png" if clean.content_type == "image/png" else ".jpg"
    return saved_as(request, clean, name=file.name.rpartition(".")[0] + ending)


def saved_as(request, kept, *, name):
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
