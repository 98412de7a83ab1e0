"""What judging lets go of when a person is erased.

Outcomes, hashes, dates and who decided stay: a practitioner’s work loses the words that were said about it, an assessor
or a quality assurer loses their name and keeps their decisions, which are others’ record.
"""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from assessments.models import (
    Action,
    Assessment,
    AssessorRoom,
    Assignment,
    BasisFlag,
    Certificate,
    CertificateDocument,
    CertificateName,
    CohortMember,
    Feedback,
    JudgementWords,
    Licence,
    LookWanted,
    PoolMember,
    ProposedDecision,
    Question,
    ReopeningWords,
    Sample,
    SampleWords,
    SamplingPlan,
    SeenDifferently,
    SeenInPlace,
    SignOffWords,
    Soundness,
    State,
    Tie,
    WordsKey,
)
from assessments.operations.assignment import put_on_offer
from assessments.operations.plans import weigh_again
from people.operations.erasing import FILES, CannotErase, count, discard_after, forget_jobs
from people.registry import BEFORE_ERASING, ERASING
from people.states import move
from portfolios.operations.drafts import forget_drafts_about

OPEN = (State.ON_OFFER, State.IN_REVIEW, State.TO_AGREE)


class ReadsStill(CannotErase):
    def __init__(self, number):
        said = ngettext_lazy(
            "They read %(number)d round that nobody else would. Pass it on to a colleague first.",
            "They read %(number)d rounds that nobody else would. Pass them on to a colleague first.",
            number,
        )
        super().__init__(said % {"number": number})


class IsAskedStill(CannotErase):
    sentence = gettext_lazy(
        "A trainee waits for them to agree to a decision. Let them answer, or pass that round on, first."
    )


class LooksStill(CannotErase):
    sentence = gettext_lazy(
        "They wrote down what they find in a second look. Let them record it, or take it out of its plan, first."
    )


def refuse_while_others_wait(person):
    """Someone’s work would be left with nobody."""
    if number := Assessment.objects.filter(assessor=person, state__in=OPEN).count():
        raise ReadsStill(number)
    if ProposedDecision.objects.filter(countersigner=person, answer="").exists():
        raise IsAskedStill
    if Sample.objects.filter(noted_by=person, state=Sample.State.PLANNED).exists():
        raise LooksStill


def erase_assessments(person, *, by):
    """Inside the operation, before portfolios close the rounds."""
    return {
        "open rounds": take_rounds_back(person, by=by),
        "words about their work": empty_words_about(person),
        "drafts": forget_drafts_about(codes_of(person)),
        "second looks": end_second_looks(person),
        "groups, pools, ties and looks waited for": leave_lists(person),
        "licences": empty_licences(person),
        "words as an assessor": empty_own_words(person),
    } | empty_certificates(person)


# --- a practitioner’s rounds ----------------------------------------------------------------


def take_rounds_back(person, *, by):
    """As if they had been taken back before they were read: they are in no queue, and nobody is told."""
    found = Assessment.objects.filter(owner=person, state__in=OPEN).order_by("pk")
    for assessment in map(Assessment.objects.locked, found):
        if assessment.state != State.ON_OFFER:
            put_on_offer(assessment, by=by)
        move(assessment, State.RECALLED, by=by, leaves_a_mark=False, assessor=None)
    Question.objects.filter(assessment__owner=person, answered_at=None, let_go_at=None).update(
        let_go_at=timezone.now()
    )
    assigned = Assignment.objects.filter(unit__portfolio__owner=person)
    assigned.filter(ended_at=None).update(ended_at=timezone.now())
    assigned.filter(unit__submissions=None).delete()
    return len(found)


def codes_of(person):
    """By which forms of others name a round of theirs, something in one, or a plan that one may be put into."""
    ways = {Feedback: "assessment", Question: "assessment", BasisFlag: "assessment"}
    ways |= {SeenDifferently: "judgement__assessment", Sample: "assessment"}
    yield from Assessment.objects.filter(owner=person).values_list("code", flat=True)
    for model, way in ways.items():
        yield from model._default_manager.filter(**{f"{way}__owner": person}).values_list("code", flat=True)
    places = Assessment.objects.filter(owner=person).values("organisation")
    yield from SamplingPlan.objects.filter(organisation__in=places).values_list("code", flat=True)


