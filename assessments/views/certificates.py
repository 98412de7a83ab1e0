"""The holder's certificates, and the paper itself, byte for byte as it was made."""

import hashlib
import logging

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.models import Certificate
from assessments.operations.certificates import choose_name_shown
from assessments.queries import certificates_of, is_paper_stuck
from assessments.second_looks import awards_awaited, certificates_awaited, looks_since
from people.access import fetch_for
from people.audit import record_access
from people.once import once
from portfolios.handing_back import download_response

log = logging.getLogger(__name__)


@require_safe
def certificate_list(request):
    page = Paginator(certificates_of(request.user), 20).get_page(request.GET.get("page"))
    context = {"page": page, "awaited": list(certificates_awaited(request.user))}
    context["awards"] = list(awards_awaited(request.user))
    return render(request, "assessments/certificate_list.html", context)


@require_safe
def certificate_detail(request, code):
    """What it is, and whether the paper is ready. While it is being made the page looks again by itself."""
    certificate = certificate_for(request, "assessments.view_certificate", code)
    awaited = not certificate.is_ready and not certificate.is_withheld
    is_stuck = awaited and is_paper_stuck(certificate)
    context = {"certificate": certificate, "is_stuck": is_stuck, "is_awaited": awaited and not is_stuck}
    context["looks_since"] = looks_since(certificate)
    return render(request, "assessments/certificate_detail.html", context)


@require_safe
def certificate_download(request, code):
    certificate = certificate_for(request, "assessments.view_certificate", code)
    document = getattr(certificate, "document", None)
    if document is None or certificate.is_withheld:
        raise Http404
    if not is_whole(document):
        log.error("certificate %s is not what it was when made", certificate.code)
        return render(request, "assessments/verify_unavailable.html", status=503)
    if certificate.award.holder_id != request.user.pk:
        record_access(certificate, by=request.user)
    name = f"{_('certificate')}-{certificate.number_in_groups}.pdf"
    file = document.file.open("rb")
    return download_response(request, file, name=name, content_type="application/pdf", size=document.size)


@require_POST
@once
def certificate_name(request, code):
    """The holder shows or hides their name on the page the long link opens."""
    certificate = certificate_for(request, "assessments.choose_name_shown", code)
    is_shown = request.POST.get("show") == "yes"
    choose_name_shown(certificate, is_shown=is_shown, by=request.user)
    shown = _("Your name now shows to whoever has the link.")
    messages.success(request, shown if is_shown else _("Your name no longer shows."))
    return redirect("certificate-detail", code)


def certificate_for(request, permission, code):
    rows = Certificate.objects.select_related(
        "award__organisation", "award__holder", "document", "name", "end", "replaced_by"
    )
    rows = rows.prefetch_related(
        "entries__sign_off__signed_by", "entries__sign_off__words", "entries__second_look_by"
    )
    return fetch_for(request.user, permission, rows, code=code)


def is_whole(document):
    """Whether the bytes on disk are those that were made."""
    try:
        with document.file.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == document.sha256
    except FileNotFoundError:
        return False
