"""A round at a glance, and the reply."""

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.differences import differences_in
from assessments.models import Assessment, CertificateEntry, ProposedDecision, SignOff, Tie
from assessments.openings import seen_at
from assessments.operations.differences import AnswerFirst
from assessments.operations.feedback import FeedbackIsLoose
from assessments.operations.licensed import MayNotSign
from assessments.operations.questions import SayWhatBecomes
from assessments.operations.recall import begin_reading, was_taken_back
from assessments.operations.review import NothingJudged, WordsMissing, refer_back
from assessments.operations.standing_aside import StandsTooClose, why_aside
from assessments.queries import with_owner, with_people
from assessments.reopenings import reopening_about
from assessments.rounds import round_of
from assessments.ties import asked_of
from assessments.views.deciding import right_to_decide, waiting_in_it
from assessments.views.onward import in_the_queue, onward, queue_at
from assessments.views.reading import beside
from assessments.views.refusals import moved_on
from assessments.views.ties import asks_first
from people.access import fetch_for
from people.once import once
from people.roles import Role
from people.states import MoveNotAllowed
from portfolios.drafts import any_drafts
from portfolios.parts import took_part_in
from portfolios.testimony import heard_in

ASKS_ON = {"yes": True, "no": False}  # what becomes of open questions; None: nobody said


@require_safe
def review(request, code):
    try:
        assessment = fetch_review(
            request, "assessments.read", code, lambda rows: with_people(in_the_queue(rows, request))
        )
    except Http404:
        if was_taken_back(request.user, code):
            return render(request, "assessments/review_taken_back.html", status=410)
        raise
    if asked := asks_first(request.user, assessment):
        return asked
    begin_reading(assessment, by=request.user)
    return overview(request, assessment)


@require_POST
@once
def review_reply(request, code):
    assessment = fetch_review(request, "assessments.review", code)
    if asked := asks_first(request.user, assessment):
        return asked
    try:
        asks_on = ASKS_ON.get(request.POST.get("asks_on", ""))
        answer = refer_back(assessment, by=request.user, asks_on=asks_on)
    except WordsMissing:
        return overview(request, assessment, asks_for_words=True, status=422)
    except (NothingJudged, AnswerFirst, SayWhatBecomes, FeedbackIsLoose) as refusal:
        return overview(request, assessment, problem=refusal.sentence, status=422)
    except (StandsTooClose, MayNotSign) as refusal:
        return overview(request, assessment, problem=refusal.sentence, status=409)
    except MoveNotAllowed:
        return moved_on(request, assessment)
    return onward(request, assessment, what_comes_next(answer, assessment))


def what_comes_next(answer, assessment):
    """A trainee’s waits; anybody else’s is with the practitioner."""
    if isinstance(answer, ProposedDecision):
        name = answer.countersigner.get_short_name()
        return _("%(name)s is asked to agree. Till then nothing is released.") % {"name": name}
    name = assessment.owner.get_short_name()
    return _("Your reply is with %(name)s. Thank you for reading.") % {"name": name}


def fetch_review(request, permission, code, shown=with_people):
    """`shown`: what a page names beside the row, as a function of the queryset."""
    rows = Assessment.objects.taken_on().annotate(**beside_it(request.user))
    return fetch_for(request.user, permission, shown(rows), code=code)


def fetch_to_write(request, code):
    """For words beside judgements. Answered meanwhile, what is posted is not turned away: it is to be handed back."""
    assessment = fetch_review(request, "assessments.review", code)
    if request.method != "POST" and not request.user.has_perm("assessments.judge", assessment):
        raise PermissionDenied
    return assessment


def fetch_to_act(request, permission, code):
    """For saving something: without what only a page shows, but for whether it is asked first what ties them. `as_shown`
    brings the rest, where a page follows after all.
    """
    asked = Exists(asked_of(request.user, OuterRef("submission__unit")))
    rows = with_owner(Assessment.objects.taken_on()).annotate(asks_first=asked)
    return fetch_for(request.user, permission, rows, code=code)


def as_shown(person, assessment):
    """A row that was fetched to act, with what a page of it shows; how it stood stays. One query."""
    told = beside_it(person)
    rows = Assessment.objects.filter(pk=assessment.pk).annotate(**told).values(*told)
    for name, value in rows.get().items():
        setattr(assessment, name, value)
    return assessment


def beside_it(person):
    """What a page asks of a review beside its own columns, about whoever it is shown to. Put together for each page: a
    query that stands in another is changed by it, so that none of these can be kept.
    """
    unit, owner = OuterRef("submission__unit"), OuterRef("submission__unit__portfolio__owner")
    return {
        "is_heard": Exists(heard_in(unit)),
        "is_part": Exists(took_part_in(person, unit)),
        "is_tied": Exists(Tie.objects.between(person, owner, OuterRef("organisation"))),
        "asks_first": Exists(asked_of(person, unit)),
        "has_drafts": any_drafts(person),
    }


def overview(request, assessment, *, status=200, **said):
    context = about(request.user, assessment) | {
        "signed": sign_off_of(assessment),
        "queue_at": queue_at(request),
        "before_it": getattr(assessment, "before_it", ""),
        "after_it": getattr(assessment, "after_it", ""),
    }
    context |= opened_again(request.user, assessment)
    context |= right_to_decide(request.user, assessment, can_judge=context["can_judge"]) | said
    return render(request, "assessments/review_detail.html", context, status=status)


def about(person, assessment):
    """What every page of one review shows."""
    can_judge = person.has_perm("assessments.judge", assessment)
    is_close = can_judge and (assessment.is_heard or assessment.is_part or assessment.is_tied)
    stand_aside = why_aside(assessment.unit, person) if is_close else ""
    return {
        "assessment": assessment,
        "submission": assessment.submission,
        "version": assessment.version,
        "practitioner": assessment.unit.portfolio.owner,
        "round": round_of(assessment),
        "is_reader": assessment.assessor_id == person.pk,
        "can_judge": can_judge and not stand_aside,
        "stand_aside": stand_aside,
        "differences": SimpleLazyObject(lambda: differences_in(assessment.unit)),
        **beside(assessment),
        **waiting_in_it(person, assessment),
    }


def opened_again(person, assessment):
    """What a page says of a decision that was opened again, or can be."""
    reopening = reopening_about(assessment)
    is_old = reopening is not None and reopening.again_id != assessment.pk
    other = reopening and (reopening.again if is_old else reopening.sign_off.assessment)
    reads_other = other is not None and other.assessor_id == person.pk
    return {
        "reopening": reopening,
        "is_old": is_old,
        "other_round": reverse("review", args=[other.code]) if reads_other else "",
        "may_reopen": not is_old and person.has_perm("assessments.reopen", assessment),
        "may_follow": person.holds(Role.IQA, assessment.organisation_id),
    }


def sign_off_of(assessment):
    """The sign-off with its words, certificate numbers and what was seen, or None before. Three queries."""
    entries = CertificateEntry.objects.select_related("certificate")
    signed = SignOff.objects.filter(assessment=assessment).select_related(
        "signed_by", "countersigned_by", "words"
    )
    found = signed.first()
    return found and {"row": found, "entries": list(entries.filter(sign_off=found)), "seen": seen_at(found)}
