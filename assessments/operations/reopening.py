"""Taking up a signed-off decision again: a new round of the same frozen items. The old decision stays as it was."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.models import Reopening, ReopeningWords, SignOff
from assessments.operations.assignment import IsSignedOff, open_assessment
from assessments.operations.certificates import end_certificate, held_portfolio, issue_awards
from assessments.operations.looking_aside import had_a_part
from assessments.operations.plans import weigh_again
from assessments.operations.proving import proved
from assessments.operations.standing_aside import why_aside
from assessments.reopenings import (
    certificates_on,
    doubting_record_of,
    in_doubt,
    items_under,
    newest_sign_off_of,
    settled_flags_of,
)
from people.audit import operation, record
from people.roles import Role
from people.telling import tell
from portfolios.models import Unit
from portfolios.operations.again import repeat_round
from portfolios.operations.submission import CannotShare


class CannotReopen(Exception):
    """This decision can’t be opened again by them; `.sentence` says why. Nothing changed."""

    sentence = gettext_lazy(
        "You can’t open this one again: you had a part in the work or in judging it, something ties you to it, or you "
        "are no internal quality assurer here."
    )


class IsLookedAtAgain(CannotShare):
    """The decision was opened again, and whoever reads the new round has not answered yet."""

    is_news = True

    def __init__(self, reopening):
        said = {"name": reopening.reopened_by, "words": reopening.words.text}
        words = _(
            "This was signed off, and %(name)s opened it again: “%(words)s” It is looked at anew; you need do nothing "
            "now. What nobody doubts stays met. Its certificate no longer counts, and another follows if all is met."
        )
        self.sentence = words % said  # type: ignore[assignment]  # of this one alone
        super().__init__(self.sentence)


class NoGround(CannotReopen):
    """No second look found otherwise or is in doubt, and what it rested on is still as it was."""

    sentence = gettext_lazy(
        "A decision is opened again after a second look that does not find the same or is in doubt, or once someone "
        "looked again at what it rested on. Neither has happened here."
    )


class ReopenedBefore(CannotReopen):
    """Once is enough: the new round is the one to look at now."""

    sentence = gettext_lazy("This was opened again already. The new round is where it goes on.")


class SayWhy(CannotReopen):
    """Whoever receives this reads why."""

    sentence = gettext_lazy("Say why, in words that the practitioner and the assessor will both read.")


@operation
def reopen(sign_off, *, by, words, at=None):
    """Have a signed-off decision looked at anew, in a new round of what it rested on. Returns the Reopening.

    What the second look doubts is judged afresh; what nobody doubts comes along as met. Its certificates end, awards
    that rest on it wait, and the practitioner and the assessor are told. Raises CannotReopen.
    """
    at = at or timezone.now()
    unit = Unit.objects.locked(sign_off.submission.unit)
    held_portfolio(unit.portfolio)  # no award is given on it in between
    sign_off = SignOff.objects.select_related("submission", "assessment__owner", "signed_by").get(
        pk=sign_off.pk
    )
    found = doubting_record_of(sign_off)
    check_reopening(sign_off, unit, by=by, found=found, words=words)
    submission = repeat_round(sign_off.submission, items=items_under(sign_off), by=by)
    again = open_assessment(submission, by=by, afresh=in_doubt(sign_off, found), news="decision_opened_again")
    reopening = Reopening.objects.create(
        sign_off=sign_off, record=found, again=again, reopened_by=by, reopened_at=at
    )
    ReopeningWords.objects.create(reopening=reopening, text=words)
    told = {"sign_off": sign_off.code, "again": again.code}
    told["words"] = proved("decision.reopened", reopening, sign_off.assessment)
    record("decision.reopened", by=by, subject=reopening, **told)
    for certificate in certificates_on(sign_off):
        end_certificate(certificate, by=by, at=at)
    issue_awards(unit.portfolio, by=by, at=at)  # one that may rest on other standards instead does so at once
    if again.assessor_id != sign_off.signed_by_id:
        tell(sign_off.signed_by, "decision_opened_again", about=sign_off.assessment)
    tell(unit.portfolio.owner, "opened_again", about=again)
    weigh_again(sign_off.assessment)
    return reopening


def refuse_when_signed_off(unit, *, by):
    """Before sharing: nothing more once it is signed off, nor while a decision that was opened again is read."""
    newest = newest_sign_off_of(unit)
    reopening = getattr(newest, "reopening", None)
    if newest and not reopening:
        raise IsSignedOff
    if reopening and reopening.again.submission.is_open:
        raise IsLookedAtAgain(reopening)


def check_reopening(sign_off, unit, *, by, found, words):
    if not is_free_to(by, sign_off, unit):
        raise CannotReopen
    if Reopening.objects.filter(sign_off=sign_off).exists():
        raise ReopenedBefore
    if found is None and not settled_flags_of(sign_off).exists():
        raise NoGround
    if not words.strip():
        raise SayWhy


def is_free_to(person, sign_off, unit):
    """An internal quality assurer of the place with no part in the work or in judging it, in any round, and no tie."""
    if not person.holds(Role.IQA, sign_off.submission.organisation_id):
        return False
    return not had_a_part(sign_off.assessment, person) and not why_aside(unit, person)
