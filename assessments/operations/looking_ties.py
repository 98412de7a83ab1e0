"""Before a second look: the IQA says that nothing ties them to whoever did the work. What does tie them hands it back."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import Sample, UntiedLook
from assessments.operations.holding import hold_role
from assessments.operations.looking_aside import refuse_own
from people.audit import operation
from people.roles import Role
from people.states import MoveNotAllowed


class NotAskedYet(Exception):
    """Nobody looks at anything of it before they were asked."""

    sentence = _(
        "First say whether something ties you to whoever did this. Nothing was kept: what you find is asked for after"
        " that."
    )


@operation
def say_untied_before_looking(sample, *, by, at=None):
    """An IQA says that nothing ties them to whose work it is: asked once, before they see any of it.

    No event yet: it is one with what they note. Raises NotYourOwn, or MoveNotAllowed once nothing is to be looked at.
    """
    is_here = hold_role(by, Role.IQA, sample.plan.organisation_id)
    sample = Sample.objects.locked(sample)
    refuse_own(sample.assessment, by)
    if not sample.is_planned or not is_here:
        raise MoveNotAllowed(sample.state)
    UntiedLook.objects.get_or_create(sample=sample, person=by, defaults={"said_at": at or timezone.now()})
    return sample


def when_untied(sample, person):
    """When they said so. Raises NotAskedYet."""
    if said := UntiedLook.objects.filter(sample=sample, person=person).first():
        return said.said_at
    raise NotAskedYet


def let_looks_go(units, person):
    """Inside naming a tie: what they were to look at again of these, and did not begin, is with nobody, as if it had
    never been with them."""
    here = {"assessment__submission__unit__in": units}
    Sample.objects.filter(**here, iqa=person, state=Sample.State.PLANNED, noted_at=None).update(iqa=None)
    asked = UntiedLook.objects.filter(person=person, sample__in=Sample.objects.filter(**here))
    asked.exclude(sample__noted_by=person).delete()
