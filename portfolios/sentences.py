"""What the trail says of portfolios. A piece of evidence is called by its name to its owner alone."""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from people.registry import LEADS_TO, OWN_THINGS, PRIVATE, named, sentences
from people.trail import Group, in_marks, named_of
from portfolios.models import Evidence, EvidenceFile, Portfolio, Submission, Unit

NAMES = {
    "unit": "portfolios.unit",
    "requirement": "standards.requirement",
    "version": "standards.standardversion",
    "evidence": "portfolios.evidence",
}
sentences(
    Group.MAPPING,
    {
        "claim.made": _("%(who)s said that %(what)s shows %(requirement)s."),
        "claim.dropped": _("%(who)s no longer says that %(what)s shows %(requirement)s."),
        "evidence.mapped": _("%(who)s changed what %(what)s shows, in %(changed)s places at once."),
        "unit.started": _("%(who)s began %(what)s."),
        "unit.carried_over": _("%(who)s went on with %(what)s, with %(claims)s matches from before."),
    },
    names=NAMES,
)
sentences(
    Group.DECISIONS,
    {
        "unit.shared": _("%(who)s shared %(what)s: %(items)s matches."),
        "unit.recalled": _("%(who)s took back %(what)s before it was read."),
    },
)
sentences(
    Group.EVIDENCE,
    {
        "evidence.withdrawn": _("%(who)s withdrew %(what)s."),
        "evidence.out_of_sight": _("%(what)s went out of sight."),
        "evidence.in_sight_again": _("%(what)s is in sight again."),
        "evidence.takedown_asked": _("Someone in it asked for %(evidence)s to be taken down."),
        "evidence.takedown_settled": _("%(who)s settled a wish to have %(evidence)s taken down."),
        "testimony.confirmed": _("A witness confirmed what they saw, in %(answers)s answers."),
        "testimony.removed": _("A witness had their words removed."),
    },
    names=NAMES,
)
sentences(
    Group.STANDARDS,
    {
        "kind.added": _("%(who)s added a kind of evidence."),
        "kind.changed": _("%(who)s changed a kind of evidence."),
        "kind.removed": _("%(who)s removed a kind of evidence."),
        "declaration.worded": _("%(who)s wrote version %(number)s of what is declared when sharing."),
    },
)
sentences(  # what someone does in their own folder, before anybody else has a part in it
    Group.EVIDENCE,
    {
        "portfolio.opened": _("%(who)s began a folder."),
        "portfolio.copy_asked": _("%(who)s asked for a copy of their folder to take along."),
        "portfolio.copy_made": _("A copy of a folder was made for %(who)s."),
        "portfolio.copy_written": _("A copy of a folder was written."),
        "portfolio.brought_along": _("%(who)s brought along a folder: %(evidence)s pieces, %(files)s files."),
        "pursuit.started": _("%(who)s began an award."),
        "pursuit.set_aside": _("%(who)s put an award aside."),
        "pursuit.taken_up": _("%(who)s took an award up again."),
        "evidence.added": _("%(who)s added %(what)s."),
        "evidence.changed": _("%(who)s changed %(what)s."),
        "evidence.answered": _("%(who)s answered what was recorded in %(what)s."),
        "evidence.deleted": _("%(who)s deleted a piece of evidence."),
        "evidence.file_added": _("%(who)s added a file to %(what)s."),
        "evidence.file_removed": _("%(who)s removed a file from %(what)s."),
        "evidence.file_blacked_out": _("%(who)s blacked something out in a file of %(what)s."),
        "evidence.file_searched": _("A file of %(what)s was looked through for harm."),
        "evidence.person_added": _("%(who)s said who else is in %(what)s."),
        "evidence.consent_kept": _("%(who)s wrote down the yes of someone in %(what)s."),
        "evidence.yes_again": _("%(who)s wrote down that someone in %(what)s says yes again."),
        "evidence.part_asked": _("%(who)s asked someone for their part in %(what)s."),
        "evidence.part_written": _("%(who)s wrote what their part in %(what)s was."),
        "evidence.part_agreed": _("%(who)s agreed to their part in %(what)s."),
        "evidence.part_taken_back": _("%(who)s took back that they had a part in %(what)s."),
        "evidence.held_alone": _("%(who)s said that nobody else was part of %(what)s."),
        "witness.prepared": _("%(who)s wrote down what to ask a witness about %(unit)s."),
        "witness.asked": _("%(who)s asked a witness."),
        "witness.taken_back": _("%(who)s asks a witness no longer."),
        "witness.contact_forgotten": _("How to reach a witness was forgotten, as promised."),
        "living.shown": _("%(who)s shows a piece of evidence as an example of a clause."),
        "living.stopped": _("%(who)s no longer shows a piece of evidence as an example."),
        "living.yes_taken_back": _("%(who)s wrote down that someone no longer says yes to being an example."),
    },
    names={"unit": "portfolios.unit"},
    is_own=True,
)


