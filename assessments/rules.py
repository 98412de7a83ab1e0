"""Who may do what with reviews and certificates: small predicates, and the table at the foot."""

import rules

from assessments.models import Assessment, State
from assessments.models.assessment import is_asked_of
from people.roles import Role


@rules.predicate
def reads_it(person, assessment):
    return assessment is not None and assessment.assessor_id == person.pk


@rules.predicate
def reads_now(person, assignment):
    return assignment is not None and assignment.assessor_id == person.pk and assignment.ended_at is None


@rules.predicate
def is_of_own_unit(person, assignment):
    return assignment is not None and assignment.unit.portfolio.owner_id == person.pk


@rules.predicate
def judged_it(person, flag):
    return flag is not None and flag.assessment.assessor_id == person.pk


@rules.predicate
def is_of_own_work(person, flag):
    return flag is not None and flag.assessment.owner_id == person.pk


@rules.predicate
def is_owner(person, assessment):
    return assessment is not None and assessment.owner_id == person.pk


@rules.predicate
def assesses_there(person, assessment):
    return assessment is not None and person.holds(Role.ASSESSOR, assessment.organisation_id)


@rules.predicate
def assesses_there_of_others(person, said):
    """An assessor where it was judged, who did not say it."""
    if said is None or said.said_by_id == person.pk:
        return False
    return person.holds(Role.ASSESSOR, said.judgement.assessment.organisation_id)


@rules.predicate
def is_in_review(person, assessment):
    return assessment is not None and assessment.state == State.IN_REVIEW


@rules.predicate
def agrees_to_it(person, assessment):
    """Asked to agree to what a trainee decided in it, or agreed to it. One query."""
    asked = Assessment.objects.filter(is_asked_of(person))
    return assessment is not None and asked.filter(pk=assessment.pk).exists()


@rules.predicate
def is_on_offer(person, assessment):
    return assessment is not None and assessment.state == State.ON_OFFER


@rules.predicate
def is_signed_off(person, assessment):
    return assessment is not None and assessment.state == State.SIGNED_OFF


@rules.predicate
def quality_assures_there(person, assessment):
    return assessment is not None and person.holds(Role.IQA, assessment.organisation_id)


@rules.predicate
def coordinates_there(person, unit):
    return unit is not None and person.holds(Role.COORDINATOR, unit.organisation_id)


@rules.predicate
def said_that_tie(person, tie):
    return tie is not None and tie.said_by_id == person.pk


@rules.predicate
def holds_certificate(person, certificate):
    return certificate is not None and certificate.award.holder_id == person.pk


@rules.predicate
def is_asked_for_it(person, action):
    return action is not None and action.assessor_id == person.pk


rules.add_perm("assessments.accept", is_on_offer & assesses_there & ~is_owner)
rules.add_perm(
    "assessments.read",
    reads_it | (is_signed_off & quality_assures_there) | (assesses_there & agrees_to_it),
)
rules.add_perm("assessments.agree", assesses_there & ~is_owner & agrees_to_it)
rules.add_perm("assessments.say_ties", (reads_it | agrees_to_it) & assesses_there & ~is_owner)
rules.add_perm("assessments.keep_licence", coordinates_there)
rules.add_perm("assessments.reopen", is_signed_off & quality_assures_there & ~is_owner & ~reads_it)
rules.add_perm("assessments.decline", (is_on_offer & assesses_there & ~is_owner) | reads_it)
rules.add_perm(
    "assessments.review", reads_it & assesses_there & ~is_owner
)  # who may; the operation says when
rules.add_perm("assessments.judge", reads_it & assesses_there & is_in_review & ~is_owner)
rules.add_perm("assessments.record", reads_now & assesses_there & ~is_of_own_unit)
rules.add_perm("assessments.settle_flag", judged_it & assesses_there & ~is_of_own_work)
rules.add_perm("assessments.answer_difference", assesses_there_of_others)
rules.add_perm("assessments.assign", coordinates_there)
rules.add_perm("assessments.look_after_cohort", coordinates_there)
rules.add_perm("assessments.end_tie", said_that_tie | coordinates_there)
rules.add_perm("assessments.view_certificate", rules.always_allow)  # the queryset says who knows of it
rules.add_perm("assessments.choose_name_shown", holds_certificate)
rules.add_perm("assessments.plan_sampling", quality_assures_there)
rules.add_perm(
    "assessments.look_again", quality_assures_there
)  # whose own it is, the queryset and the operation say
rules.add_perm("assessments.read_second_look", rules.always_allow)  # the queryset says who knows of it
rules.add_perm("assessments.read_action", rules.always_allow)
rules.add_perm("assessments.answer_action", is_asked_for_it)
rules.add_perm("assessments.settle_action", quality_assures_there & ~is_asked_for_it)
