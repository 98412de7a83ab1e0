"""Asking someone who was there: what to ask, the link, asking again, taking it back."""

from datetime import timedelta
from functools import partial

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.audit import operation, record
from people.registry import TIDYING, notice
from people.telling import post
from portfolios.files import discard_file
from portfolios.models import Portfolio, WitnessQuestion, WitnessRecording, WitnessRequest, WitnessStatement
from portfolios.models.testimony import hash_of
from portfolios.operations.uploads import drop_upload
from portfolios.testimony import MOST_WORDS, is_address_of, is_name_of, plain_address, plain_question

State = WitnessRequest.State
A_DAY = timedelta(days=1)
MOST_QUESTIONS = 25
MOST_TO_ONE_ADDRESS = 5  # a day, whoever asks


class CannotAsk(Exception):
    """This can't be asked, or not now; `.sentence` says why."""

    sentence = _("This can’t be asked just now.")


class OwnWitness(CannotAsk):
    """Nobody vouches for themselves."""

    sentence = _("You can’t be your own witness. Ask someone else who was there.")


class AskedTooOften(CannotAsk):
    sentence = _("You asked as many people as you can in a day. Your words are kept; ask again tomorrow.")


class WrittenToTooOften(CannotAsk):
    sentence = _(
        "That address has had enough mail from here today. Try again tomorrow, or hand over the link yourself."
    )


class AskedAlready(CannotAsk):
    sentence = _("You asked at this address about this already. Open that request to ask again.")


class NotNow(CannotAsk):
    """It was answered, declined or taken back in the meantime."""

    sentence = _("Something changed here in the meantime, so nothing was done. See how it stands now.")


class NotOfThisStandard(CannotAsk):
    sentence = _("That is not part of this standard. Nothing was changed.")


@operation
def prepare_request(unit, *, by, requirements, name, event, happened, email="", is_expert=False, note=""):
    """Write down whom to ask about what, with a plain question for each requirement. Nobody is asked yet.

    `happened`: (date, Precision). Raises CannotAsk.
    """
    if not requirements or any(r.version_id != unit.version_id for r in requirements):
        raise NotOfThisStandard
    refuse_oneself(unit.portfolio.owner, name=name, email=email)
    request = WitnessRequest(
        unit=unit, asked_by=by, name=name, email=email, event=event, note=note, is_expert=is_expert
    )
    request.happened_on, request.happened_precision = happened
    request.token_hash = hash_of(request.token)
    request.save()
    called = unit.portfolio.owner.get_short_name()
    WitnessQuestion.objects.bulk_create(
        WitnessQuestion(request=request, requirement=one, words=plain_question(one, called)[:MOST_WORDS])
        for one in requirements[:MOST_QUESTIONS]
    )
    record("witness.prepared", by=by, subject=request, unit=unit.code, questions=len(requirements))
    return request


@operation
def ask_witness(request, *, by, email, note, questions):
    """Ask, with the questions as they now read, {pk: words}; one without words is left out. Raises CannotAsk."""
    request = held(request, State.DRAFT)
    for question in request.questions.all():
        words = questions.get(question.pk, "").strip()
        WitnessQuestion.objects.filter(pk=question.pk).update(words=words)
    request.questions.filter(words="").delete()
    if not request.questions.exists():
        raise NotOfThisStandard
    request.note = note
    return make_link(request, email=email, by=by)


@operation
def ask_again(request, *, by, email):
    """A new link; the one before leads nowhere from now on. What the witness wrote so far is still there."""
    request = WitnessRequest.objects.locked(request)
    if not request.can_be_asked_again:
        raise NotNow
    return make_link(request, email=email, by=by)


@operation
def take_request_back(request, *, by):
    """Its link leads nowhere from now on, and nothing typed there is kept. One not sent yet is deleted."""
    request = WitnessRequest.objects.locked(request)
    if request.state not in (State.DRAFT, State.ASKED):
        raise NotNow
    record("witness.taken_back", by=by, subject=request)
    if request.state == State.DRAFT:
        request.delete()
        return None
    forget_words(request)
    return settle(request, State.ENDED)


# --- what they are made of ------------------------------------------------------------------


def held(request, *states):
    """The row as it is now, held until the operation ends; NotNow when it moved on."""
    request = WitnessRequest.objects.locked(request)
    if request.state not in states:
        raise NotNow
    return request