# --- what things are called -------------------------------------------------------------------

ROUND = {
    "name": _("%(name)s’s round %(round)s of “%(title)s”"),
    "gone": _("round %(round)s of “%(title)s”, of someone who is no longer here"),
}


def round_called(name, number, title):
    """A shared round, by whose it is; reviews and signatures are called after theirs."""
    known = {"name": name, "round": number, "title": title}
    return str(ROUND["name"] if name else ROUND["gone"]) % known


@named("portfolios.submission")
def rounds_named(codes, *, reader):
    rows = Submission.objects.filter(code__in=codes)
    found = rows.values_list("code", "unit__portfolio__owner__name", "round", "unit__version__title")
    return {code: round_called(*words) for code, *words in found}


@named("portfolios.unit")
def units_named(codes, *, reader):
    found = Unit.objects.filter(code__in=codes).values_list(
        "code", "portfolio__owner__name", "version__title"
    )
    return {code: unit_called(name, title) for code, name, title in found}


def unit_called(name, title):
    known = {"name": name, "title": title}
    return (_now("%(name)s’s work on “%(title)s”") if name else _now("work on “%(title)s”")) % known


@named("portfolios.portfolio")
def folders_named(codes, *, reader):
    found = Portfolio.objects.filter(code__in=codes).values_list("code", "owner__name")
    return {code: named_of(name, _now("%(name)s’s folder"), _now("a folder")) for code, name in found}


@named("portfolios.evidence")
def evidence_named(codes, *, reader):
    found = Evidence.objects.filter(code__in=codes).values_list("code", "name", "owner", "owner__name")
    phrase, nameless = _now("a piece of %(name)s’s evidence"), _now("a piece of evidence")
    return {
        code: in_marks(title) if owner == reader.pk else named_of(name, phrase, nameless)
        for code, title, owner, name in found
    }


@named("portfolios.evidencefile")
def files_named(codes, *, reader):
    at = ("code", "name", "evidence__owner", "evidence__owner__name")
    found = EvidenceFile.objects.filter(code__in=codes).values_list(*at)
    phrase, nameless = _now("a file of %(name)s’s"), _now("a file")
    return {
        code: in_marks(title) if owner == reader.pk else named_of(name, phrase, nameless)
        for code, title, owner, name in found
    }


def things_of(person):
    """What is theirs in portfolios, for their own trail."""
    return [
        ("portfolios.portfolio", Portfolio.objects.filter(owner=person).values("code")),
        ("portfolios.unit", Unit.objects.filter(portfolio__owner=person).values("code")),
        ("portfolios.submission", Submission.objects.filter(unit__portfolio__owner=person).values("code")),
        ("portfolios.evidence", Evidence.objects.filter(owner=person).values("code")),
        ("portfolios.evidencefile", EvidenceFile.objects.filter(evidence__owner=person).values("code")),
    ]


OWN_THINGS.append(things_of)
LEADS_TO.extend(["portfolio", "unit", "evidence", "request", "submission"])
PRIVATE.update({"portfolios.journalentry", "portfolios.journalrecording", "portfolios.selfassessment"})
