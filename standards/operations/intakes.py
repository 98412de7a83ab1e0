"""Texts on their way in: read, corrected by a person, agreed, or set aside. The text as it came stays with its draft."""

import hashlib

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from people.audit import operation, record
from people.states import move
from standards.exchange.plan import NEW, SAME
from standards.exchange.reading import read_standard
from standards.exchange.working import document_of, not_looked_at, working_of
from standards.models import Intake, StandardPage, SuitePage
from standards.operations.drafting import write_draft
from standards.operations.importing import TextIsRefused, plan_import
from standards.states import AGREED, REVIEW, SET_ASIDE

MOST_ENTRIES = 1_500  # what one form can hold; the longest standard seen has about 100
TOO_MANY = _("This text has more entries than any standard has.")


class ReadingHasMoved(Exception):
    """Someone corrected it in between, perhaps you in another tab. Both readings are there to choose from."""

    sentence = _(
        "This was changed somewhere else since you opened it. Nothing of yours is lost: see both below."
    )

    def __init__(self, current):
        super().__init__(str(self.sentence))
        self.current = current


class NotInReview(Exception):
    """It was brought in or set aside, and is only read now."""

    sentence = _("This was brought in or set aside in the meantime, so it can’t be changed any more.")

    def __init__(self, current):
        super().__init__(str(self.sentence))
        self.current = current


class NotReadyToAgree(Exception):
    """Something is still open. `sentences` say what."""

    def __init__(self, *sentences):
        super().__init__(" ".join(map(str, sentences)))
        self.sentences = sentences


# --- coming in ------------------------------------------------------------------------------


@operation
def bring_in(source, *, suite, by, name="", reading=None):
    """Read what someone brought and keep it for their check. Returns the intake; the same text waits only once.

    `source`: text or bytes. `suite`: a SuitePage. `reading`: of that source, where it was read before: a slow file
    then keeps nobody else from writing. Raises TextIsRefused when it is no standard.
    """
    reading = reading or read_standard(source, name=name, suite=suite.slug)
    if reading.document.is_refused:
        raise TextIsRefused(*reading.document.errors)
    return keep_intake(reading, source, suite=suite, by=by, name=name)


@operation
def import_at_once(reading, source, *, suite, by, name=""):
    """For a command line: a draft straight away, unless something has to be asked; then it waits for a person.

    Returns (proposal, intake); no intake where nothing would change. Raises TextIsRefused.
    """
    hold(suite.pk)
    proposal = plan_import(reading.document, suite=suite)
    if proposal.page and proposal.plan.is_empty and not proposal.misfits:
        return proposal, None
    intake = keep_intake(reading, source, suite=suite, by=by, name=name)
    is_as_read = intake.revision == 1 and not intake.answers  # else someone is at work on this very text
    if is_as_read and not list(proposal.needs_a_person(by)):
        intake = take_over(intake, proposal, by=by)
    return proposal, intake


def keep_intake(reading, source, *, suite, by, name):
    raw = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    sha256 = hashlib.sha256(raw).hexdigest()
    waiting = Intake.objects.filter(subject=Intake.Subject.STANDARD, state=REVIEW, suite=suite, sha256=sha256)
    if known := waiting.first():
        return known
    working = working_of(reading.document)
    if len(working["entries"]) > MOST_ENTRIES:
        raise TextIsRefused(TOO_MANY)
    intake = Intake.objects.create(
        suite=suite,
        source_name=name[:255],
        source_format=reading.format,
        original=reading.original,
        sha256=sha256,
        reading=working,
        made_by=by,
    )
    record("intake.brought_in", by=by, subject=intake, sha256=sha256)
    return intake


# --- being checked --------------------------------------------------------------------------


@operation
def correct_reading(intake, *, by, revision, reading):
    """Keep what a person made of the reading at this revision. Returns the intake as it is now.

    Raises ReadingHasMoved when someone else was there first, and NotInReview.
    """
    intake = in_review(intake, revision=revision)
    if reading == intake.reading:
        return intake
    Intake.objects.filter(pk=intake.pk).update(reading=reading, revision=F("revision") + 1)
    intake.refresh_from_db()
    record("intake.corrected", by=by, subject=intake, revision=intake.revision)
    return intake


