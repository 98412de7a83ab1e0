"""Putting other words for a charter forward, supporting them, taking either back.

Who is for it is counted and never listed: the audit keeps that it happened and not who it was; the same for a proposer
who is not named. Nothing here looks at the page's draft, and nothing but the clock and the count ends an amendment:
see `amendments_closing`.
"""

from datetime import timedelta

from django.utils import timezone

from community.models import Amendment, Charter, CharterPage, ProposedClause, Support
from community.models.columns import LONGEST_LABEL, LONGEST_TITLE, ClauseKind
from community.models.wording import CharterWording, trouble_in
from community.operations.amendments_refused import (
    NO_WORDS,
    NOTHING_LEFT,
    TOO_DEEP,
    TOO_LONG,
    CannotPropose,
    CannotStand,
    ChangedMeanwhile,
    NotAMember,
    NotInUse,
    NotOpenAnyMore,
    NotTheirs,
    OwnAmendment,
    PutForwardAlready,
    SaysTheSame,
    ToReadOnly,
    WordsMissing,
)
from community.states import OPEN, WITHDRAWN
from people.audit import operation, record
from people.models import Membership
from people.states import MoveNotAllowed, move

# --- putting forward ------------------------------------------------------------------------


@operation
def propose_amendment(charter, *, wording, summary, why, is_named, by, base=None, at=None):
    """Put other words forward, with the rule of the charter's page as it is published today.

    `wording`: the whole CharterWording as it would be. `base`: the CharterVersion it was made from, by default the one
    in force. `at`: when it opens, now or later; an earlier moment counts as now, so that nothing ends early by it.
    Returns the Amendment. Raises a CannotPropose, and then nothing changed.
    """
    charter = Charter.objects.locked(charter)
    version = charter.current_version
    if base and base.pk != version.pk:
        raise ChangedMeanwhile
    wording = CharterWording.of(wording.title, wording.preamble, wording.entries)
    page = check(charter, wording, version.wording, said=(summary, why))
    check_not_open_already(charter, wording, by=by)
    opened = max(at or timezone.now(), timezone.now())
    amendment = Amendment.objects.create(
        charter=charter,
        base=version,
        organisation_id=charter.organisation_id,
        summary=summary.strip(),
        why=why.strip(),
        title=wording.title,
        preamble=wording.preamble,
        clause_count=len(wording.entries),
        proposed_by=by,
        is_named=bool(is_named),
        opened_at=opened,
        closes_at=opened + timedelta(days=page.open_days),
        needed_people=page.least_people,
        needed_share=page.least_share,
    )
    write_clauses(amendment, wording)
    record(
        "amendment.opened",
        by=by if is_named else None,
        subject=amendment,
        charter=charter.code,
        base=version.number,
        digest=wording.digest,
    )
    return amendment


def check(charter, wording, today, *, said):
    """The page whose rule it is opened with."""
    if charter.organisation_id is None:
        raise ToReadOnly
    page = CharterPage.objects.filter(pk=charter.page_id, live=True).first()
    if page is None:
        raise NotInUse
    if not all(words.strip() for words in said):
        raise WordsMissing
    check_words(wording)
    if without_lineage(wording) == without_lineage(today):
        raise SaysTheSame
    return page


def check_not_open_already(charter, wording, *, by):
    """Sent again from the page one went back to, the same words would be asked about twice."""
    said = without_lineage(wording)
    own = charter.amendments.filter(state=OPEN, proposed_by=by).prefetch_related("proposed")
    if any(without_lineage(amendment.wording) == said for amendment in own):
        raise PutForwardAlready


def check_words(wording):
    if found := trouble_in(wording.entries):
        entry, reason = found
        raise CannotStand(NO_WORDS if reason == "no words" else TOO_DEEP % {"words": entry.words[:60]})
    if wording.is_empty or not wording.title:
        raise CannotStand(NOTHING_LEFT)
    if len(wording.title) > LONGEST_TITLE or any(len(e.label) > LONGEST_LABEL for e in wording.entries):
        raise CannotStand(TOO_LONG)
    kinds_known = all(entry.kind in ClauseKind.values for entry in wording.entries)
    if not kinds_known or len(wording.by_lineage) != len(wording.entries):
        raise CannotPropose


def without_lineage(wording):
    """What a person reads of it."""
    rows = [(e.level, e.kind, e.label, e.mark, e.text) for e in wording.entries]
    return wording.title, wording.preamble, rows


def write_clauses(amendment, wording):
    ProposedClause.objects.bulk_create(
        ProposedClause(amendment=amendment, position=position, **entry.columns)
        for position, entry in enumerate(wording.entries, start=1)
    )


# --- being for it ---------------------------------------------------------------------------


@operation
def support(amendment, *, by):
    """Be for it: once, and as someone of the place. Twice is the same as once. Returns the Amendment.

    Raises NotOpenAnyMore, OwnAmendment, NotAMember.
    """
    amendment = Amendment.objects.locked(amendment)
    check_open(amendment)
    if amendment.proposed_by_id == by.pk:
        raise OwnAmendment
    if not Membership.objects.current().filter(person=by, organisation=amendment.organisation_id):
        raise NotAMember
    _support, is_new = Support.objects.get_or_create(amendment=amendment, person=by)
    if is_new:
        record("amendment.supported", by=None, subject=amendment)
    return amendment


@operation
def take_support_back(amendment, *, by):
    """Not be for it any more, without a reason. Raises NotOpenAnyMore. Returns the Amendment."""
    amendment = Amendment.objects.locked(amendment)
    check_open(amendment)
    if Support.objects.filter(amendment=amendment, person=by).delete()[0]:
        record("amendment.support_taken_back", by=None, subject=amendment)
    return amendment


def check_open(amendment):
    """Open, and its time not over: what comes between the last moment and the count is too late."""
    if amendment.state != OPEN or timezone.now() >= amendment.closes_at:
        raise NotOpenAnyMore


# --- what its proposer may do ---------------------------------------------------------------


@operation
def withdraw_amendment(amendment, *, by):
    """Take it back while it is open. Raises NotTheirs, NotOpenAnyMore. Returns the Amendment."""
    amendment = Amendment.objects.locked(amendment)
    check_theirs(amendment, by)
    check_open(amendment)
    try:
        move(amendment, WITHDRAWN, by=by, leaves_a_mark=False, closed_at=timezone.now())
    except MoveNotAllowed:
        raise NotOpenAnyMore from None
    record("amendment.withdrawn", by=by if amendment.is_named else None, subject=amendment)
    return amendment


@operation
def show_name(amendment, *, by, is_named):
    """Whether one’s name stands beside it: theirs to say at any time, also when it is over. Raises NotTheirs."""
    amendment = Amendment.objects.locked(amendment)
    check_theirs(amendment, by)
    Amendment.objects.filter(pk=amendment.pk).update(is_named=is_named)
    amendment.is_named = is_named
    return amendment


def check_theirs(amendment, person):
    if amendment.proposed_by_id != person.pk:
        raise NotTheirs
