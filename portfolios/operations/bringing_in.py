"""A bag on its way in: handed to the worker, looked at or brought in as a whole, and let go of."""

import logging
import os
from datetime import timedelta

from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.audit import operation
from people.registry import EACH_MINUTE, TIDYING, job
from people.roles import Role
from people.telling import enqueue
from portfolios.exchange.opening import open_bag
from portfolios.exchange.zips import BagIsRefused
from portfolios.files import NO_ROOM
from portfolios.models import Bringing, Upload
from portfolios.operations.arriving_bags import discard_bag
from portfolios.operations.bringing_along import already, bring_along, brought_before, kept_files, rehearse
from portfolios.operations.heart import GOING, Heart, SomeoneIsAtIt, revive

KIND = "bring_portfolio"
State = Bringing.State
KEPT_FOR = timedelta(days=7)  # a bag that was looked at and not brought in
NO_ROOM_LEFT = gettext_lazy(
    "There is no room left for it here. The fault is ours. Nothing was changed; try again later."
)
DID_NOT_WORK = gettext_lazy(
    "It did not work, and the fault is ours. Nothing was changed. Try again, or tell a coordinator."
)
log = logging.getLogger(__name__)


class BagGone(Exception):
    """The bag that was to come in is no longer there, or was never this person’s."""

    sentence = gettext_lazy("This ZIP is no longer here. Choose it again.")


class OneIsGoing(Exception):
    """Another bag is being read for the same person and place."""

    sentence = gettext_lazy(
        "Another portfolio of yours is being read just now. Wait for it, then bring in this one."
    )


# --- handing it over ------------------------------------------------------------------------


@operation
def hand_over(upload, *, organisation, is_look, by):
    """Give a bag that arrived to the worker. What was looked at before and not brought in goes. Returns a Bringing."""
    bag = Upload.objects.bags_of(by).select_for_update(no_key=True).filter(pk=upload.pk).first()
    if bag is None:
        raise BagGone
    mine = Bringing.objects.select_for_update(no_key=True).filter(person=by, organisation=organisation)
    if mine.filter(state__in=GOING).exists():
        raise OneIsGoing
    for older in mine.exclude(state=State.GONE):
        let_go(older)
    fields = {"name": bag.name, "file": bag.place, "size": bag.size, "is_look": is_look}
    bringing = Bringing.objects.create(person=by, organisation=organisation, **fields)
    bag.delete()
    enqueue(KIND, bringing)
    return bringing


@operation
def go_on(bringing, *, by):
    """Bring in what was looked at, or try again what stopped: the same bag, asked for anew. Returns a Bringing."""
    row = Bringing.objects.select_for_update(no_key=True).get(pk=bringing.pk)
    if row.state not in (State.LOOKED, State.STOPPED) or not row.file:
        raise BagGone
    Bringing.objects.filter(pk=row.pk).update(state=State.GONE, file="", changed_at=timezone.now())
    same = {name: getattr(row, name) for name in ("person", "organisation", "name", "file", "size")}
    again = Bringing.objects.create(**same)
    enqueue(KIND, again)
    return again


@operation
def drop_bag(bringing, *, by):
    """Not wanted after all. One the worker has in its hands stays."""
    row = Bringing.objects.select_for_update(no_key=True).get(pk=bringing.pk)
    if row.state not in GOING:
        let_go(row)


def let_go(bringing):
    Bringing.objects.filter(pk=bringing.pk).update(state=State.GONE, file="", changed_at=timezone.now())
    discard_later(bringing)


def discard_later(bringing):
    place = bringing.file.name
    if place:
        transaction.on_commit(lambda: discard_bag(place))


# --- what the worker does -------------------------------------------------------------------


def bring_in(code):
    """Read it, and bring it in whole or not at all. Killed half-way it begins again: nothing of it was kept."""
    bringing = Bringing.objects.select_related("person", "organisation").get(code=code)
    if bringing.state not in GOING:
        return
    heart = Heart(bringing)
    try:
        read(bringing, heart)
    except SomeoneIsAtIt:
        raise
    except BagIsRefused as refusal:
        refuse(bringing, heart, refusal)
    except OSError as trouble:
        if trouble.errno not in NO_ROOM:
            heart.stop(State.WAITING)
            raise
        log.error("A portfolio could not be brought in: %s", os.strerror(trouble.errno))
        heart.stop(State.STOPPED, lines=[str(NO_ROOM_LEFT)])
    except Exception:
        heart.stop(State.WAITING)  # tried again by the worker, later each time
        raise


def read(bringing, heart):
    person, organisation = bringing.person, bringing.organisation
    refuse_who_left(person, organisation)
    where = {"person": person, "organisation": organisation}
    steps = Steps(heart)
    try:
        path = storages["exports"].path(bringing.file.name)
        with open_bag(path, tell=steps.read) as bag:
            before = brought_before(bag, **where)
            if before:
                raise BagIsRefused(already(before))
            with kept_files(bag, person=person, tell=steps.kept) as kept:
                if bringing.is_look:
                    heart.say(state=State.LOOKED, lines=rehearse(bag, kept, **where).lines, done=steps.total)
                else:
                    keep(bringing, heart, bag, kept, steps.total)
    except FileNotFoundError as gone:
        raise BagIsRefused(str(BagGone.sentence)) from gone


class Steps:
    """Every byte is read twice: to hold it against its hash, and to keep it."""

    def __init__(self, heart):
        self.heart, self.done, self.total = heart, 0, 0

    def read(self, count, total):
        self.total = 2 * total
        self.kept(count)

    def kept(self, count):
        self.done = min(self.done + count, self.total)
        self.heart.beat(self.done, self.total)


@operation
def keep(bringing, heart, bag, kept, total):
    """Its rows, and that it is done, in one transaction."""
    person = bringing.person
    arrival = bring_along(bag, kept, person=person, organisation=bringing.organisation, by=person)
    heart.say(state=State.DONE, lines=arrival.lines, brought=arrival.brought, file="", done=total)
    discard_later(bringing)


def refuse_who_left(person, organisation):
    """Between asking and doing someone’s time in a place may have ended."""
    if not person.is_active or organisation.pk not in person.places_as(Role.PRACTITIONER):
        message = _("You do not practise at %(place)s any more, so it can’t be brought in there.")
        raise BagIsRefused(message % {"place": organisation})


@operation
def refuse(bringing, heart, refusal):
    """A wrong bag is let go of; one we had no room for waits for another try."""
    if refusal.is_ours:
        heart.stop(State.STOPPED, lines=refusal.sentences)
    else:
        heart.stop(State.REFUSED, lines=refusal.sentences, file="")
        discard_later(bringing)


# --- looking after --------------------------------------------------------------------------


def revive_bringing(*, at=None):
    """Begin again what a killed worker left, within a minute; and say so where it was given up."""
    revive(Bringing, KIND, at=at, lines=[str(DID_NOT_WORK)])


@operation
def drop_old_bags(*, at=None):
    """Let go of bags that nobody decided about."""
    before = (at or timezone.now()) - KEPT_FOR
    for bringing in Bringing.objects.filter(state__in=(State.LOOKED, State.STOPPED), changed_at__lt=before):
        let_go(bringing)


job(KIND)(bring_in)
EACH_MINUTE.append(revive_bringing)
TIDYING.append(drop_old_bags)
