"""A second look that nobody can finish is begun again by another."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments.operations.looking_again import CanBeFinished, begin_again
from assessments.operations.looking_aside import NotYourOwn
from assessments.operations.plans import NotAnIqa
from assessments.views.looking_page import fetch_sample, look_page, moved_on
from people.once import once
from people.states import MoveNotAllowed


@require_POST
@once
def sample_begin_again(request, code):
    found = fetch_sample(request, code)
    try:
        new = begin_again(found, by=request.user)
    except (CanBeFinished, NotYourOwn, NotAnIqa) as refusal:
        return look_page(request, found, problem=refusal.sentence, status=409)
    except MoveNotAllowed:
        return moved_on(request, found)
    messages.success(request, _("It is yours to look at now. What was noted before stays with the old one."))
    return redirect("sample", new.code)
