"""A second look that nobody can finish is begun again by another IQA: the old one stays as it is, beside the new one."""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from assessments.models import Covered, Sample
from assessments.operations.holding import hold_role, hold_unit
from assessments.operations.looking_aside import NotYourOwn, refuse_own
from assessments.operations.plans import NotAnIqa, take_out
from people.audit import operation, record
from people.roles import Role
from people.states import MoveNotAllowed


class CanBeFinished(Exception):
    """Whoever began it goes on."""

    sentence = _(
        "Whoever began this second look can finish it. Leave it to them, or take it out of the plan."
    )


def is_left_behind(sample):
    """Whether someone noted first what they find and may not finish: they assure no quality here any more, or had a part
    in it or are tied to whoever did it, as is known now."""
    if not sample.is_planned or not sample.noted_by:
        return False
    place, who = sample.plan.organisation_id, sample.noted_by
    held = who.memberships.current().filter(role=Role.IQA, organisation=place)
    if not who.is_active or not held.exists():
        return True
    try:
        refuse_own(sample.assessment, who)
    except NotYourOwn:
        return True
    return False


@operation
def begin_again(sample, *, by):
    """Take it out of the plan and put the same round in anew, with `by`. What was noted stays with the old one.

    Its certificate goes on waiting. Raises NotAnIqa, NotYourOwn, CanBeFinished, or MoveNotAllowed once it is no longer
    to be looked at. Returns the new sample.
    """
    if not hold_role(by, Role.IQA, sample.plan.organisation_id):
        raise NotAnIqa
    hold_unit(sample.assessment)  # of which a certificate may wait
    old = Sample.objects.locked(sample)
    refuse_own(old.assessment, by)
    if not old.is_planned:
        raise MoveNotAllowed(old.state)
    if not is_left_behind(old):
        raise CanBeFinished
    words = _now("Begun again by someone else: whoever noted first what they find may no longer finish it.")
    take_out(old, words=words, by=by)
    new = Sample.objects.create(iqa=by, added_by=by, **{name: getattr(old, name) for name in SAME})
    Covered.objects.bulk_create(
        Covered(sample=new, assessor_id=one.assessor_id, standard_id=one.standard_id, kind=one.kind)
        for one in old.covers.all()
    )
    record("sampling.begun_again", by=by, subject=new, assessment=new.assessment.code, instead_of=old.code)
    return new


SAME = ("plan", "assessment", "stage", "experience", "risk", "why")
