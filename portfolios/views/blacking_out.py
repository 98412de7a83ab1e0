"""Blacking out parts of a picture or a PDF: draw boxes, look at what becomes of it, keep it in the other's place."""

import base64
from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from people.access import fetch_for
from people.once import once
from portfolios.files import discard_file
from portfolios.forms.blacking_out import Boxes, with_one_more
from portfolios.models import EvidenceFile
from portfolios.operations.blacking_out import CannotBlackOut, black_out, burnt, pages_burnt

FILES = EvidenceFile.objects.select_related("evidence__portfolio").prefetch_related("renditions")
SHOWN = 12  # pages shown before keeping; the others are burnt the same way
EMPTY = {"form-TOTAL_FORMS": "0", "form-INITIAL_FORMS": "0"}


def fetch(request, code):
    file = fetch_for(request.user, "portfolios.redact_file", FILES, code=code)
    if file.form not in ("image", "pdf") or not file.is_released:
        raise Http404
    return file


def pictures_of(file):
    """{page: where its picture is}; empty while nothing is drawn."""
    if file.form == "image":
        return {1: reverse("file-view", args=[file.code])} if file.thumbnail else {}
    return {page.page: reverse("file-page", args=[file.code, page.page]) for page in file.pages}


@require_http_methods(["GET", "HEAD", "POST"])
def file_redact(request, code):
    """The pages with their boxes, and what would become of them. Nothing here changes anything."""
    file = fetch(request, code)
    if request.method != "POST":
        return boxes_page(request, file, Boxes(EMPTY, pages=pictures_of(file)))
    if page := request.POST.get("add"):
        return boxes_page(request, file, Boxes(with_one_more(request.POST, page), pages=pictures_of(file)))
    boxes = Boxes(request.POST, pages=pictures_of(file))
    if "change" in request.POST:
        return boxes_page(request, file, boxes)
    if not boxes.is_valid():
        return boxes_page(request, file, boxes, has_problem=True, status=422)
    return look_page(request, file, boxes)


def boxes_page(request, file, boxes, *, has_problem=False, trouble="", status=200):
    pages = [
        {"number": number, "picture": picture, "boxes": boxes.on(number)}
        for number, picture in pictures_of(file).items()
    ]
    shown = {"file": file, "boxes": boxes, "pages": pages, "has_problem": has_problem, "trouble": trouble}
    return render(request, "portfolios/file_redact.html", shown, status=status)


def look_page(request, file, boxes):
    some = dict(sorted(boxes.boxes.items(), key=lambda item: int(item[0]))[:SHOWN])
    try:
        found = pages_burnt(file, some)
    except CannotBlackOut as trouble:
        return boxes_page(request, file, boxes, has_problem=True, trouble=str(trouble), status=422)
    pages = [{"number": page, "picture": as_address(picture)} for page, picture in found.items()]
    shown = {"file": file, "boxes": boxes, "pages": pages, "more": len(boxes.boxes) - len(pages)}
    return render(request, "portfolios/file_redact_look.html", shown | {"is_shared": file.shared_in.exists()})


def as_address(picture):
    """In the page itself: it is shown once, and kept nowhere."""
    return "data:image/jpeg;base64," + base64.b64encode(picture).decode()


def burnt_first(view):
    """Burn before the view begins, and so outside its transaction: pages take their time. Goes above @once."""

    @wraps(view)
    def burning(request, code):
        file = fetch(request, code)
        request.boxes = Boxes(request.POST, pages=pictures_of(file))
        request.burnt, request.trouble, request.is_used = None, "", False
        if request.boxes.is_valid():
            try:
                request.burnt = burnt(file, request.boxes.boxes)
            except CannotBlackOut as trouble:
                request.trouble = str(trouble)
        try:
            return view(request, code)
        finally:
            if request.burnt and not request.is_used:
                discard_file(request.burnt.path)

    return burning


@require_POST
@burnt_first
@once
def file_redact_keep(request, code):
    file = fetch(request, code)
    if request.burnt is None:
        return boxes_page(request, file, request.boxes, has_problem=True, trouble=request.trouble, status=422)
    black_out(file, request.burnt, by=request.user, remove=request.POST.get("afterwards") == "remove")
    request.is_used = True
    messages.success(request, _("Blacked out. From now on, this is the file that is shared."))
    return redirect("evidence-detail", file.evidence.code)