def settle(request, state, **fields):
    """Move it on; the database lets one of two who come at once through."""
    fields |= {"state": state, "answered_at": timezone.now()}
    if not WitnessRequest.objects.filter(pk=request.pk, state=request.state).update(**fields):
        raise NotNow
    request.refresh_from_db()
    return request


def refuse_oneself(owner, *, name="", email=""):
    if is_address_of(owner, email) or is_name_of(owner, name):
        raise OwnWitness


def make_link(request, *, email, by):
    refuse_oneself(request.owner, name=request.name, email=email)
    refuse_too_many(request, email)
    now = timezone.now()
    request.links += 1
    request.token_hash = hash_of(request.token)
    request.email, request.state, request.answered_at = email, State.ASKED, None
    request.asked_at, request.expires_at = now, now + timedelta(days=settings.WITNESS_DAYS)
    request.is_mailed = bool(email and settings.MAIL_ON)
    try:
        with transaction.atomic():
            request.save()
    except IntegrityError as known:
        raise AskedAlready from known
    record("witness.asked", by=by, subject=request, link=request.links, is_mailed=request.is_mailed)
    if request.is_mailed:
        post("witness_asked", address=email, about_code=request.code)
    return request


def refuse_too_many(request, email):
    """So many links a day from one person, and so many mails to one address: nobody is flooded through us."""
    Portfolio.objects.select_for_update(no_key=True).get(pk=request.unit.portfolio_id)
    today = WitnessRequest.objects.filter(asked_at__gt=timezone.now() - A_DAY, links__gt=0)
    mine = today.filter(unit__portfolio__owner=request.owner).aggregate(links=Sum("links"))["links"] or 0
    if mine >= settings.WITNESS_ASKS_PER_DAY:
        raise AskedTooOften
    if email and settings.MAIL_ON and mails_to(email, today) >= MOST_TO_ONE_ADDRESS:
        raise WrittenToTooOften


def mails_to(email, requests):
    """How many of these were mailed to where mail to this address arrives, however it was spelled."""
    there = requests.filter(email__iendswith=email[email.rfind("@") :], is_mailed=True)
    rows = there.values_list("email", "links")
    return sum(links for address, links in rows if plain_address(address) == plain_address(email))


def forget_words(request):
    """What the witness wrote and said leaves us; who they said they are too."""
    request.questions.update(answer="")
    recordings = WitnessRecording.objects.filter(statement__request=request)
    paths = list(recordings.values_list("file", flat=True))
    WitnessStatement.objects.filter(request=request).delete()
    WitnessRequest.objects.filter(pk=request.pk).exclude(state=State.CONFIRMED).update(answered_by=None)
    transaction.on_commit(lambda: [discard_file(path) for path in paths])
    drop_on_the_way(request)


def drop_on_the_way(request):
    """What a witness was sending still, once nothing more is taken."""
    for upload in request.uploads.filter(recording=None):
        transaction.on_commit(partial(drop_upload, upload))


@operation
def forget_unanswered(*, at=None):
    """Let go of the names of people who never answered, some time after the link ended; and of words that were deleted."""
    before = (at or timezone.now()) - timedelta(days=settings.WITNESS_FORGET_DAYS)
    never = WitnessRequest.objects.filter(state=State.ASKED, expires_at__lt=before)
    ended = WitnessRequest.objects.filter(state__in=[State.DECLINED, State.ENDED], answered_at__lt=before)
    deleted = WitnessRequest.objects.filter(state=State.CONFIRMED, evidence=None)  # by whom it was about
    for request in [*never.exclude(name=""), *ended.exclude(name=""), *deleted.exclude(name="")]:
        forget_words(request)
        WitnessRequest.objects.filter(pk=request.pk).update(name="", email="", note="")


@operation
def forget_how_to_reach(request):
    """Let go of a witness’s address and number. Who they are and what they said stays."""
    WitnessStatement.objects.filter(request=request).update(contact="")
    WitnessRequest.objects.filter(pk=request.pk).update(email="")
    record("witness.contact_forgotten", by=None, subject=request)


TIDYING.append(forget_unanswered)
notice("witness_asked", lambda code: path_of(WitnessRequest.objects.get(code=code)))
notice("witness_answered", lambda code: reverse("witness-detail", args=[code]))


def path_of(request):
    """Where the link leads, within the site: made when it is needed, kept nowhere."""
    return reverse("witness", args=[request.token])
