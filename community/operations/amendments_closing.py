"""When its time is over: counting who is for it, and putting the words in force or leaving the charter as it is.

The worker asks every minute. Each amendment is closed for itself, whole or not at all, and once: two workers at the
same moment, or one that was killed half-way, make one version.
"""

import logging

from django.db import InterfaceError, OperationalError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from community.models import Amendment, Charter
from community.models.wording import PREAMBLE, TITLE
from community.operations.amending_together import together
from community.operations.amendments import CannotPropose, check_words, without_lineage
from community.operations.amendments_in_force import put_in_force
from community.queries.amendments import tally_of
from community.states import ADOPTED, NOT_ADOPTED, OPEN
from people.audit import operation, record
from people.states import move
from people.telling import tell

logger = logging.getLogger(__name__)
CLOSED = "amendment_closed"  # the mail to whoever put it forward


def close_due_amendments(at=None):
    """Close every amendment whose time is over, the one that ended first first; each is put onto the words of then.

    `at`: a moment that was, or now. A moment to come counts as now: nothing is closed before its time.
    """
    at = passed(at or timezone.now())
    due = Amendment.objects.filter(state=OPEN, closes_at__lte=at).order_by("closes_at", "pk")
    for pk in due.values_list("pk", flat=True):
        attempt(pk, at)


def passed(at):
    return min(at, timezone.now())


def attempt(pk, at):
    """One that can’t be closed keeps no other waiting, and is tried again; a database that is away ends the round."""
    try:
        close_amendment(pk, at=at)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("close_amendment of %s", pk)


@operation
def close_amendment(pk, *, at):
    """Close one whose time is over. Returns it, or None where there is nothing to close (any more)."""
    at = passed(at)
    waiting = Amendment.objects.filter(pk=pk, state=OPEN, closes_at__lte=at)
    amendment = waiting.select_for_update(of=("self",), no_key=True).first()
    if amendment is None:
        return None
    amendment.charter = locked_with_its_page(amendment.charter_id)
    tally = tally_of(amendment, at=at)
    counted = {"closed_at": at, "supporters": tally.supporters, "members": tally.members}
    said = told_of(amendment, tally)
    wording, reason = words_to_adopt(amendment) if tally.holds(amendment) else (None, not_enough())
    if wording:
        end(amendment, ADOPTED, **counted, outcome=said, digest=wording.digest)
        put_in_force(amendment, wording)
    else:
        end(amendment, NOT_ADOPTED, **counted, outcome=f"{said} {reason}")
    tell(amendment.proposed_by, CLOSED, about=amendment)
    return amendment


def locked_with_its_page(charter_id):
    """As it is now, until this is done: two amendments that end together are put on each other’s words. The page comes
    first, as when someone publishes it."""
    page_id = Charter.objects.values_list("page_id", flat=True).get(pk=charter_id)
    Page.objects.select_for_update(no_key=True).get(pk=page_id)
    return Charter.objects.locked(Charter(pk=charter_id))


def end(amendment, state, **fields):
    """Nobody ends it: the clock does, so the record names nobody."""
    move(amendment, state, by=None, leaves_a_mark=False, **fields)
    action = "amendment.adopted" if state == ADOPTED else "amendment.not_adopted"
    record(
        action,
        by=None,
        subject=amendment,
        supporters=amendment.supporters,
        members=amendment.members,
        digest=amendment.digest,
    )


# --- the words --------------------------------------------------------------------------------


def words_to_adopt(amendment):
    """(the CharterWording to put in force, "") or (None, why it can’t be, in a sentence)."""
    if amendment.organisation_id != amendment.charter.organisation_id:
        return None, _(
            "But the charter belongs to another place now, so these people don’t change it any more."
        )
    today = amendment.charter.current_version.wording
    merged = together(amendment.base.wording, amendment.wording, today)
    if merged.clashes:
        return None, changed_by_both(merged.clashes[0])
    if without_lineage(merged.wording) == without_lineage(today):
        return None, _("But these words are in force already: another amendment brought them.")
    try:
        check_words(merged.wording)
    except CannotPropose as refusal:
        return None, f"{_('But it does not fit today’s words.')} {refusal} {again()}"
    return merged.wording, ""


def changed_by_both(entry):
    names = {TITLE: _("the title"), PREAMBLE: _("what stands before the first heading")}
    name = names.get(entry.kind) or f"“{shortened(entry.words)}”"
    said = _("But %(name)s was changed meanwhile, so it could not be put in force as it stands.")
    return f"{said % {'name': name}} {again()}"


def shortened(words, most=80):
    words = " ".join(words.split())
    return words if len(words) <= most else f"{words[:most].rstrip()}…"


def again():
    return _("It can be put forward again, on today’s words.")


def not_enough():
    return _("So the charter stays as it is. It can be put forward again at any time.")


def told_of(amendment, tally):
    """How long it was open, how many were for it, and what the rule asked."""
    days = (amendment.closes_at - amendment.opened_at).days
    parts = [
        ngettext("Open for %(days)d day.", "Open for %(days)d days.", days) % {"days": days},
        ngettext("%(count)d person supported it;", "%(count)d people supported it;", tally.supporters)
        % {"count": tally.supporters},
    ]
    asked = {"people": amendment.needed_people, "share": amendment.needed_share}
    of = {"count": tally.supporters, "members": tally.members}
    if amendment.needed_share:
        rule = _(
            "the rule asked for %(people)d, and %(share)d of every 100 members (%(count)d of %(members)d)."
        )
    else:
        rule = _("the rule asked for %(people)d.")
    return " ".join([*parts, rule % (asked | of)])
