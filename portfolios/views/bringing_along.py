"""Bringing a portfolio in from somewhere else, and reading what was said there."""

from functools import wraps

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.access import fetch_for, may, only_for
from people.once import once
from people.roles import Role
from portfolios import tus
from portfolios.exchange.zips import BagIsRefused
from portfolios.files import open_file
from portfolios.forms.bringing_along import BringAlongForm
from portfolios.handing_back import download_response
from portfolios.kinds import most_in_one_go
from portfolios.models import Bringing, BroughtAlong, PaperBrought, Upload
from portfolios.operations.arriving_bags import begin_bag, keep_bag_in_one_go
from portfolios.operations.bringing_in import NO_ROOM_LEFT, BagGone, OneIsGoing, drop_bag, go_on, hand_over
from portfolios.operations.heart import GOING
from portfolios.views.keeping import answered
from portfolios.views.uploads import room_of, told, upload_begin

A_PAGE = 50


def keeps_first(view):
    """Keep a ZIP that comes with the form before `once` begins a transaction: nobody waits for someone’s files.

    `request.came`: the upload it is now; `request.trouble`: sentences, where it is no ZIP at all.
    """

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        request.came, request.trouble = [], []
        if request.method == "POST":
            receive(request)
        return answered(view, request, *args, **kwargs)

    return wrapped


def receive(request):
    file = request.FILES.get("bag")
    if file is None or not 0 < file.size <= most_in_one_go():
        return  # the form says so
    if getattr(file, "has_no_room", False):
        request.trouble = [NO_ROOM_LEFT]
        return
    try:
        request.came = [keep_bag_in_one_go(request.user, file)]
    except BagIsRefused as refusal:
        request.trouble = refusal.sentences


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(Role.PRACTITIONER)
@keeps_first
@once
def bring_in(request):
    if request.method != "POST":
        return page(request, BringAlongForm(person=request.user))
    form = BringAlongForm(request.POST, request.FILES, person=request.user, came=request.came)
    if request.trouble:
        form.refuse(request.trouble)
    elif form.is_valid():
        bag = next(upload for upload in form.arrived_files if upload.code == form.all_kept[0])
        try:
            hand_over(
                bag,
                organisation=request.organisation,
                is_look=bool(request.POST.get("look")),
                by=request.user,
            )
            return redirect("bring-along")
        except (BagGone, OneIsGoing) as refusal:
            form.refuse([refusal.sentence])
    return page(request, form, status=422)


def page(request, form, *, status=200):
    rows = Bringing.objects.visible_to(request.user).filter(organisation=request.organisation)
    bringing = rows.select_related("brought").exclude(state=Bringing.State.GONE).first()
    shown = {"form": form, "bringing": bringing, "is_going": bool(bringing and bringing.state in GOING)}
    return render(request, "portfolios/bring_along.html", shown, status=status)


@require_POST
@only_for(Role.PRACTITIONER)
@once
def bring_along_decide(request, code):
    """What was looked at comes in, or is let go of."""
    bringing = fetch_for(request.user, "portfolios.bring_along", Bringing, code=code)
    if request.POST.get("act") != "go":
        drop_bag(bringing, by=request.user)
        return redirect("bring-along")
    try:
        go_on(bringing, by=request.user)
    except BagGone as gone:
        messages.warning(request, gone.sentence)
    return redirect("bring-along")


@require_http_methods(["GET", "HEAD", "POST", "OPTIONS"])
@may("portfolios.upload")
def bag_upload_list(request):
    """Where a bag arrives in pieces: begun here, and after that like any file of one’s own."""
    if request.method in ("GET", "HEAD"):
        bags = Upload.objects.visible_to(request.user).filter(is_bag=True).exclude(state=Upload.State.REFUSED)
        known = {"uploads": told(bags), "room": room_of(request.user), "token": get_token(request)}
        return JsonResponse(known)
    if request.method == "OPTIONS":
        return tus.about_us()
    return upload_begin(request, lambda announced: begin_bag(request.user, **announced))


@require_safe
def brought_along(request, code):
    """What was said elsewhere: to read, by its owner, and marked as unchecked on every page of it."""
    rows = BroughtAlong.objects.select_related("portfolio__organisation")
    brought = fetch_for(request.user, "portfolios.read_brought_along", rows, code=code)
    said = Paginator(brought.history.prefetch_related("papers"), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "portfolios/brought_along.html", {"brought": brought, "page": said})


@require_safe
def brought_paper(request, code):
    """The paper of a certificate of elsewhere, to save. Nobody opens one that waits for its search for viruses."""
    rows = PaperBrought.objects.select_related("said__brought")
    paper = fetch_for(request.user, "portfolios.read_brought_along", rows, code=code)
    if not paper.is_released:
        messages.warning(
            request,
            _("“%(name)s” can’t be opened: %(why)s.") % {"name": paper, "why": paper.get_scan_display()},
        )
        return redirect("brought-along", paper.said.brought.code)
    try:
        kept = open_file(paper.file.name)
    except FileNotFoundError:
        raise Http404 from None
    return download_response(request, kept, name=paper.name, content_type=paper.content_type, size=paper.size)
