"""Texts on their way in: read, corrected by a person, agreed, or set aside. The text as it came stays with its draft."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.audit import operation, record
from people.states import move
from standards.exchange.plan import NEW, SAME
from standards.exchange.reading import read_standard
from standards.exchange.working import document_of, working_of
from standards.models import Intake, StandardPage
from standards.operations.brought_in import NotReadyToAgree, hold, in_review, keep_text, reds_open
from standards.operations.drafting import write_draft
from standards.operations.importing import TextIsRefused, plan_import
from standards.states import AGREED

MOST_ENTRIES = 1_500  # what one form can hold; the longest standard seen has about 100
TOO_MANY = _("This text has more entries than any standard has.")


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
    hold(suite)
    proposal = plan_import(reading.document, suite=suite)
    if proposal.page and proposal.plan.is_empty and not proposal.misfits:
        return proposal, None
    intake = keep_intake(reading, source, suite=suite, by=by, name=name)
    is_as_read = intake.revision == 1 and not intake.answers  # else someone is at work on this very text
    if is_as_read and not list(proposal.needs_a_person(by)):
        intake = take_over(intake, proposal, by=by)
    return proposal, intake


def keep_intake(reading, source, *, suite, by, name):
    working = working_of(reading.document)
    if len(working["entries"]) > MOST_ENTRIES:
        raise TextIsRefused(TOO_MANY)
    where = {"subject": Intake.Subject.STANDARD, "suite": suite}
    return keep_text(Intake, working, source, reading=reading, by=by, name=name, **where)


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
    yield from reds_open(intake.reading)
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
    hold(intake.suite)
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


def take_over(intake, proposal, *, by):
    draft = write_draft(proposal, by=by)
    page = StandardPage.objects.get(pk=draft.pk)
    kept = {"page": page, "answers": intake.answers, "agreed_by": by, "agreed_at": timezone.now()}
    move(intake, AGREED, by=by, leaves_a_mark=False, **kept)
    record("intake.agreed", by=by, subject=intake, page=page.code)
    return intake
