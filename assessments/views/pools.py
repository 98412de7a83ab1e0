"""Who reads for which award: a coordinator’s choice."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.forms.allocation import PoolForm
from assessments.operations.pools import set_pool
from assessments.pools import awards_with_pools, pool_of
from assessments.readers import assessors_in
from people.access import only_for
from people.once import once
from people.roles import Role


@require_safe
@only_for(Role.COORDINATOR)
def pools(request):
    page = Paginator(awards_with_pools(request.organisation), 20).get_page(request.GET.get("page"))
    return render(request, "assessments/pools.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(Role.COORDINATOR)
@once
def pool(request, code):
    award = awards_with_pools(request.organisation).filter(code=code).first()
    if award is None:
        raise Http404
    assessors = list(assessors_in(request.organisation))
    chosen = pool_of(award, request.organisation)
    started = {"assessors": [person.code for person in assessors if person.pk in chosen]}
    form = PoolForm(request.POST if request.method == "POST" else None, assessors=assessors, initial=started)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "assessments/pool.html", {"award": award, "form": form}, status=status)
    set_pool(award, organisation=request.organisation, assessors=form.chosen, by=request.user)
    messages.success(request, _("Saved. Offers from now on go this way."))
    return redirect("pools")
