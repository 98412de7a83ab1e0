"""Inside handing a round back: what else is kept with its code, and would tell who had it, goes with it."""

from assessments.differences import of_unit
from assessments.models import Assessment, Feedback, State
from assessments.quiet import forget_forms
from people.models import OutboxMail
from people.operations.erasing import forget_jobs
from portfolios.operations.drafts import forget_drafts_about


def leave_nothing(assessment, person):
    """Keys of forms, words not saved yet, and mails to this person about the round. Before its notes are gone."""
    forget_forms(person, assessment)
    notes = Feedback.objects.filter(assessment=assessment, released_at=None).values_list("code", flat=True)
    forget_drafts_about([assessment.code, *notes], of=person)
    forget_mails(person, assessment)


def leave_nothing_of(unit, person):
    """The same of a standard somebody reads no more, whether or not a round of it lay with them: of what is of no one
    round, and of rounds that were taken back before they were read."""
    taken_back = list(Assessment.objects.filter(submission__unit=unit, state=State.RECALLED))
    about = [unit, *of_unit(unit), *taken_back]
    forget_forms(person, *about)
    forget_drafts_about([thing.code for thing in about], of=person)
    forget_mails(person, *taken_back)


def forget_mails(person, *assessments):
    """Those that led to these rounds, also where they still wait."""
    mails = OutboxMail.objects.filter(person=person, about_code__in=[one.code for one in assessments])
    forget_jobs(mails.values_list("code", flat=True))
    mails.delete()