def empty_words_about(person):
    """Whatever anyone wrote about their work: it is about them, and may name them."""
    rounds = Assessment.objects.filter(owner=person).values("pk")
    emptied = [
        JudgementWords.objects.filter(judgement__assessment__in=rounds).update(text=""),
        Feedback.objects.filter(assessment__in=rounds).update(text=""),
        SignOffWords.objects.filter(sign_off__assessment__in=rounds).update(text=""),
        ReopeningWords.objects.filter(reopening__sign_off__assessment__in=rounds).update(text=""),
        SampleWords.objects.filter(record__sample__assessment__in=rounds).update(text=""),
        Soundness.objects.filter(assessment__in=rounds).update(words=""),
        Question.objects.filter(assessment__in=rounds).update(words="", answer=""),
        SeenDifferently.objects.filter(judgement__assessment__in=rounds).update(words="", reply=""),
        ProposedDecision.objects.filter(assessment__in=rounds).update(
            words="", answer_words="", declaration=""
        ),
        SeenInPlace.objects.filter(evidence__owner=person).update(words=""),
        BasisFlag.objects.filter(assessment__in=rounds).update(words=""),
    ]
    # Nor can anyone guess them from their hashes.
    WordsKey.objects.filter(assessment__in=rounds).update(salt="")
    settled = {"settled_at": timezone.now()}
    BasisFlag.objects.filter(assessment__in=rounds, settled_at=None).update(**settled)
    about = Action.objects.filter(record__sample__assessment__in=rounds)
    about.filter(settled_at=None).update(**settled)
    return sum(emptied) + about.update(words="", answer="")


def end_second_looks(person):
    """Nothing is left to look at in their rounds; what they were to look at themselves waits for another."""
    of_theirs = Sample.objects.filter(assessment__owner=person)
    of_theirs.exclude(set_aside_words="", why="").update(set_aside_words="", why="")
    gone = _("Whoever did this work is no longer here.")
    planned = of_theirs.filter(state=Sample.State.PLANNED)
    about = planned.select_related("assessment__submission__unit__version")
    rounds = [sample.assessment for sample in about.order_by("assessment__organisation", "pk")]
    ended = planned.update(state=Sample.State.SET_ASIDE, set_aside_words=gone)
    ended += Sample.objects.filter(iqa=person, state=Sample.State.PLANNED).update(iqa=None)
    for assessment in rounds:  # plans after samples, as everywhere
        weigh_again(assessment)
    return ended


# --- whatever someone was here --------------------------------------------------------------


def leave_lists(person):
    rows = (
        PoolMember.objects.filter(assessor=person),
        AssessorRoom.objects.filter(person=person),
        Tie.objects.filter(Q(assessor=person) | Q(practitioner=person)),
        LookWanted.objects.filter(pursuit__portfolio__owner=person),
    )
    now = timezone.now()
    Assignment.objects.filter(assessor=person, ended_at=None).update(ended_at=now)
    left = CohortMember.objects.filter(person=person, left_at=None).update(left_at=now)
    return left + sum(count(found.delete()) for found in rows)


def empty_licences(person):
    """From when until when someone could sign stays: what they signed rests on it."""
    theirs = Licence.objects.filter(person=person)
    theirs.filter(ended_at=None).update(ended_at=timezone.now())
    return theirs.update(qualification="", competence="")


def empty_own_words(person):
    """What was asked of them to grow by, and what they said to it. What is still to be put right stays open: it is about
    someone else’s work, whose certificate may wait, and an IQA settles it. Its words were said to them, and may name
    them; what was found, the record beside it says."""
    asked, waits = Action.objects.filter(assessor=person), Q(kind=Action.Kind.CORRECTIVE, settled_at=None)
    still = _(
        "Whoever was asked to put something right is no longer here. Look at what was found, and settle this once it "
        "is right."
    )
    left = asked.exclude(waits)
    left.filter(settled_at=None).update(settled_at=timezone.now())
    WordsKey.objects.filter(action="sampling.settled", subject_code__in=asked.values("code")).update(salt="")
    return left.update(words="", answer="") + asked.filter(waits).update(words=still, answer="")


def empty_certificates(person):
    """The register keeps number, standard, dates and the hash over salt, number and name; the name and the paper go."""
    theirs = Certificate.objects.filter(award__holder=person)
    forget_jobs(theirs.values_list("code", flat=True))
    names = CertificateName.objects.filter(certificate__in=theirs).update(text="", is_shown=False)
    papers = CertificateDocument.objects.filter(certificate__in=theirs).values_list("file", flat=True)
    return {"names on certificates": names, FILES: discard_after("certificates", papers)}


BEFORE_ERASING.append(refuse_while_others_wait)
ERASING.append(erase_assessments)
