"""Decisions to look at again: what they rested on is out of sight."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.forms import words_typed
from assessments.models import BasisFlag
from assessments.operations.second_looks import AlreadySettled, WordsWanted, settle_flag
from assessments.queries import flags_for
from people.access import fetch_for, only_for
from people.once import once
from people.roles import Role
from portfolios.drafts import any_drafts, drafts_of
from portfolios.views.keeping import drafted

A_PAGE = 20
FLAGS = BasisFlag.objects.select_related("assessment__submission__unit")


@require_safe
@only_for(Role.ASSESSOR, Role.IQA)
def look_again(request):
    return page(request)


@require_POST
@once
@drafted
def flag_settle(request, code):
    flag = fetch_for(request.user, "assessments.settle_flag", FLAGS, code=code)
    words, problem = words_typed(request.POST)
    said = {"flag": flag.code, "words": words}
    if problem:
        return page(request, said=said | {"sentence": problem}, status=422)
    try:
        settle_flag(flag, by=request.user, words=words)
    except (WordsWanted, AlreadySettled) as refusal:
        return page(request, said=said | {"sentence": refusal.sentence}, status=422)
    messages.success(request, _("Written down. The decision stands as it was."))
    return redirect("look-again")


def page(request, *, said=None, status=200):
    """`said`: what was typed about which flag, and why it was not kept."""
    flags = Paginator(flags_for(request.user).annotate(has_drafts=any_drafts(request.user)), A_PAGE).get_page(
        request.GET.get("page")
    )
    asks = request.method != "POST" and any(flag.has_drafts for flag in flags)
    typed = drafts_of(request.user, "flag") if asks else {}
    for flag in flags:
        flag.draft = typed.get(flag.code)
        flag.may_settle = flag.assessment.assessor_id == request.user.pk and not flag.settled_at
    return render(request, "assessments/look_again.html", {"page": flags, "said": said}, status=status)
