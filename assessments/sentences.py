"""What the trail says of reading, deciding, second looks and certificates. Declining and pausing are no events at all."""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from assessments.models import (
    Action,
    Assessment,
    Award,
    BasisFlag,
    Certificate,
    Cohort,
    Licence,
    ProposedDecision,
    Question,
    Reopening,
    Sample,
    SampleRecord,
    SeenDifferently,
    SignOff,
)
from assessments.numbers import in_groups
from people.registry import LEADS_TO, OWN_THINGS, PRIVATE, STANDS_WITH, named, sentences
from people.trail import Group, in_marks, named_of
from portfolios.models import Evidence, EvidenceFile, Submission, Unit
from portfolios.sentences import round_called

NAMES = {
    "assessor": "people.user",
    "practitioner": "people.user",
    "person": "people.user",
    "countersigner": "people.user",
    "to": "people.user",
    "iqa": "people.user",
    "requirement": "standards.requirement",
    "assessment": "assessments.assessment",
    "award": "standards.awarddefinition",
}
sentences(
    Group.DECISIONS,
    {
        "unit.assigned": _("%(who)s asked %(assessor)s to read %(what)s."),
        "unit.untied": _("%(who)s said that nothing ties them, before reading %(what)s."),
        "assessment.accepted": _("%(who)s took on %(what)s."),
        "assessment.replied": _("%(who)s replied to %(what)s."),
        "assessment.signed_off": _("%(who)s signed off %(what)s."),
        "judgement.seen_differently": _("%(who)s sees %(requirement)s differently, in %(what)s."),
        "judgement.difference_answered": _("%(who)s answered what was seen differently in %(what)s."),
        "question.asked": _("%(who)s asked a question about %(requirement)s, in %(what)s."),
        "question.answered": _("%(who)s answered a question in %(what)s."),
        "question.let_go": _("%(who)s let a question go in %(what)s."),
        "evidence.seen_in_place": _("%(who)s went to see %(what)s, where it stays."),
        "evidence.seen_corrected": _("%(who)s put right what they wrote about seeing %(what)s."),
        "decision.proposed": _("%(who)s proposed a decision on %(what)s, for someone else to agree to."),
        "decision.agreed": _("%(who)s agreed to the decision proposed on %(what)s."),
        "decision.sent_back": _("%(who)s sent back the decision proposed on %(what)s."),
        "decision.passed_on": _("%(who)s passed on the decision proposed on %(what)s."),
        "decision.asked_of_another": _("%(who)s asked someone else to agree to a decision on %(what)s."),
        "decision.flagged": _("What a decision on %(what)s rests on went out of sight."),
        "decision.looked_at_again": _("%(who)s looked again at the decision on %(what)s."),
        "decision.reopened": _("%(who)s took up a decision again that had been signed off: %(what)s."),
        "unit.opened_again": _("%(who)s opened %(what)s again."),
        "queue.covered": _("%(who)s handed on what %(what)s was reading, to cover for them."),
    },
    names=NAMES,
)
sentences(
    Group.ASSURANCE,
    {
        "sampling.strategy_made": _("%(who)s wrote strategy %(number)s for second looks."),
        "sampling.plan_made": _("%(who)s made a plan of second looks."),
        "sampling.drawn": _("Decisions were drawn for a second look."),
        "sampling.added": _("%(who)s chose %(assessment)s for a second look."),
        "sampling.set_aside": _("%(who)s set the second look at %(assessment)s aside."),
        "sampling.begun_again": _("%(who)s began a second look at %(assessment)s again."),
        "sampling.handed_on": _("%(who)s asked %(iqa)s for a second look at %(what)s."),
        "sampling.untied": _("%(who)s said that nothing ties them, before looking at %(what)s again."),
        "sampling.noted": _("%(who)s noted their own finding in a second look at %(assessment)s."),
        "sampling.looked": _("%(who)s wrote down a second look at %(assessment)s."),
        "sampling.asked": _("%(who)s asked for something after a second look at %(what)s."),
        "sampling.answered": _("%(who)s answered what was asked after a second look at %(what)s."),
        "sampling.settled": _("%(who)s settled what was asked after a second look at %(what)s."),
    },
    names=NAMES,
)
sentences(
    Group.PEOPLE,
    {
        "licence.recorded": _("%(who)s wrote down what %(person)s may decide."),
        "licence.ended": _("%(who)s ended what %(person)s may decide."),
        "licence.countersigner_chosen": _("%(who)s chose %(countersigner)s to agree to decisions."),
        "pool.set": _("%(who)s said who reads for %(what)s."),
        "tie.said": _("%(who)s said that something ties %(assessor)s to %(practitioner)s."),
        "tie.ended": _("%(who)s said that something no longer ties two people."),
        "cohort.made": _("%(who)s made the group %(what)s."),
        "cohort.changed": _("%(who)s changed the group %(what)s."),
        "cohort.ended": _("%(who)s ended the group %(what)s."),
        "cohort.taken_up": _("%(who)s took the group %(what)s up again."),
        "cohort.joined": _("%(person)s came into the group %(what)s."),
        "cohort.invited": _("%(who)s invited someone into the group %(what)s."),
        "cohort.left": _("%(who)s took someone out of the group %(what)s."),
    },
    names=NAMES,
)
sentences(
    Group.CERTIFICATES,
    {
        "award.made": _("%(who)s made %(what)s."),
        "certificate.issued": _("%(who)s issued %(what)s."),
        "certificate.made": _("The paper of %(what)s was made."),
        "certificate.ended": _("%(who)s ended %(what)s."),
        "certificate.name_shown": _("%(who)s shows their name to those who check %(what)s."),
        "certificate.name_hidden": _("%(who)s no longer shows their name to those who check %(what)s."),
    },
    names=NAMES,
)


