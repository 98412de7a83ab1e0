"""Inside handing a round back: what else is kept with its code, and would tell who had it, goes with it."""

from assessments.differences import of_unit
from assessments.models import Feedback
from assessments.quiet import forget_forms
from people.models import OutboxMail
from people.operations.erasing import forget_jobs
from portfolios.operations.drafts import forget_drafts_about


def leave_nothing(assessment, person):
    """Keys of forms, words not saved yet, and mails to this person about the round. Before its notes are gone."""
    about = [assessment, assessment.unit, *of_unit(assessment.unit)]
    forget_forms(person, *about)
    notes = Feedback.objects.filter(assessment=assessment, released_at=None).values_list("code", flat=True)
    forget_drafts_about([*(thing.code for thing in about), *notes], of=person)
    forget_mails(person, assessment)


def forget_mails(person, *assessments):
    """Those that led to these rounds, also where they still wait."""
    mails = OutboxMail.objects.filter(person=person, about_code__in=[one.code for one in assessments])
    forget_jobs(mails.values_list("code", flat=True))
    mails.delete()
