"""What an internal quality assurer reads: signed-off work of their organisation. They change nothing."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.queries import signed_off_work as work_of
from people.access import only_for
from people.roles import Role


@require_safe
@only_for(Role.IQA)
def signed_off_work(request):
    page = Paginator(work_of(request.user), 20).get_page(request.GET.get("page"))
    return render(request, "assessments/signed_off_work.html", {"page": page})
