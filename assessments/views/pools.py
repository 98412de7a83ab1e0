"""Who reads for which award: a coordinator’s choice."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.forms.allocation import PoolForm
from assessments.operations.pools import PoolHasChanged, set_pool
from assessments.pools import awards_with_pools, members_of, pool_of
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
    if request.method != "POST":
        stands = pool_of(award, request.organisation)
        return pool_page(request, award, PoolForm.about(stands, members_of(stands), assessors=assessors))
    form = PoolForm(request.POST, assessors=assessors)
    if not form.is_valid():
        return pool_page(request, award, form, status=422)
    told = {"assessors": form.chosen, "revision": form.cleaned_data["revision"]}
    try:
        set_pool(award, organisation=request.organisation, by=request.user, **told)
    except PoolHasChanged as refusal:
        put_in, taken_out = form.changed_to(refusal.members)
        form = PoolForm(form.typed_again(refusal.current, refusal.members), assessors=assessors)
        form.add_error(None, refusal.sentence)
        now = {"pool": refusal.current, "members": refusal.members, "put_in": put_in, "taken_out": taken_out}
        return pool_page(request, award, form, stands=now, status=409)
    messages.success(request, _("Saved. Offers from now on go this way."))
    return redirect("pools")


def pool_page(request, award, form, *, stands=None, status=200):
    """`stands`: how it is now, where someone else changed it meanwhile."""
    return render(
        request, "assessments/pool.html", {"award": award, "form": form, "stands": stands}, status=status
    )
