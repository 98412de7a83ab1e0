"""Awards, for everyone to read: what they ask, in words."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from standards.queries.awards import group_in_words, groups_in_award, public_awards, rules_in_words
from standards.registry import ON_AWARDS

PER_PAGE = 20


@login_not_required
@require_safe
def award_list(request):
    awards = Paginator(public_awards(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "standards/award_list.html", {"awards": awards})


@login_not_required
@require_safe
def award_detail(request, code):
    award = public_awards().filter(code=code).first()
    if award is None:
        raise Http404
    rules = award.current_version
    groups = [
        {"title": title, "words": group_in_words(needed, len(standards)), "standards": standards}
        for title, needed, standards in groups_in_award(rules)
    ]
    shown = {"award": award, "rules": rules, "sentences": rules_in_words(rules), "groups": groups}
    return render(request, "standards/award_detail.html", shown | {"own": own_note(request, award)})


def own_note(request, award):
    """What someone who works towards it already is told in place of the offer to begin."""
    who = {"person": request.user, "organisation": request.organisation}
    notes = (ask(award, **who) for ask in ON_AWARDS if request.organisation)
    return next(filter(None, notes), None)
