"""What a plan asks to look at: drawn and agreed to, drawn at a sign-off, or put in and taken out by hand."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.drawing import digest_of, drawn_by
from assessments.models import Assessment, Covered, Sample, SamplingPlan, State, Weighed
from assessments.operations.certificates import issue_what_waited
from assessments.operations.holding import hold_role, hold_unit
from assessments.operations.looking_aside import refuse_own
from assessments.operations.proving import proved
from assessments.risk import (
    STAGES,
    as_decided,
    experience_of,
    known_about,
    not_weighed,
    reasons_for,
    risk_of,
    to_weigh,
)
from assessments.sampling import iqas_in, plan_in_force
from people.audit import operation, record
from people.roles import Role
from people.states import MoveNotAllowed, move
from people.telling import tell


class SomethingNew(Exception):
    """What would be added is not what was shown: look again."""

    sentence = _(
        "Something changed while you were looking. Nothing was added: look once more, then add them."
    )


class InAPlanAlready(Exception):
    """A round is in one plan, once, unless it was taken out of it."""

    sentence = _("This round is in a plan already.")


class SayWhy(Exception):
    """Changing what was drawn wants words."""

    sentence = _("Say why, in a few words. It stays beside it.")


class NotAnIqa(Exception):
    """Only someone who assures quality here can take it."""

    sentence = _("Choose someone from the list who assures quality here.")


@operation
def add_drawn(plan, *, seen, by):
    """Add what a page showed, and leave out the others of the rounds that were weighed.

    `seen`: assessments.drawing.digest_of it. Raises SomethingNew. Returns the samples.
    """
    plan = locked(plan)
    rounds = to_weigh(plan)
    drawn = drawn_by(plan, rounds)
    if digest_of(drawn) != seen:
        raise SomethingNew
    samples = add([sample_of(plan, one) for one in drawn], [one.round for one in drawn])
    left = {one.pk for one in rounds} - {one.round.pk for one in drawn}
    Weighed.objects.bulk_create(Weighed(plan=plan, assessment_id=pk) for pk in sorted(left))
    if samples:
        codes = [sample.code for sample in samples]
        record("sampling.drawn", by=by, subject=plan, samples=codes)
    return samples


@operation
def draw_at_sign_off(sign_off, *, by, at=None):
    """Inside signing off: whether the plan in force asks to look at it. Returns its sample, or None.

    While one is planned, the certificate waits: see assessments.second_looks.
    """
    at = at or timezone.now()
    submission = sign_off.submission
    place = submission.organisation
    plan = plan_in_force(place, on=place.date_of(at), standard=submission.unit.version.standard_id)
    if plan is None:
        return None
    rounds = not_weighed(plan).filter(pk=sign_off.assessment_id)
    drawn = drawn_by(plan, as_decided(rounds))
    if not drawn:
        return None
    [sample] = add([sample_of(plan, drawn[0])], [drawn[0].round])
    record("sampling.drawn", by=None, subject=plan, samples=[sample.code])
    return sample


@operation
def add_round(plan, assessment, *, words, by):
    """Put a round in by hand; one that was taken out may come in again. Raises SayWhy, InAPlanAlready, NotYourOwn."""
    if not words.strip():
        raise SayWhy
    hold_unit(assessment)  # of two who put it into different plans at once, one does
    plan = locked(plan)
    refuse_own(assessment, by)
    if assessment.organisation_id != plan.organisation_id or assessment.state not in STAGES:
        raise MoveNotAllowed(assessment.state)
    if Sample.objects.standing().filter(assessment=assessment).exists():
        raise InAPlanAlready
    [one] = as_decided(Assessment.objects.filter(pk=assessment.pk))
    known = known_about(plan, [one])
    sample = Sample(
        plan=plan,
        assessment=assessment,
        stage=one.stage,
        experience=experience_of(one.assessor, known),
        risk=risk_of(reasons_for(one, plan.strategy, known)),
        why=words.strip(),
        added_by=by,
    )
    add([sample], [one])
    record("sampling.added", by=by, subject=sample, plan=plan.code, assessment=assessment.code)
    return sample


@operation
def set_aside(sample, *, words, by, at=None):
    """Take it out of the plan, and say why. A certificate that waited for it waits no longer."""
    if not words.strip():
        raise SayWhy
    hold_unit(sample.assessment)  # of which a certificate may wait
    sample = Sample.objects.locked(sample)
    refuse_own(sample.assessment, by)
    take_out(sample, words=words.strip(), by=by)
    let_certificates_go(sample.assessment, by=by, at=at)
    weigh_again(sample.assessment)
    return sample


def take_out(sample, *, words, by):
    """Inside setting aside, of a sample that is held. What its certificate does is up to whoever asks."""
    told = {"set_aside_by": by, "set_aside_words": words}
    move(sample, Sample.State.SET_ASIDE, by=by, leaves_a_mark=False, **told)
    said = proved("sampling.set_aside", sample, sample.assessment)
    record("sampling.set_aside", by=by, subject=sample, assessment=sample.assessment.code, words=said)


@operation
def hand_on(sample, *, iqa, by):
    """Ask another IQA to look. Raises NotAnIqa, NotYourOwn, or MoveNotAllowed once someone began."""
    place = sample.plan.organisation
    # Before the sample, as where someone is erased: else two would wait for each other.
    if not hold_role(iqa, Role.IQA, place) or not iqas_in(place).filter(pk=iqa.pk).exists():
        raise NotAnIqa
    sample = Sample.objects.locked(sample)
    refuse_own(sample.assessment, by)
    refuse_own(sample.assessment, iqa)
    if not Sample.objects.filter(pk=sample.pk, state=Sample.State.PLANNED, noted_at=None).update(iqa=iqa):
        raise MoveNotAllowed(sample.state)
    record("sampling.handed_on", by=by, subject=sample, iqa=iqa.code)
    if iqa != by:
        tell(iqa, "second_look_asked", about=sample)
    return sample


def let_certificates_go(assessment, *, by, at=None):
    """Give what waited for second looks at this, unless another is due."""
    if assessment.state == State.SIGNED_OFF:
        issue_what_waited(assessment.submission.unit, by=by, at=at)


def add(samples, rounds):
    """Write samples with what each covers. `rounds`: theirs, as Decided, in the same order."""
    Sample.objects.bulk_create(samples)
    Covered.objects.bulk_create(
        Covered(sample=sample, assessor_id=assessor, standard_id=standard, kind=kind)
        for sample, one in zip(samples, rounds, strict=True)
        for assessor, standard, kind in sorted(one.triples)
    )
    return samples


def weigh_again(assessment):
    """What spoke for or against rounds of its assessor, or of its standard, may be something else now.

    Whoever draws at this moment comes before, and what they leave out is found; or after, and knows what changed. Last
    in every operation, after what certificates hold: drawing holds nothing else.
    """
    plans = SamplingPlan.objects.select_for_update(no_key=True).filter(
        organisation=assessment.organisation_id
    )
    list(plans.order_by("pk").values_list("pk"))
    standard = assessment.submission.unit.version.standard_id
    like_it = Q(assessment__assessor=assessment.assessor_id) | Q(
        assessment__submission__unit__version__standard=standard
    )
    Weighed.objects.filter(like_it, plan__organisation=assessment.organisation_id).delete()


def locked(plan):
    rows = SamplingPlan.objects.select_for_update(of=("self",), no_key=True).select_related(
        "strategy__award", "organisation"
    )
    return rows.get(pk=plan.pk)


def sample_of(plan, drawn):
    return Sample(
        plan=plan,
        assessment_id=drawn.round.pk,
        stage=drawn.round.stage,
        experience=drawn.experience,
        risk=drawn.risk,
        why=drawn.why,
    )
