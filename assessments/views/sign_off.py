"""Everything on one page, and signing it: once, for good."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.declarations import signing
from assessments.forms import SignOffForm
from assessments.history import history_of
from assessments.models import ProposedDecision, State
from assessments.openings import never_opened, openings_by
from assessments.operations.differences import AnswerFirst
from assessments.operations.feedback import FeedbackIsLoose
from assessments.operations.licensed import MayNotSign
from assessments.operations.questions import QuestionsOpen, labels_of
from assessments.operations.sign_off import NotAllMet, NothingOpened, SomethingChanged, sign_off
from assessments.operations.soundness import SoundnessUnsaid
from assessments.operations.standing_aside import StandsTooClose
from assessments.queries import hash_of_seen, seen_in
from assessments.rounds import bring_files
from assessments.second_looks import to_put_right_before
from assessments.views.deciding import right_to_decide
from assessments.views.onward import onward, queue_at
from assessments.views.refusals import moved_on
from assessments.views.review import about, fetch_review, what_comes_next
from assessments.views.ties import asks_first
from people.once import once
from people.states import MoveNotAllowed
from portfolios.drafts import draft_of
from portfolios.views.keeping import drafted


@require_http_methods(["GET", "HEAD", "POST"])
@once
@drafted
def review_sign_off(request, code):
    assessment = fetch_review(request, "assessments.review", code)
    if asked := asks_first(request.user, assessment):
        return asked
    if request.method == "POST":
        return sign(request, assessment)
    if assessment.state != State.IN_REVIEW:
        return redirect("review", code)
    draft = draft_of(request.user, about_signing(assessment)) if assessment.has_drafts else None
    words = draft.typed.get("words", "") if draft else ""  # nothing is ticked beforehand
    return sign_off_page(request, assessment, words=words, draft=draft)


def about_signing(assessment):
    return f"sign {assessment.code}"


def sign(request, assessment):
    form = SignOffForm(request.POST, practitioner=assessment.owner)
    if not form.is_valid():
        return sign_off_page(request, assessment, form=form, status=422)
    words = form.cleaned_data["words"]
    try:
        seen = form.cleaned_data["seen_hash"]
        signed = sign_off(assessment, by=request.user, seen_hash=seen, declaration=signing(), words=words)
    except NotAllMet:
        return sign_off_page(request, assessment, words=words, status=422)
    except (AnswerFirst, NothingOpened, QuestionsOpen, SoundnessUnsaid, FeedbackIsLoose) as refusal:
        return sign_off_page(request, assessment, words=words, problem=refusal.sentence, status=422)
    except (SomethingChanged, StandsTooClose, MayNotSign) as refusal:
        return sign_off_page(request, assessment, words=words, problem=refusal.sentence, status=409)
    except MoveNotAllowed:
        return moved_on(request, assessment, typed=words)
    waits = isinstance(signed, ProposedDecision)
    return onward(request, assessment, (what_comes_next if waits else is_signed)(signed, assessment))


def is_signed(signed, assessment):
    name = {"name": assessment.owner.get_short_name()}
    if signed.entries.exists():
        return _("Signed off. %(name)s’s certificate is being made.") % name
    return _("Signed off. %(name)s’s certificate waits for a second look.") % name


def also_wanted(assessment, shown):
    """What signing wants beside judgements: [(a sentence, the address where it is done)]."""
    review = reverse("review", args=[assessment.code])
    sound = reverse("review-soundness", args=[assessment.code])
    labels = labels_of(shown["open_questions"])
    asked = [(QuestionsOpen(shown["practitioner"].get_short_name(), labels).sentence, f"{review}#questions")]
    unsaid = [name for name, row in shown["soundness"] if row is None]
    loose = [(FeedbackIsLoose.sentence, f"{review}#feedback")]
    return [
        *(asked if labels else []),
        *([(SoundnessUnsaid.sentence, sound)] if unsaid else []),
        *(loose if any(not findings for _one, findings in shown["round"].shared_words) else []),
    ]


def sign_off_page(request, assessment, *, form=None, words="", problem="", draft=None, status=200):
    """As it is now: whoever signs from here signs what is shown here."""
    seen = seen_in(assessment)
    started = {"seen_hash": hash_of_seen(seen), "words": words}
    shown = about(request.user, assessment)
    openings = openings_by(request.user, assessment, seen)
    bring_files(shown["round"].pieces)
    context = shown | {
        "never_opened": never_opened(shown["round"].pieces, openings),
        "has_opened": bool(openings),
        "form": form or SignOffForm(initial=started, practitioner=assessment.owner),
        "history": history_of(assessment.unit),
        "problem": problem,
        "queue_at": queue_at(request),
        "draft": draft,
        "words_about": about_signing(assessment),
        "also_wanted": also_wanted(assessment, shown),
        "to_put_right": list(to_put_right_before([assessment.unit]).values_list("assessor", flat=True)),
    }
    context |= right_to_decide(request.user, assessment, can_judge=context["can_judge"])
    return render(request, "assessments/review_sign_off.html", context, status=status)
