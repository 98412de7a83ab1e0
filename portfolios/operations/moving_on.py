"""Telling people, once, that newer words are there for what they work on. Nothing in it says which, or hurries them."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from people.audit import operation
from people.models import Membership, OutboxMail, User
from people.registry import job, notice
from people.roles import Role
from people.telling import enqueue, tell_news
from portfolios.carrying import moves_of
from portfolios.models import Unit
from portfolios.queries import signed_off_in
from standards.models import Change, Crosswalk, StandardVersion

KIND = "standard_moved_on"
AT_A_TIME = 100  # people told in one transaction: a worker that dies goes on where it stopped

notice(KIND, lambda code: reverse("dashboard"))


@dataclass(frozen=True)
class AgreedCrosswalk:
    """A crosswalk as agreed at one revision: agreed again after a change, whoever was not told yet is told."""

    code: str


def when_published(version, *, by):
    """New words with another meaning: whoever works with older ones hears of it. Wording fixes are not worth a mail."""
    if version.change == Change.MEANING:
        enqueue("tell_of_new_words", version)


def when_agreed(crosswalk, *, by):
    enqueue("tell_of_crosswalk", AgreedCrosswalk(f"{crosswalk.code}.{crosswalk.revision}"))


@job("tell_of_new_words")
def tell_of_new_words(code):
    version = StandardVersion.objects.select_related("standard").get(code=code)
    tell_those_on(version.standard, about=version)


@job("tell_of_crosswalk")
def tell_of_crosswalk(asked):
    """Those on the old words, if it still is agreed. Between versions of one standard it is no other news."""
    crosswalk = Crosswalk.objects.select_related("source__standard", "target").get(
        code=asked.partition(".")[0]
    )
    if crosswalk.agreed_at:
        is_same = crosswalk.source.standard_id == crosswalk.target.standard_id
        tell_those_on(crosswalk.source.standard, about=crosswalk.target if is_same else crosswalk)


def tell_those_on(standard, *, about):
    """Everyone with a unit of this standard that could go on, is not signed off, and was not told of this before."""
    waiting = list(units_to_tell(standard, about).items())
    for start in range(0, len(waiting), AT_A_TIME):
        tell_some(waiting[start : start + AT_A_TIME], about=about)


@operation
def tell_some(waiting, *, about):
    """In one order, whoever tells: two who tell the same people never wait for each other."""
    waiting = sorted(waiting, key=lambda pair: pair[0].pk)
    links = {person: reverse("carry-over", args=[unit.code]) for person, unit in waiting}
    tell_news(KIND, links, about=about)


def units_to_tell(standard, about):
    """{person: the unit of theirs it is about}. Eight queries, however many."""
    units = list(
        Unit.objects.filter(version__standard=standard)
        .select_related("portfolio__owner", "version__standard__current_version")
        .order_by("pk")
    )
    moved, signed_off, practising = moves_of(units), signed_off_in(units), practitioners_of(units)
    told = told_already(about)
    found: dict[User, Unit] = {}
    for unit in units:
        person = unit.portfolio.owner
        can_go_on = unit.pk in moved and not moved[unit.pk].went_on and unit.pk not in signed_off
        if can_go_on and (person.pk, unit.organisation_id) in practising and person.pk not in told:
            found.setdefault(person, unit)
    return found


def told_already(about):
    """The pks of whoever had a mail about this, or has one about something else that did not leave yet: one is enough."""
    mails = OutboxMail.objects.filter(kind=KIND)
    mails = mails.filter(Q(about_code=about.code) | Q(state=OutboxMail.State.WAITING))
    return set(mails.values_list("person_id", flat=True))


def practitioners_of(units):
    """{(person pk, organisation pk)} of those who hold the role today."""
    held = Membership.objects.current().filter(
        role=Role.PRACTITIONER, organisation__in={unit.organisation_id for unit in units}
    )
    return set(held.values_list("person_id", "organisation_id"))
