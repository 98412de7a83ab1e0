"""What someone says to a charter: on its page, and in a list that is theirs alone."""

from dataclasses import dataclass
from functools import cached_property

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.forms.answers import AnswerForm, VersionForm
from community.models import Agreement, Charter, CharterVersion
from community.operations.answers import NotAMember, NotInForce, answer_charter, take_back
from community.operations.asking import put_aside
from community.queries.answers import Standing, answers_of, asked_of, standing_of
from community.queries.comparing import changes_between
from community.queries.talks import stages_of
from community.rules import is_member
from people.access import fetch_for
from people.once import once

ON_A_PAGE = 20


@dataclass(frozen=True)
class Answering:
    """What the page of a charter shows to one of its people. `language`: the language of the charter’s words."""

    charter: Charter
    version: CharterVersion
    standing: Standing
    language: str

    @cached_property
    def changes(self):
        """What is other than in the words they answered before, or nothing to show."""
        old = self.standing.compared_with
        return changes_between(old.wording, self.version.wording) if old else []

    @cached_property
    def stage(self):
        given = self.standing.given
        return stages_of([given]).get(given.pk) if given else None


def answering(page, request, context):
    """For AROUND_A_CHARTER: `answering` is None for strangers, other places’ people, samples and previews."""
    charter, person = getattr(page, "own_charter", None), request.user
    is_preview = getattr(request, "is_preview", False)
    if is_preview or not charter or not person.is_authenticated or not is_member(person, charter):
        return {"answering": None}
    version = charter.current_version
    standing = standing_of(person, version)
    return {"answering": Answering(charter, version, standing, page.locale.language_code)}


def back_to(charter):
    return redirect(reverse("charter-address", args=[charter.code]) + "#your-answer")


def fetch_charter(request, code):
    """A charter that asks this person. A sample belongs to nobody and asks nobody, so it has no such rooms."""
    charters = Charter.objects.exclude(organisation=None).select_related("organisation", "current_version")
    return fetch_for(request.user, "community.answer", charters, code=code)


def missing_part(request):
    message = _("This form is missing a part. Nothing was saved. Go back, reload the page and send it again.")
    return render(request, "400.html", {"message": message}, status=422)


@require_POST
@once
def answer(request, code):
    charter = fetch_charter(request, code)
    form = AnswerForm(request.POST, charter=charter)
    if not form.is_valid():
        return missing_part(request)
    try:
        given = answer_charter(by=request.user, **form.cleaned_data)
    except (NotInForce, NotAMember) as refusal:
        messages.info(request, refusal.sentence)
    else:
        words = {Agreement.Answer.AGREES: _("Thank you. What you said is kept, and yours to take back.")}
        messages.success(request, words.get(given.answer, _("A steward will hear that you’d like to talk.")))
    return back_to(charter)


@require_POST
@once
def aside(request, code):
    charter = fetch_charter(request, code)
    form = VersionForm(request.POST, charter=charter)
    if not form.is_valid():
        return missing_part(request)
    try:
        put_aside(form.cleaned_data["version"], by=request.user)
    except (NotInForce, NotAMember) as refusal:
        messages.info(request, refusal.sentence)
        return back_to(charter)
    messages.success(request, _("That’s fine. We won’t ask about these words again."))
    return redirect("dashboard")


@require_POST
@once
def take_answer_back(request, code):
    answers = Agreement.objects.select_related("version__charter")
    agreement = fetch_for(request.user, "community.take_back", answers, code=code)
    take_back(agreement, by=request.user)
    messages.success(request, _("You took it back. Nothing else changes."))
    return back_to(agreement.version.charter)


@require_safe
def my_charters(request):
    page = Paginator(answers_of(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    stages = stages_of(page.object_list)
    rows = [(agreement, stages.get(agreement.pk)) for agreement in page]
    return render(
        request, "community/my_charters.html", {"page": page, "rows": rows, "asked": asked_of(request.user)}
    )
