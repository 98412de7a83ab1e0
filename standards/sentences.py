"""What the trail says of standards, awards, crosswalks and the glossary. They are every place’s."""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from people.registry import named, sentences
from people.trail import Group, in_marks
from standards.models import AwardDefinition, AwardVersion, Requirement, Standard, StandardVersion, Term
from standards.models.wording import label_of

sentences(
    Group.STANDARDS,
    {
        "standard.drafted": _("%(who)s wrote a draft of a standard."),
        "standard.published": _("%(who)s published version %(number)s of %(standard)s."),
        "standard.facts_changed": _("%(who)s changed what is known about %(what)s."),
        "award.drafted": _("%(who)s changed the draft of the award %(what)s."),
        "award.published": _("%(who)s published version %(number)s of the award %(award)s."),
        "award.withdrawn": _("%(who)s withdrew the award %(what)s."),
        "award.restored": _("%(who)s offered the award %(what)s again."),
        "intake.brought_in": _("%(who)s brought in a text to read."),
        "intake.answered": _("%(who)s answered %(answers)s questions about a text brought in."),
        "intake.agreed": _("%(who)s agreed to a text brought in."),
        "intake.corrected": _("%(who)s put a text brought in right."),
        "intake.moved": _("%(who)s moved a text brought in on."),
        "suite.brought_in": _("%(who)s brought in a suite of standards."),
        "glossary.term_added": _("%(who)s added %(what)s to the glossary."),
        "glossary.term_changed": _("%(who)s changed %(what)s in the glossary."),
        "glossary.term_removed": _("%(who)s took a word out of the glossary."),
        "crosswalk.opened": _("%(who)s began to compare %(source)s with %(target)s."),
        "crosswalk.said": _("%(who)s said what became of %(about)s."),
        "crosswalk.agreed": _("%(who)s agreed to a crosswalk with %(entries)s entries."),
        "crosswalk.taken_back": _("%(who)s took back that a crosswalk is agreed."),
        "crosswalk.removed": _("%(who)s removed a crosswalk with %(entries)s entries."),
    },
    names={
        "standard": "standards.standard",
        "award": "standards.awarddefinition",
        "source": "standards.standardversion",
        "target": "standards.standardversion",
        "about": "standards.requirement",
    },
)


def by_title(model, *columns):
    """Register that rows of a model are called by their title and, where there is one, their number."""

    def called(codes, *, reader):
        rows = model.objects.filter(code__in=codes).values_list("code", *columns)
        return {code: worded(*words) for code, *words in rows}

    named(model._meta.label_lower)(called)


def worded(title, number=None):
    if number is None:
        return in_marks(title)
    return _now("“%(title)s”, version %(number)s") % {"title": title, "number": number}


by_title(Standard, "title")
by_title(StandardVersion, "title", "number")
by_title(AwardDefinition, "title")
by_title(AwardVersion, "title", "number")
by_title(Term, "word")


@named("standards.requirement")
def requirements_named(codes, *, reader):
    rows = Requirement.objects.filter(code__in=codes).order_by()
    phrase = _now("%(label)s of “%(title)s”")
    return {
        code: phrase % {"label": label_of(kind, number), "title": title}
        for code, kind, number, title in rows.values_list("code", "kind", "number", "version__title")
    }