# --- what things are called -------------------------------------------------------------------


def called_after_its_round(model, way):
    """Register that rows of a model are called like the shared round they are about."""

    def called(codes, *, reader):
        at = [f"{way}{name}" for name in ("unit__portfolio__owner__name", "round", "unit__version__title")]
        rows = model.objects.filter(code__in=codes).order_by()
        return {code: round_called(*words) for code, *words in rows.values_list("code", *at)}

    named(model._meta.label_lower)(called)


called_after_its_round(Assessment, "submission__")
called_after_its_round(SignOff, "submission__")
called_after_its_round(BasisFlag, "assessment__submission__")
called_after_its_round(Sample, "assessment__submission__")
called_after_its_round(Question, "assessment__submission__")
called_after_its_round(ProposedDecision, "assessment__submission__")
called_after_its_round(SeenDifferently, "judgement__assessment__submission__")
called_after_its_round(SampleRecord, "sample__assessment__submission__")
called_after_its_round(Action, "record__sample__assessment__submission__")
called_after_its_round(Reopening, "sign_off__submission__")


@named("assessments.award")
def awards_named(codes, *, reader):
    found = Award.objects.filter(code__in=codes).values_list("code", "holder__name")
    return {code: named_of(name, _now("an award of %(name)s’s"), _now("an award")) for code, name in found}


@named("assessments.certificate")
def certificates_named(codes, *, reader):
    found = Certificate.objects.filter(code__in=codes).values_list("code", "number")
    return {code: _now("certificate %(number)s") % {"number": in_groups(number)} for code, number in found}


@named("assessments.cohort")
def cohorts_named(codes, *, reader):
    found = Cohort.objects.filter(code__in=codes).values_list("code", "name")
    return {code: in_marks(name) for code, name in found}


def things_of(person):
    """What was found of their work, and what they hold, for their own trail."""
    own = {"submission__unit__portfolio__owner": person}
    differently = {f"judgement__assessment__{name}": value for name, value in own.items()}
    return [
        ("assessments.assessment", Assessment.objects.filter(**own).values("code")),
        ("assessments.signoff", SignOff.objects.filter(**own).values("code")),
        ("assessments.seendifferently", SeenDifferently.objects.filter(**differently).values("code")),
        ("assessments.award", Award.objects.filter(holder=person).values("code")),
        ("assessments.certificate", Certificate.objects.filter(award__holder=person).values("code")),
        ("assessments.licence", Licence.objects.filter(person=person).values("code")),
    ]


# --- what belongs to one story ---------------------------------------------------------------

DECIDED = {  # way from each to the standard someone works on
    Unit: "pk",
    Submission: "unit",
    Assessment: "submission__unit",
    ProposedDecision: "assessment__submission__unit",
    SignOff: "submission__unit",
    Question: "assessment__submission__unit",
    SeenDifferently: "judgement__assessment__submission__unit",
    BasisFlag: "assessment__submission__unit",
    Sample: "assessment__submission__unit",
    SampleRecord: "sample__assessment__submission__unit",
    Action: "record__sample__assessment__submission__unit",
    Reopening: "sign_off__submission__unit",
    Certificate: "entries__sign_off__submission__unit",
    Award: "certificates__entries__sign_off__submission__unit",
}
SHOWN = {  # of many stories at once: each leads to them, and they to none
    Evidence: "versions__items__submission__unit",
    EvidenceFile: "shared_in__version__items__submission__unit",
}


def stands_with(code):
    """The codes of all that was shared, decided, looked at again and certified of the standard that this is about, with
    the evidence it rests on. Two queries."""
    units = set(together(DECIDED, lambda way: {"code": code}, lambda way: way))
    return together(DECIDED | SHOWN, lambda way: {f"{way}__in": units}, lambda _way: "code") if units else ()


def together(ways, asked, wanted):
    rows = [
        model._default_manager.filter(**asked(way)).order_by().values_list(wanted(way))
        for model, way in ways.items()
    ]
    return [value for (value,) in rows[0].union(*rows[1:]).order_by() if value is not None]


STANDS_WITH.append(stands_with)
OWN_THINGS.append(things_of)
LEADS_TO.extend(["assessment", "judgement", "award", "certificate", "sign_off", "plan", "sample", "cohort"])
PRIVATE.update({"assessments.quietno", "assessments.assessorroom"})
