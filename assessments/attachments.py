"""What judging adds to the apps below, which never look up: hooks, reasons to see, jobs and mails."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from assessments import cohorts, exchange, queries, questions
from assessments.licences import agreements_waiting, licences_wanted
from assessments.models import Assessment, JudgementBasis, Sample, SeenDifferently, State, UntiedLook
from assessments.models.assessment import opens_to
from assessments.operations.assignment import open_assessment
from assessments.operations.certificates import issue_awards, make_document
from assessments.operations.cohorts import join_cohorts
from assessments.operations.declining import forget_declines
from assessments.operations.recall import give_up_reading, refuse_once_begun
from assessments.operations.reopening import refuse_when_signed_off
from assessments.operations.second_looks import flag_decisions
from assessments.standings import standings_of
from assessments.ties import asked_now
from assessments.touched import certificates_touched
from assessments.waiting_looks import second_looks_waiting
from people.registry import AFTER_JOINING, STILL_WANTED, WAITING_FOR, also_visible, job, notice
from people.roles import Role
from portfolios import registry
from portfolios.models import EvidenceFile, Unit, in_sight
from standards.registry import TOUCHED

registry.BEFORE_SHARING.append(refuse_when_signed_off)
registry.AFTER_SHARING.append(open_assessment)
registry.BEFORE_RECALL.append(refuse_once_begun)
registry.AFTER_RECALL.append(give_up_reading)
registry.AFTER_CLOSING.append(forget_declines)
registry.STANDINGS.append(standings_of)
registry.AFTER_PURSUING.append(issue_awards)
registry.OUT_OF_SIGHT.append(flag_decisions)
registry.SIGNED_OFF.append(queries.signed_off_among)
registry.READERS.append(queries.readers_of)
registry.SEEN_IN_PLACE.append(queries.seen_in_place_of)
registry.DECIDED.append(exchange.decided_of)
registry.QUESTIONED.append(questions.questioned)
registry.UNANSWERED.append(questions.unanswered_about)
registry.ASKED.append(questions.asked_about)
registry.GROUPS.append(cohorts.names_of_cohorts)
registry.PAPERS.append(exchange.papers_of)
TOUCHED.append(certificates_touched)
STILL_WANTED.append(licences_wanted)
WAITING_FOR.append(agreements_waiting)
WAITING_FOR.append(second_looks_waiting)
AFTER_JOINING.append(join_cohorts)

job("render_certificate")(make_document)

notice("shared", lambda code: reverse("review", args=[code]))
notice("to_agree", lambda code: reverse("review", args=[code]))
notice("decision_answered", lambda code: reverse("review", args=[code]))
notice("decision_opened_again", lambda code: reverse("review", args=[code]))
notice("opened_again", lambda code: reverse("unit-detail", args=[unit_code_of(code)]))
notice("seen_differently", lambda code: reverse("difference", args=[code]))
notice("difference_answered", lambda code: where_said(code))
notice("question_asked", lambda code: reverse("unit-questions", args=[code]))
notice("question_answered", lambda code: reverse("review", args=[code]))
notice("replied", lambda code: reverse("unit-detail", args=[unit_code_of(code)]))
notice("recorded", lambda code: reverse("evidence-detail", args=[code]))
notice("seen_in_place", lambda code: reverse("evidence-detail", args=[code]))
notice("look_again", lambda code: reverse("look-again"))
notice("licence_ends", lambda code: reverse("licences"))
notice("second_look", lambda code: reverse("second-look", args=[code]))
notice("second_look_asked", lambda code: reverse("sample", args=[code]))
notice("second_look_answered", lambda code: reverse("action", args=[code]))
notice("certificate_ready", lambda code: reverse("certificate-detail", args=[code]))


def unit_code_of(assessment_code):
    return Assessment.objects.values_list("submission__unit__code", flat=True).get(code=assessment_code)


def where_said(code):
    """Where someone said it, and now reads the answer."""
    at = "judgement__assessment__submission"
    address = (f"{at}__unit__code", f"{at}__round", "judgement__requirement__code")
    return reverse("see-differently", args=SeenDifferently.objects.values_list(*address).get(code=code))


def readable_by(person):
    """Reviews whose evidence this person may open: theirs, and to agree to; as an IQA, signed-off ones and what a plan
    asks. What lies with them yet, once they said that nothing ties them."""
    signed_off = Q(state=State.SIGNED_OFF, organisation__in=person.places_as(Role.IQA))
    asks_first = Q(state=State.IN_REVIEW, submission__unit__in=asked_now(person).values("unit"))
    theirs = Q(assessor=person, organisation__in=person.places_as(Role.ASSESSOR)) & ~asks_first
    asked = Assessment.objects.filter(opens_to(person)).values("pk")
    agrees = Q(pk__in=asked, organisation__in=person.places_as(Role.ASSESSOR))
    untied = Exists(UntiedLook.objects.filter(sample=OuterRef("pk"), person=person))
    of_plans = Sample.objects.visible_to(person).untied_to(person)
    planned = of_plans.filter(Q(state=Sample.State.LOOKED_AT) | (Q(state=Sample.State.PLANNED) & untied))
    return Assessment.objects.filter(theirs | signed_off | agrees | Q(pk__in=planned.values("assessment")))


@also_visible(EvidenceFile)
def shared_for_review(person):
    """What was shared in those rounds, and what their judgements rest on from rounds before."""
    theirs = readable_by(person)
    rested_on = JudgementBasis.objects.filter(judgement__assessment__in=theirs).values("evidence_version")
    shared = Q(shared_in__version__items__submission__assessment__in=theirs)
    return (shared | Q(shared_in__version__in=rested_on)) & in_sight("shared_in__version__", "evidence__")


@also_visible(Unit)
def coordinated(person):
    return Q(portfolio__organisation__in=person.places_as(Role.COORDINATOR))