def in_review(intake, *, revision):
    intake = Intake.objects.locked(intake)
    if intake.state != REVIEW:
        raise NotInReview(intake)
    if intake.revision != revision:
        raise ReadingHasMoved(intake)
    return intake


@operation
def set_aside(intake, *, by):
    """Not now. It is kept, and can be taken up again."""
    return move_quietly(intake, SET_ASIDE, by=by)


@operation
def take_up_again(intake, *, by):
    return move_quietly(intake, REVIEW, by=by)


def move_quietly(intake, to, *, by):
    intake = Intake.objects.locked(intake)
    if intake.state != to:
        move(intake, to, by=by, leaves_a_mark=False)
        record("intake.moved", by=by, subject=intake, to=str(to))
    return intake


# --- agreeing -------------------------------------------------------------------------------


def proposal_of(intake, *, answers=None):
    """What agreeing would do, with the answers given so far and these."""
    return plan_import(
        document_of(intake.reading),
        suite=intake.suite,
        answers=(intake.answers | (answers or {})),
        belongs_to=intake.reading.get("belongs_to", ""),
    )


def basis_of(proposal):
    """Names what the plan was made against: the draft of the page, or the place of a new one."""
    page, area = proposal.page, proposal.area
    if page:
        return f"page {page.pk}, draft {page.latest_revision_id}"
    return f"new in {area.pk}" if area else "nowhere"


def still_open(intake, proposal, *, by):
    """Sentences: what keeps this from becoming a draft."""
    if count := len(not_looked_at(intake.reading)):
        yield ngettext(
            "%(count)s red warning was not looked at yet. Look at it, and tick it.",
            "%(count)s red warnings were not looked at yet. Look at each, and tick it.",
            count,
        ) % {"count": count}
    if not intake.suite:
        yield _("The suite this was brought into is not there any more. Set it aside, and bring it in again.")
    if not proposal.document.title:
        yield _("It has no title yet. Write one.")
    yield from proposal.needs_a_person(by)


@operation
def agree(intake, *, by, revision, basis, answers=None):
    """Write the draft this intake proposes, once: agreeing a second time changes nothing. It is not published.

    `revision` and `basis` are those of the plan the person saw. `answers`: {key of a doubtful pair: "same" or "new"}.
    Returns the intake, with its page. Raises ReadingHasMoved, NotInReview, NotReadyToAgree.
    """
    intake = Intake.objects.locked(intake)
    if intake.state == AGREED:
        return intake
    intake = in_review(intake, revision=revision)
    hold(intake.suite_id)
    intake.answers |= {key: said for key, said in (answers or {}).items() if said in (SAME, NEW)}
    proposal = proposal_of(intake)
    if basis_of(proposal) != basis:
        raise NotReadyToAgree(
            _("The standard changed since you opened this plan. Here is the plan as it is now.")
        )
    if sentences := list(still_open(intake, proposal, by=by)):
        raise NotReadyToAgree(*sentences)
    return take_over(intake, proposal, by=by)


@operation
def keep_answers(intake, *, by, revision, answers):
    """Remember what was said of doubtful pairs, to look at the plan that follows from it."""
    intake = in_review(intake, revision=revision)
    kept = {key: said for key, said in answers.items() if said in (SAME, NEW)}
    Intake.objects.filter(pk=intake.pk).update(answers=intake.answers | kept)
    intake.refresh_from_db()
    record("intake.answered", by=by, subject=intake, answers=len(kept))
    return intake


def hold(suite_id):
    """Until the draft is written nobody else writes one in this suite: two plans of one draft would undo each other."""
    SuitePage.objects.select_for_update(of=("self",)).filter(pk=suite_id).first()


def take_over(intake, proposal, *, by):
    draft = write_draft(proposal, by=by)
    page = StandardPage.objects.get(pk=draft.pk)
    kept = {"page": page, "answers": intake.answers, "agreed_by": by, "agreed_at": timezone.now()}
    move(intake, AGREED, by=by, leaves_a_mark=False, **kept)
    record("intake.agreed", by=by, subject=intake, page=page.code)
    return intake
