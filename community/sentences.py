"""What the trail says of charters. Who agrees to one, or would rather talk, is no event at all."""

from django.utils.translation import gettext_lazy as _

from community.models import Charter, CharterVersion
from people.registry import LEADS_TO, PRIVATE, named, sentences
from people.trail import Group, in_marks

sentences(
    Group.CHARTERS,
    {
        "charter.drafted": _("%(who)s wrote a draft of a charter."),
        "charter.adopted": _("Version %(number)s of %(charter)s came into force."),
        "charter.facts_changed": _("%(who)s changed which place %(what)s belongs to."),
        "charter.rule_changed": _("%(who)s changed how %(what)s is amended."),
        "charter.explains": _("%(who)s said which clause of %(what)s explains a way of doing things here."),
        "charter.explains_no_more": _("%(who)s said that no clause of %(what)s explains it any more."),
        "charter.linked": _("%(who)s linked a clause of %(what)s with %(requirement)s."),
        "charter.linked_again": _("%(who)s said again that a clause of %(what)s goes with %(requirement)s."),
        "charter.unlinked": _("%(who)s took away a link between a clause of %(what)s and %(requirement)s."),
        "amendment.opened": _("%(who)s suggested a change to %(charter)s."),
        "amendment.withdrawn": _("A change suggested to a charter was taken back."),
        "amendment.supported": _("Someone is for a change suggested to a charter."),
        "amendment.support_taken_back": _("Someone is no longer for a change suggested to a charter."),
        "amendment.adopted": _(
            "A change to a charter was adopted: %(supporters)s of %(members)s were for it."
        ),
        "amendment.not_adopted": _("A change to a charter was not adopted this time."),
        "amendment.asked_about": _("%(who)s asked about a change suggested to a charter."),
        "amendment.answered": _("%(who)s answered a question about a change suggested to a charter."),
        "amendment.words_taken_back": _("Someone took back what they had said about a change to a charter."),
        "amendment.words_taken_away": _("%(who)s took away what was said about a change to a charter."),
        "steward.name_shown": _("%(who)s shows their name as a steward."),
        "steward.name_hidden": _("%(who)s no longer shows their name as a steward."),
    },
    names={"charter": "community.charter", "requirement": "standards.requirement"},
)


@named("community.charter")
def charters_named(codes, *, reader):
    rows = Charter.objects.filter(code__in=codes).values_list("code", "title")
    return {code: in_marks(title) for code, title in rows}


@named("community.charterversion")
def charter_versions_named(codes, *, reader):
    rows = CharterVersion.objects.filter(code__in=codes).values_list("code", "title")
    return {code: in_marks(title) for code, title in rows}


LEADS_TO.extend(["charter", "amendment"])
PRIVATE.update({"community.agreement", "community.asking", "community.talk"})
