"""Awards: which there are, and what their rules ask, in words."""

from collections import defaultdict

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from standards.models import AwardDefinition


def public_awards():
    """Awards that were published and not withdrawn, each with the rules people start on."""
    published = AwardDefinition.objects.filter(current_version__isnull=False, withdrawn_at=None)
    return published.select_related("suite", "current_version").order_by("suite", "title", "pk")


def awards_to_edit():
    """Every award, drafts and withdrawn ones too."""
    return AwardDefinition.objects.select_related("suite", "current_version").order_by("suite", "title", "pk")


def groups_in_award(version):
    """[(title, how many are needed, [standards])] of a published award."""
    members = version.members.select_related("standard__current_version").order_by("position")
    return grouped(members)


# --- in words -------------------------------------------------------------------------------


def rules_in_words(rules):
    """Sentences that say what an award asks, in every standard of it. `rules`: a draft or a published version."""
    return [sentence for sentence in (*evidence_in_words(rules), *stages_in_words(rules)) if sentence]


def evidence_in_words(rules):
    yield ngettext(
        "Each criterion is shown by at least %(count)d piece of evidence.",
        "Each criterion is shown by at least %(count)d pieces of evidence.",
        rules.claims_per_criterion,
    ) % {"count": rules.claims_per_criterion}
    if rules.distinct_kinds > 1:
        yield _("In each standard there are at least %(count)d different kinds of evidence.") % {
            "count": rules.distinct_kinds
        }
    if rules.must_be_observed:
        yield _("In each standard an assessor saw you do something of it, at least once.")
    if rules.evidence_months:
        yield ngettext(
            "Evidence is from the last %(count)d month.",
            "Evidence is from the last %(count)d months.",
            rules.evidence_months,
        ) % {"count": rules.evidence_months}
    if rules.every_value:
        yield _("Each value is shown by at least one piece of evidence.")


def stages_in_words(rules):
    yield _("An assessor reads each standard with you, and signs it off.")
    if rules.has_sampling:
        yield _(
            "An internal quality assurer looks at some of the work a second time, to see that judging is fair."
        )
    if rules.has_panel:
        yield _("It ends with a talk with a panel.")


def group_in_words(needed, total):
    """“All 3 of these”, “Any 2 of these 5”."""
    if needed is None or needed >= total:
        if total == 1:
            return _("This one")
        return _("All %(total)d of these") % {"total": total}
    return _("Any %(needed)d of these %(total)d") % {"needed": needed, "total": total}


def grouped(members):
    """[(title, how many are needed, [standards])] of a published award's members, which come in their order."""
    groups = defaultdict(list)
    for member in members:
        groups[member.group].append(member)
    return [
        (rows[0].group_title, rows[0].needed or len(rows), [row.standard for row in rows])
        for rows in groups.values()
    ]
