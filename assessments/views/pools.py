"""Who reads for which award: a coordinator’s choice."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.forms.allocation import PoolForm
from assessments.forms.naming import few
from assessments.operations.pools import PoolHasChanged, set_pool
from assessments.pools import awards_with_pools, members_of, pool_of
from assessments.readers import assessors_in
from people.access import only_for
from people.once import once
from people.roles import Role

MOST_CODES = 2000  # a database takes no question with any number of them


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
    if request.method != "POST":
        stands = pool_of(award, request.organisation)
        members = list(members_of(stands))
        people = people_to_choose(request.organisation, [person.code for person in members])
        return pool_page(request, award, PoolForm.about(stands, members, **people))
    codes = [*request.POST.getlist("assessors"), *request.POST.get("shown", "").split(",")]
    near = [code for code in codes[:MOST_CODES] if code.isalnum()]
    form = PoolForm(request.POST, **people_to_choose(request.organisation, near))
    if not form.is_valid():
        return pool_page(request, award, form, status=422)
    told = {"assessors": form.chosen_people, "revision": form.cleaned_data["revision"]}
    try:
        set_pool(award, organisation=request.organisation, by=request.user, **told)
    except PoolHasChanged as refusal:
        put_in, taken_out = form.changed_to(refusal.members)
        codes = [person.code for person in (*form.chosen_people, *refusal.members)]
        typed = form.typed_again(refusal.current, refusal.members)
        form = PoolForm(typed, **people_to_choose(request.organisation, codes))
        form.add_error(None, refusal.sentence)
        now = {"pool": refusal.current, "members": refusal.members, "put_in": put_in, "taken_out": taken_out}
        return pool_page(request, award, form, stands=now, status=409)
    messages.success(request, _("Saved. Offers from now on go this way."))
    return redirect("pool", award.code) if form.found.get("more") else redirect("pools")


def people_to_choose(place, codes):
    """Every assessor here; in a large place those with these codes, while the others are found by name."""
    everyone = assessors_in(place)
    listed = few(everyone)
    if listed is not None:
        return {"listed": listed}
    return {"listed": list(everyone.filter(code__in=codes)), "among": everyone}


def pool_page(request, award, form, *, stands=None, status=200):
    """`stands`: how it is now, where someone else changed it meanwhile."""
    return render(
        request, "assessments/pool.html", {"award": award, "form": form, "stands": stands}, status=status
    )
